import { openRound } from "../checkins/rounds.ts";
import { briefManagers } from "../summaries/brief.ts";
import { postSummary } from "../summaries/post-summary.ts";
import { remindAboutGoals } from "./goal-reminders.ts";
import type { OccurrenceHandlers } from "./occurrences.ts";

export const handlers: OccurrenceHandlers = {
  checkin: openRound,
  reminders: remindAboutGoals,
  summary: postSummary,
  brief: briefManagers,
};
