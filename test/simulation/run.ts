import pg from "pg";
import { createBot } from "../../src/bot.ts";
import type { Answer, RawValues } from "../../src/command/command.ts";
import { type Core, type CoreParts, createCore } from "../../src/core.ts";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import { checkinTexts } from "../../src/i18n/checkins.ts";
import type { Deliverer } from "../../src/outbox/deliverer.ts";
import { type Dice, dice } from "./dice.ts";
import { createWire, type FaultyDatabase, openFaulty } from "./faulty-database.ts";
import { type DueTimes, dueTimes, emptyTables, type FinalState, finalState, wasTaken } from "./look.ts";
import { type Plan, type PlannedEvent, type PlannedFact, planOf } from "./plan.ts";
import { createPlatforms, type Platforms, type Shown } from "./platforms.ts";
import { type KeepsZone, makeWorld, type World } from "./world.ts";

/** The parts of the product that a run is wired from. A planted fault replaces one of them. */
export type Wiring = {
  readonly core: (parts: CoreParts, db: PrismaClient) => Core;
  readonly deliverers: (real: readonly Deliverer[]) => readonly Deliverer[];
  readonly keepsZone: KeepsZone;
  /** Done to the database before the first seed. */
  readonly prepare: (sql: pg.Client) => Promise<void>;
};

export const productWiring: Wiring = {
  core: createCore,
  deliverers: (real) => real,
  keepsZone: (zone) => zone,
  prepare: async () => {},
};

export type Fact = { readonly at: number } & (
  | PlannedFact
  | { readonly changes: "answered"; readonly who: string; readonly checkInId: string }
  | { readonly changes: "skipped"; readonly who: string; readonly checkInId: string }
  | {
      readonly changes: "snoozed";
      readonly who: string;
      readonly checkInId: string;
      readonly until: "1h" | "tomorrow";
    }
);

/** What was the matter and when, by the bot's clock. */
export type Span = {
  readonly from: number;
  readonly until: number;
  readonly what: "down" | "away" | "crash" | "lost" | "job" | "skew";
};

export type Run = {
  readonly plan: Plan;
  readonly world: World;
  readonly trace: readonly string[];
  readonly platforms: Platforms;
  readonly facts: readonly Fact[];
  readonly spans: readonly Span[];
  readonly closed: readonly string[];
  readonly final: FinalState;
};

const second = 1_000;
const minute = 60 * second;

export async function runSeed(seed: number, url: string, wiring: Wiring = productWiring): Promise<Run> {
  const sql = new pg.Client({ connectionString: url, options: "-c TimeZone=UTC" });
  await sql.connect();
  try {
    await emptyTables(sql);
    return await new Simulation(planOf(seed), url, sql, wiring).run();
  } finally {
    await sql.end();
  }
}

type Job = {
  readonly at: number;
  readonly ids: readonly string[];
  readonly occurrence: boolean;
  readonly tries: number;
};
type Held = { readonly at: number; release(): void };
type Saying = {
  readonly at: number;
  readonly who: string;
  readonly text: string;
  readonly key: string;
  readonly fact: PlannedFact | null;
};

/** One seed on its way through four weeks: from one moment at which something is due or happens to the next. */
class Simulation {
  private readonly plan: Plan;
  private readonly url: string;
  private readonly sql: pg.Client;
  private readonly wiring: Wiring;
  private wire = createWire();
  private readonly luck: Dice;
  private readonly people: Dice;
  private readonly platforms: Platforms;
  private readonly trace: string[] = [];
  private readonly facts: Fact[] = [];
  private readonly spans: Span[] = [];
  private readonly closed: string[] = [];
  private trueNow: number;
  private skew = 0;
  private database: FaultyDatabase | null = null;
  private core: Core | null = null;
  private startsAgainAt = Number.NEGATIVE_INFINITY;
  private wireBackAt = Number.NEGATIVE_INFINITY;
  private jobs: Job[] = [];
  private held: Held[] = [];
  private sayings: Saying[] = [];
  private events: PlannedEvent[];
  private running = new Set<Promise<unknown>>();
  private blows = 0;
  private looksAgainAt = Number.POSITIVE_INFINITY;
  private idleLooks = 0;
  private sayingNumber = 0;
  private lastSeen: { readonly at: number; readonly due: DueTimes } | null = null;

