import { mustBeAbleTo } from "../access.ts";
import { earlier, type LocalDate } from "../calendar/dates.ts";
import { localDateOf } from "../calendar/zones.ts";
import type { GoalValue, QuantityValue } from "../command/option.ts";
import { UsageError } from "../errors.ts";
import type { Entry, EntrySource } from "../generated/prisma/client.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import { audit } from "../org/audit.ts";
import type { PersonWork } from "../work.ts";
import { amountInWords } from "./amounts.ts";
import { goalPiece, openGoal, progressOf, subjectOf } from "./goal-store.ts";
import { median } from "./median.ts";
import { isOutlier } from "./outlier.ts";
import { type GoalProgress, type GoalWithMetric, progressAfresh } from "./progress.ts";
import { entryAmount } from "./written-amount.ts";

export type Logged = {
  readonly entry: Entry;
  readonly progress: GoalProgress;
  /** The usual amount, when this one is at least five times as large. */
  readonly usual: bigint | null;
  readonly isFirstTimeReached: boolean;
};

export type NewEntry = {
  readonly goal: GoalValue;
  readonly amount: QuantityValue;
  readonly on: LocalDate | undefined;
  readonly note: string | undefined;
};

/** Logs progress for the owner of a goal; on a team's goal it is the caller's own. */
export async function logEntry(work: PersonWork, given: NewEntry): Promise<Logged> {
  const goal = await openGoal(work, given.goal);
  mustBeAbleTo(work.caller, "goal log", subjectOf(work.caller, goal));
  const before = await progressOf(work, goal);
  const { amount, trials } = entryAmount(work.words, goal.metric, given.amount, "amount");
  if (amount === 0n && !trials) throw new UsageError([{ field: "amount", text: m.nothingLogged }]);
  const date = await checkedDate(work, goal, { on: given.on, zone: before.zone, field: "on" });
  if (amount < 0n) checkCorrection(work, before, amount, given.note);
  const usual = amount > 0n && trials === null ? await usualBelow(work, goal, amount) : null;
  const source = amount < 0n ? "correction" : "command";
  const entry = await writeEntry(work, goal, { amount, trials, date, note: given.note ?? null, source });
  await audit(work, { action: "goal log", subject: "entry", subjectId: entry.id, after: entryForAudit(entry) });
  return afterwards(work, before, entry, usual);
}

/** Makes a goal's total so, by an entry of the difference; null when it stands there already. */
export async function setTotal(
  work: PersonWork,
  given: { readonly goal: GoalValue; readonly total: QuantityValue },
): Promise<Logged | GoalProgress> {
  const goal = await openGoal(work, given.goal);
  mustBeAbleTo(work.caller, "goal set", subjectOf(work.caller, goal));
  const before = await progressOf(work, goal);
  const wanted = entryAmount(work.words, goal.metric, given.total, "total");
  if (wanted.amount < 0n) throw new UsageError([{ field: "total", text: m.totalNegative }]);
  const stands = await sumOf(work, goal);
  const amount = wanted.amount - stands.amount;
  const trials = wanted.trials === null ? null : wanted.trials - stands.trials;
  if (amount === 0n && !trials) return before;
  const today = localDateOf(work.now, before.zone);
  const date = await checkedDate(work, goal, { on: earlier(today, goal.endsOn), zone: before.zone });
  const entry = await writeEntry(work, goal, { amount, trials, date, note: null, source: "correction" });
  await audit(work, {
    action: "goal set",
    subject: "entry",
    subjectId: entry.id,
    before: { total: String(stands.amount) },
    after: { ...entryForAudit(entry), total: String(wanted.amount) },
  });
  return afterwards(work, before, entry, null);
}

type EntryValues = Pick<Entry, "amount" | "trials" | "date" | "note"> & { readonly source: EntrySource };

function writeEntry(work: PersonWork, goal: GoalWithMetric, values: EntryValues): Promise<Entry> {
  const { caller, orgId, now } = work;
  const personId = goal.ownerId ?? caller.personId;
  const about = { personId, teamId: goal.teamId, metricId: goal.metricId, goalId: goal.id };
  return work.db.entry.create({ data: { ...values, ...about, orgId, byPersonId: caller.personId, at: now } });
}

export const entryForAudit = (entry: Entry) => ({
  goalId: entry.goalId,
  personId: entry.personId,
  amount: String(entry.amount),
  trials: entry.trials === null ? null : String(entry.trials),
  date: entry.date,
});

