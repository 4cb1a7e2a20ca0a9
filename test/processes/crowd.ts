import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Platform, PrismaClient } from "../../src/generated/prisma/client.ts";
import { ensureStartingMetrics } from "../../src/goals/metrics.ts";
import { ensureWorkspace } from "../../src/org/workspaces.ts";
import { paragraph, view } from "../../src/view/view.ts";

/** Where it is about noon now, every day is worked, and nobody is asleep. */
const noonZone = (now: Date): string => {
  const ahead = 12 - now.getUTCHours();
  return ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
};

const everyDay = [1, 1, 1, 1, 1, 1, 1];
const since = "2020-01-01";

type Place = { readonly toChannelId: string } | { readonly toAccountId: string; readonly toPersonId: string };

export type Crowd = {
  readonly orgId: string;
  readonly workspaceId: string;
  readonly platform: Platform;
  readonly teams: readonly { readonly teamId: string; readonly place: { readonly toChannelId: string } }[];
  readonly people: readonly { readonly toAccountId: string; readonly toPersonId: string }[];
};

export type CrowdPlan = {
  readonly platform: Platform;
  readonly workspace: string;
  readonly people: number;
  readonly teams: number;
  readonly now: Date;
};

/** The platform's names for them; Discord's are numbers. */
const personName = (platform: Platform, at: number): string => (platform === "discord" ? `${100_000 + at}` : `U${at}`);
const channelName = (platform: Platform, at: number): string => (platform === "discord" ? `${900_000 + at}` : `C${at}`);

/** One company with many teams of one channel each, and its people spread over them. */
export async function makeCrowd(db: PrismaClient, plan: CrowdPlan): Promise<Crowd> {
  const { platform, now } = plan;
  const zone = noonZone(now);
  const given = { platform, externalId: plan.workspace, name: `Crowd on ${platform}`, zone };
  const { id: workspaceId, orgId } = await ensureWorkspace(db, given);
  await ensureStartingMetrics({ db, orgId, now, said: [] });
  const teams = Array.from({ length: plan.teams }, (_, at) => ({ id: randomUUID(), at, channelId: randomUUID() }));
  await db.team.createMany({
    data: teams.map(({ id, at }) => ({ id, orgId, name: `Team ${at}`, zone, locale: "en", workPattern: everyDay })),
  });
  await db.teamChannel.createMany({
    data: teams.map(({ id: teamId, at, channelId: id }) => {
      const externalId = channelName(platform, at);
      return { id, orgId, teamId, workspaceId, externalId, name: externalId };
    }),
  });
  const people = Array.from({ length: plan.people }, (_, at) => ({ id: randomUUID(), at, accountId: randomUUID() }));
  for (let from = 0; from < people.length; from += 5_000) {
    const some = people.slice(from, from + 5_000);
    await db.person.createMany({
      data: some.map(({ id, at }) => ({ id, orgId, name: `Person ${at}`, workPattern: everyDay })),
    });
    await db.account.createMany({
      data: some.map(({ id: personId, at, accountId: id }) => {
        const externalId = personName(platform, at);
        return { id, orgId, workspaceId, personId, externalId, name: `Person ${at}`, zone };
      }),
    });
    if (teams.length === 0) continue;
    await db.membership.createMany({
      data: some.map(({ id: personId, at }) => {
        const teamId = teams[at % teams.length]?.id ?? "";
        return { orgId, teamId, personId, role: "rep" as const, startsOn: since };
      }),
    });
  }
  return {
    ...{ orgId, workspaceId, platform },
    teams: teams.map(({ id: teamId, channelId: toChannelId }) => ({ teamId, place: { toChannelId } })),
    people: people.map(({ id: toPersonId, accountId: toAccountId }) => ({ toPersonId, toAccountId })),
  };
}

/** The same people and channels for the fakes, in files that they read. */
export function seedFiles(
  folder: string,
  sizes: Pick<CrowdPlan, "people" | "teams">,
): { slack: string; discord: string } {
  const seed = (platform: Platform) => ({
    people: Array.from({ length: sizes.people }, (_, at) => ({ id: personName(platform, at), name: `Person ${at}` })),
    channels: Array.from({ length: sizes.teams }, (_, at) => ({ id: channelName(platform, at), name: `team-${at}` })),
  });
  const files = { slack: join(folder, "slack.json"), discord: join(folder, "discord.json") };
  const slack = seed("slack");
  writeFileSync(files.slack, JSON.stringify({ T1: { users: slack.people, channels: slack.channels } }));
  const discord = seed("discord");
  const guild = { name: "Crowd", members: discord.people, channels: discord.channels };
  writeFileSync(files.discord, JSON.stringify({ "10": guild }));
  return files;
}

export type Due = { readonly number: number; readonly at: Date; readonly place: Place; readonly isProactive?: boolean };

/** What each message says, so that it is found again on the platform. */
export const textOf = (number: number): string => `Message number ${number}.`;

export async function writeDue(db: PrismaClient, { orgId, workspaceId }: Crowd, due: readonly Due[]): Promise<void> {
  const size = 2_000;
  for (let from = 0; from < due.length; from += size) {
    await db.outboxMessage.createMany({
      data: due.slice(from, from + size).map(({ number, at, place, isProactive = false }) => ({
        ...{ orgId, workspaceId, ...place, isProactive },
        ...{ key: `number:${number}`, kind: "notice" as const, dueAt: at, sendAt: at, createdAt: at },
        view: view(textOf(number), paragraph([textOf(number)])),
      })),
    });
  }
}