  constructor(plan: Plan, url: string, sql: pg.Client, wiring: Wiring) {
    this.plan = plan;
    this.url = url;
    this.sql = sql;
    this.wiring = wiring;
    this.luck = dice(plan.seed, "luck");
    this.people = dice(plan.seed, "people");
    this.trueNow = plan.startsAt;
    this.events = [...plan.events];
    this.platforms = createPlatforms({
      throwing: dice(plan.seed, "platforms"),
      now: () => this.now(),
      trueNow: () => this.trueNow,
      isDead: () => this.core === null,
      crash: () => this.die(this.trueNow + this.luck.between(1, 90) * second),
      after: (ms) => this.after(ms),
      trace: (line) => this.tell(line),
    });
    this.platforms.onShown((shown) => this.react(shown));
  }

  async run(): Promise<Run> {
    this.start();
    if (!this.database) throw new Error("No database");
    const world = await makeWorld(this.database.db, this.plan, this.wiring.keepsZone);
    for (;;) {
      const next = await this.nextMoment();
      if (next > this.plan.endsAt) break;
      this.trueNow = Math.max(this.trueNow, next);
      await this.moment(world);
    }
    this.trueNow = this.plan.endsAt;
    for (const one of this.held.splice(0)) one.release();
    await this.settle();
    const final = await finalState(this.sql);
    await this.database?.close();
    const { plan, trace, platforms, facts, spans, closed } = this;
    return { plan, world, trace, platforms, facts, spans, closed, final };
  }

  private now = (): number => this.trueNow + this.skew;

  private tell(line: string): void {
    this.trace.push(`${new Date(this.now()).toISOString()} ${line}`);
  }

  private note(what: Span["what"], lasts: number): void {
    this.spans.push({ from: this.now() - minute, until: this.now() + lasts, what });
  }

  private start(): void {
    this.wire = createWire();
    this.wire.onBlow(({ does, when }) => {
      this.blows += 1;
      this.tell(`${does} ${when} a call`);
      if (does === "crash") this.die(this.trueNow + this.luck.between(1, 90) * second);
      else this.note("lost", 3 * minute);
    });
    const database = openFaulty(this.url, this.wire);
    this.database = database;
    const clock = { now: () => new Date(this.now()) };
    const log = { info() {}, warn() {}, error: ({ err }: { err?: unknown }) => this.tell(`error: ${firstLine(err)}`) };
    const wake = (ids: readonly string[]) => this.add(ids, false);
    const deliverers = this.wiring.deliverers(this.platforms.deliverers);
    this.core = this.wiring.core({ db: database.db, clock, log, deliverers, wake }, database.db);
  }

  /** From here on the process reaches nobody, and nothing that it waits for ever comes. */
  private die(startsAgainAt: number): void {
    if (this.core === null) return;
    this.wire.kill();
    this.database?.abandon();
    this.core = null;
    this.running.clear();
    this.held = [];
    this.startsAgainAt = startsAgainAt;
    this.note("crash", startsAgainAt - this.trueNow + 3 * minute);
    this.tell("the process died");
  }

  private after(ms: number): Promise<void> {
    return new Promise((resolve) => this.held.push({ at: this.trueNow + ms, release: resolve }));
  }

  private add(ids: readonly string[], occurrence: boolean): void {
    if (ids.length === 0) return;
    const groups = this.luck.chance(0.15) ? ids.map((id) => [id]) : [ids];
    for (const group of groups) {
      const job = { at: this.trueNow, ids: group, occurrence, tries: 0 };
      const thrown = this.luck.next();
      if (thrown < 0.04) {
        this.tell("a job was lost");
        this.note("job", 3 * minute);
      } else if (thrown < 0.08) {
        const wait = this.luck.between(1, 180) * second;
        this.note("job", wait + 2 * minute);
        this.jobs.push({ ...job, at: job.at + wait });
      } else this.jobs.push(job);
      if (this.luck.chance(0.08)) this.jobs.push({ ...job, at: job.at + this.luck.pick([0, 0, 1, 70]) * second });
    }
  }

