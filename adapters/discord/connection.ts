import type { REST } from "discord.js";
import type { Bot } from "../../src/bot.ts";
import type { Clock } from "../../src/clock.ts";
import type { Log } from "../../src/explain.ts";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";

/** What the adapter is given by the process it runs in. */
export type DiscordParts = {
  readonly bot: Bot;
  readonly db: PrismaClient;
  readonly clock: Clock;
  readonly log: Log;
  /** Called after a commit with the outbox rows that it wrote; without it the sweep finds them. */
  readonly wake?: ((outboxIds: readonly string[]) => void) | undefined;
};

/** The same, connected. */
export type Connection = DiscordParts & {
  /** Answers to people wait for Discord's limits here; deliveries have a client of their own. */
  readonly rest: REST;
  readonly applicationId: () => string;
  readonly guild: (id: string) => GuildFacts | undefined;
  readonly channelName: (id: string) => string | undefined;
  readonly guildOfChannel: (id: string) => string | undefined;
};

export type GuildFacts = {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly locale: string;
  readonly systemChannelId: string | null;
};
