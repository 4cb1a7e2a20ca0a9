import { visibleGoals } from "./goals/find.ts";
import type { Choice } from "./view/form.ts";
import type { PersonWork } from "./work.ts";

/** What is being typed, and for what. `command` and `option` are known when a declared option asks. */
export type Suggest = {
  readonly of: "goal" | "metric" | "team" | "zone" | "person" | "command";
  readonly typed: string;
  readonly command?: string;
  readonly option?: string;
};

const most = 25;

/** At most 25 suggestions, the most likely first; only what the caller may see. */
export async function suggestFor(work: PersonWork, wanted: Suggest): Promise<readonly Choice[]> {
  const typed = wanted.typed.trim();
  switch (wanted.of) {
    case "goal":
      return suggestGoals(work, typed);
    case "metric":
      return suggestMetrics(work, typed);
    case "team":
      return suggestTeams(work, typed);
    case "person":
      return suggestPeople(work, typed);
    case "zone":
      return suggestZones(typed, work.caller.zone);
    case "command":
      return work.commands
        .filter(({ name, hidden }) => !hidden && name.includes(typed.toLowerCase().replace(/^\//, "")))
        .slice(0, most)
        .map(({ name, summary }) => ({ value: name, label: `/${name}`, description: work.words.plain(summary) }));
  }
}

async function suggestGoals(work: PersonWork, typed: string): Promise<Choice[]> {
  const number = /^#?(\d{1,9})$/u.exec(typed);
  const match = number
    ? { OR: [{ number: Number(number[1]) }, { name: { contains: typed, mode: "insensitive" } as const }] }
    : { name: { contains: typed, mode: "insensitive" } as const };
  const goals = await work.db.goal.findMany({
    where: { AND: [visibleGoals(work), match, { closedAt: null }] },
    select: { number: true, name: true, ownerId: true },
    orderBy: { endsOn: "asc" },
    take: 100,
  });
  const own = goals.filter((goal) => goal.ownerId === work.caller.personId);
  const others = goals.filter((goal) => goal.ownerId !== work.caller.personId);
  return [...own, ...others].slice(0, most).map(({ number: n, name }) => ({ value: `#${n}`, label: `#${n} ${name}` }));
}

async function suggestMetrics({ db, orgId, words }: PersonWork, typed: string): Promise<Choice[]> {
  const metrics = await db.metric.findMany({ where: { orgId }, orderBy: { name: "asc" }, take: 200 });
  const label = (metric: { name: string; nameRu: string | null }) =>
    words.locale === "ru" ? (metric.nameRu ?? metric.name) : metric.name;
  return metrics
    .filter((metric) =>
      `${metric.key} ${metric.name} ${metric.nameRu ?? ""}`.toLowerCase().includes(typed.toLowerCase()),
    )
    .slice(0, most)
    .map((metric) => ({ value: metric.key, label: label(metric) }));
}

async function suggestTeams({ db, orgId, caller }: PersonWork, typed: string): Promise<Choice[]> {
  const own = caller.isAdmin ? {} : { id: { in: caller.memberships.map(({ teamId }) => teamId) } };
  const name = { contains: typed, mode: "insensitive" } as const;
  const teams = await db.team.findMany({ where: { orgId, ...own, name }, select: { name: true }, take: most });
  return teams.map((team) => ({ value: team.name, label: team.name }));
}

async function suggestPeople({ db, orgId, caller }: PersonWork, typed: string): Promise<Choice[]> {
  const teams = caller.memberships.map(({ teamId }) => teamId);
  const near = caller.isAdmin ? {} : { memberships: { some: { teamId: { in: teams } } } };
  const name = { contains: typed, mode: "insensitive" } as const;
  const people = await db.person.findMany({
    where: { orgId, state: "active", name, ...near },
    select: { name: true },
    take: most,
  });
  return people.map((person) => ({ value: person.name, label: person.name }));
}

function suggestZones(typed: string, own: string): Choice[] {
  const wanted = typed.toLowerCase().replaceAll(" ", "_");
  const zones = [own, ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== own)];
  return zones
    .filter((zone) => zone.toLowerCase().includes(wanted))
    .slice(0, most)
    .map((zone) => ({ value: zone, label: zone }));
}
