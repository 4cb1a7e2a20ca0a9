import type { LocalDate } from "../calendar/dates.ts";
import { holidaysBetween } from "../calendar/holidays.ts";
import { type WeekPattern, type WorkCalendar, workCalendar } from "../calendar/working-days.ts";
import { firstZone } from "../calendar/zones.ts";
import type { Team } from "../generated/prisma/client.ts";
import type { Work } from "../work.ts";
import { fullWeek } from "./week-pattern.ts";

/** A person's working time and zone, as seen from one team: that team's calendar unless the person has their own. */
export type PersonTime = {
  readonly personId: string;
  readonly name: string;
  readonly zone: string;
  readonly calendar: WorkCalendar;
};

type TeamTime = { readonly zone: string; readonly calendar: WorkCalendar };

function patternOf(...candidates: readonly (readonly number[])[]): WeekPattern | undefined {
  const [mon, tue, wed, thu, fri, sat, sun] = candidates.find((pattern) => pattern.length === fullWeek) ?? [];
  if (mon === undefined || tue === undefined || wed === undefined || thu === undefined) return undefined;
  return [mon, tue, wed, thu, fri ?? 0, sat ?? 0, sun ?? 0];
}

const noHolidays = { holidays: new Map<LocalDate, number>(), overrides: new Map<LocalDate, number>() };

function holidaysIn(place: { country: string | null; region: string | null }, range: Range) {
  if (!place.country) return noHolidays;
  const where = place.region ? { country: place.country, region: place.region } : { country: place.country };
  return holidaysBetween(where, range.start, range.end);
}

type Range = { readonly start: LocalDate; readonly end: LocalDate };

/** The working time of a team's people over a range of dates, in a handful of queries whatever their number. */
export async function timesOf(
  work: Work,
  teamId: string,
  personIds: readonly string[],
  range: Range,
): Promise<ReadonlyMap<string, PersonTime>> {
  return peopleTimes(work, await teamAndDays(work, teamId, range), personIds, range);
}

/** Both the team's working time and its people's, for what needs both. */
export async function allTimes(
  work: Work,
  teamId: string,
  personIds: readonly string[],
  range: Range,
): Promise<{ readonly team: TeamTime; readonly people: ReadonlyMap<string, PersonTime> }> {
  const known = await teamAndDays(work, teamId, range);
  return { team: timeOfTeam(known, range), people: await peopleTimes(work, known, personIds, range) };
}

type TeamAndDays = { readonly team: Team; readonly overrides: ReadonlyMap<LocalDate, number> };

async function teamAndDays(work: Work, teamId: string, range: Range): Promise<TeamAndDays> {
  const team = await work.db.team.findFirstOrThrow({ where: { id: teamId, orgId: work.orgId } });
  return { team, overrides: await overridesOf(work, teamId, range) };
}

async function peopleTimes(
  work: Work,
  { team, overrides }: TeamAndDays,
  personIds: readonly string[],
  range: Range,
): Promise<ReadonlyMap<string, PersonTime>> {
  const ids = [...new Set(personIds)];
  if (ids.length === 0) return new Map();
  const { db, orgId } = work;
  const people = await db.person.findMany({ where: { orgId, id: { in: ids } } });
  const absences = await db.absence.findMany({
    where: {
      orgId,
      personId: { in: ids },
      cancelledAt: null,
      startsOn: { lte: range.end },
      endsOn: { gte: range.start },
    },
  });
  const memberships = await db.membership.findMany({ where: { orgId, teamId: team.id, personId: { in: ids } } });
  const zones = await accountZones(work, ids);
  return new Map(
    people.map((person) => {
      const own = memberships.filter(({ personId }) => personId === person.id);
      const pattern = patternOf(person.workPattern, team.workPattern);
      const official = holidaysIn(person.country ? person : team, range);
      const calendar = workCalendar({
        ...(pattern ? { pattern } : {}),
        holidays: official.holidays,
        overrides: new Map([...official.overrides, ...overrides]),
        leaves: absences
          .filter(({ personId }) => personId === person.id)
          .map(({ startsOn, endsOn, fraction }) => ({ start: startsOn, end: endsOn, fraction })),
        ...employment(person, own),
      });
      const zone = firstZone(person.zone, zones.get(person.id), team.zone);
      return [person.id, { personId: person.id, name: person.name, zone, calendar }];
    }),
  );
}

/** Joined and left as the person's own dates say, else as the memberships of this team do. */
function employment(
  person: { hiredOn: string | null; leftOn: string | null },
  memberships: readonly { startsOn: string; endsOn: string | null }[],
): Pick<Partial<WorkCalendar>, "hire" | "left"> {
  const starts = memberships.map(({ startsOn }) => startsOn).sort();
  const ends = memberships.map(({ endsOn }) => endsOn);
  const hire = person.hiredOn ?? starts[0];
  const left = person.leftOn ?? (ends.length > 0 && ends.every((end) => end !== null) ? ends.sort().at(-1) : undefined);
  return { ...(hire ? { hire } : {}), ...(left ? { left } : {}) };
}

async function overridesOf({ db, orgId }: Work, teamId: string, range: Range): Promise<ReadonlyMap<LocalDate, number>> {
  const days = await db.calendarDay.findMany({
    where: { orgId, OR: [{ teamId: null }, { teamId }], date: { gte: range.start, lte: range.end } },
    orderBy: { teamId: { sort: "asc", nulls: "first" } },
  });
  return new Map(days.map(({ date, work }) => [date, work]));
}

async function accountZones({ db, orgId }: Work, personIds: string[]): Promise<ReadonlyMap<string, string>> {
  const accounts = await db.account.findMany({
    where: { orgId, personId: { in: personIds }, zone: { not: null } },
    orderBy: { lastUsedAt: { sort: "asc", nulls: "first" } },
    select: { personId: true, zone: true },
  });
  return new Map(accounts.map(({ personId, zone }) => [personId, zone ?? "UTC"]));
}

/** The team's own working time, for goals that the whole team owns. */
export async function teamTime(work: Work, teamId: string, range: Range): Promise<TeamTime> {
  return timeOfTeam(await teamAndDays(work, teamId, range), range);
}

function timeOfTeam({ team, overrides }: TeamAndDays, range: Range): TeamTime {
  const pattern = patternOf(team.workPattern);
  const official = holidaysIn(team, range);
  const calendar = workCalendar({
    ...(pattern ? { pattern } : {}),
    holidays: official.holidays,
    overrides: new Map([...official.overrides, ...overrides]),
  });
  return { zone: firstZone(team.zone), calendar };
}
