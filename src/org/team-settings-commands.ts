import { addDays } from "../calendar/dates.ts";
import { holidaysBetween, holidaysOf } from "../calendar/holidays.ts";
import { formatScheduleWhen } from "../calendar/schedule.ts";
import { resumeCheckIns } from "../checkins/rounds.ts";
import { type Command, defineCommand, reply } from "../command/command.ts";
import {
  choice,
  holidays,
  localDate,
  optional,
  quantity,
  scheduleWhen,
  teamRef,
  text,
  zone,
} from "../command/option.ts";
import { UserError } from "../errors.ts";
import { teamTexts as m } from "../i18n/team.ts";
import type { Message } from "../i18n/texts.ts";
import { budget } from "../reminders/budget.ts";
import { rescheduleTeam, setSchedule } from "../reminders/schedules.ts";
import { plain, strong } from "../view/text.ts";
import { note, paragraph, view } from "../view/view.ts";
import { audit } from "./audit.ts";
import { permittedTeam } from "./find.ts";
import { said } from "./team-commands.ts";
import { scheduleName } from "./team-view.ts";
import { parseWeekPattern, weekInWords } from "./week-pattern.ts";

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

const yearAhead = 366;

const setHolidays = defineCommand({
  name: "team holidays",
  summary: m.setHolidays,
  options: { place: holidays(m.optionHolidays), team },
  examples: ["team holidays DE-BY", "team holidays RU", "team holidays none"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team holidays", options.team);
    const { country, region } = options.place;
    await work.db.team.update({
      where: { id: subject.id },
      data: { country: country || null, region: region ?? null },
    });
    await rescheduleTeam(work, subject.id);
    await audit(work, {
      action: "team holidays",
      subject: "team",
      subjectId: subject.id,
      after: { country, region: region ?? null },
    });
    if (!country) return said(work, m.holidaysOff, { team: strong(subject.name) });
    const { today } = work.caller;
    const [date] = [...holidaysBetween(options.place, today, addDays(today, yearAhead)).holidays.keys()].sort();
    const name = date
      ? holidaysOf(options.place, Number(date.slice(0, 4))).holidays.get(date)?.name[work.words.locale]
      : undefined;
    const next = date ? `${work.words.date(date)}${name ? `, ${name}` : ""}` : work.words.plain(m.noneSoon);
    const place = [country, region].filter(Boolean).join("-");
    return said(work, m.holidaysSet, { team: strong(subject.name), place, next });
  },
});

const workdays = defineCommand({
  name: "team workdays",
  summary: m.workdays,
  options: { days: text(m.optionDays, { hint: m.optionDaysHint }), team },
  examples: ["team workdays mon-fri", "team workdays sun-thu", 'team workdays "mon-wed thu:0.5"'],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team workdays", options.team);
    const pattern = parseWeekPattern(options.days);
    if (!pattern) throw new UserError(m.badWorkdays, { typed: options.days });
    await work.db.team.update({ where: { id: subject.id }, data: { workPattern: pattern } });
    await rescheduleTeam(work, subject.id);
    await audit(work, { action: "team workdays", subject: "team", subjectId: subject.id, after: { days: pattern } });
    return said(work, m.workdaysSet, { team: strong(subject.name), days: weekInWords(work.words, pattern) });
  },
});

const day = defineCommand({
  name: "team day",
  summary: m.day,
  options: {
    date: localDate(m.optionDate),
    work: quantity(m.optionWork),
    name: optional(text(m.optionName, { maxLength: 80 })),
    team,
  },
  examples: ["team day 2026-12-24 0.5", 'team day 2026-11-28 1 "worked Saturday"'],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team day", options.team);
    const share = options.work.value;
    if (share < 0 || share > 1) throw new UserError(m.badWork);
    const { orgId } = work;
    const where = { orgId_teamId_date: { orgId, teamId: subject.id, date: options.date } };
    const data = { work: share, name: options.name ?? null };
    await work.db.calendarDay.upsert({
      where,
      create: { orgId, teamId: subject.id, date: options.date, ...data },
      update: data,
    });
    await rescheduleTeam(work, subject.id);
    await audit(work, {
      action: "team day",
      subject: "team",
      subjectId: subject.id,
      after: { date: options.date, work: share },
    });
    const values = {
      date: work.words.date(options.date, "long"),
      work: work.words.number(share),
      team: strong(subject.name),
    };
    return said(work, m.daySet, values);
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
  setHolidays,
  workdays,
  day,
  pausing("team pause", m.pause, m.paused),
  pausing("team resume", m.resume, m.resumed),
];
