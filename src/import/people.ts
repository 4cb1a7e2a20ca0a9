import { randomUUID } from "node:crypto";
import { addDays, type LocalDate } from "../calendar/dates.ts";
import { UserError } from "../errors.ts";
import type { Role } from "../generated/prisma/client.ts";
import { importTexts as m } from "../i18n/import.ts";
import { wordsFor } from "../i18n/words.ts";
import { type Directory, type KnownMembership, type KnownPerson, type KnownTeam, nameKey } from "./directory.ts";
import type { PersonRow } from "./read-row.ts";

/** What a batch of people changes; planned against the directory, which already shows it. */
export type PeoplePlan = {
  readonly newTeams: KnownTeam[];
  readonly newPeople: KnownPerson[];
  readonly changedPeople: Set<KnownPerson>;
  readonly newMemberships: (KnownMembership & { readonly personId: string })[];
  readonly changedMemberships: Set<KnownMembership>;
  readonly movedTeams: Set<KnownTeam>;
  same: number;
};

export const emptyPeoplePlan = (): PeoplePlan => ({
  ...{ newTeams: [], newPeople: [], changedPeople: new Set(), newMemberships: [] },
  ...{ changedMemberships: new Set(), movedTeams: new Set(), same: 0 },
});

/** Plans one row: the person, their team and its manager, whoever of them is not known yet. */
export function planPerson(directory: Directory, plan: PeoplePlan, row: PersonRow, since: LocalDate): void {
  const before = sizeOf(plan);
  // A manager's name that means several people refuses the line before anything of it is taken.
  if (row.manager) findKnown(directory, { ...nobody, name: row.manager }, nameKey(row.manager));
  const person = knownPerson(directory, plan, row);
  const team = teamOf(directory, plan, row);
  if (team) {
    join(directory, plan, person, team, "rep", person.hiredOn ?? since);
    if (row.manager && nameKey(row.manager) !== nameKey(row.name)) {
      const manager = knownPerson(directory, plan, { ...nobody, name: row.manager });
      join(directory, plan, manager, team, "manager", manager.hiredOn ?? since);
    }
  }
  if (sizeOf(plan) === before) plan.same += 1;
}

const nobody = { line: 0, id: null, email: null, team: null, manager: null, office: null, hired: null } as const;

const sizeOf = (plan: PeoplePlan): number =>
  plan.newTeams.length +
  plan.newPeople.length +
  plan.changedPeople.size +
  plan.newMemberships.length +
  plan.changedMemberships.size +
  plan.movedTeams.size;

/** Somebody known from chat is the same person when the e-mail address or the whole name is. */
function knownPerson(directory: Directory, plan: PeoplePlan, row: PersonRow): KnownPerson {
  const importKey = nameKey(row.id ?? row.email ?? row.name);
  const found = findKnown(directory, row, importKey);
  if (!found) {
    const person: KnownPerson = {
      ...{ id: randomUUID(), name: row.name, email: row.email, importKey, hiredOn: row.hired, memberships: [] },
    };
    directory.people.add(person);
    plan.newPeople.push(person);
    return person;
  }
  const wanted = {
    // A person keeps the name that they have in chat; the export's name only follows its own.
    name: found.importKey !== null && nameKey(found.name) !== nameKey(row.name) ? row.name : found.name,
    email: row.email ?? found.email,
    importKey: found.importKey ?? importKey,
    hiredOn: row.hired ?? found.hiredOn,
  };
  const isSame =
    wanted.name === found.name &&
    wanted.email === found.email &&
    wanted.importKey === found.importKey &&
    wanted.hiredOn === found.hiredOn;
  if (!isSame) {
    Object.assign(found, wanted);
    directory.people.add(found);
    if (!plan.newPeople.includes(found)) plan.changedPeople.add(found);
  }
  return found;
}

function findKnown(directory: Directory, row: PersonRow, importKey: string): KnownPerson | undefined {
  const byKey = directory.people.byKey(importKey) ?? (row.email ? directory.people.byKey(row.email) : undefined);
  if (byKey) return byKey;
  const named = directory.people.named(row.name);
  // With an id of its own, a namesake who has another id is another person.
  const free = row.id === null ? named : named.filter((person) => person.importKey === null);
  if (free.length > 1) throw new UserError(m.severalPeople, { typed: row.name });
  return free[0];
}

function teamOf(directory: Directory, plan: PeoplePlan, row: PersonRow): KnownTeam | null {
  const { team, manager, office } = row;
  const words = wordsFor(directory.locale, directory.zone);
  const name = team ?? (manager === null ? office : words.plain(m.managersTeam, { manager }));
  if (name === null) return null;
  const isOfficeItself = team === null && manager === null;
  const parent =
    office === null || isOfficeItself ? null : knownTeam(directory, plan, `office:${nameKey(office)}`, office);
  const key =
    team !== null
      ? `team:${nameKey(team)}`
      : manager !== null
        ? `manager:${nameKey(manager)}`
        : `office:${nameKey(name)}`;
  const found = knownTeam(directory, plan, key, name);
  if (parent && parent !== found && found.importKey !== null && found.parentId !== parent.id) {
    found.parentId = parent.id;
    if (!plan.newTeams.includes(found)) plan.movedTeams.add(found);
  }
  return found;
}

function knownTeam(directory: Directory, plan: PeoplePlan, importKey: string, name: string): KnownTeam {
  const known = directory.teams.find(importKey, name);
  if (known) return known;
  const team: KnownTeam = { id: randomUUID(), name, parentId: null, importKey };
  directory.teams.add(team);
  plan.newTeams.push(team);
  return team;
}

/** Joining another imported team ends the place in the one before; teams made by hand are left alone. */
function join(
  directory: Directory,
  plan: PeoplePlan,
  person: KnownPerson,
  team: KnownTeam,
  role: Role,
  since: LocalDate,
): void {
  const { today } = directory;
  const isOpen = ({ endsOn }: KnownMembership) => endsOn === null || endsOn >= today;
  const current = person.memberships.find((membership) => membership.teamId === team.id && isOpen(membership));
  if (current) {
    if (role !== "manager" || current.role === "manager") return;
    current.role = role;
    changed(plan, current);
    return;
  }
  const others = person.memberships.filter(
    (one) => role === "rep" && one.role === "rep" && isOpen(one) && directory.teams.byId(one.teamId)?.importKey,
  );
  for (const other of others) {
    // A place that began today and ends today keeps that one day; it cannot end before it began.
    other.endsOn = other.startsOn >= today ? other.startsOn : addDays(today, -1);
    changed(plan, other);
  }
  const startsOn = person.memberships.length === 0 ? since : today;
  const again = person.memberships.find((one) => one.teamId === team.id && one.startsOn === startsOn);
  if (again) {
    Object.assign(again, { endsOn: null, role });
    changed(plan, again);
    return;
  }
  const made = { id: randomUUID(), teamId: team.id, role, startsOn, endsOn: null };
  person.memberships.push(made);
  plan.newMemberships.push({ ...made, personId: person.id });
}

function changed(plan: PeoplePlan, membership: KnownMembership): void {
  const made = plan.newMemberships.findIndex(({ id }) => id === membership.id);
  const fresh = plan.newMemberships[made];
  if (fresh) plan.newMemberships[made] = { ...fresh, ...membership };
  else plan.changedMemberships.add(membership);
}
