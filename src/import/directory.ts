import { randomUUID } from "node:crypto";
import type { LocalDate } from "../calendar/dates.ts";
import { localDateOf } from "../calendar/zones.ts";
import { UserError } from "../errors.ts";
import type { Metric, Role } from "../generated/prisma/client.ts";
import { startingMetrics } from "../goals/metrics.ts";
import { importTexts as m } from "../i18n/import.ts";
import { type Locale, localeFor } from "../i18n/texts.ts";
import { activeOn } from "../org/membership.ts";
import type { Db } from "../store/db.ts";

export type KnownMembership = { id: string; teamId: string; role: Role; startsOn: LocalDate; endsOn: LocalDate | null };
export type KnownPerson = {
  readonly id: string;
  name: string;
  email: string | null;
  importKey: string | null;
  hiredOn: LocalDate | null;
  readonly memberships: KnownMembership[];
};
export type KnownTeam = { readonly id: string; name: string; parentId: string | null; importKey: string | null };
export type KnownMetric = Pick<Metric, "id" | "key" | "name" | "nameRu" | "unit" | "currency">;

/** The organisation as an import sees it: everybody and everything that rows can name, with what it adds itself. */
export type Directory = {
  readonly orgId: string;
  readonly zone: string;
  readonly locale: Locale;
  readonly currency: string;
  readonly today: LocalDate;
  readonly people: {
    add(person: KnownPerson): void;
    byKey(key: string): KnownPerson | undefined;
    named(name: string): readonly KnownPerson[];
  };
  readonly teams: {
    add(team: KnownTeam): void;
    find(importKey: string, name: string): KnownTeam | undefined;
    byId(id: string): KnownTeam | undefined;
  };
  readonly metrics: Map<string, KnownMetric>;
};

/** How names, addresses and ids of an export are compared: without case, "ё" and needless spaces. */
export const nameKey = (text: string): string => text.trim().toLowerCase().replace(/ё/g, "е").replace(/\s+/g, " ");

export async function loadDirectory(db: Db, orgId: string, now: Date): Promise<Directory> {
  const org = await db.organisation.findUniqueOrThrow({ where: { id: orgId } });
  const people = await db.person.findMany({
    where: { orgId, state: { not: "erased" } },
    select: {
      ...{ id: true, name: true, email: true, importKey: true, hiredOn: true },
      memberships: { select: { id: true, teamId: true, role: true, startsOn: true, endsOn: true } },
    },
  });
  const teams = await db.team.findMany({
    where: { orgId },
    select: { id: true, name: true, parentId: true, importKey: true },
  });
  const metrics = await db.metric.findMany({ where: { orgId } });
  const directory: Directory = {
    ...{ orgId, zone: org.zone, locale: localeFor(org.locale), currency: org.currency },
    today: localDateOf(now, org.zone),
    people: peopleIndex(),
    teams: teamIndex(),
    metrics: new Map(metrics.map((metric) => [metric.key, metric])),
  };
  for (const person of people) directory.people.add(person);
  for (const team of teams) directory.teams.add(team);
  return directory;
}

function peopleIndex(): Directory["people"] {
  const keys = new Map<string, KnownPerson>();
  const names = new Map<string, KnownPerson[]>();
  return {
    add(person) {
      for (const key of [person.importKey, person.email]) if (key) keys.set(nameKey(key), person);
      const name = nameKey(person.name);
      const known = names.get(name) ?? [];
      if (!known.includes(person)) names.set(name, [...known, person]);
    },
    byKey: (key) => keys.get(nameKey(key)),
    named: (name) => names.get(nameKey(name)) ?? [],
  };
}

function teamIndex(): Directory["teams"] {
  const keys = new Map<string, KnownTeam>();
  const names = new Map<string, KnownTeam>();
  const ids = new Map<string, KnownTeam>();
  return {
    add(team) {
      if (team.importKey) keys.set(team.importKey, team);
      names.set(nameKey(team.name), team);
      ids.set(team.id, team);
    },
    find: (importKey, name) => keys.get(importKey) ?? names.get(nameKey(name)),
    byId: (id) => ids.get(id),
  };
}

/** The person that a cell names by import id, e-mail address or name. */
export function personNamed(directory: Directory, typed: string): KnownPerson {
  const known = directory.people.byKey(typed);
  if (known) return known;
  const named = directory.people.named(typed);
  if (named.length > 1) throw new UserError(m.severalPeople, { typed });
  const only = named[0];
  if (!only) throw new UserError(m.noPerson, { typed });
  return only;
}

/** The team of that day, or else the first one: history may reach back before anybody noted memberships. */
export function teamOn({ memberships, name }: KnownPerson, date: LocalDate): string {
  const byDate = [...memberships].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  const active = byDate.filter((membership) => activeOn(membership, date));
  const found = active.find(({ role }) => role === "rep") ?? active[0] ?? byDate[0];
  if (!found) throw new UserError(m.noTeam, { person: name });
  return found.teamId;
}

/** The metric with that key; one for money in another currency, or one that a mapping names anew, is made. */
export async function ensureMetric(
  db: Db | null,
  directory: Directory,
  wanted: { readonly key: string; readonly currency?: string; readonly isOutcome: boolean },
): Promise<KnownMetric> {
  const known = directory.metrics.get(wanted.key);
  const isForeign = known !== undefined && wanted.currency !== undefined && known.currency !== wanted.currency;
  if (isForeign) {
    const key = `${wanted.key}-${(wanted.currency ?? "").toLowerCase()}`;
    const name = (text: string) => `${text} (${wanted.currency})`;
    const names = { name: name(known.name), nameRu: known.nameRu === null ? null : name(known.nameRu) };
    return directory.metrics.get(key) ?? makeMetric(db, directory, { ...wanted, ...names, key });
  }
  if (known) return known;
  const usual = startingMetrics.find(({ key }) => key === wanted.key);
  const isEngagements = wanted.key === "engagements";
  const name = usual?.name ?? (isEngagements ? m.engagements.en : wanted.key);
  const nameRu = usual?.nameRu ?? (isEngagements ? m.engagements.ru : null);
  const isUsualElsewhere = usual?.unit === "money" && wanted.currency !== directory.currency;
  if (isUsualElsewhere) {
    await makeMetric(db, directory, { ...wanted, name, nameRu, currency: directory.currency });
    return ensureMetric(db, directory, wanted);
  }
  return makeMetric(db, directory, { ...wanted, name, nameRu });
}

type NewMetric = { key: string; name: string; nameRu: string | null; currency?: string; isOutcome: boolean };

async function makeMetric(db: Db | null, directory: Directory, given: NewMetric): Promise<KnownMetric> {
  const { key, name, nameRu, currency = null } = given;
  const { orgId } = directory;
  const unit = currency === null ? ("count" as const) : ("money" as const);
  let metric: KnownMetric = { id: randomUUID(), key, name, nameRu, unit, currency };
  if (db) {
    const kind = given.isOutcome ? ("outcome" as const) : ("activity" as const);
    await db.metric.createMany({ data: [{ ...metric, orgId, kind }], skipDuplicates: true });
    metric = await db.metric.findUniqueOrThrow({ where: { orgId_key: { orgId, key } } });
  }
  directory.metrics.set(key, metric);
  return metric;
}
