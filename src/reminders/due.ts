import { closeRound } from "../checkins/rounds.ts";
import { stepCheckIns } from "../checkins/steps.ts";
import { remindUnaccepted } from "../goals/acceptance.ts";
import { nextMessageAt } from "../outbox/due.ts";
import type { DeliveryParts } from "../outbox/parts.ts";
import type { Db } from "../store/db.ts";
import type { Work } from "../work.ts";

type AnyWork = Omit<Work, "orgId">;

/** Rows taken in one transaction: enough to be quick, few enough to be short. */
const batch = 200;
const limits = { timeout: 60_000, maxWait: 15_000 } as const;

/** Takes batches, each in a transaction of its own, until one is not full. */
async function inBatches(
  parts: DeliveryParts,
  take: (work: AnyWork, limit: number) => Promise<number>,
): Promise<number> {
  let total = 0;
  for (;;) {
    const { taken, said } = await parts.db.$transaction(async (db) => {
      const work: AnyWork = { db, now: parts.clock.now(), said: [] };
      return { taken: await take(work, batch), said: work.said };
    }, limits);
    if (said.length > 0) parts.wake?.(said);
    total += taken;
    if (taken < batch) return total;
  }
}

export const stepDue = (parts: DeliveryParts): Promise<number> => inBatches(parts, stepCheckIns);
export const remindDueGoals = (parts: DeliveryParts): Promise<number> => inBatches(parts, remindUnaccepted);

/** Closes rounds whose last deadline has passed; a round that another worker is closing is left to it. */
export const closeDueRounds = (parts: DeliveryParts): Promise<number> =>
  inBatches(parts, async (work, limit) => {
    const rounds = await work.db.$queryRaw<{ id: string; org: string }[]>`
      select id::text, "orgId"::text org from "Round"
      where state = 'open' and "closesAt" <= ${work.now.toISOString()}::timestamptz
      order by "closesAt" limit ${limit} for update skip locked`;
    for (const { id, org } of rounds) await closeRound({ ...work, orgId: org }, id);
    return rounds.length;
  });

/** The earliest moment at which anything is due (schedules, check-ins, rounds, goals, messages), or the next after one. */
export async function nextDueAt(db: Db, after: Date = new Date(0)): Promise<Date | null> {
  const since = after.toISOString();
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    select least(
      (select min("nextAt") from "Schedule" where "isOn" and "nextAt" > ${since}::timestamptz),
      (select min("dueAt") from "Occurrence" where state = 'planned' and "dueAt" > ${since}::timestamptz),
      (select min(c."nextAt") from "CheckIn" c
        join "Round" r on r.id = c."roundId" join "Team" t on t.id = r."teamId"
        where t."pausedAt" is null and c."nextAt" > ${since}::timestamptz),
      (select min("closesAt") from "Round" where state = 'open' and "closesAt" > ${since}::timestamptz),
      (select min("nextAt") from "Goal" where "nextAt" > ${since}::timestamptz)) at`;
  const moments = [row?.at, await nextMessageAt(db, after)].flatMap((at) => (at ? [at.getTime()] : []));
  return moments.length === 0 ? null : new Date(Math.min(...moments));
}
