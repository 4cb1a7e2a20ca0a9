import { addDays, type LocalDate, weekday } from "../../calendar/dates.ts";
import { UserError } from "../../errors.ts";
import type { ActionItem, Prisma } from "../../generated/prisma/client.ts";
import { decisionTexts as m } from "../../i18n/decisions.ts";
import { audit } from "../../org/audit.ts";
import type { PersonWork, Work } from "../../work.ts";

/** Theirs who do it, who noted it, and whom it is about: nobody else sees a promise, no manager and no admin. */
export const visibleActions = ({
  orgId,
  caller,
}: Pick<PersonWork, "orgId" | "caller">): Prisma.ActionItemWhereInput => ({
  orgId,
  OR: [{ ownerId: caller.personId }, { createdById: caller.personId }, { aboutId: caller.personId }],
});

export type NewAction = {
  readonly teamId: string;
  readonly title: string;
  readonly ownerId: string;
  readonly dueOn: LocalDate;
  readonly aboutId: string | null;
  readonly goalId: string | null;
  readonly insightKey: string | null;
};

export async function addAction(work: PersonWork, action: NewAction): Promise<ActionItem> {
  const { db, orgId, caller, now } = work;
  await db.$queryRaw`select id from "Organisation" where id = ${orgId}::uuid for update`;
  const last = await db.actionItem.aggregate({ where: { orgId }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  const made = await db.actionItem.create({
    data: { ...action, orgId, number, createdById: caller.personId, createdAt: now },
  });
  const { ownerId, aboutId, dueOn } = action;
  await audit(work, {
    action: "action add",
    subject: "action",
    subjectId: made.id,
    after: { ownerId, aboutId, dueOn },
  });
  return made;
}

/** An open promise by "4", "№4", "#4" or part of its words, among those the caller may see. */
export async function findAction(work: PersonWork, typed: string): Promise<ActionItem> {
  const { db } = work;
  const open = { AND: [visibleActions(work), { state: "open" as const }] };
  const number = /^[#№]?\s*(\d{1,9})$/u.exec(typed.trim())?.[1];
  if (number) {
    const found = await db.actionItem.findFirst({ where: { ...open, number: Number(number) } });
    if (found) return found;
  }
  const title = { contains: typed.trim(), mode: "insensitive" } as const;
  const named = await db.actionItem.findMany({ where: { ...open, title }, orderBy: { dueOn: "asc" }, take: 6 });
  const [only] = named;
  if (!only) throw new UserError(m.notFound, { typed });
  if (named.length > 1) {
    const candidates = named.map((one) => `№${one.number} ${one.title}`).join(", ");
    throw new UserError(m.several, { typed, candidates });
  }
  return only;
}

export type Settled =
  | { readonly state: "done" }
  | { readonly state: "dropped" }
  | { readonly state: "open"; readonly dueOn: LocalDate };

/** Done, dropped, or carried over to a later day, which brings a new reminder. */
export async function settleAction(work: PersonWork, action: ActionItem, how: Settled): Promise<void> {
  const { db, orgId, now } = work;
  if (how.state === "open" && how.dueOn === action.dueOn) return;
  const data =
    how.state === "open"
      ? { dueOn: how.dueOn, carriedOver: { increment: 1 }, remindedOn: null }
      : { state: how.state, doneAt: now };
  await db.actionItem.update({ where: { id: action.id, orgId }, data });
  const event = how.state === "open" ? ("action carry" as const) : how.state === "done" ? "action done" : "action drop";
  const dates = how.state === "open" ? { before: { dueOn: action.dueOn }, after: { dueOn: how.dueOn } } : {};
  await audit(work, { action: event, subject: "action", subjectId: action.id, ...dates });
}

/** So many days on, and on a Monday where that is a weekend. */
export function workdayIn(days: number, today: LocalDate): LocalDate {
  const date = addDays(today, days);
  return weekday(date) > 5 ? addDays(date, 8 - weekday(date)) : date;
}

export async function namesOf(
  { db, orgId }: Pick<Work, "db" | "orgId">,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
  if (wanted.length === 0) return new Map();
  const people = await db.person.findMany({ where: { orgId, id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(people.map(({ id, name }) => [id, name]));
}
