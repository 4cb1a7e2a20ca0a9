import type { Platform, PrismaClient } from "../../../src/generated/prisma/client.ts";
import { ensureStartingMetrics } from "../../../src/goals/metrics.ts";
import type { Locale } from "../../../src/i18n/texts.ts";
import { ensureWorkspace } from "../../../src/org/workspaces.ts";

export const storyZone = "Europe/Berlin";

/** Members since before every story begins. */
const since = "2026-01-01";

export type Player = {
  readonly name: string;
  readonly personId: string;
  readonly accountId: string;
  readonly externalId: string;
  readonly workspaceId: string;
};

export type Company = {
  readonly orgId: string;
  readonly workspaceId: string;
  readonly teamId: string;
  readonly channelId: string;
  readonly players: Readonly<Record<string, Player>>;
};

export type CompanyPlan = {
  readonly org: string;
  readonly workspace: string;
  readonly team: string;
  readonly channel: string;
  readonly manager: string;
  readonly reps: readonly string[];
  readonly admin: string;
  readonly locale: Locale;
  readonly platform: Platform;
};

/** An organisation with a workspace, a team with its channel, a manager, reps, and an admin in no team. */
export async function makeCompany(db: PrismaClient, now: Date, plan: CompanyPlan): Promise<Company> {
  const { platform, locale } = plan;
  const place = { platform, externalId: plan.workspace, name: plan.org, locale, zone: storyZone };
  const { id: workspaceId, orgId } = await ensureWorkspace(db, place);
  await ensureStartingMetrics({ db, orgId, now, said: [] });
  const team = await db.team.create({ data: { orgId, name: plan.team, zone: storyZone, locale, workPattern: [] } });
  const channel = await db.teamChannel.create({
    data: { orgId, teamId: team.id, workspaceId, externalId: plan.channel, name: plan.channel },
  });
  const players: Record<string, Player> = {};
  for (const externalId of [plan.admin, plan.manager, ...plan.reps]) {
    const player = await makePlayer(db, { orgId, workspaceId, externalId, isAdmin: externalId === plan.admin, locale });
    players[externalId] = player;
    if (externalId === plan.admin) continue;
    const role = externalId === plan.manager ? "manager" : "rep";
    await db.membership.create({
      data: { orgId, teamId: team.id, personId: player.personId, role, startsOn: since },
    });
  }
  return { orgId, workspaceId, teamId: team.id, channelId: channel.id, players };
}

type NewPlayer = { orgId: string; workspaceId: string; externalId: string; isAdmin: boolean; locale: Locale };

async function makePlayer(db: PrismaClient, given: NewPlayer): Promise<Player> {
  const { orgId, workspaceId, externalId, isAdmin, locale } = given;
  const name = externalId.charAt(0).toUpperCase() + externalId.slice(1);
  const person = await db.person.create({ data: { orgId, name, isAdmin, workPattern: [] } });
  const account = await db.account.create({
    data: { orgId, workspaceId, personId: person.id, externalId, name, locale, zone: storyZone },
  });
  return { name, personId: person.id, accountId: account.id, externalId, workspaceId };
}
