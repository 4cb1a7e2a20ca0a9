import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import { ensureStartingMetrics } from "../../src/goals/metrics.ts";
import { rescheduleTeam } from "../../src/reminders/schedules.ts";
import type { Kind, PersonPlan, Plan, PlatformName } from "./plan.ts";
import { plusDays } from "./wall.ts";

/** The database's names for what the plan speaks of. */
export type World = {
  readonly orgId: string;
  readonly workspaceIds: Readonly<Record<PlatformName, string>>;
  readonly teamIds: readonly string[];
  readonly personIds: ReadonlyMap<string, string>;
};

/** How a zone is kept; here a fault can be planted. */
export type KeepsZone = (zone: string, at: number) => string;

/** Writes a plan's organisation with its people, schedules and goals, as if it had been there since January. */
export async function makeWorld(db: PrismaClient, plan: Plan, keepsZone: KeepsZone): Promise<World> {
  const kept = (zone: string) => keepsZone(zone, plan.startsAt);
  const { id: orgId } = await db.organisation.create({ data: { name: `Seed ${plan.seed}` } });
  const workspaces = await db.workspace.createManyAndReturn({
    data: (["slack", "discord"] as const).map((platform) => ({
      ...{ orgId, platform, externalId: `${platform}-${plan.seed}`, name: platform },
    })),
  });
  const [slack = "", discord = ""] = ["slack", "discord"].map(
    (name) => workspaces.find(({ platform }) => platform === name)?.id ?? "",
  );
  const workspaceIds = { slack, discord };
  const teams = await db.team.createManyAndReturn({
    data: plan.teams.map(({ name, zone, locale }) => ({ orgId, name, zone: kept(zone), locale, workPattern: [] })),
  });
  const teamIds = plan.teams.map(({ name }) => teams.find((team) => team.name === name)?.id ?? "");
  await db.teamChannel.createMany({
    data: plan.teams.flatMap(({ name, platforms }, at) =>
      platforms.map((platform) => ({
        ...{ orgId, teamId: teamIds[at] ?? "", workspaceId: workspaceIds[platform], externalId: name, name },
      })),
    ),
  });
  const personIds = await makePeople(db, plan, { orgId, workspaceIds, teamIds }, kept);
  await db.schedule.createMany({
    data: plan.teams.flatMap(({ schedules }, at) =>
      (Object.keys(schedules) as Kind[]).flatMap((kind) => {
        const when = schedules[kind];
        return when ? [{ orgId, teamId: teamIds[at] ?? "", kind, days: [...when.days], time: when.time }] : [];
      }),
    ),
  });
  await makeGoals(db, plan, { orgId, teamIds, personIds });
  const now = new Date(plan.startsAt);
  for (const teamId of teamIds) await rescheduleTeam({ db, orgId, now, said: [] }, teamId);
  return { orgId, workspaceIds, teamIds, personIds };
}

type Made = Pick<World, "orgId" | "workspaceIds" | "teamIds">;

async function makePeople(db: PrismaClient, plan: Plan, made: Made, kept: (zone: string) => string) {
  const { orgId, workspaceIds, teamIds } = made;
  const zoneOf = ({ zone }: PersonPlan) => (zone === null ? null : kept(zone));
  const admin = { orgId, name: "admin", isAdmin: true, workPattern: [], zone: null };
  const people = await db.person.createManyAndReturn({
    data: [
      admin,
      ...plan.people.map((person) => ({
        orgId,
        name: person.name,
        isAdmin: false,
        workPattern: [],
        zone: zoneOf(person),
      })),
    ],
    select: { id: true, name: true },
  });
  const ids = new Map(people.map(({ id, name }) => [name, id]));
  const account = (name: string, platform: PlatformName) => ({
    ...{ orgId, workspaceId: workspaceIds[platform], personId: ids.get(name) ?? "", externalId: name, name },
  });
  await db.account.createMany({
    data: [
      account("admin", "slack"),
      ...plan.people.flatMap(({ name, platforms }) => platforms.map((platform) => account(name, platform))),
    ],
  });
  await db.membership.createMany({
    data: plan.people.flatMap(({ name, roles }) =>
      roles.map(({ team, role }) => ({
        ...{ orgId, teamId: teamIds[team] ?? "", personId: ids.get(name) ?? "", role, startsOn: "2026-01-01" },
      })),
    ),
  });
  return ids;
}

/** A goal for each rep of the first team that falls behind at once, so that there is something to remind of. */
async function makeGoals(db: PrismaClient, plan: Plan, made: Pick<World, "orgId" | "teamIds" | "personIds">) {
  const { orgId, teamIds, personIds } = made;
  await ensureStartingMetrics({ db, orgId, now: new Date(plan.startsAt), said: [] });
  const { id: metricId } = await db.metric.findFirstOrThrow({ where: { orgId, key: "calls" } });
  const owners = plan.people.filter(({ roles }) => roles[0]?.team === 0 && roles[0].role === "rep");
  await db.goal.createMany({
    data: owners.map(({ name }, at) => {
      const personId = personIds.get(name) ?? "";
      return {
        ...{ orgId, number: at + 1, name: "Calls", teamId: teamIds[0] ?? "", ownerId: personId, metricId },
        ...{
          target: 200n,
          startsOn: plan.firstMonday,
          endsOn: plusDays(plan.firstMonday, 27),
          state: "understood" as const,
        },
        createdById: personId,
      };
    }),
  });
}