  private async nextMoment(): Promise<number> {
    const { held, jobs, sayings, events } = this;
    const own = [...held, ...jobs, ...sayings, ...events.slice(0, 1)].map(({ at }) => at);
    const wakes = [this.startsAgainAt, this.wireBackAt, this.looksAgainAt].filter((at) => at > this.trueNow);
    const soonest = Math.min(...own, ...wakes);
    if (this.core === null || this.wire.isCut) return soonest;
    // Nothing has happened since the end of the last moment.
    const due = this.lastSeen?.at === this.now() ? this.lastSeen.due : await dueTimes(this.sql, this.now());
    if (due.next === null) return soonest;
    return Math.min(soonest, due.next - this.skew + tickAfter(due.next));
  }

  private async moment(world: World): Promise<void> {
    this.lastSeen = null;
    for (const one of take(this.held, this.trueNow)) one.release();
    for (const event of take(this.events, this.trueNow)) await this.happen(event, world);
    if (this.wire.isCut && this.core !== null && this.wireBackAt <= this.trueNow) this.wire.cut(false);
    if (this.core === null && this.startsAgainAt <= this.trueNow) {
      this.start();
      this.tell("started");
    }
    const isUp = () => this.core !== null && !this.wire.isCut;
    if (!isUp()) {
      await this.settle();
      this.sayings = this.sayings.map((one) => (one.at > this.trueNow ? one : { ...one, at: this.backAt() + minute }));
      this.jobs = this.jobs.map((one) => (one.at > this.trueNow ? one : { ...one, at: this.backAt() + second }));
      return;
    }
    for (const saying of take(this.sayings, this.trueNow)) await this.say(saying, world);
    await this.settle();
    if (isUp()) await this.work();
    await this.settle();
    this.looksAgainAt = Number.POSITIVE_INFINITY;
    if (!isUp()) return;
    const due = await dueTimes(this.sql, this.now());
    this.lastSeen = { at: this.now(), due };
    const { overdue } = due;
    this.idleLooks = overdue.length > 0 ? this.idleLooks + 1 : 0;
    if (overdue.length > 0) this.looksAgainAt = this.trueNow + (this.idleLooks < 12 ? 30 * second : 30 * minute);
  }

  private backAt(): number {
    return Math.max(this.trueNow, this.core === null ? this.startsAgainAt : this.wireBackAt);
  }

  private async happen(event: PlannedEvent, world: World): Promise<void> {
    switch (event.does) {
      case "says": {
        const key = `said-${++this.sayingNumber}`;
        this.sayings.push({ at: this.trueNow, who: event.who, text: event.text, key, fact: event.fact });
        return;
      }
      case "down": {
        if (this.core === null && this.startsAgainAt > event.until) return;
        this.tell("stopped");
        this.spans.push({ from: this.now(), until: event.until + this.skew, what: "down" });
        this.die(event.until);
        this.startsAgainAt = Math.max(this.startsAgainAt, event.until);
        return;
      }
      case "database away":
        if (this.core === null || this.wire.isCut) return;
        this.tell("the database is away");
        this.spans.push({ from: this.now(), until: event.until + this.skew + 3 * minute, what: "away" });
        this.wire.cut(true);
        this.wireBackAt = event.until;
        return;
      case "crash":
      case "connection lost":
        if (this.core !== null && !this.wire.isCut)
          this.wire.arm(event.afterCalls, { does: event.does, when: event.when });
        return;
      case "platform":
        this.tell(`${event.platform}: ${event.trouble}`);
        this.platforms.begin(event.platform, event.trouble, event.until);
        return;
      case "closed to us":
        this.tell(`${event.who} closed ${event.platform}`);
        this.platforms.close(event.who, event.platform);
        this.closed.push(`${event.who} ${event.platform}`);
        return;
      case "clock":
        this.tell(`the clock is off by ${event.skew / minute} min`);
        this.spans.push({
          from: this.trueNow + Math.min(this.skew, event.skew) - minute,
          until: this.trueNow + Math.max(this.skew, event.skew) + 12 * minute,
          what: "skew",
        });
        this.skew = event.skew;
    }
    void world;
  }

