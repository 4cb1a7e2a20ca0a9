import type { PaceStatus } from "./pace.ts";

/** `basis` tells which method spoke; a status that no method decides (achieved, missed, …) has none. */
export type GoalStatus = { status: PaceStatus; uncertain: boolean; basis?: "probability" | "pace" };

export type Likelihood = {
  /** Chance to reach the goal; null when there is no forecast. */
  probability: number | null;
  /** How much of the forecast rests on the rep's own history, 0 to 1. */
  ownWeight: number | null;
};

const classes: readonly PaceStatus[] = ["on_track", "at_risk", "behind"];

/** The forecast decides when it rests on enough own history, the ratio to the line otherwise. */
export function statusByProbability(paceStatus: PaceStatus, { probability, ownWeight }: Likelihood): GoalStatus {
  const byPace = classes.indexOf(paceStatus);
  if (byPace < 0) return { status: paceStatus, uncertain: false };
  if (probability === null || ownWeight === null || ownWeight < 0.2) {
    return { status: paceStatus, uncertain: false, basis: "pace" };
  }
  const status = probability >= 0.7 ? "on_track" : probability >= 0.3 ? "at_risk" : "behind";
  const uncertain = Math.abs(classes.indexOf(status) - byPace) === 2;
  return { status, uncertain, basis: "probability" };
}

export type ClassChange = {
  announced: PaceStatus;
  current: PaceStatus;
  /** Working days that the current class has lasted. */
  lasted: number;
  probability: number | null;
};

/** Holds back a change that may be noise: it must last two working days, or be 0.10 past the limit it crossed. */
export function worthAnnouncing({ announced, current, lasted, probability }: ClassChange): boolean {
  const from = classes.indexOf(announced);
  const to = classes.indexOf(current);
  if (announced === current) return false;
  if (from < 0 || to < 0 || lasted >= 2) return true;
  if (probability === null) return false;
  // The limit that was crossed last on the way: falling to behind is 0.30, falling to at risk is 0.70.
  const limit = to > from ? (current === "behind" ? 0.3 : 0.7) : current === "on_track" ? 0.7 : 0.3;
  const past = to > from ? limit - probability : probability - limit;
  return past >= 0.1 - 1e-9;
}

/** What to say of a goal now: the class that was told last, until another one has lasted; what is no class is said at once. */
export function toldStatus<Now extends string>(standing: string | null, now: Now): Now | PaceStatus {
  const told = classes.find((one) => one === standing);
  return told !== undefined && classes.some((one) => one === now) ? told : now;
}

/** A flag beside the status, never instead of it. */
export const isStale = (workingDaysSinceCheckIn: number): boolean => workingDaysSinceCheckIn >= 5;