async function afterwards(work: PersonWork, before: GoalProgress, entry: Entry, usual: bigint | null): Promise<Logged> {
  const progress = await progressAfresh(work, before);
  const crossed = before.pace.status !== "achieved" && progress.pace.status === "achieved";
  const isFirstTimeReached =
    crossed && progress.goal.metric.direction === "more" && (await markReached(work, progress));
  return { entry, progress, usual, isFirstTimeReached };
}

/** Remembers in the log that the goal was reached; false when that had happened before and was undone since. */
async function markReached(work: PersonWork, { goal, actual }: GoalProgress): Promise<boolean> {
  const event = { action: "goal reached", subject: "goal", subjectId: goal.id } as const;
  const earlierOnes = await work.db.auditEvent.count({ where: { orgId: work.orgId, ...event } });
  if (earlierOnes > 0) return false;
  await audit(work, { ...event, after: { actual: String(actual), target: String(goal.target) } });
  return true;
}

/** Refuses days to come, days before the person was hired and days on which the goal does not run. */
async function checkedDate(
  work: PersonWork,
  goal: GoalWithMetric,
  given: { readonly on: LocalDate | undefined; readonly zone: string; readonly field?: string },
): Promise<LocalDate> {
  const field = given.field === undefined ? {} : { field: given.field };
  const { words } = work;
  const today = localDateOf(work.now, given.zone);
  const date = given.on ?? today;
  if (date > today) throw new UsageError([{ ...field, text: m.inFuture, with: { date: words.date(date, "long") } }]);
  if (date < goal.startsOn || date > goal.endsOn) {
    const [start, end] = [words.date(goal.startsOn), words.date(goal.endsOn)];
    const values = { goal: goalPiece(goal), start, end, date: words.date(date) };
    throw new UsageError([{ ...field, text: m.outsidePeriod, with: values }]);
  }
  const id = goal.ownerId ?? work.caller.personId;
  const person = await work.db.person.findFirstOrThrow({ where: { id, orgId: work.orgId } });
  if (person.hiredOn !== null && date < person.hiredOn) {
    const values = { name: person.name, date: words.date(person.hiredOn, "long") };
    throw new UsageError([{ ...field, text: m.beforeHire, with: values }]);
  }
  return date;
}

function checkCorrection(work: PersonWork, before: GoalProgress, amount: bigint, note: string | undefined): void {
  if (!note?.trim()) throw new UsageError([{ field: "note", text: m.correctionNeedsNote }]);
  if (before.actual + amount >= 0n) return;
  const { metric } = before.goal;
  const total = amountInWords(work.words, metric, before.actual);
  const values = { total, amount: amountInWords(work.words, metric, -amount) };
  throw new UsageError([{ field: "amount", text: m.belowZero, with: values }]);
}

const neighbours = 10;

/** The median of this person's recent entries, if the new amount is at least five times as much. */
async function usualBelow(work: PersonWork, goal: GoalWithMetric, amount: bigint): Promise<bigint | null> {
  const personId = goal.ownerId ?? work.caller.personId;
  const recent = await work.db.entry.findMany({
    where: { orgId: work.orgId, personId, metricId: goal.metricId, voidedAt: null, amount: { gt: 0 } },
    orderBy: [{ date: "desc" }, { at: "desc" }],
    take: neighbours,
    select: { amount: true },
  });
  const amounts = recent.map((entry) => Number(entry.amount));
  const usual = median(amounts);
  const isTypo = usual !== null && Number(amount) > usual && isOutlier(Number(amount), amounts);
  return isTypo ? BigInt(Math.round(usual)) : null;
}

/** What the entries of a goal add up to: successes and, for rates, trials. */
async function sumOf({ db, orgId }: PersonWork, goal: GoalWithMetric): Promise<{ amount: bigint; trials: bigint }> {
  const whose = goal.ownerId ? { personId: goal.ownerId } : { teamId: goal.teamId };
  const { _sum } = await db.entry.aggregate({
    where: {
      ...whose,
      orgId,
      metricId: goal.metricId,
      voidedAt: null,
      date: { gte: goal.startsOn, lte: goal.endsOn },
    },
    _sum: { amount: true, trials: true },
  });
  return { amount: _sum.amount ?? 0n, trials: _sum.trials ?? 0n };
}
