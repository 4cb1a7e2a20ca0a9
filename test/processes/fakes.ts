import type { ChildProcess, SpawnOptions } from "node:child_process";
import { z } from "zod";
import { firstLine, gone, runScript } from "./child.ts";

const slackSays = z.object({ url: z.string(), apiUrl: z.string() });
const discordSays = z.object({ apiUrl: z.string(), controlUrl: z.string() });

const slackMessage = z.object({
  ts: z.string(),
  text: z.string(),
  metadata: z.object({ event_payload: z.object({ id: z.string() }) }).optional(),
});
const slackState = z.object({
  workspaces: z.array(z.object({ channels: z.array(z.object({ id: z.string(), messages: z.array(slackMessage) })) })),
  violations: z.array(z.unknown()),
});
const slackCounts = z.object({ counts: z.record(z.string(), z.number()) });
const discordState = z.object({
  channels: z.array(
    z.object({
      id: z.string(),
      messages: z.array(
        z.object({ id: z.string(), text: z.string(), nonce: z.string().optional(), createdAt: z.number() }),
      ),
    }),
  ),
  violations: z.array(z.unknown()),
});

/** A message as it stands on a platform; `id` is the same for each time that it was sent. */
export type Posted = {
  readonly id: string;
  /** The platform's own name of it, which differs each time. */
  readonly externalId: string;
  readonly text: string;
  readonly at: number;
};
export type Seen = { readonly posted: readonly Posted[]; readonly violations: readonly unknown[] };

export type Fakes = {
  /** What the program needs to know to speak to them. */
  readonly settings: Readonly<Record<string, string>>;
  /** How many messages Slack was asked to post. */
  posts(): Promise<number>;
  slack(): Promise<Seen>;
  discord(): Promise<Seen>;
  stop(): Promise<void>;
};

export type FakesPlan = {
  readonly seeds: { readonly slack: string; readonly discord: string };
  readonly latencyMs: number;
  /** Without checks and memory, for measurements. */
  readonly light?: boolean;
};

/** Slack and Discord, each a process of its own. */
export async function startFakes({ seeds, latencyMs, light = false }: FakesPlan): Promise<Fakes> {
  const slackArgs = ["--latency", String(latencyMs), "--workspaces", seeds.slack, ...(light ? ["--light"] : [])];
  const slack = runScript({ script: "test/support/slack/serve.ts", args: slackArgs, env: {} }, stdio);
  const discordEnv = {
    FAKE_DISCORD_SEED: seeds.discord,
    FAKE_DISCORD_LATENCY_MS: String(latencyMs),
    FAKE_DISCORD_LIGHT: light ? "1" : "0",
    FAKE_DISCORD_TOKEN: "discord-token",
  };
  const discord = runScript({ script: "test/support/discord/serve.ts", env: discordEnv }, stdio);
  const [atSlack, atDiscord] = [slackSays.parse(await firstLine(slack)), discordSays.parse(await firstLine(discord))];
  return {
    settings: {
      SLACK_BOT_TOKEN: "xoxb-T1",
      SLACK_SIGNING_SECRET: "signing-secret",
      SLACK_API_URL: atSlack.apiUrl,
      DISCORD_TOKEN: "discord-token",
      DISCORD_API_URL: atDiscord.apiUrl,
    },
    async posts() {
      const { counts } = slackCounts.parse(await (await fetch(`${atSlack.url}/__state`)).json());
      return counts["chat.postMessage"] ?? 0;
    },
    async slack() {
      const { workspaces, violations } = slackState.parse(await (await fetch(`${atSlack.url}/__state`)).json());
      const messages = workspaces.flatMap(({ channels }) => channels).flatMap((channel) => channel.messages);
      const posted = messages.map(({ ts, text, metadata }) => {
        return { id: metadata?.event_payload.id ?? ts, externalId: ts, text, at: Number(ts.split(".")[0]) * 1_000 };
      });
      return { posted, violations };
    },
    async discord() {
      const { channels, violations } = discordState.parse(
        await (await fetch(`${atDiscord.controlUrl}/__state`)).json(),
      );
      const posted = channels
        .flatMap(({ id, messages }) => messages.map((message) => ({ ...message, channel: id })))
        .map(({ id: externalId, text, nonce, createdAt: at, channel }) => {
          return { id: `${channel} ${nonce ?? ""}`, externalId, text, at };
        });
      return { posted, violations };
    },
    stop: () => Promise.all([stop(slack), stop(discord)]).then(() => undefined),
  };
}

const stdio = ["ignore", "pipe", "inherit"] satisfies SpawnOptions["stdio"];

async function stop(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await gone(child);
}
