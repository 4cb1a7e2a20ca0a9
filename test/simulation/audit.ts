import { reminderTexts } from "../../src/i18n/reminders.ts";
import { type History, historyOf, mayWrite } from "./history.ts";
import type { FinalRow } from "./look.ts";
import { type Owed, owedIn, stops } from "./model.ts";
import { nonceMemory, type Shown } from "./platforms.ts";
import type { Run } from "./run.ts";
import { mondayOf, wallOf } from "./wall.ts";

export type Verdict = {
  readonly violations: readonly string[];
  readonly counts: {
    readonly owed: number;
    readonly shown: number;
    readonly late: number;
    readonly excused: number;
    readonly twiceOnSlack: number;
    readonly twiceAfterMemory: number;
  };
};

const minute = 60_000;

/** What ticks, sweeps and a second try take when nothing else is the matter. */
const patience = 3 * minute;

/** A call that was under way when something changed may still arrive. */
const underway = 45_000;

/** Later than this has to be said and explained. */
const lateAfter = 15 * minute;

type Seen = { readonly shown: Shown; readonly row: FinalRow; readonly isPart: boolean };

/** Compares what people saw with what they were owed. */
export function audit(run: Run): Verdict {
  const history = historyOf(run.plan, run.facts);
  const owed = owedIn(run, history);
  const findings = new Audit(run, history, owed);
  return findings.verdict();
}

class Audit {
  private readonly run: Run;
  private readonly history: History;
  private readonly owed: readonly Owed[];
  private readonly rows: ReadonlyMap<string, FinalRow>;
  private readonly parts: ReadonlyMap<string, readonly FinalRow[]>;
  private readonly seen: ReadonlyMap<string, readonly Seen[]>;
  private readonly failures: ReadonlyMap<string, readonly { readonly from: number; readonly until: number }[]>;
  private readonly violations: string[] = [];
  private late = 0;
  private excused = 0;
  private twiceOnSlack = 0;
  private twiceAfterMemory = 0;

  constructor(run: Run, history: History, owed: readonly Owed[]) {
    this.run = run;
    this.history = history;
    this.owed = owed;
    this.rows = new Map(run.final.rows.map((row) => [row.id, row]));
    this.parts = groupBy(run.final.rows, ({ problem }) =>
      problem?.startsWith(mergedInto) ? problem.slice(mergedInto.length) : null,
    );
    this.seen = groupBy(
      run.platforms.shown.flatMap((shown): Seen[] => {
        const row = this.rows.get(shown.rowId);
        if (!row) return [];
        return [
          { shown, row, isPart: false },
          ...(this.parts.get(row.id) ?? []).map((part) => ({ shown, row: part, isPart: true })),
        ];
      }),
      ({ row }) => this.itemOf(row),
    );
    this.failures = this.retries();
  }

  verdict(): Verdict {
    for (const shown of this.run.platforms.shown) this.checkSource(shown);
    for (const list of groupBy(this.run.platforms.shown, ({ rowId }) => rowId).values()) this.checkRepeats(list);
    for (const [item, list] of this.seen) this.checkItem(item, list);
    for (const owed of this.owed) this.checkOwed(owed);
    for (const person of this.run.plan.people) this.checkPerson(person.name);
    for (const row of this.run.final.rows) this.checkRow(row);
    const { late, excused, twiceOnSlack, twiceAfterMemory } = this;
    const counts = {
      owed: this.owed.filter(({ must }) => must).length,
      shown: this.run.platforms.shown.length,
      late,
      excused,
    };
    return { violations: this.violations, counts: { ...counts, twiceOnSlack, twiceAfterMemory } };
  }

  private blame(what: string, at: number, why: string): void {
    this.violations.push(`${new Date(at).toISOString()} ${what}: ${why}`);
  }

  /** In the model's words, from the key under which it was said. */
  private itemOf({ key, id }: FinalRow): string | null {
    const [kind = "", first = "", second = "", third = ""] = key.split(":");
    const { world, final, plan } = this.run;
    const team = (teamId: string) => world.teamIds.indexOf(teamId);
    if (kind === "weekly") return `summary ${team(first)} ${mondayOfWeek(second)} ${this.channelPlatform(id)}`;
    if (kind === "brief") return `brief ${team(first)} ${mondayOfWeek(second)} ${this.personNamed(third)}`;
    if (kind !== "checkin") return null;
    const checkIn = final.checkIns.find((one) => one.id === first);
    if (!checkIn || !plan.people.some(({ name }) => name === checkIn.person)) return null;
    return `check-in ${team(checkIn.teamId)} ${checkIn.date} ${checkIn.person} ${third ? `again ${third} ` : ""}${second}`;
  }

