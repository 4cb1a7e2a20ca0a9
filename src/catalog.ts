import { blockerCommands } from "./checkins/blocker-commands.ts";
import { checkinCommands } from "./checkins/checkin-commands.ts";
import { teamCheckinCommands } from "./checkins/team-checkin-commands.ts";
import type { Command } from "./command/command.ts";
import { goalCommands } from "./goals/goal-commands.ts";
import { importCommands } from "./import/import-command.ts";
import { myAwayCommands, teamAwayCommands } from "./org/away-commands.ts";
import { goalkeeperCommands } from "./org/goalkeeper-commands.ts";
import { groupCommands } from "./org/group-commands.ts";
import { linkCommands } from "./org/link-commands.ts";
import { mySettingsCommands } from "./org/my-commands.ts";
import { myDataCommands } from "./org/my-data.ts";
import { teamCommands } from "./org/team-commands.ts";
import { teamMetricCommands } from "./org/team-metric-commands.ts";
import { teamSettingsCommands } from "./org/team-settings-commands.ts";
import { myDayCommands } from "./summaries/my-day.ts";
import { reportCommands } from "./summaries/report-commands.ts";

/** Every command, in the order in which help shows them. */
export const catalog: readonly Command[] = [
  ...goalCommands,
  ...checkinCommands,
  ...teamCheckinCommands,
  ...blockerCommands,
  ...teamCommands,
  ...teamSettingsCommands,
  ...teamMetricCommands,
  ...teamAwayCommands,
  ...groupCommands,
  ...reportCommands,
  ...myDayCommands,
  ...myAwayCommands,
  ...mySettingsCommands,
  ...linkCommands,
  ...myDataCommands,
  ...goalkeeperCommands,
  ...importCommands,
];