  /** What the schedulers and workers of one process do at a moment, as far as there is anything to do. */
  private async work(): Promise<void> {
    const { core } = this;
    if (core === null) return;
    const due = await dueTimes(this.sql, this.now());
    const is = (...kinds: DueTimes["overdue"][number][]) =>
      this.core === core && (this.luck.chance(0.05) || kinds.some((kind) => due.overdue.includes(kind)));
    if (is("schedule", "occurrence")) await this.attempt("planning", async () => this.add(await core.planDue(), true));
    if (is("checkin")) await this.attempt("stepping", () => core.stepDue());
    if (is("round")) await this.attempt("closing", () => core.closeDueRounds());
    if (is("goal")) await this.attempt("goals", () => core.remindUnaccepted());
    await this.takeJobs(core);
    if (is("message")) await this.attempt("sweeping", () => core.sweep());
    await this.takeJobs(core);
  }

  private async takeJobs(core: Core): Promise<void> {
    for (let due = take(this.jobs, this.trueNow); due.length > 0; due = take(this.jobs, this.trueNow)) {
      for (const job of due) {
        if (this.core !== core) return;
        const act = job.occurrence
          ? async () => {
              for (const id of job.ids) await core.runOccurrence(id);
            }
          : () => core.deliver(job.ids);
        // What has its turn later begins once this one waits for a platform, as with two workers.
        await this.attempt(job.occurrence ? "an occurrence" : "delivering", act, () => {
          if (!job.occurrence && job.tries < 2)
            this.jobs.push({ ...job, at: this.trueNow + (job.tries + 1) * second, tries: job.tries + 1 });
        });
      }
    }
  }

  /** Begins something and goes on when it is done, waits for an answer that comes later, or died. */
  private attempt(what: string, act: () => Promise<unknown>, failed: () => void = () => {}): Promise<void> {
    const running = act().then(
      () => {},
      (error: unknown) => {
        this.tell(`${what} failed: ${firstLine(error)}`);
        failed();
      },
    );
    this.running.add(running);
    void running.finally(() => this.running.delete(running));
    return this.settle();
  }

  /** Until everything that runs is done or waits for an answer that comes later. */
  private async settle(): Promise<void> {
    let calm = 0;
    for (let turns = 0; this.running.size > 0 && !((this.held.length > 0 || this.wire.isCut) && calm >= 5); turns++) {
      if (this.wire.busy > 0) await this.wire.quiet();
      // A process that outlives its database tries again in real time, which is no reason to spin.
      await new Promise((resolve) => (turns % 100 < 99 ? setImmediate(resolve) : setTimeout(resolve, 2)));
      calm = this.wire.busy === 0 ? calm + 1 : 0;
    }
  }

  private async say(saying: Saying, world: World): Promise<void> {
    const { database } = this;
    // Whoever spoke at the same moment may have been the last one to be heard.
    if (database === null || this.core === null || this.wire.isCut) {
      this.sayings.push({ ...saying, at: this.backAt() + minute });
      return;
    }
    const before = this.blows;
    if (this.luck.chance(0.1))
      this.wire.arm(this.luck.between(1, 25), { does: "crash", when: this.luck.pick(["before", "after"]) });
    const person = this.plan.people.find(({ name }) => name === saying.who);
    const platform = person?.platforms[0] ?? "slack";
    const from = { workspaceId: world.workspaceIds[platform], externalId: saying.who, name: saying.who };
    const clock = { now: () => new Date(this.now()) };
    const log = { info() {}, warn() {}, error: ({ err }: { err?: unknown }) => this.tell(`error: ${firstLine(err)}`) };
    const bot = createBot({ db: database.db, clock, log, wake: (ids) => this.add(ids, false) });
    const at = this.now();
    let answer: Answer | null = null;
    let form: { form: string; state: RawValues } | null = null;
    await this.attempt(saying.text, async () => {
      answer = await bot.receive({ key: `${saying.key}-opens`, from, request: { kind: "text", text: saying.text } });
      form = formIn(answer);
      if (form) answer = await bot.receive({ key: saying.key, from, request: { kind: "submit", ...form, values: {} } });
    });
    this.wire.arm(Number.MAX_SAFE_INTEGER, { does: "crash", when: "before" });
    const taken = await wasTaken(this.sql, saying.key, form === null ? `${saying.key}-opens` : null);
    if (taken) {
      this.tell(`${saying.who}: ${saying.text}`);
      await this.learn(saying, at, form);
    } else if (this.blows > before || this.wire.isCut) {
      this.sayings.push({ ...saying, at: this.backAt() + this.luck.between(3, 60) * second });
    } else this.tell(`${saying.who} was refused: ${saying.text}`);
  }

