import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import { buildProgram } from "./child.ts";
import { type Crowd, type Due, makeCrowd, seedFiles, writeDue } from "./crowd.ts";
import { type Fakes, type Seen, startFakes } from "./fakes.ts";
import { type Kill, keepWorkers } from "./workers.ts";

export type KillPlan = {
  readonly messages: number;
  readonly workers: number;
  /** For how long somebody is killed, and how often, in milliseconds; 0 for never. */
  readonly killFor: number;
  readonly killEvery: number;
  /** How long everything may take to arrive after the last kill. */
  readonly patience: number;
  readonly latencyMs: number;
  /** Things to happen, by their moment in milliseconds from the start. */
  readonly events: readonly { readonly at: number; readonly what: string; readonly act: () => unknown }[];
  readonly log: (line: string) => void;
};

export type KillReport = {
  readonly messages: number;
  readonly summaries: number;
  readonly kills: number;
  /** How many were sent by the last kill: without any, the killing showed nothing. */
  readonly sentWhileKilled: number;
  readonly lost: readonly string[];
  readonly notSent: Readonly<Record<string, number>>;
  readonly twiceOnDiscord: readonly string[];
  readonly twiceOnSlack: readonly TwiceOnSlack[];
  readonly violations: readonly unknown[];
  readonly unexpectedEnds: readonly string[];
  /** Seconds from the start until everything was sent. */
  readonly tookSeconds: number;
  readonly lateness: { readonly p50: number; readonly p99: number; readonly most: number };
  readonly left: { readonly ms: number; readonly codes: readonly (number | string | null)[] };
};

/** How long after the first post the next kill came, and how long after it the message was posted again. */
type TwiceOnSlack = { readonly text: string; readonly killAfter: number; readonly againAfter: number };

type Where = { readonly db: PrismaClient; readonly databaseUrl: string; readonly redisUrl: string };

