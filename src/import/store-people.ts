import { defaultSchedules } from "../reminders/schedules.ts";
import type { Db } from "../store/db.ts";
import type { Directory } from "./directory.ts";
import type { PeoplePlan } from "./people.ts";

/** Writes a planned batch of people. New teams are paused, so that nobody is asked anything before a manager wants it. */
export async function storePeople(db: Db, directory: Directory, plan: PeoplePlan, now: Date): Promise<void> {
  const { orgId, zone, locale } = directory;
  await db.team.createMany({
    data: plan.newTeams.map(({ id, name, parentId, importKey }) => ({
      ...{ id, orgId, name, parentId, importKey, zone, locale, pausedAt: now },
    })),
  });
  for (const team of plan.newTeams) await defaultSchedules({ db, orgId, now, said: [] }, team.id);
  await db.person.createMany({
    data: plan.newPeople.map(({ id, name, email, importKey, hiredOn }) => ({
      id,
      orgId,
      name,
      email,
      importKey,
      hiredOn,
    })),
  });
  await db.membership.createMany({
    data: plan.newMemberships.map(({ id, teamId, personId, role, startsOn, endsOn }) => ({
      ...{ id, orgId, teamId, personId, role, startsOn, endsOn },
    })),
  });
  await changeRows(db, directory, plan);
}

async function changeRows(db: Db, { orgId }: Directory, plan: PeoplePlan): Promise<void> {
  const people = [...plan.changedPeople].map(({ memberships: _, ...person }) => person);
  const teams = [...plan.movedTeams].map(({ id, parentId }) => ({ id, parentId }));
  const memberships = [...plan.changedMemberships].map(({ id, role, endsOn }) => ({ id, role, endsOn }));
  if (people.length > 0) {
    await db.$executeRaw`
      update "Person" p set name = x.name, email = x.email, "importKey" = x."importKey", "hiredOn" = x."hiredOn"
      from jsonb_to_recordset(${JSON.stringify(people)}::jsonb)
        as x(id uuid, name text, email text, "importKey" text, "hiredOn" text)
      where p.id = x.id and p."orgId" = ${orgId}::uuid`;
  }
  if (teams.length > 0) {
    await db.$executeRaw`
      update "Team" t set "parentId" = x."parentId"
      from jsonb_to_recordset(${JSON.stringify(teams)}::jsonb) as x(id uuid, "parentId" uuid)
      where t.id = x.id and t."orgId" = ${orgId}::uuid`;
  }
  if (memberships.length > 0) {
    await db.$executeRaw`
      update "Membership" s set role = x.role, "endsOn" = x."endsOn"
      from jsonb_to_recordset(${JSON.stringify(memberships)}::jsonb) as x(id uuid, role "Role", "endsOn" text)
      where s.id = x.id and s."orgId" = ${orgId}::uuid`;
  }
}

/**
 * A place in an imported team begins no later than its first entry: where the export names no hiring date, history from
 * before the import would otherwise fall on days on which nobody was there.
 */
export async function startMemberships(db: Db, orgId: string): Promise<void> {
  await db.$executeRaw`
    update "Membership" s set "startsOn" = f.first
    from (
      select "personId", "teamId", min(date) as first from "Entry"
      where "orgId" = ${orgId}::uuid and source = 'import' and "voidedAt" is null group by 1, 2
    ) f, "Person" p, "Team" t
    where s."orgId" = ${orgId}::uuid and s."personId" = f."personId" and s."teamId" = f."teamId" and f.first < s."startsOn"
      and p.id = s."personId" and p."importKey" is not null and p."hiredOn" is null
      and t.id = s."teamId" and t."importKey" is not null
      and not exists (
        select 1 from "Membership" o where o."teamId" = s."teamId" and o."personId" = s."personId" and o.id <> s.id
      )`;
}