  private async learn(saying: Saying, at: number, form: { state: RawValues } | null): Promise<void> {
    if (saying.fact) {
      this.facts.push({ at, ...saying.fact });
      return;
    }
    const changes = form ? "answered" : saying.text.includes("skip") ? "skipped" : "snoozed";
    const state = (form ?? { state: {} as RawValues }).state;
    const checkInId = state.checkIn ?? (await this.changedCheckIn(saying.who, changes));
    const own = { at, who: saying.who, checkInId };
    const until = saying.text.includes("tomorrow") ? "tomorrow" : "1h";
    this.facts.push(changes === "snoozed" ? { ...own, changes, until } : { ...own, changes });
  }

  /** The one that is skipped or put off now and of which that was not known yet. */
  private async changedCheckIn(who: string, changes: "answered" | "skipped" | "snoozed"): Promise<string> {
    const { rows } = await this.sql.query<{ id: string; state: string; snoozes: number }>(
      `select c.id, c.state::text, c.snoozes from "CheckIn" c join "Person" p on p.id = c."personId" where p.name = $1`,
      [who],
    );
    const known = (id: string) => this.facts.filter((fact) => fact.changes === changes && fact.checkInId === id).length;
    const found = rows.find(
      ({ id, state, snoozes }) => (changes === "snoozed" ? snoozes : Number(state === changes)) > known(id),
    );
    return found?.id ?? "";
  }

  /** Somebody who is asked answers, skips, puts it off or says nothing, after a while. */
  private react({ text, to }: Shown): void {
    const person = this.plan.people.find(({ name }) => name === to);
    if (!person || !isPrompt(text)) return;
    const { answers, skips, snoozes } = person.habit;
    const thrown = this.people.next();
    const wait = this.people.pick([4, 20, 90, 300, 1_500]) * minute + this.people.between(0, 59) * second;
    const say = (words: string) =>
      this.sayings.push({
        at: this.trueNow + wait,
        who: to,
        text: words,
        key: `reaction-${++this.sayingNumber}`,
        fact: null,
      });
    if (thrown < answers) say("/checkin");
    else if (thrown < answers + skips) say("/checkin skip");
    else if (thrown < answers + skips + snoozes) say(`/checkin snooze ${this.people.pick(["1h", "tomorrow"])}`);
  }
}

const titles = [checkinTexts.promptTitle, checkinTexts.reminderTitle, checkinTexts.reminderLastTitle].flatMap(
  ({ en, ru }) => [en, ru],
);
const isPrompt = (text: string): boolean => titles.some((title) => text.includes(title));

const formIn = (answer: Answer): { form: string; state: RawValues } | null =>
  answer.kind === "form" ? { form: answer.form.name, state: answer.form.state } : null;

/** The schedulers tick twice a minute, each moment at its own distance from the tick. */
const tickAfter = (at: number): number => (Math.imul(Math.floor(at / second), 2_654_435_761) >>> 0) % (30 * second);

function take<T extends { readonly at: number }>(list: T[], upTo: number): T[] {
  const taken = list.filter(({ at }) => at <= upTo).sort((a, b) => a.at - b.at);
  list.splice(0, list.length, ...list.filter(({ at }) => at > upTo));
  return taken;
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().split("\n").at(-1)?.slice(0, 160) ?? "";