  private personNamed(id: string): string {
    return [...this.run.world.personIds].find(([, own]) => own === id)?.[0] ?? id;
  }

  private channelPlatform(rowId: string): string {
    return this.rows.get(rowId)?.platform ?? "";
  }

  private checkSource(shown: Shown): void {
    if (!this.rows.has(shown.rowId))
      this.blame(`${shown.to} saw “${summary(shown)}”`, shown.at, "nothing that was committed says it");
  }

  /** One message twice: never where the platform knows repeats, elsewhere only when the first answer went missing. */
  private checkRepeats(list: readonly Shown[]): void {
    const [first, ...again] = list;
    for (const one of again) {
      if (one.platform === "slack" && one.repeats !== null) this.twiceOnSlack += 1;
      else if (one.platform === "discord" && one.trueAt - (first?.trueAt ?? 0) >= nonceMemory)
        this.twiceAfterMemory += 1;
      else
        this.blame(
          `${one.to} saw “${summary(one)}” twice on ${one.platform}`,
          one.at,
          "the first one was recorded or known",
        );
    }
  }

  private checkItem(item: string, list: readonly Seen[]): void {
    const rows = new Set(list.map(({ row }) => row.id));
    const at = list[0]?.shown.at ?? 0;
    if (rows.size > 1) this.blame(item, at, "it was said twice");
    if (item.includes("again")) return;
    if (!this.owed.some((owed) => owed.item === item)) this.blame(item, at, "nobody was owed it");
  }

  private firstSeen(item: string): Seen | undefined {
    if (!item.includes(" again ")) return this.seen.get(item)?.[0];
    const all = [...this.seen].filter(([one]) => one.startsWith(`${item} `)).flatMap(([, list]) => list);
    return all.sort((a, b) => a.shown.at - b.shown.at)[0];
  }

  /** A prompt that could not come until its reminder was due is said by that one. */
  private followedAt({ item }: Owed): number {
    const [, about, step] = /^(check-in .+) ([01])$/u.exec(item) ?? [];
    const next = this.owed.find((one) => one.item === `${about} ${Number(step) + 1}`);
    return next?.dueAt ?? Number.POSITIVE_INFINITY;
  }

  /** Nothing is owed to somebody who takes messages on none of their platforms. */
  private isClosed({ who, platforms }: Owed): boolean {
    return platforms.every((platform) => this.run.closed.includes(`${who} ${platform}`));
  }

  private checkOwed(owed: Owed): void {
    const found = this.firstSeen(owed.item);
    const closed = this.isClosed(owed);
    if (!found) {
      if (!owed.must || closed) return;
      const until = Math.min(owed.until, this.followedAt(owed), this.run.plan.endsAt - 24 * 60 * minute);
      if (this.freeTime(owed, owed.fromAt, until, null) <= patience) this.excused += 1;
      else this.blame(owed.item, owed.fromAt, "it never came");
      return;
    }
    const { at } = found.shown;
    const mayComeEarly = found.isPart ? 60 * minute : 0;
    if (at < owed.dueAt - mayComeEarly - 1_000) this.blame(owed.item, at, `it came before ${iso(owed.dueAt)}`);
    if (at > owed.until + underway)
      this.blame(owed.item, at, `it came after ${iso(owed.until)}, when it was of no use`);
    if (!owed.must || closed) return;
    const idle = this.freeTime(owed, owed.fromAt, at, found.shown.rowId);
    if (idle > patience)
      this.blame(
        owed.item,
        at,
        `it was due ${iso(owed.fromAt)} and could have come ${Math.round(idle / minute)} min earlier`,
      );
    if (!found.isPart) this.checkNote(owed, found.shown);
  }

  /** Late by fault has to be said with the right reason, and nothing else may claim it. */
  private checkNote(owed: Owed, { at, text, rowId }: Shown): void {
    const late = at - owed.dueAt;
    const { down, platform } = notes;
    const says = down.some((words) => text.includes(words))
      ? "down"
      : platform.some((words) => text.includes(words))
        ? "platform"
        : null;
    if (says !== null) this.late += 1;
    const faulty = late - this.chosenWait(owed, owed.dueAt, at);
    if (late > lateAfter + minute && faulty > lateAfter + patience && says === null) {
      this.blame(owed.item, at, `it is ${Math.round(late / minute)} min late and does not say so`);
    }
    if (says === null) return;
    if (faulty < lateAfter - patience - minute)
      this.blame(owed.item, at, `it claims to be late, and waited for the person`);
    const idle = stops(this.run.spans).some((span) => span.from < at && span.until > owed.dueAt - minute);
    const refused =
      this.failures.has(rowId) || this.run.platforms.blocked.some((span) => span.from < at && span.until > owed.dueAt);
    const isTrue =
      says === "down" ? idle || this.run.spans.some((span) => span.from < at && span.until > owed.dueAt) : refused;
    if (!isTrue) this.blame(owed.item, at, `it says it is late because of “${says}”, which it was not`);
  }

