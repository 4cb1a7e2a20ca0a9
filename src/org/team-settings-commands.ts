import { formatScheduleWhen } from "../calendar/schedule.ts";
import { resumeCheckIns } from "../checkins/rounds.ts";
import { type Command, defineCommand, reply } from "../command/command.ts";
import { choice, optional, scheduleWhen, teamRef, zone } from "../command/option.ts";
import { teamTexts as m } from "../i18n/team.ts";
import type { Message } from "../i18n/texts.ts";
import { budget } from "../reminders/budget.ts";
import { rescheduleTeam, setSchedule } from "../reminders/schedules.ts";
import { plain, strong } from "../view/text.ts";
import { note, paragraph, view } from "../view/view.ts";
import { audit } from "./audit.ts";
import { permittedTeam } from "./find.ts";
import { teamCalendarCommands } from "./team-calendar-commands.ts";
import { said } from "./team-commands.ts";
import { scheduleName } from "./team-view.ts";

const kinds = { checkin: m.checkin, reminders: m.reminders, summary: m.summary, brief: m.brief } as const;
const team = optional(teamRef(m.optionTeam, { outOfForm: true }));

const schedule = defineCommand({
  name: "team schedule",
  summary: m.schedule,
  options: { what: choice(m.optionWhat, kinds), when: scheduleWhen(m.optionWhen, { hint: m.optionWhenHint }), team },
  examples: ["team schedule checkin mon-fri 09:30", "team schedule summary fri 16:00", "team schedule reminders off"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team schedule", options.team);
    const row = await setSchedule(work, subject.id, options.what, options.when);
    const after = options.when === "off" ? "off" : formatScheduleWhen(options.when, "en");
    await audit(work, {
      action: "team schedule",
      subject: "schedule",
      subjectId: row.id,
      after: { what: options.what, when: after },
    });
    const what = scheduleName(work.words, options.what);
    if (options.when === "off" || !row.nextAt) return said(work, m.scheduledOff, { what, team: strong(subject.name) });
    const { zone: itsZone } = await work.db.team.findFirstOrThrow({ where: { id: subject.id, orgId: work.orgId } });
    const when = formatScheduleWhen(options.when, work.words.locale);
    const values = { what, team: strong(subject.name), when, zone: itsZone, next: work.words.time(row.nextAt) };
    const isMuch = options.what === "checkin" && options.when.days.length > budget.perWeek / 2;
    if (!isMuch) return said(work, m.scheduled, values);
    const limit = { most: budget.perWeek, prompts: options.when.days.length };
    const line = work.words.text(m.scheduled, values);
    return reply(view(plain(line), paragraph(line), note(work.words.text(m.scheduledMuch, limit))));
  },
});

const setZone = defineCommand({
  name: "team zone",
  summary: m.setZone,
  options: { zone: zone(m.optionZone), team },
  examples: ["team zone Europe/Berlin"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team zone", options.team);
    const before = await work.db.team.findFirstOrThrow({ where: { id: subject.id, orgId: work.orgId } });
    await work.db.team.update({ where: { id: subject.id }, data: { zone: options.zone } });
    await rescheduleTeam(work, subject.id);
    const change = { before: { zone: before.zone }, after: { zone: options.zone } };
    await audit(work, { action: "team zone", subject: "team", subjectId: subject.id, ...change });
    return said(work, m.zoneSet, { team: strong(subject.name), zone: options.zone });
  },
});

function pausing(name: "team pause" | "team resume", summary: Message, answer: Message): Command {
  return defineCommand({
    name,
    summary,
    options: { team: optional(teamRef(m.optionTeam)) },
    examples: [name],
    async run(work, options) {
      const subject = permittedTeam(work.caller, name, options.team);
      const pausedAt = name === "team pause" ? work.now : null;
      await work.db.team.update({ where: { id: subject.id }, data: { pausedAt } });
      if (name === "team resume") await resumeCheckIns(work, subject.id);
      await rescheduleTeam(work, subject.id);
      await audit(work, { action: name, subject: "team", subjectId: subject.id });
      return said(work, answer, { team: strong(subject.name) });
    },
  });
}

export const teamSettingsCommands: readonly Command[] = [
  schedule,
  setZone,
  ...teamCalendarCommands,
  pausing("team pause", m.pause, m.paused),
  pausing("team resume", m.resume, m.resumed),
];
