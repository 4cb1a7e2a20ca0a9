import { blockerCommands } from "./checkins/blocker-commands.ts";
import { blockerRequestCommands } from "./checkins/blocker-request-command.ts";
import { checkinCommands } from "./checkins/checkin-commands.ts";
import { teamCheckinCommands } from "./checkins/team-checkin-commands.ts";
import type { Command } from "./command/command.ts";
import { goalCommands } from "./goals/goal-commands.ts";
import { rampCommands } from "./goals/ramp-command.ts";
import { importCommands } from "./import/import-command.ts";
import { activityCommands, funnelCommands } from "./insight/activity/activity-commands.ts";
import { causesCommands } from "./insight/causes/causes-command.ts";
import { marketCommands } from "./insight/causes/market-command.ts";
import { actionCommands } from "./insight/decisions/action-commands.ts";
import { insightCommands } from "./insight/decisions/answer-insight.ts";
import { decisionCommands } from "./insight/decisions/decisions-command.ts";
import { forecastCommands, mathCommands } from "./insight/forecasts/forecast-commands.ts";
import { myAwayCommands, teamAwayCommands } from "./org/away-commands.ts";
import { goalkeeperCommands } from "./org/goalkeeper-commands.ts";
import { groupCommands } from "./org/group-commands.ts";
import { joinCommands } from "./org/join-command.ts";
import { linkCommands } from "./org/link-commands.ts";
import { mySettingsCommands } from "./org/my-commands.ts";
import { myDataCommands } from "./org/my-data.ts";
import { teamCommands } from "./org/team-commands.ts";
import { teamMetricCommands } from "./org/team-metric-commands.ts";
import { teamOwnerCommands } from "./org/team-owner-command.ts";
import { teamParentCommands } from "./org/team-parent-command.ts";
import { teamSettingsCommands } from "./org/team-settings-commands.ts";
import { planCommands } from "./plans/plan-commands.ts";
import { myDayCommands } from "./summaries/my-day.ts";
import { reportCommands } from "./summaries/report-commands.ts";

/** Every command, in the order in which help shows them. */
export const catalog: readonly Command[] = [
  ...goalCommands,
  ...planCommands,
  ...checkinCommands,
  ...teamCheckinCommands,
  ...blockerCommands,
  ...blockerRequestCommands,
  ...teamCommands,
  ...teamSettingsCommands,
  ...teamMetricCommands,
  ...funnelCommands,
  ...rampCommands,
  ...teamOwnerCommands,
  ...teamParentCommands,
  ...marketCommands,
  ...teamAwayCommands,
  ...groupCommands,
  ...mathCommands,
  ...reportCommands,
  ...forecastCommands,
  ...activityCommands,
  ...causesCommands,
  ...decisionCommands,
  ...actionCommands,
  ...insightCommands,
  ...myDayCommands,
  ...myAwayCommands,
  ...mySettingsCommands,
  ...linkCommands,
  ...myDataCommands,
  ...goalkeeperCommands,
  ...importCommands,
  ...joinCommands,
];
