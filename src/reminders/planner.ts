import type { Log } from "../explain.ts";
import type { Prisma, Schedule } from "../generated/prisma/client.ts";
import type { Parts } from "../outbox/parts.ts";
import { isDatabaseDown } from "../store/errors.ts";
import { catchUp, reasons } from "./catch-up.ts";
import { zonesOf } from "./team-times.ts";

export type Planned = {
  readonly claimed: number;
  /** A whole batch was claimed, so that more may be due. */
  readonly isFull: boolean;
  /** Occurrences to run: those planned now, and those whose job was lost or failed. */
  readonly occurrences: readonly string[];
};

const usualBatch = 500;

/** A schedule that cannot be reckoned with is tried again this much later, and holds up no other meanwhile. */
const again = 3_600_000;

/**
 * Turns due schedules into occurrences and moves each on to its next moment, in one transaction. Several planners share
 * the work: a claimed schedule is locked, and a date happens once whoever claims it.
 */
export async function planDue({ db, clock, log }: Parts, { batch = usualBatch } = {}): Promise<Planned> {
  const now = clock.now();
  const claimed = await db
    .$transaction(
      async (tx) => {
        const schedules = await claimSchedules(tx, now, batch);
        if (schedules.length > 0) await advance(tx, schedules, now, log);
        return schedules.length;
      },
      { timeout: 30_000, maxWait: 15_000 },
    )
    .catch((err: unknown) => {
      if (isDatabaseDown(err)) throw err;
      // What was planned before is run all the same.
      log.error({ err }, "planning failed");
      return 0;
    });
  return { claimed, isFull: claimed === batch, occurrences: await plannedNow(db, now, batch * 2) };
}

/** As with schedules, the first of every organisation comes before the second of any. */
async function plannedNow(db: Parts["db"], now: Date, limit: number): Promise<string[]> {
  const at = now.toISOString();
  const planned = await db.$queryRaw<{ id: string }[]>`
    with due as (
      select id, "dueAt", row_number() over (partition by "orgId" order by "dueAt", id) turn
      from "Occurrence" where state = 'planned' and "dueAt" <= ${at}::timestamptz
        and ("tryAt" is null or "tryAt" <= ${at}::timestamptz)
    )
    select id::text from due order by turn, "dueAt", id limit ${limit}`;
  return planned.map(({ id }) => id);
}

/** Every organisation gets its turn: the first due schedule of each comes before the second of any. */
async function claimSchedules(tx: Prisma.TransactionClient, now: Date, batch: number): Promise<Schedule[]> {
  const at = now.toISOString();
  const locked = await tx.$queryRaw<{ id: string }[]>`
    with due as (
      select id, "nextAt", row_number() over (partition by "orgId" order by "nextAt", id) turn
      from "Schedule" where "nextAt" <= ${at}::timestamptz and "isOn"
    ), first as (select id from due order by turn, "nextAt", id limit ${batch})
    select s.id::text from "Schedule" s join first on first.id = s.id
    where s."nextAt" <= ${at}::timestamptz and s."isOn"
    order by s.id for update of s skip locked`;
  return tx.schedule.findMany({ where: { id: { in: locked.map(({ id }) => id) } } });
}

async function advance(
  tx: Prisma.TransactionClient,
  schedules: readonly Schedule[],
  now: Date,
  log: Log,
): Promise<void> {
  const ids = [...new Set(schedules.map(({ teamId }) => teamId))];
  const teams = await tx.team.findMany({
    where: { id: { in: ids } },
    select: { id: true, zone: true, pausedAt: true },
  });
  const zones = await zonesOf(tx, now, teams);
  const paused = new Set(teams.filter(({ pausedAt }) => pausedAt !== null).map(({ id }) => id));
  const moves = schedules.map((schedule) => {
    const { id, teamId, kind, days, time, nextOn, nextAt } = schedule;
    if (!nextOn || !nextAt) return { schedule, due: [], next: null };
    try {
      const when = { days, time, zones: zones(teamId, kind) };
      return { schedule, ...catchUp(when, kind, { date: nextOn, at: nextAt }, now) };
    } catch (err) {
      log.error({ err, scheduleId: id }, "a schedule cannot be reckoned with");
      return { schedule, due: [], next: { date: nextOn, at: new Date(now.getTime() + again) } };
    }
  });
  await tx.occurrence.createMany({
    data: moves.flatMap(({ schedule, due }) =>
      due.map(({ date, at, runs, reason }) => ({
        ...{ orgId: schedule.orgId, scheduleId: schedule.id, teamId: schedule.teamId, kind: schedule.kind },
        ...{ date, dueAt: at },
        ...(paused.has(schedule.teamId)
          ? { state: "skipped" as const, reason: reasons.paused }
          : { state: runs || reason === reasons.useless ? ("planned" as const) : ("skipped" as const), reason }),
      })),
    ),
    skipDuplicates: true,
  });
  await tx.$executeRaw`
    update "Schedule" s set "nextOn" = v.next_on, "nextAt" = v.next_at::timestamptz
    from unnest(
      ${moves.map(({ schedule }) => schedule.id)}::uuid[],
      ${moves.map(({ next }) => next?.date ?? null)}::text[],
      ${moves.map(({ next }) => next?.at.toISOString() ?? null)}::text[]) v(id, next_on, next_at)
    where s.id = v.id`;
}
