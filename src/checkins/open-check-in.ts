import type { Prisma } from "../generated/prisma/client.ts";
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
  if (id) return db.checkIn.findFirst({ where: { ...own, id }, include: withRound });
  const latest = await db.checkIn.findFirst({
    where: { ...own, OR: [{ dueAt: { lte: now } }, { round: { opensAt: { lte: now } } }] },
    orderBy: { dueAt: "desc" },
    include: withRound,
  });
  return latest;
}

export const canStillAnswer = (checkIn: OpenCheckIn): boolean => checkIn.state !== "answered";

export const isOpenForEdits = (checkIn: OpenCheckIn, now: Date): boolean =>
  checkIn.round.state === "open" && now < checkIn.round.closesAt;