  /** Waits that the product owes to people: their hours, their days, their budget. */
  private chosenWait(owed: Owed, from: number, until: number): number {
    if (isForAnyHour(owed)) return 0;
    return this.measure(
      from,
      until,
      (at) => !mayWrite(this.history, owed.who, owed.team, at) || !this.hasBudget(owed, at),
    );
  }

  /** How long nothing at all stood in the way. */
  private freeTime(owed: Owed, from: number, until: number, rowId: string | null): number {
    const failures = rowId === null ? this.failuresOf(owed) : (this.failures.get(rowId) ?? []);
    const spans = [
      ...this.run.spans,
      ...failures,
      ...this.run.platforms.blocked.filter(({ platform }) => owed.platforms.includes(platform)),
    ];
    return this.measure(from, until, (at) => {
      if (spans.some((span) => span.from <= at && at < span.until + patience)) return false;
      if (isForAnyHour(owed)) return true;
      return mayWrite(this.history, owed.who, owed.team, at) && this.hasBudget(owed, at);
    });
  }

  private failuresOf(owed: Owed) {
    const rows = this.run.final.rows.filter((row) => this.itemOf(row) === owed.item);
    return rows.flatMap(({ id, problem }) => [
      ...(this.failures.get(id) ?? []),
      ...(problem?.startsWith(mergedInto) ? (this.failures.get(problem.slice(mergedInto.length)) ?? []) : []),
    ]);
  }

  private measure(from: number, until: number, holds: (at: number) => boolean): number {
    let sum = 0;
    for (let at = from; at < until; at += minute) {
      if (holds(at)) sum += Math.min(minute, until - at);
    }
    return sum;
  }

  /** Two a day, six a week, three interruptions a day: counted from what the person saw. */
  private hasBudget({ who, team }: Owed, at: number): boolean {
    const zone = this.history.zoneOf(who, team, at);
    const today = wallOf(at, zone).date;
    const before = this.run.platforms.shown.filter((one) => one.to === who && one.at < at);
    const unasked = before.filter(({ isProactive }) => isProactive);
    const ofToday = (list: readonly Shown[]) => list.filter((one) => wallOf(one.at, zone).date === today);
    const ofWeek = unasked.filter((one) => mondayOf(wallOf(one.at, zone).date) === mondayOf(today));
    if (ofToday(unasked).length >= 2 || ofWeek.length >= 6) return false;
    const moments = ofToday(before).map((one) => one.at);
    return moments.length < 3 || at - Math.max(...moments) <= 60 * minute;
  }

  /** From each failed try to the next one. */
  private retries() {
    return new Map(
      [...groupBy(this.run.platforms.attempts, ({ rowId }) => rowId)].map(([rowId, list]) => [
        rowId,
        list.flatMap((one, index) => {
          if (one.ended === "ok") return [];
          const next = list[index + 1]?.at ?? one.at + 62 * minute;
          return [{ from: one.at - minute, until: Math.min(next, one.at + 62 * minute) }];
        }),
      ]),
    );
  }

  /** What one person saw that they had not asked for. */
  private checkPerson(who: string): void {
    const person = this.run.plan.people.find(({ name }) => name === who);
    const unasked = distinct(this.run.platforms.shown.filter((one) => one.to === who && one.isProactive));
    for (const one of unasked) {
      const team = this.run.world.teamIds.indexOf(this.rows.get(one.rowId)?.teamId ?? "");
      const of = team >= 0 ? team : (person?.roles[0]?.team ?? 0);
      const moments = [one.at, one.at - underway];
      if (!moments.some((at) => mayWrite(this.history, who, of, at))) {
        this.blame(
          `${who} was written to`,
          one.at,
          `outside their hours or days (${JSON.stringify(wallOf(one.at, this.history.zoneOf(who, of, one.at)))})`,
        );
      }
      const isGone = person?.roles.every(({ team: own }) => !this.history.isIn(who, own, one.at - underway));
      if (isGone && /^(checkin|goals|brief)/u.test(this.rows.get(one.rowId)?.key ?? ""))
        this.blame(`${who} was written to`, one.at, "and is in no team any more");
      this.checkBudget(who, of, one, unasked);
    }
  }

