import { parseArgs } from "node:util";
import { isZone, localDateOf } from "../calendar/zones.ts";
import { type Config, ConfigError, readConfig } from "../config.ts";
import type { CliCommand, Io } from "./command.ts";
import { checkDatabase } from "./doctor-database.ts";
import { checkDiscord, checkSlack } from "./doctor-platforms.ts";
import { checkRedis } from "./doctor-redis.ts";

/** What a check found; values of settings are never part of it. */
export type Finding = { readonly level: "ok" | "warning" | "problem"; readonly text: string };

/** Looks at one thing that can be wrong. It may fail: that becomes a problem of its own. */
export type Check = {
  readonly about: string;
  run(config: Config): Promise<readonly Finding[]>;
};

/** Everything that is looked at, in this order. */
const checks: Check[] = [
  { about: "Time", run: async () => checkZones() },
  { about: "Database", run: checkDatabase },
  { about: "Redis", run: checkRedis },
  { about: "Slack", run: checkSlack },
  { about: "Discord", run: checkDiscord },
];

export const doctorCommand: CliCommand = {
  name: "doctor",
  usage: "doctor",
  about: "Look for what is misconfigured: settings, database, Redis, tokens, clocks",
  async run(args, io) {
    parseArgs({ args: [...args], options: {} });
    const config = settingsIn(io);
    if (config === null) return 1;
    let problems = 0;
    for (const { about, run } of checks) {
      const found = await run(config).catch((error: unknown): Finding[] => [
        { level: "problem", text: error instanceof Error ? withoutAddresses(error.message) : String(error) },
      ]);
      for (const finding of found) show(io, about, finding);
      problems += found.filter(({ level }) => level === "problem").length;
    }
    io.out(problems === 0 ? "Everything needed is in place." : `To put right: ${problems}`);
    return problems === 0 ? 0 : 1;
  },
};

function settingsIn(io: Io): Config | null {
  try {
    const config = readConfig(io.environment);
    show(io, "Settings", { level: "ok", text: platformsOf(config) });
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const text of error.problems) show(io, "Settings", { level: "problem", text });
    io.out(`To put right: ${error.problems.length}`);
    return null;
  }
}

function platformsOf({ hasSlack, hasDiscord, hasPracticeRoom }: Config): string {
  const named = [hasSlack ? "Slack" : "", hasDiscord ? "Discord" : "", hasPracticeRoom ? "the practice room" : ""];
  return `readable; speaks to ${named.filter(Boolean).join(", ") || "nobody"}`;
}

const signs = { ok: "ok     ", warning: "warning", problem: "PROBLEM" } as const;

function show(io: Io, about: string, { level, text }: Finding): void {
  io.out(`${signs[level]}  ${about}: ${text}`);
}

/** Libraries put the whole address, password included, into their messages. */
export const withoutAddresses = (message: string): string => message.replace(/\b[a-z]+:\/\/\S+/gi, "…");

/** Zones whose rules changed lately: an old runtime would remind people at the wrong hour. */
const knownOffsets = [
  { zone: "Asia/Almaty", at: "2026-01-15T19:30:00Z", date: "2026-01-16" },
  { zone: "America/Mexico_City", at: "2026-07-16T05:30:00Z", date: "2026-07-15" },
] as const;

function checkZones(): Finding[] {
  const stale = knownOffsets.filter(({ zone, at, date }) => !isZone(zone) || localDateOf(new Date(at), zone) !== date);
  const version = process.versions.tz ?? "unknown";
  if (stale.length === 0) return [{ level: "ok", text: `time zone data ${version}` }];
  const zones = stale.map(({ zone }) => zone).join(", ");
  return [{ level: "warning", text: `time zone data ${version} is out of date for ${zones}: update Node.js` }];
}
