import { closeRound } from "../checkins/rounds.ts";
import { stepCheckIns } from "../checkins/steps.ts";
import { remindUnaccepted } from "../goals/acceptance.ts";
import { nextMessageAt } from "../outbox/due.ts";
import type { DeliveryParts } from "../outbox/parts.ts";
import type { Db } from "../store/db.ts";
import { isDatabaseDown } from "../store/errors.ts";
import type { Work } from "../work.ts";

type AnyWork = Omit<Work, "orgId">;

/** Rows taken in one transaction: enough to be quick, few enough to be short. */
const batch = 200;
const limits = { timeout: 60_000, maxWait: 15_000 } as const;

/** What cannot be done now is tried again this much later, so that it holds up nobody else meanwhile. */
const again = 5 * 60_000;

/** Rows of every organisation that are due, by the moment that each waits for. */
type Due = {
  readonly what: string;
  /** Takes the rows that have waited longest; their ids go into `claimed`, also when it fails over one of them. */
  take(work: AnyWork, limit: number, claimed: string[]): Promise<number>;
  postpone(db: Db, id: string, until: Date): Promise<unknown>;
};

/** Takes batches, each in a transaction of its own, until one is not full. One bad row costs nobody else their turn. */
async function inBatches(parts: DeliveryParts, due: Due): Promise<number> {
  let total = 0;
  let limit = batch;
  for (;;) {
    const claimed: string[] = [];
    try {
      const taken = await takeOnce(parts, due, limit, claimed);
      total += taken;
      if (taken < limit) return total;
    } catch (error) {
      if (isDatabaseDown(error)) throw error;
      // One at a time from here on shows which row it is.
      if (limit > 1) limit = 1;
      else {
        await setAside(parts, due, claimed, error);
        limit = batch;
      }
    }
  }
}

async function takeOnce(parts: DeliveryParts, due: Due, limit: number, claimed: string[]): Promise<number> {
  const { taken, said } = await parts.db.$transaction(async (db) => {
    const work: AnyWork = { db, now: parts.clock.now(), said: [] };
    return { taken: await due.take(work, limit, claimed), said: work.said };
  }, limits);
  if (said.length > 0) parts.wake?.(said);
  return taken;
}

async function setAside({ db, clock, log }: DeliveryParts, due: Due, claimed: string[], error: unknown): Promise<void> {
  const [id] = claimed;
  if (id === undefined) throw error;
  await due.postpone(db, id, new Date(clock.now().getTime() + again));
  log.error({ err: error, id, what: due.what }, "something due failed and is tried again later");
}

export const stepDue = (parts: DeliveryParts): Promise<number> =>
  inBatches(parts, {
    what: "check-in",
    take: stepCheckIns,
    postpone: (db, id, nextAt) => db.checkIn.updateMany({ where: { id, nextAt: { not: null } }, data: { nextAt } }),
  });

export const remindDueGoals = (parts: DeliveryParts): Promise<number> =>
  inBatches(parts, {
    what: "goal",
    take: remindUnaccepted,
    postpone: (db, id, nextAt) => db.goal.updateMany({ where: { id, nextAt: { not: null } }, data: { nextAt } }),
  });

/** Closes rounds whose last deadline has passed; a round that another worker is closing is left to it. */
export const closeDueRounds = (parts: DeliveryParts): Promise<number> =>
  inBatches(parts, {
    what: "round",
    async take(work, limit, claimed) {
      const rounds = await work.db.$queryRaw<{ id: string; org: string }[]>`
        select id::text, "orgId"::text org from "Round"
        where state = 'open' and "closesAt" <= ${work.now.toISOString()}::timestamptz
        order by "closesAt" limit ${limit} for update skip locked`;
      claimed.push(...rounds.map(({ id }) => id));
      for (const { id, org } of rounds) await closeRound({ ...work, orgId: org }, id);
      return rounds.length;
    },
    postpone: (db, id, closesAt) => db.round.updateMany({ where: { id, state: "open" }, data: { closesAt } }),
  });

/** The earliest moment at which anything is due (schedules, check-ins, rounds, goals, messages), or the next after one. */
export async function nextDueAt(db: Db, after: Date = new Date(0)): Promise<Date | null> {
  const since = after.toISOString();
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    select least(
      (select min("nextAt") from "Schedule" where "isOn" and "nextAt" > ${since}::timestamptz),
      (select min(greatest("dueAt", "tryAt")) from "Occurrence"
        where state = 'planned' and greatest("dueAt", "tryAt") > ${since}::timestamptz),
      (select min(c."nextAt") from "CheckIn" c
        join "Round" r on r.id = c."roundId" join "Team" t on t.id = r."teamId"
        where t."pausedAt" is null and c."nextAt" > ${since}::timestamptz),
      (select min("closesAt") from "Round" where state = 'open' and "closesAt" > ${since}::timestamptz),
      (select min("nextAt") from "Goal" where "nextAt" > ${since}::timestamptz)) at`;
  const moments = [row?.at, await nextMessageAt(db, after)].flatMap((at) => (at ? [at.getTime()] : []));
  return moments.length === 0 ? null : new Date(Math.min(...moments));
}