  private checkBudget(who: string, team: number, one: Shown, unasked: readonly Shown[]): void {
    const moves = this.run.facts.some(
      (fact) =>
        (fact.changes === "zone" || fact.changes === "team zone") && Math.abs(fact.at - one.at) < 8 * 24 * 60 * minute,
    );
    const roles = this.run.plan.people.find(({ name }) => name === who)?.roles ?? [];
    if (moves || roles.length > 1) return;
    const zone = this.history.zoneOf(who, team, one.at);
    const today = wallOf(one.at, zone).date;
    const sameDay = unasked.filter((other) => other.at <= one.at && wallOf(other.at, zone).date === today);
    const sameWeek = unasked.filter(
      (other) => other.at <= one.at && mondayOf(wallOf(other.at, zone).date) === mondayOf(today),
    );
    if (sameDay.length > 2) this.blame(`${who} was written to`, one.at, `${sameDay.length} times that day`);
    if (sameWeek.length > 6) this.blame(`${who} was written to`, one.at, `${sameWeek.length} times that week`);
  }

  /** Every row comes to an end that can be explained, and answers stand under what they answer. */
  private checkRow(row: FinalRow): void {
    const { plan, platforms } = this.run;
    const isOver = row.sendAt.getTime() < plan.endsAt - 60 * minute;
    if ((row.state === "waiting" || row.state === "sending") && isOver)
      this.blame(row.key, row.sendAt.getTime(), `it is still ${row.state} (${row.problem})`);
    const isForeseen = /^(tried 30 times|of no use any more|the person takes no direct messages)/u.test(
      row.problem ?? "",
    );
    if (row.state === "failed" && !isForeseen) this.blame(row.key, row.sendAt.getTime(), `it failed: ${row.problem}`);
    if (row.state === "sent" && !platforms.shown.some(({ rowId }) => rowId === row.id))
      this.blame(row.key, row.sendAt.getTime(), "it counts as sent and nobody saw it");
    if (row.state === "sent" && row.threadOfId) this.checkThread(row);
  }

  private checkThread(row: FinalRow): void {
    const { shown } = this.run.platforms;
    const answer = shown.find(({ rowId }) => rowId === row.id);
    const above = shown.filter(({ rowId }) => rowId === row.threadOfId);
    if (!answer || !above[0]) {
      if (answer) this.blame(row.key, answer.at, "nobody saw the message that it stands under");
      return;
    }
    if (!above.some(({ messageId }) => messageId === answer.underThread))
      this.blame(row.key, answer.at, "it does not stand under its message");
    const parentDone = Math.max(
      ...above.map(({ at }) => at),
      ...(this.failures.get(row.threadOfId ?? "") ?? []).map(({ until }) => until),
    );
    const owed = {
      item: "",
      who: "#",
      team: 0,
      platforms: [answer.platform],
      dueAt: 0,
      fromAt: 0,
      until: 0,
      must: true,
    };
    if (this.freeTime(owed, parentDone, answer.at, row.id) > 45_000)
      this.blame(row.key, answer.at, "it came long after the message that it stands under");
  }
}

const isForAnyHour = ({ who, isAsked }: Owed): boolean => who.startsWith("#") || isAsked === true;

const mergedInto = "merged into ";

const iso = (at: number): string => new Date(at).toISOString();

const summary = ({ text }: Shown): string => text.split("\n")[0]?.slice(0, 60) ?? "";

/** The words of a note up to its first gap. */
const opening = (words: { en: string; ru: string }): string[] =>
  [words.en, words.ru].map((one) => one.split("{")[0]?.trim() ?? "");
const notes = { down: opening(reminderTexts.lateDown), platform: opening(reminderTexts.latePlatform) };

const distinct = (list: readonly Shown[]): Shown[] =>
  list.filter((one, at) => list.findIndex(({ rowId }) => rowId === one.rowId) === at);

/** "2026-W48" as the Monday with which it begins. */
function mondayOfWeek(key: string): string {
  const [year = "", week = ""] = key.split("-W");
  const first = mondayOf(`${year}-01-04`);
  return new Date(Date.parse(`${first}T00:00:00Z`) + (Number(week) - 1) * 7 * 24 * 60 * minute)
    .toISOString()
    .slice(0, 10);
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}
