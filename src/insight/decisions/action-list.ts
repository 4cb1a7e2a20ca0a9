import type { LocalDate } from "../../calendar/dates.ts";
import type { PersonValue } from "../../command/option.ts";
import type { ActionItem } from "../../generated/prisma/client.ts";
import { decisionTexts as m } from "../../i18n/decisions.ts";
import type { Words } from "../../i18n/words.ts";
import { type Block, buttons, heading, list, note, type View, view } from "../../view/view.ts";
import type { PersonWork } from "../../work.ts";
import { actionLine, doneButton, otherwise } from "./action-words.ts";
import { namesOf, visibleActions } from "./actions.ts";

const mostLines = 15;
const mostButtons = 5;

/** The open promises that the caller may see; null when there are none. */
export async function actionList(work: PersonWork, who: PersonValue | undefined): Promise<View | null> {
  const { db, words, caller } = work;
  const whose = who ? { OR: [{ ownerId: who.id }, { aboutId: who.id }] } : {};
  const found = await db.actionItem.findMany({
    where: { AND: [visibleActions(work), whose, { state: "open" }] },
    orderBy: [{ dueOn: "asc" }, { number: "asc" }],
    take: 200,
  });
  if (found.length === 0) return null;
  const shown = found.slice(0, mostLines);
  const names = await namesOf(
    work,
    shown.flatMap(({ ownerId, aboutId }) => [ownerId, aboutId]),
  );
  const title = who ? words.plain(m.titleOf, { name: who.name }) : words.plain(m.title);
  const left = found.length - shown.length;
  return view(
    title,
    heading(title),
    list(shown.map((action) => actionLine(words, action, names, caller.today))),
    left > 0 ? note([words.plain(m.more, { count: left })]) : null,
    ...settling(
      words,
      shown.filter((action) => mayAct(work, action)),
      caller.today,
    ),
  );
}

/** Whoever does it and whoever noted it say what became of it. */
export const mayAct = ({ caller }: Pick<PersonWork, "caller">, { ownerId, createdById }: ActionItem): boolean =>
  ownerId === caller.personId || createdById === caller.personId;

export function settling(words: Words, actions: readonly ActionItem[], today: LocalDate): Block[] {
  const some = actions.slice(0, mostButtons);
  const row = buttons(...some.map((action) => doneButton(words, action)));
  if (!row) return [];
  const options = some.flatMap((action) => otherwise(words, action, today));
  return [row, { kind: "choice", label: words.plain(m.otherwise), options }];
}
