import type { Prisma } from "../generated/prisma/client.ts";
import { isId } from "../store/ids.ts";
import type { PersonWork } from "../work.ts";

const withRound = { round: true, answers: true } as const satisfies Prisma.CheckInInclude;
export type OpenCheckIn = Prisma.CheckInGetPayload<{ include: typeof withRound }>;

/**
 * The check-in that the caller can answer now: the one whose form names it, else the newest that is due or was missed
 * with no later round begun. Late answers are welcome, so closed rounds count until the next one asks.
 */
export async function findOpenCheckIn(
  { db, orgId, caller, now }: PersonWork,
  id?: string,
): Promise<OpenCheckIn | null> {
  const own = { orgId, personId: caller.personId, state: { not: "excused" as const } };
  if (id !== undefined && !isId(id)) return null;
  if (id) return db.checkIn.findFirst({ where: { ...own, id }, include: withRound });
  const due = { ...own, OR: [{ dueAt: { lte: now } }, { round: { opensAt: { lte: now } } }] };
  const newest = { orderBy: { dueAt: "desc" }, include: withRound } as const;
  // Who is in two teams is asked twice: what was answered must not hide what was not.
  const asked = { state: { in: ["planned" as const, "prompted" as const] }, round: { state: "open" as const } };
  return (
    (await db.checkIn.findFirst({ where: { AND: [due, asked] }, ...newest })) ??
    (await db.checkIn.findFirst({ where: due, ...newest }))
  );
}

export const canStillAnswer = (checkIn: OpenCheckIn): boolean => checkIn.state !== "answered";

export const isOpenForEdits = (checkIn: OpenCheckIn, now: Date): boolean =>
  checkIn.round.state === "open" && now < checkIn.round.closesAt;
