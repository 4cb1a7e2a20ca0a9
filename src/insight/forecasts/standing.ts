import type { LocalDate } from "../../calendar/dates.ts";
import { worthAnnouncing } from "../../goals/status.ts";
import type { Status } from "./forecast-now.ts";

/** What people were told about a goal, and what may replace it once it has lasted. */
export type Standing = {
  readonly standing: Status | null;
  readonly standingSince: LocalDate | null;
  readonly standingBefore: Status | null;
  readonly candidate: Status | null;
  readonly candidateSince: LocalDate | null;
};

export type SeenToday = {
  readonly status: Status;
  readonly probability: number | null;
  readonly asOf: LocalDate;
  /** Working days from a date to today, both included. */
  readonly lastedSince: (date: LocalDate) => number;
};

/** The next standing; the same object where nothing changes, so that looking twice on a day changes nothing. */
export function nextStanding(kept: Standing, seen: SeenToday): Standing {
  const { status, asOf } = seen;
  // An older look than the last one says nothing new.
  if (asOf < (kept.candidateSince ?? "") || asOf < (kept.standingSince ?? "")) return kept;
  const settled = { candidate: null, candidateSince: null };
  if (kept.standing === null) return { ...settled, standing: status, standingSince: asOf, standingBefore: null };
  if (status === kept.standing) return kept.candidate === null ? kept : { ...kept, ...settled };
  const since = kept.candidate === status && kept.candidateSince !== null ? kept.candidateSince : asOf;
  const lasted = seen.lastedSince(since);
  if (isTold(kept.standing, status, lasted, seen.probability)) {
    return { ...settled, standing: status, standingSince: asOf, standingBefore: kept.standing };
  }
  return kept.candidate === status ? kept : { ...kept, candidate: status, candidateSince: asOf };
}

/** Going over a limit is a fact and told at once. */
function isTold(announced: Status, current: Status, lasted: number, probability: number | null): boolean {
  if (announced === "breached" || current === "breached") return true;
  return worthAnnouncing({ announced, current, lasted, probability });
}
