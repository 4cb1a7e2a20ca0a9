import { type Command, defineCommand, reply } from "../command/command.ts";
import { quantity, text } from "../command/option.ts";
import { metricName } from "../goals/metrics.ts";
import { planTexts as m } from "../i18n/plans.ts";
import { paragraph, view } from "../view/view.ts";
import { lineOfCaller, propose } from "./proposals.ts";

const offer = defineCommand({
  name: "goal split-offer",
  summary: m.offerSummary,
  hidden: true,
  options: { line: text(m.optionLine), amount: quantity(m.optionOffer, { hint: m.hintOffer }) },
  examples: [],
  async form(work, values) {
    const { words } = work;
    const { line, plan, metric } = await lineOfCaller(work, values.line ?? "");
    return {
      name: "goal split-offer",
      state: { line: line.id },
      title: words.plain(m.offerSummary),
      intro: [`${metricName(words, metric)}, ${words.date(plan.startsOn)} – ${words.date(plan.endsOn, "long")}`],
      submit: words.plain(m.askButton),
      fields: [
        {
          ...{ name: "amount", label: words.plain(m.optionOffer), hint: words.plain(m.hintOffer) },
          ...{ required: true, kind: "text", maxLength: 40 },
          ...(values.amount ? { value: values.amount } : {}),
        },
      ],
    };
  },
  async run(work, { line, amount }) {
    const text_ = work.words.plain(m.offerThanks, { amount: await propose(work, line, amount) });
    return reply(view(text_, paragraph([text_])));
  },
});

export const offerCommands: readonly Command[] = [offer];
