import type { NamedValue } from "../command/option.ts";
import { activityTable } from "../insight/activity/activity-table.ts";
import { causesTable } from "../insight/causes/causes-table.ts";
import { decisionsTable } from "../insight/decisions/decisions-table.ts";
import { forecastTable, nowTable } from "../insight/forecasts/forecast-tables.ts";
import type { PersonWork } from "../work.ts";
import { weekTable } from "./week-table.ts";

/** A report of a team as rows of a CSV file, headings first, in the reader's words; numbers with a decimal point. */
export type ReportTable = (work: PersonWork, team: NamedValue) => Promise<readonly (readonly string[])[]>;

export type ReportName = "week" | "now" | "forecast" | "activity" | "causes" | "decisions";

/** Every report that can be had as a file. Who may see a report may have its file. */
export const reportTables: Readonly<Record<ReportName, ReportTable>> = {
  week: weekTable,
  now: nowTable,
  forecast: forecastTable,
  activity: activityTable,
  causes: causesTable,
  decisions: decisionsTable,
};
