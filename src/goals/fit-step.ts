import { opens, runs } from "../command/action.ts";
import { fitTexts as f } from "../i18n/fit.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import type { Words } from "../i18n/words.ts";
import { strong } from "../view/text.ts";
import { type Block, buttons, heading, list, note, paragraph, type View, view } from "../view/view.ts";
import type { WantedGoal } from "./add-goal.ts";
import { wordingLines } from "./added-view.ts";
import { amountInWords } from "./amounts.ts";
import { fitLines, reasonLines } from "./fit-view.ts";
import type { LookedAt } from "./look-at-goal.ts";
import { isKnownMetric } from "./metric-for.ts";
import { periodInWords } from "./sent-view.ts";

/** A goal for somebody else as whoever sets it sees it first: class, reasons, numbers, and three ways on. */
export function fitStepView(words: Words, wanted: WantedGoal, looked: LookedAt, draft: string): View {
  const { owner, metric, period, target } = wanted;
  const name = owner?.name ?? "";
  const title = words.plain(f.stepTitle, { name, goal: wanted.name });
  const terms = [
    { label: words.plain(m.optionTarget), value: [strong(amountInWords(words, metric, target))] },
    {
      label: words.plain(m.fieldPeriod),
      value: [periodInWords(words, { startsOn: period.start, endsOn: period.end })],
    },
  ];
  const hints = wordingLines(words, looked);
  return view(
    title,
    heading(title),
    { kind: "fields", fields: terms },
    ...fitBlocks(words, wanted, looked),
    hints.length > 0 ? note(words.text(m.hints)) : null,
    hints.length > 0 ? list(hints) : null,
    note(words.text(f.stepNothingSent, { name })),
    stepButtons(words, wanted, looked, draft),
  );
}

function fitBlocks(words: Words, { metric, target }: WantedGoal, { fit }: LookedAt): (Block | null)[] {
  if (metric.direction === "less") return [];
  if (fit === null || !isKnownMetric(metric)) return [paragraph(words.text(f.classUnknown))];
  const [first = [], ...rest] = fitLines(words, fit, metric, target);
  const reasons = reasonLines(words, fit, metric);
  return [paragraph(first), rest.length > 0 ? list(rest) : null, reasons.length > 0 ? list(reasons) : null];
}

function stepButtons(words: Words, { metric }: WantedGoal, { fit }: LookedAt, draft: string): Block | null {
  const ramped = fit?.ramped ?? null;
  const label = ramped?.because === "leave" ? f.sendForLeave : f.sendRamped;
  return buttons(
    { label: words.plain(f.sendAsIs), action: runs("goal send", { draft, as: "as-is" }), style: "primary" },
    ramped === null
      ? null
      : {
          label: words.plain(label, { target: amountInWords(words, metric, ramped.target) }),
          action: runs("goal send", { draft, as: "ramped" }),
        },
    { label: words.plain(f.change), action: opens("draft", { id: draft }) },
  );
}
