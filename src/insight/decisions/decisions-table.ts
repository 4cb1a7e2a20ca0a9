import type { NamedValue } from "../../command/option.ts";
import { lineStatusInWords } from "../../goals/goal-words.ts";
import { decisionTexts as m } from "../../i18n/decisions.ts";
import type { PersonWork } from "../../work.ts";
import { decisionsFacts } from "./decisions-facts.ts";
import { saidOf } from "./seen.ts";

/** One row a decision, then one for everything that was shown and led to none. */
export async function decisionsTable(work: PersonWork, team: NamedValue): Promise<string[][]> {
  const { words } = work;
  const { decisions, shown, names } = await decisionsFacts(work, team.id);
  const answered = new Set(decisions.flatMap(({ action }) => action.insightKey ?? []));
  const columns = [
    ...[m.csvWeek, m.csvShown, m.csvAnswer, m.csvNumber, m.csvDecision, m.csvOwner, m.csvAbout, m.csvDue],
    ...[m.csvState, m.csvDone, m.csvCarried, m.csvGoal, m.csvThen, m.csvNow],
  ];
  return [
    columns.map((column) => words.plain(column)),
    ...decisions.map(({ action, answered: row, goal }) => [
      ...[row?.week ?? "", row ? saidOf(row, words) : "", row ? words.plain(m.answerActed) : ""],
      ...[String(action.number), action.title, names.get(action.ownerId) ?? "", names.get(action.aboutId ?? "") ?? ""],
      ...[action.dueOn, words.plain(stateNames[action.state]), action.doneAt?.toISOString().slice(0, 10) ?? ""],
      String(action.carriedOver),
      goal ? `#${goal.now.goal.number} ${goal.now.goal.name}` : "",
      goal ? lineStatusInWords(words, goal.before) : "",
      goal ? lineStatusInWords(words, goal.now) : "",
    ]),
    ...shown
      .filter(({ key }) => !answered.has(key))
      .map((row) => [row.week, saidOf(row, words), words.plain(answers[row.state]), ...Array<string>(11).fill("")]),
  ];
}

const stateNames = { open: m.csvOpen, done: m.csvIsDone, dropped: m.csvDropped } as const;
const answers = { open: m.answerNone, acted: m.answerActed, dismissed: m.answerAside } as const;
