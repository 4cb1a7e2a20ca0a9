import { testDatabase } from "../test/support/database.ts";
import { type FakeDiscord, fakeDiscord } from "../test/support/discord/fake-discord.ts";
import { cells, measure, speedColumns } from "./measure.ts";
import { type Program, startGoalkeeper, startScript } from "./program.ts";
import type { Bench, Section } from "./section.ts";
import { mustHaveWritten, seedTeam } from "./seed.ts";

const people = Array.from({ length: 50 }, (_, at) => String(7_000 + at));
const commands = 1_000;
const warmUp = 100;
const loads = [1, 16] as const;
const manyGuilds = 1_000;

export const bench: Bench = async () => [await interactions(), await guilds()];

/** Interactions that arrive over the gateway; the clock runs until Discord was first answered. */
async function interactions(): Promise<Section> {
  const rows: string[][] = [];
  await withBare(1, async (discord, bare) => {
    for (const atOnce of loads) {
      rows.push([`bare discord.js, ${atOnce} at a time`, ...(await timed(discord, atOnce)), bare.memory()]);
    }
  });
  await withGoalkeeper(1, async (discord, program, written) => {
    for (const atOnce of loads) {
      rows.push([`Goalkeeper, ${atOnce} at a time`, ...(await timed(discord, atOnce)), program.memory()]);
    }
    await written(loads.length * (warmUp + commands));
  });
  return {
    title: "Discord: interaction to first answer",
    columns: ["what", ...speedColumns, "memory"],
    rows,
    notes: [
      `${commands} \`/goal log\` commands of ${people.length} people over a gateway on loopback. Bare: a discord.js app that answers one line.`,
      "Goalkeeper's entries are counted in PostgreSQL after the run.",
    ],
  };
}

async function timed(discord: FakeDiscord, atOnce: number): Promise<string[]> {
  await measure(warmUp, atOnce, (at) => log(discord, at));
  return cells(await measure(commands, atOnce, (at) => log(discord, at)));
}

async function log(discord: FakeDiscord, at: number): Promise<void> {
  const who = at % people.length;
  const outcome = await discord.command(people[who] ?? "", "goal log", { goal: `#${who + 1}`, amount: "1" });
  if (outcome.kind === "failed") throw new Error("Discord was not answered in time");
}

/** From the start of the process until the first command is answered in the last of a thousand guilds. */
async function guilds(): Promise<Section> {
  const rows: string[][] = [];
  const first = async (discord: FakeDiscord, program: Program, name: string, started: number) => {
    await log(discord, 0);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    rows.push([name, seconds, program.memory()]);
  };
  let started = performance.now();
  await withBare(manyGuilds, (discord, bare) => first(discord, bare, "bare discord.js", started));
  started = performance.now();
  await withGoalkeeper(manyGuilds, (discord, program) => first(discord, program, "Goalkeeper", started));
  return {
    title: `Discord: ${manyGuilds} guilds in one process`,
    columns: ["what", "seconds to the first answer", "memory"],
    rows,
    notes: ["Each guild has 10 channels, 5 roles and 50 members; the bare app keeps what discord.js keeps by itself."],
  };
}

type Using = (discord: FakeDiscord, program: Program, written: (entries: number) => Promise<void>) => Promise<void>;

async function withBare(count: number, use: Using): Promise<void> {
  const discord = await makeDiscord(count);
  const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
  const bare = await startScript("bench/bare-discord.ts", env);
  await use(discord, bare, async () => {});
  await bare.stop();
  await discord.close();
}

async function withGoalkeeper(count: number, use: Using): Promise<void> {
  const discord = await makeDiscord(count);
  const database = await testDatabase();
  await seedTeam(database.db, { platform: "discord", workspace: "10", channel: "5" }, people);
  const env = { DATABASE_URL: database.url, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
  const program = await startGoalkeeper(env);
  await discord.until(() => discord.world.globalCommands.length > 0, 60_000);
  await use(discord, program, (entries) => mustHaveWritten(database.url, entries));
  await program.stop();
  await discord.close();
  await database.close();
}

async function makeDiscord(count: number): Promise<FakeDiscord> {
  const discord = await fakeDiscord({ light: true, settleMs: 1 });
  for (let at = 0; at < count; at++) {
    const channels = Array.from({ length: 9 }, (_, channel) => ({
      id: `${100_000 + at * 10 + channel}`,
      name: `c${channel}`,
    }));
    discord.guild(at === 0 ? "10" : `${5_000_000 + at}`, {
      name: `Guild ${at}`,
      channels: [{ id: at === 0 ? "5" : `${100_009 + at * 10}`, name: "sales" }, ...channels],
      roles: Array.from({ length: 5 }, (_, role) => ({ id: `${9_000_000 + at * 5 + role}`, name: `r${role}` })),
      members: people.map((id) => ({ id: at === 0 ? id : `${at}${id}`, name: `rep ${id}` })),
    });
  }
  return discord;
}
