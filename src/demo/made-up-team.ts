import { addDays, startOfWeek } from "../calendar/dates.ts";
import { workCalendar } from "../calendar/working-days.ts";
import { localDateOf, localToInstant } from "../calendar/zones.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import { ensureStartingMetrics } from "../goals/metrics.ts";
import { demoNames, demoTexts as m } from "../i18n/demo.ts";
import type { Locale } from "../i18n/texts.ts";
import { wordsFor } from "../i18n/words.ts";
import { ensureWorkspace } from "../org/workspaces.ts";
import { defaultSchedules } from "../reminders/schedules.ts";
import type { Db } from "../store/db.ts";
import type { Work } from "../work.ts";
import { type Character, cast, newcomerSince } from "./cast.ts";
import { makeHistory } from "./history.ts";
import { idsFrom } from "./ids.ts";
import { dealValue, makeGoals } from "./make-goals.ts";
import { makeResults } from "./make-results.ts";
import { makeRounds } from "./make-rounds.ts";
import { historyStart } from "./periods.ts";
import { type Random, randomFrom } from "./random.ts";
import type { MadePerson, Stage } from "./stage.ts";

export type MadeUp = { readonly now: Date; readonly seed: number; readonly locale: Locale; readonly zone?: string };

export type MadeTeam = {
  readonly orgId: string;
  readonly workspaceId: string;
  readonly teamId: string;
  /** The channel's id in the practice room. */
  readonly channel: string;
  /** Whom one can be in the practice room. */
  readonly people: readonly { readonly externalId: string; readonly name: string; readonly role: Character["role"] }[];
};

const externalId = "practice";
const channel = "sales";
const places = {
  en: { zone: "Europe/Berlin", currency: "USD", priceLevel: 1 },
  ru: { zone: "Europe/Moscow", currency: "RUB", priceLevel: 80 },
} as const satisfies Record<Locale, object>;

/**
 * Makes the team of the practice room, with three months behind it: the same for the same seed and moment. Where the
 * room is there already, it stays as it is.
 */
export async function makeTeam(db: PrismaClient, given: MadeUp): Promise<MadeTeam> {
  const where = { platform_externalId: { platform: "web", externalId } } as const;
  const known = await db.workspace.findUnique({ where, select: { id: true, orgId: true } });
  if (known) return knownTeam(db, known);
  return db.$transaction((tx) => makeAll(tx, given), { maxWait: 10_000, timeout: 60_000 });
}

async function knownTeam(db: PrismaClient, { id, orgId }: { id: string; orgId: string }): Promise<MadeTeam> {
  const own = await db.teamChannel.findFirstOrThrow({
    where: { orgId, workspaceId: id, department: "" },
    orderBy: { id: "asc" },
  });
  const accounts = await db.account.findMany({ where: { orgId, workspaceId: id } });
  const people = cast.flatMap(({ key, role, isPlayed }) => {
    const account = accounts.find((one) => one.externalId === key);
    return account && isPlayed ? [{ externalId: key, name: account.name, role }] : [];
  });
  return { orgId, workspaceId: id, teamId: own.teamId, channel: own.externalId, people };
}

async function makeAll(db: Db, { now, seed, locale, zone = places[locale].zone }: MadeUp): Promise<MadeTeam> {
  const { currency, priceLevel } = places[locale];
  const random = randomFrom(seed);
  const id = idsFrom(now, random);
  const name = m.organisation[locale];
  const { id: workspaceId, orgId } = await ensureWorkspace(db, { platform: "web", externalId, name, locale, zone });
  await db.organisation.update({ where: { id: orgId }, data: { isMadeUp: true, currency } });
  const work: Work = { db, orgId, now, said: [] };
  await ensureStartingMetrics(work);
  const metrics = await db.metric.findMany({ where: { orgId }, select: { id: true, key: true } });
  const team = await db.team.create({ data: { id: id(), orgId, name: m.team[locale], zone, locale } });
  const today = localDateOf(now, zone);
  const range = { start: historyStart(today), end: addDays(today, -1), dealValue: dealValue * priceLevel };
  const people = cast.map((character) => madePerson(character, { random, id, locale, today, range }));
  const manager = people.find(({ role }) => role === "manager");
  if (!manager) throw new Error("The cast has no manager");
  const stage: Stage = {
    ...{
      work,
      random,
      id,
      zone,
      currency,
      priceLevel,
      today,
      start: range.start,
      workspaceId,
      teamId: team.id,
      manager,
    },
    words: wordsFor(locale, zone),
    say: (message) => message[locale],
    metrics: new Map(metrics.map((metric) => [metric.key, metric.id])),
    reps: people.filter(({ role }) => role !== "manager"),
  };
  await makePeople(stage, people, locale);
  await defaultSchedules(work, team.id);
  await makeResults(stage);
  await makeGoals(stage);
  await makeRounds(stage);
  const played = people.filter(({ isPlayed }) => isPlayed);
  return {
    ...{ orgId, workspaceId, teamId: team.id, channel },
    people: played.map((person) => ({ externalId: person.key, name: person.name, role: person.role })),
  };
}

type Making = {
  readonly random: Random;
  readonly id: () => string;
  readonly locale: Locale;
  readonly today: string;
  readonly range: { readonly start: string; readonly end: string; readonly dealValue: number };
};

/** One of them was away in the week before last. */
const absent = "emil";
const absenceOf = (today: string) => ({
  start: addDays(startOfWeek(today), -14),
  end: addDays(startOfWeek(today), -10),
});

function madePerson(character: Character, { random, id, locale, today, range }: Making): MadePerson {
  const calendar = workCalendar({
    ...(character.role === "newcomer" ? { hire: newcomerSince(today) } : {}),
    leaves: character.key === absent ? [{ ...absenceOf(today), fraction: 1 }] : [],
  });
  const history =
    character.role === "manager" ? { days: [], deals: [] } : makeHistory(random, character, { ...range, calendar });
  return { ...character, personId: id(), name: demoNames[character.key][locale], calendar, history };
}

async function makePeople(stage: Stage, people: readonly MadePerson[], locale: Locale): Promise<void> {
  const { work, workspaceId, teamId, today, zone, id } = stage;
  const { db, orgId } = work;
  const longAgo = addDays(stage.start, -400);
  await db.person.createMany({
    data: people.map(({ personId, name, role, calendar }) => ({
      ...{ id: personId, orgId, name, isAdmin: role === "manager", hiredOn: calendar.hire ?? longAgo },
    })),
  });
  await db.account.createMany({
    data: people.map(({ key, personId, name }) => ({
      ...{ id: id(), orgId, workspaceId, personId, externalId: key, name, locale, zone },
    })),
  });
  await db.membership.createMany({
    data: people.map(({ personId, role, calendar }) => ({
      ...{ id: id(), orgId, teamId, personId, role: role === "manager" ? ("manager" as const) : ("rep" as const) },
      startsOn: calendar.hire ?? longAgo,
    })),
  });
  await db.teamChannel.create({
    data: { id: id(), orgId, teamId, workspaceId, externalId: channel, name: m.channel[locale] },
  });
  const away = people.find(({ key }) => key === absent);
  const { start, end } = absenceOf(today);
  if (!away) return;
  const createdAt = localToInstant(addDays(start, -14), "12:00", zone);
  await db.absence.create({
    data: {
      ...{ id: id(), orgId, personId: away.personId, startsOn: start, endsOn: end, reason: m.away[locale] },
      ...{ byPersonId: away.personId, createdAt },
    },
  });
}
