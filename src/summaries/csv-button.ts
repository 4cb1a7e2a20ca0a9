import { runs } from "../command/action.ts";
import type { NamedValue } from "../command/option.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import type { Words } from "../i18n/words.ts";
import type { Button } from "../view/view.ts";
import type { ReportName } from "./report-tables.ts";

/** A team with a very long name is found again by the channel or as the only one. */
export const shortTeam = ({ name }: NamedValue) => (encodeURIComponent(name).length <= 60 ? { team: name } : {});

/** The report that is shown, as a file. */
export const csvButton = (words: Words, report: ReportName, team: NamedValue): Button => ({
  label: words.plain(m.csvButton),
  action: runs("report csv", { report, ...shortTeam(team) }),
});
