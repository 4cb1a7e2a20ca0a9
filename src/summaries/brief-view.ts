import { opens } from "../command/action.ts";
import { briefTexts as m } from "../i18n/briefs.ts";
import type { Words } from "../i18n/words.ts";
import { notNow } from "../insight/decisions/propose.ts";
import type { RankedInsight } from "../insight/decisions/seen.ts";
import { outlookInWords } from "../insight/forecasts/forecast-words.ts";
import { isDefined } from "../insight/rules/not-defined.ts";
import { plain, strong, type Text } from "../view/text.ts";
import { type Block, type Button, buttons, heading, list, paragraph, type View, view } from "../view/view.ts";
import { decidedLine } from "./brief-decisions.ts";
import type { BriefFacts } from "./brief-facts.ts";
import type { BriefFor } from "./brief-for.ts";
import { otherLines } from "./brief-lines.ts";
import { weekDates } from "./week.ts";
import { hasNothingToSay, verdictText } from "./weekly-view.ts";

/**
 * One screen for one manager, in this order: what became of last week's decisions, the result and what may come of it,
 * who and what needs them, what changed, what is theirs to remove, whom to thank, their own list, what is missing.
 */
export function briefView(words: Words, brief: BriefFor): View {
  const { facts, shown } = brief;
  const { week } = facts;
  const title = words.plain(m.title, { team: week.team.name, dates: weekDates(words, week.week) });
  const decided = decidedLine(words, brief.decisions);
  const lines = otherLines(words, brief);
  if (hasNothingToSay(week) && brief.needs.length === 0 && lines.length === 0 && !decided) {
    return view(title, heading(title), paragraph(words.text(m.empty)));
  }
  const verdict = verdictText(words, week);
  return view(
    `${title}. ${verdict.summary}`,
    heading(title),
    decided ? paragraph(decided) : null,
    paragraph([...verdict.text, ...whatMayCome(words, facts)]),
    ...needsYou(words, brief.needs),
    lines.length > 0 ? list(lines) : null,
    buttons(...shown.recognise.map((one) => one.button?.(words) ?? null), ...answers(words, facts)),
  );
}

/** Range and chance of the team's total, and the one sentence why. */
function whatMayCome(words: Words, { week, why }: BriefFacts): Text {
  const found = week.forecasts.team;
  const line = week.main?.line;
  const isSame = found && line && found.line.metric.id === line.metric.id && found.line.end === line.end;
  const outlook =
    isSame && line.target !== null && isDefined(found.outlook)
      ? [" ", outlookInWords(words, { ...line, target: line.target, isTeam: true, outlook: found.outlook })]
      : [];
  return [...outlook, ...(why ? [" ", ...why(words)] : [])];
}

/** Each with the one step proposed, and a way to set it aside. */
function needsYou(words: Words, needs: readonly RankedInsight[]): (Block | null)[] {
  if (needs.length === 0) return [paragraph(words.text(m.quiet))];
  return [
    paragraph([strong(words.plain(m.needsYou))]),
    list(needs.map(({ say }) => say(words))),
    buttons(...needButtons(words, needs)),
    setAside(words, needs),
  ];
}

/** One talk is enough for two things about the same person. */
export function needButtons(words: Words, needs: readonly RankedInsight[]): Button[] {
  const all = needs.flatMap(({ button }) => button?.(words) ?? []);
  return all.filter(({ label }, at) => all.findIndex((other) => other.label === label) === at);
}

/** The beginning of what was said names the line that is set aside. */
const longestName = 60;

export function setAside(words: Words, needs: readonly RankedInsight[]): Block | null {
  const options = needs.flatMap(({ key, say }) => {
    const letters = [...plain(say(words))];
    const name = letters.length > longestName ? `${letters.slice(0, longestName - 1).join("")}…` : letters.join("");
    return notNow(name, key) ?? [];
  });
  return options.length === 0 ? null : { kind: "choice", label: words.plain(m.notNow), options };
}

const mostAnswers = 3;

function answers(words: Words, { questions }: BriefFacts): Button[] {
  const numbers = [...new Set(questions.map(({ goal }) => goal.number))].slice(0, mostAnswers);
  return numbers.map((number) => ({
    label: words.plain(m.answer, { number: String(number) }),
    action: opens("goal answer", { goal: `#${number}` }),
  }));
}
