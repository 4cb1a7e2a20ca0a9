import { addDays } from "../calendar/dates.ts";
import { localToInstant } from "../calendar/zones.ts";
import type { ActionItem, Occurrence } from "../generated/prisma/client.ts";
import { decisionTexts as m } from "../i18n/decisions.ts";
import type { Words } from "../i18n/words.ts";
import { settling } from "../insight/decisions/action-list.ts";
import { type ActionNames, actionLine } from "../insight/decisions/action-words.ts";
import { namesOf } from "../insight/decisions/actions.ts";
import { groupBy } from "../insight/rules/group-by.ts";
import { sayToPerson } from "../outbox/say.ts";
import { heading, list, type View, view } from "../view/view.ts";
import type { Work } from "../work.ts";
import { ownTimes } from "./own-times.ts";

/** Reminds of promises whose day has come, each once for a date, in one message a person. */
export async function remindOfActions(
  work: Work,
  occurrence: Pick<Occurrence, "teamId" | "scheduleId" | "date" | "dueAt">,
): Promise<void> {
  const { db, orgId } = work;
  const { teamId, date } = occurrence;
  const due = await db.actionItem.findMany({
    where: { orgId, teamId, state: "open", dueOn: { lte: date }, remindedOn: null },
    orderBy: [{ dueOn: "asc" }, { number: "asc" }],
    take: 500,
  });
  if (due.length === 0) return;
  const names = await namesOf(
    work,
    due.flatMap(({ ownerId, aboutId }) => [ownerId, aboutId]),
  );
  const byOwner = groupBy(due, (action) => action.ownerId);
  const timeOf = await ownTimes(work, occurrence, [...byOwner.keys()]);
  for (const [ownerId, actions] of byOwner) {
    const { dueAt, zone } = timeOf(ownerId);
    const usefulUntil = localToInstant(addDays(date, usefulDays), "00:00", zone);
    const key = `actions:${teamId}:${date}:${ownerId}`;
    const saying = { key, kind: "reminder", isProactive: true, teamId, dueAt, usefulUntil } as const;
    await sayToPerson(work, ownerId, saying, (words) => dueView(words, actions, names, date));
  }
  await db.actionItem.updateMany({
    where: { orgId, id: { in: due.map(({ id }) => id) }, remindedOn: null },
    data: { remindedOn: date },
  });
}

/** Over a weekend or a holiday it may wait; the brief opens with it afterwards anyway. */
const usefulDays = 4;

function dueView(words: Words, actions: readonly ActionItem[], names: ActionNames, date: string): View {
  const title = words.plain(m.dueTitle, { count: actions.length });
  return view(
    title,
    heading(title),
    list(actions.map((action) => actionLine(words, action, names, date))),
    ...settling(words, actions, date),
  );
}
