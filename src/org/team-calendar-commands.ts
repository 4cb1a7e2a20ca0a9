import { addDays, type LocalDate } from "../calendar/dates.ts";
import { holidaysBetween, holidaysOf } from "../calendar/holidays.ts";
import { type Command, defineCommand } from "../command/command.ts";
import {
  choice,
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

type DifferentDay = { readonly date: LocalDate; readonly work: number; readonly name: string | null };

async function setDay(work: PersonWork, subject: NamedValue, { date, ...data }: DifferentDay): Promise<void> {
  const { db, orgId } = work;
  await db.calendarDay.upsert({
    where: { orgId_teamId_date: { orgId, teamId: subject.id, date } },
    create: { orgId, teamId: subject.id, date, ...data },
    update: data,
  });
  await rescheduleTeam(work, subject.id);
  const after = { date, work: data.work };
  await audit(work, { action: "team day", subject: "team", subjectId: subject.id, after });
}

/** For every team that has not made the day different itself. */
async function setDayEverywhere(work: PersonWork, { date, ...data }: DifferentDay): Promise<void> {
  const { db, orgId } = work;
  const where = { orgId, teamId: null, date };
  await db.calendarDay.createMany({ data: [{ ...where, ...data }], skipDuplicates: true });
  await db.calendarDay.updateMany({ where, data });
  const teams = await db.team.findMany({ where: { orgId }, select: { id: true }, orderBy: { id: "asc" } });
  for (const { id } of teams) await rescheduleTeam(work, id);
  const after = { date, work: data.work };
  await audit(work, { action: "team day", subject: "organisation", subjectId: orgId, after });
}

const day = defineCommand({
  name: "team day",
  summary: m.day,
  options: {
    date: localDate(m.optionDate),
    work: quantity(m.optionWork),
    name: optional(text(m.optionName, { maxLength: 80 })),
    team,
    everywhere: optional(choice(m.optionEverywhere, { yes: m.yes })),
  },
  examples: [
    "team day 2026-12-24 0.5",
    'team day 2026-11-28 1 "worked Saturday"',
    "team day 2026-12-31 0 everywhere:yes",
  ],
  async run(work, options) {
    const { caller, words } = work;
    const share = options.work.value;
    if (share < 0 || share > 1) throw new UserError(m.badWork);
    const different = { date: options.date, work: share, name: options.name ?? null };
    const values = { date: words.date(options.date, "long"), work: words.number(share) };
    if (options.everywhere === "yes") {
      if (!caller.isAdmin) throw new UserError(m.everywhereAdmins);
      await setDayEverywhere(work, different);
      return said(work, m.daySetEverywhere, values);
    }
    const subject = permittedTeam(caller, "team day", options.team);
    await setDay(work, subject, different);
    return said(work, m.daySet, { ...values, team: strong(subject.name) });
  },
});

export const teamCalendarCommands: readonly Command[] = [setHolidays, workdays, day];
