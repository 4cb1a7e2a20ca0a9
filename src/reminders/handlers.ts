import { openRound } from "../checkins/rounds.ts";
import { keepForecasts } from "../insight/forecasts/keep-forecasts.ts";
import { briefManagers } from "../summaries/brief.ts";
import { postSummary } from "../summaries/post-summary.ts";
import { remindOfActions } from "./action-reminders.ts";
import { remindAboutGoals } from "./goal-reminders.ts";
import type { OccurrenceHandlers } from "./occurrences.ts";

type Handler = OccurrenceHandlers["brief"];

/** Looks at the team's forecasts first, so that what is said next rests on what people are told from today on. */
const afterForecasts =
  (say: Handler): Handler =>
  async (work, occurrence) => {
    await keepForecasts(work, occurrence.teamId);
    return say(work, occurrence);
  };

const remindPeople: Handler = async (work, occurrence) => {
  await remindAboutGoals(work, occurrence);
  await remindOfActions(work, occurrence);
};

export const handlers: OccurrenceHandlers = {
  checkin: openRound,
  reminders: afterForecasts(remindPeople),
  summary: afterForecasts(postSummary),
  brief: afterForecasts(briefManagers),
};
