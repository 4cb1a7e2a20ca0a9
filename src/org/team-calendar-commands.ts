import { addDays } from "../calendar/dates.ts";
import { holidaysBetween, holidaysOf } from "../calendar/holidays.ts";
import { type Command, defineCommand } from "../command/command.ts";
import {
  type HolidaysValue,
  holidays,
  localDate,
  type NamedValue,
  optional,
  type PersonValue,
  personRef,
  quantity,
  teamRef,
  text,
} from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { teamTexts as m } from "../i18n/team.ts";
import { rescheduleTeam } from "../reminders/schedules.ts";
import { person as personPiece, strong } from "../view/text.ts";
import type { PersonWork } from "../work.ts";
import { audit } from "./audit.ts";
import { permittedTeam } from "./find.ts";
import { said } from "./team-commands.ts";
import { placeName } from "./team-view.ts";
import { membershipOf, rescheduleTeamsOf } from "./teams.ts";
import { parseWeekPattern, weekInWords } from "./week-pattern.ts";

const team = optional(teamRef(m.optionTeam, { outOfForm: true }));
const forPerson = optional(personRef(m.optionPerson));

/** What holds for one of the team's people instead of the team's own, wherever they work. */
async function setFor(
  work: PersonWork,
  action: "team workdays" | "team holidays",
  { team: theirs, person }: { readonly team: NamedValue; readonly person: PersonValue },
  data: Pick<Prisma.PersonUpdateInput, "workPattern" | "country" | "region">,
): Promise<void> {
  const { db, orgId } = work;
  if (!(await membershipOf(work, theirs.id, person.id)))
    throw new UserError(m.notIn, { person: person.name, team: theirs.name });
  const select = { workPattern: true, country: true, region: true } as const;
  const { workPattern, ...place } = await db.person.findFirstOrThrow({ where: { id: person.id, orgId }, select });
  await db.person.update({ where: { id: person.id, orgId }, data });
  await rescheduleTeamsOf(work, person.id);
  const days = "workPattern" in data;
  await audit(work, {
    action,
    subject: "person",
    subjectId: person.id,
    before: days ? { days: workPattern } : place,
    after: days ? { days: data.workPattern } : data,
  });
}

const yearAhead = 366;

/** The first holiday to come, with its name where it has one in that language. */
function nextHoliday({ caller, words }: PersonWork, place: HolidaysValue): string {
  const { today } = caller;
  const { holidays: listed } = holidaysBetween(place, today, addDays(today, yearAhead));
  const [date] = [...listed.keys()].filter((one) => one >= today).sort();
  if (!date) return words.plain(m.noneSoon);
  const name = holidaysOf(place, Number(date.slice(0, 4))).holidays.get(date)?.name[words.locale];
  return `${words.date(date)}${name ? `, ${name}` : ""}`;
}

const setHolidays = defineCommand({
  name: "team holidays",
  summary: m.setHolidays,
  options: { place: holidays(m.optionHolidays), for: forPerson, team },
  examples: ["team holidays DE-BY", "team holidays RU", "team holidays none", "team holidays KZ for @ana"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team holidays", options.team);
    const country = options.place.country || null;
    const region = options.place.region ?? null;
    const values = { team: strong(subject.name), place: placeName({ country, region }) };
    if (options.for) {
      const person = personPiece(options.for.id, options.for.name);
      await setFor(work, "team holidays", { team: subject, person: options.for }, { country, region });
      if (!country) return said(work, m.holidaysAsTeam, { ...values, person });
      return said(work, m.holidaysOf, { ...values, person, next: nextHoliday(work, options.place) });
    }
    await work.db.team.update({ where: { id: subject.id }, data: { country, region } });
    await rescheduleTeam(work, subject.id);
    await audit(work, {
      action: "team holidays",
      subject: "team",
      subjectId: subject.id,
      after: { country, region },
    });
    if (!country) return said(work, m.holidaysOff, values);
    return said(work, m.holidaysSet, { ...values, next: nextHoliday(work, options.place) });
  },
});

const asTheTeam = /^(?:team|clear|команда|команды|сброс)$/iu;

const workdays = defineCommand({
  name: "team workdays",
  summary: m.workdays,
  options: { days: text(m.optionDays, { hint: m.optionDaysHint }), for: forPerson, team },
  examples: [
    "team workdays mon-fri",
    "team workdays sun-thu",
    'team workdays "mon-wed thu:0.5"',
    "team workdays mon-thu for @ana",
  ],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team workdays", options.team);
    const isCleared = options.for !== undefined && asTheTeam.test(options.days.trim());
    const pattern = isCleared ? [] : parseWeekPattern(options.days);
    if (!pattern) throw new UserError(m.badWorkdays, { typed: options.days });
    const values = { team: strong(subject.name), days: weekInWords(work.words, pattern) };
    if (options.for) {
      const person = personPiece(options.for.id, options.for.name);
      await setFor(work, "team workdays", { team: subject, person: options.for }, { workPattern: pattern });
      return said(work, isCleared ? m.workdaysAsTeam : m.workdaysOf, { ...values, person });
    }
    await work.db.team.update({ where: { id: subject.id }, data: { workPattern: pattern } });
    await rescheduleTeam(work, subject.id);
    await audit(work, { action: "team workdays", subject: "team", subjectId: subject.id, after: { days: pattern } });
    return said(work, m.workdaysSet, values);
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

export const teamCalendarCommands: readonly Command[] = [setHolidays, workdays, day];
