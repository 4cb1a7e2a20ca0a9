import type { LocalDate } from "../../calendar/dates.ts";
import { runs } from "../../command/action.ts";
import type { ActionItem } from "../../generated/prisma/client.ts";
import { decisionTexts as m } from "../../i18n/decisions.ts";
import type { Words } from "../../i18n/words.ts";
import { strong, type Text } from "../../view/text.ts";
import type { Button, ChoiceAction } from "../../view/view.ts";
import { workdayIn } from "./actions.ts";

export type ActionNames = ReadonlyMap<string, string>;

/** "№4 Ask Ana what would help — Max, by Fri 4 Dec, carried over once". */
export function actionLine(words: Words, action: ActionItem, names: ActionNames, today: LocalDate): Text {
  const date = words.date(action.dueOn, "weekday");
  const about = action.aboutId && action.aboutId !== action.ownerId ? names.get(action.aboutId) : undefined;
  const details = [
    names.get(action.ownerId) ?? "",
    words.plain(action.dueOn < today ? m.wasBy : m.by, { date }),
    ...(about ? [words.plain(m.about, { name: about })] : []),
    ...(action.carriedOver > 0 ? [words.plain(m.carried, { count: action.carriedOver })] : []),
  ];
  return words.text(m.line, {
    number: String(action.number),
    title: strong(action.title),
    details: details.join(", "),
  });
}

const numbered = ({ number }: ActionItem) => ({ action: String(number) });

export const doneButton = (words: Words, action: ActionItem): Button => ({
  label: words.plain(m.doneButton, { number: String(action.number) }),
  action: runs("action done", numbered(action)),
});

/** What else may become of it: another week, or nothing. */
export function otherwise(words: Words, action: ActionItem, today: LocalDate): ChoiceAction[] {
  const number = String(action.number);
  const date = words.date(workdayIn(7, today), "weekday");
  return [
    { label: words.plain(m.carryButton, { number, date }), action: runs("action carry", numbered(action)) },
    { label: words.plain(m.dropButton, { number }), action: runs("action drop", numbered(action)) },
  ];
}
