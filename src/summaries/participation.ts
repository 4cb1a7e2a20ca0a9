import type { CheckInState } from "../generated/prisma/client.ts";
import { unreachable } from "../outbox/say.ts";
import type { Work } from "../work.ts";
import type { Week } from "./week.ts";

/** How many check-ins of a week were asked for and answered; who was away or not yet asked does not count. */
export type Participation = {
  readonly rounds: number;
  readonly asked: number;
  readonly answered: number;
  /** Whose check-in is missing, each once. */
  readonly missing: readonly string[];
  /** Who could not be asked, because they have no account yet, each once. */
  readonly unreached: readonly string[];
};

type Asked = { personId: string; date: string; state: CheckInState; isAsked: boolean };

export async function participationIn(work: Work, teamId: string, week: Week): Promise<Participation> {
  const { db, orgId, now } = work;
  const rounds = await db.round.findMany({
    where: { orgId, teamId, date: { gte: week.start, lte: week.end } },
    select: { date: true, checkIns: { select: { personId: true, state: true, dueAt: true } } },
  });
  const all = rounds.flatMap(({ date, checkIns }) =>
    checkIns.map(({ personId, state, dueAt }) => ({
      personId,
      date,
      state,
      isAsked: state !== "planned" || dueAt <= now,
    })),
  );
  const absences = await absencesIn(work, [...new Set(all.map(({ personId }) => personId))], week);
  const isAway = ({ personId, date }: Asked) =>
    absences.some((one) => one.personId === personId && one.startsOn <= date && one.endsOn >= date);
  const answered = all.filter(({ state }) => state === "answered");
  const missing = all.filter((one) => one.isAsked && isOpen(one.state) && !isAway(one));
  const excused = all.filter(({ state }) => state === "excused").map(({ personId }) => personId);
  return {
    rounds: rounds.length,
    asked: answered.length + missing.length,
    answered: answered.length,
    missing: [...new Set(missing.map(({ personId }) => personId))],
    unreached: [...(await unreachable(work, excused))],
  };
}

const isOpen = (state: CheckInState): boolean => state !== "answered" && state !== "excused";

function absencesIn({ db, orgId }: Work, personIds: readonly string[], week: Week) {
  return db.absence.findMany({
    where: {
      orgId,
      personId: { in: [...personIds] },
      cancelledAt: null,
      fraction: { gte: 1 },
      startsOn: { lte: week.end },
      endsOn: { gte: week.start },
    },
    select: { personId: true, startsOn: true, endsOn: true },
  });
}

/** Above this share of missing check-ins a verdict says that it is incomplete. */
const tooManyMissing = 0.3;

export const isIncomplete = ({ asked, answered }: Participation): boolean =>
  asked > 0 && asked - answered > tooManyMissing * asked;