/** Half of the messages are due at the start and half spread over the time of the killing; summaries come from schedules. */
export async function killRun({ db, databaseUrl, redisUrl }: Where, plan: KillPlan): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), "goalkeeper-kill-"));
  const half = Math.ceil(plan.messages / 2);
  const sizes = { people: half, teams: Math.max(2, Math.ceil(half / 10)) };
  buildProgram();
  const fakes = await startFakes({ seeds: seedFiles(folder, sizes), latencyMs: plan.latencyMs });
  const start = Date.now();
  const crowds = {
    slack: await makeCrowd(db, { platform: "slack", workspace: "T1", ...sizes, now: new Date(start) }),
    discord: await makeCrowd(db, { platform: "discord", workspace: "10", ...sizes, now: new Date(start) }),
  };
  const env = { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, ROLES: "jobs", LOG_LEVEL: "error", ...fakes.settings };
  const due = Date.now();
  await writeDue(db, crowds.slack, dueFor(crowds.slack, plan, 0, due));
  await writeDue(db, crowds.discord, dueFor(crowds.discord, plan, half, due));
  const summaries =
    (await scheduleSummaries(db, crowds.slack, due)) + (await scheduleSummaries(db, crowds.discord, due));
  const workers = keepWorkers(plan.workers, env);
  try {
    const kills = await harass(plan, workers.kill);
    const sentWhileKilled = await db.outboxMessage.count({ where: { state: "sent" } }).catch(() => 0);
    await arrival(db, plan, due);
    const tookSeconds = Math.round((Date.now() - due) / 1_000);
    const left = await workers.leave();
    const said = { summaries, kills, sentWhileKilled, tookSeconds, left, unexpectedEnds: workers.ends };
    return await judge(db, fakes, plan, said);
  } finally {
    await workers.stop();
    await fakes.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const inChannels = 10;

/** Every tenth goes to a channel, the others to a person each; some of them unasked. */
function dueFor(crowd: Crowd, plan: KillPlan, first: number, now: number): Due[] {
  const count = Math.floor(plan.messages / 2);
  return Array.from({ length: count }, (_, at): Due => {
    const isLater = at % 2 === 1;
    const when = new Date(now + (isLater ? Math.round((at / count) * plan.killFor) : 0));
    const team = crowd.teams[Math.floor(at / inChannels) % crowd.teams.length];
    const person = crowd.people[at % crowd.people.length];
    const place = at % inChannels === 0 ? team?.place : person;
    if (!place) throw new Error("Nobody is there");
    return { number: first + at, at: when, place, isProactive: place === person && at % 5 === 1 };
  });
}

async function scheduleSummaries(db: PrismaClient, { teams, orgId }: Crowd, now: number): Promise<number> {
  const some = teams.slice(0, 20);
  const nextAt = new Date(now + 5_000);
  await db.schedule.createMany({
    data: some.map(({ teamId }) => {
      const when = { days: [1, 2, 3, 4, 5, 6, 7], time: "12:00", nextAt, nextOn: nextAt.toISOString().slice(0, 10) };
      return { orgId, teamId, kind: "summary" as const, ...when };
    }),
  });
  return some.length;
}

/** A killing is an event like the others. */
async function harass(plan: KillPlan, kill: (worker: number) => Kill | null): Promise<Kill[]> {
  const kills: Kill[] = [];
  const killing = {
    what: null,
    act: () => {
      const killed = kill(Math.floor(Math.random() * plan.workers));
      if (killed) kills.push(killed);
    },
  };
  const times = plan.killEvery > 0 ? Math.floor(plan.killFor / plan.killEvery) : 0;
  const killings = Array.from({ length: times }, (_, at) => ({ ...killing, at: (at + 1) * plan.killEvery }));
  const start = Date.now();
  for (const { at, what, act } of [...killings, ...plan.events].sort((a, b) => a.at - b.at)) {
    await wait(Math.max(0, start + at - Date.now()));
    if (what) plan.log(`${Math.round((Date.now() - start) / 1_000)} s: ${what}`);
    await act();
  }
  return kills;
}

/** Until nothing is open, nothing is planned and no schedule waits for a planner that was away. */
async function arrival(db: PrismaClient, plan: KillPlan, from: number): Promise<void> {
  const until = Date.now() + plan.patience;
  let said = 0;
  while (Date.now() < until) {
    const open = await db.outboxMessage.count({ where: { state: { in: ["waiting", "sending"] } } }).catch(() => -1);
    const planned = await db.occurrence.count({ where: { state: "planned" } }).catch(() => -1);
    const unplanned = await db.schedule.count({ where: { nextAt: { lte: new Date() } } }).catch(() => -1);
    if (open === 0 && planned === 0 && unplanned === 0) return;
    if (Date.now() - said > 10_000) {
      plan.log(`${Math.round((Date.now() - from) / 1_000)} s: ${open} not sent yet`);
      said = Date.now();
    }
    await wait(250);
  }
}

type Said = Pick<KillReport, "summaries" | "sentWhileKilled" | "tookSeconds" | "left" | "unexpectedEnds"> & {
  kills: readonly Kill[];
};

async function judge(db: PrismaClient, fakes: Fakes, plan: KillPlan, said: Said): Promise<KillReport> {
  const rows = await db.outboxMessage.findMany();
  const [slack, discord] = [await fakes.slack(), await fakes.discord()];
  const posted = new Set([...slack.posted, ...discord.posted].map(({ externalId }) => externalId));
  const sent = rows.filter(({ state }) => state === "sent");
  const lost = sent.filter(({ externalId }) => !posted.has(externalId?.split(",")[0] ?? "")).map(({ key }) => key);
  const late = sent.map(({ sentAt, dueAt }) => (sentAt?.getTime() ?? 0) - dueAt.getTime()).sort((a, b) => a - b);
  const at = (share: number) => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? 0;
  const written = rows.filter(({ kind }) => kind === "summary").length;
  return {
    ...said,
    kills: said.kills.length,
    messages: plan.messages,
    lost: [...lost, ...(written === said.summaries ? [] : [`summaries: ${written} of ${said.summaries}`])],
    notSent: countBy(rows.filter(({ state }) => state !== "sent").map(({ state, problem }) => `${state}: ${problem}`)),
    twiceOnDiscord: repeated(discord).map(({ text }) => text),
    twiceOnSlack: repeated(slack).map(({ text, times }) => explained(text, times, said.kills)),
    violations: [...slack.violations, ...discord.violations],
    lateness: { p50: at(0.5), p99: at(0.99), most: at(1) },
  };
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function repeated({ posted }: Seen): { text: string; times: number[] }[] {
  return [...grouped(posted).values()]
    .filter((group) => group.length > 1)
    .map((group) => ({ text: group[0]?.text ?? "", times: group.map(({ at }) => at).sort((a, b) => a - b) }));
}

function grouped(posted: Seen["posted"]): Map<string, Seen["posted"]> {
  const groups = new Map<string, Seen["posted"]>();
  for (const one of posted) groups.set(one.id, [...(groups.get(one.id) ?? []), one]);
  return groups;
}

function explained(text: string, times: readonly number[], kills: readonly Kill[]): TwiceOnSlack {
  const [first = 0, second = 0] = times;
  // Slack's times are in whole seconds, so the kill is looked for from the beginning of that second.
  const next = kills.find(({ at }) => at >= first);
  return { text, killAfter: next ? next.at - first : -1, againAfter: second - first };
}
