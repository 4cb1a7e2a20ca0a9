import { startDiscord } from "../../adapters/discord/index.ts";
import { createBot } from "../../src/bot.ts";
import { readConfig } from "../../src/config.ts";
import type { Platform, PrismaClient, Role } from "../../src/generated/prisma/client.ts";
import { ensureStartingMetrics } from "../../src/goals/metrics.ts";
import { ensureWorkspace } from "../../src/org/workspaces.ts";
import { deliver } from "../../src/outbox/deliver.ts";
import type { Deliverer } from "../../src/outbox/deliverer.ts";
import { testDatabase } from "../support/database.ts";
import { type FakeDiscordOptions, fakeDiscord } from "../support/discord/fake-discord.ts";

/** Monday, 10:00 in Berlin. */
const monday = new Date("2026-11-23T09:00:00Z");

export const people = {
  max: { id: "70", name: "Max", role: "manager" },
  ana: { id: "71", name: "Ana", role: "rep" },
  boris: { id: "72", name: "Boris", role: "rep", locale: "ru" },
  ada: { id: "79", name: "Ada", role: null },
} as const satisfies Readonly<Record<string, { id: string; name: string; role: Role | null; locale?: string }>>;
export type Who = keyof typeof people;

export const guildId = "10";
export const channelId = "5";

/** Another company, with the owner of its guild. */
export const otherGuildId = "20";
export const otherChannelId = "21";
export const stranger = { id: "80", name: "Mara" };

export type Stage = Awaited<ReturnType<typeof discordStage>>;

/** A sales team in a Discord guild of its own: manager max, reps ana and boris (who reads Russian), owner ada. */
export async function discordStage(options: FakeDiscordOptions & { readonly start?: false } = {}) {
  const database = await testDatabase();
  const discord = await fakeDiscord({ settleMs: 4_000, ...options });
  const { db } = database;
  discord.guild(guildId, {
    name: "Sales Co",
    ownerId: people.ada.id,
    systemChannelId: "6",
    channels: [
      { id: channelId, name: "sales" },
      { id: "6", name: "general" },
    ],
    roles: [
      { id: "1001", name: "Closers" },
      { id: "1002", name: "Leads" },
    ],
    members: Object.values(people).map(({ role: _, ...member }) => member),
  });
  discord.guild(otherGuildId, {
    name: "Other Co",
    channels: [{ id: otherChannelId, name: "others" }],
    members: [{ id: stranger.id, name: stranger.name }],
  });
  const clock = movable(monday);
  const woken: string[] = [];
  const problems: unknown[] = [];
  const warnings: unknown[] = [];
  const log = {
    info() {},
    warn: (fields: object) => void warnings.push(fields),
    error: (fields: object) => void problems.push(fields),
  };
  const bot = createBot({ db, clock, log, wake: (ids) => void woken.push(...ids) });
  const config = readConfig({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl });
  const team = await makeTeam(db);
  const patience = { attempts: 2, firstWait: 5, longestWait: 20 };
  const fatal: unknown[] = [];
  const parts = { db, clock, log, bot, config, patience, fatal: (reason: unknown) => void fatal.push(reason) };
  const wake = (ids: readonly string[]) => void woken.push(...ids);
  const start = () => startDiscord({ ...parts, wake });
  const adapter = options.start === false ? null : await start();
  const others = new Map<Platform, Deliverer>();
  return {
    ...{
      db,
      url: database.url,
      discord,
      bot,
      config,
      clock,
      log,
      adapter,
      start,
      parts,
      problems,
      warnings,
      woken,
      fatal,
      others,
      ...team,
    },
    /** Delivers everything that is waiting and due. */
    async deliver(deliverer = adapter?.deliverer) {
      const deliverers = new Map([...others, ...(deliverer ? [["discord", deliverer] as const] : [])]);
      const due = await db.outboxMessage.findMany({ select: { id: true } });
      await deliver(
        { db, clock, log, deliverers },
        due.map(({ id }) => id),
      );
      woken.length = 0;
    },
    at: (instant: string) => clock.moveTo(new Date(instant)),
    /** What a person sees of their private answers, the latest last. */
    shown: (who: Who) => discord.text(discord.ephemeral(people[who].id).at(-1)),
    async close() {
      await adapter?.close();
      await discord.close();
      await database.close();
    },
  };
}

function movable(start: Date) {
  let now = start;
  return {
    now: () => now,
    moveTo(instant: Date) {
      now = instant;
    },
  };
}

async function makeTeam(db: PrismaClient) {
  const guild = { platform: "discord", externalId: guildId, name: "Sales Co", zone: "Europe/Berlin" } as const;
  const { id: workspaceId, orgId } = await ensureWorkspace(db, { ...guild, installerId: people.ada.id });
  await ensureStartingMetrics({ db, orgId, now: monday, said: [] });
  const team = await db.team.create({
    data: { orgId, name: "Sales", zone: "Europe/Berlin", locale: "en", workPattern: [] },
  });
  await db.teamChannel.create({
    data: { orgId, teamId: team.id, workspaceId, externalId: channelId, name: "sales" },
  });
  const personIds: Record<string, string> = {};
  for (const { id: externalId, name, role } of Object.values(people)) {
    const person = await db.person.create({ data: { orgId, name, isAdmin: role === null, workPattern: [] } });
    await db.account.create({ data: { orgId, workspaceId, personId: person.id, externalId, name } });
    personIds[name.toLowerCase()] = person.id;
    if (role) {
      const data = { orgId, teamId: team.id, personId: person.id, role, startsOn: "2026-01-01" };
      await db.membership.create({ data });
    }
  }
  return { workspaceId, orgId, teamId: team.id, personId: (who: Who) => personIds[who] ?? "" };
}
