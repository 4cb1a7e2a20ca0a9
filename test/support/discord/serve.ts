import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { text as readText } from "node:stream/consumers";
import type { FakeDiscord } from "./fake-discord.ts";
import { fakeDiscord } from "./fake-discord.ts";
import type { FaultOptions } from "./faults.ts";
import type { GuildSeed } from "./world.ts";

/**
 * Discord as a process of its own. FAKE_DISCORD_PORT serves the application, FAKE_DISCORD_CONTROL the controls;
 * FAKE_DISCORD_SEED names a JSON file of guilds by id. Prints one line of JSON when it listens.
 */
const { env } = process;
const discord = await fakeDiscord({
  port: Number(env.FAKE_DISCORD_PORT ?? 0),
  light: env.FAKE_DISCORD_LIGHT === "1",
  latencyMs: Number(env.FAKE_DISCORD_LATENCY_MS ?? 0),
  ...(env.FAKE_DISCORD_TOKEN ? { token: env.FAKE_DISCORD_TOKEN } : {}),
});
if (env.FAKE_DISCORD_SEED) {
  const guilds = JSON.parse(await readFile(env.FAKE_DISCORD_SEED, "utf8")) as Record<string, GuildSeed>;
  for (const [id, seed] of Object.entries(guilds)) discord.guild(id, seed);
}

interface Order {
  do: keyof typeof acts;
  args: never[];
}
const {
  command,
  autocomplete,
  clicks,
  picks,
  submits,
  guild,
  says,
  removeGuild,
  removeChannel,
  lockChannel,
  closeDms,
} = discord;
/** `POST /__do {"do": "command", "args": ["7", "goal log", {"amount": "12"}]}` */
const acts = {
  command,
  autocomplete,
  clicks,
  picks,
  submits,
  guild,
  says,
  removeGuild,
  removeChannel,
  lockChannel,
  closeDms,
};

const control = createServer((request, response) => {
  answer(request.url ?? "/", readText(request)).then(
    (result) => response.setHeader("content-type", "application/json").end(JSON.stringify(result ?? null)),
    (error: unknown) => response.writeHead(400).end(JSON.stringify({ error: String(error) })),
  );
});

async function answer(url: string, body: Promise<string>): Promise<unknown> {
  const raw = await body;
  if (url === "/__state") return stateOf(discord);
  if (url === "/__fail") {
    const { route, ...options } = JSON.parse(raw) as FaultOptions & { route: string };
    discord.fail(route, options);
    return { ok: true };
  }
  if (url === "/__gateway") {
    const { drop, zombie, reconnect } = JSON.parse(raw) as { drop?: number; zombie?: boolean; reconnect?: boolean };
    if (drop !== undefined) discord.gateway.drop(drop);
    if (zombie !== undefined) discord.gateway.zombie(zombie);
    if (reconnect) discord.gateway.reconnect();
    return { ok: true };
  }
  if (url !== "/__do") throw new Error(`No control ${url}`);
  const order = JSON.parse(raw) as Order;
  const act = acts[order.do] as ((...args: never[]) => unknown) | undefined;
  if (!act) throw new Error(`Cannot ${order.do}; can ${Object.keys(acts).join(", ")}`);
  return act(...order.args);
}

function stateOf({ world, gateway, counts, violations, text }: FakeDiscord) {
  const channels = [...world.channels.values()].map(({ id, name, all }) => ({
    id,
    name,
    messages: all.map((message) => ({ ...message, attachments: message.attachments.length, text: text(message) })),
  }));
  const { connected, sessions, closes } = gateway;
  const commands = world.globalCommands.map((one) => one.name);
  return {
    channels,
    commands,
    violations,
    counts: Object.fromEntries(counts),
    gateway: { ...gateway.counts, connected, sessions, closes },
  };
}

control.listen(Number(env.FAKE_DISCORD_CONTROL ?? 0), "127.0.0.1", () => {
  const address = control.address();
  const controlUrl = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
  console.log(JSON.stringify({ apiUrl: discord.apiUrl, controlUrl }));
});
