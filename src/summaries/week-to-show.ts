import { earlier } from "../calendar/dates.ts";
import { nextOccurrence } from "../calendar/schedule.ts";
import { localDateOf } from "../calendar/zones.ts";
import type { Work } from "../work.ts";
import { type Week, weekOf, weekReportedOn } from "./week.ts";

/** What the schedule would post next, unless that week has not begun: then the running week. */
export async function weekToShow({ db, orgId, now }: Work, teamId: string): Promise<Week> {
  const team = await db.team.findFirstOrThrow({
    where: { id: teamId, orgId },
    select: { zone: true, schedules: { where: { kind: "summary", isOn: true }, select: { days: true, time: true } } },
  });
  const today = localDateOf(now, team.zone);
  const schedule = team.schedules[0];
  if (!schedule) return weekReportedOn(today);
  const justNow = new Date(now.getTime() - 1);
  const next = nextOccurrence({ ...schedule, zone: team.zone }, justNow);
  return next ? weekOf(earlier(weekReportedOn(next.date).start, today)) : weekReportedOn(today);
}
