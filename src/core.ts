import type { ShiftedClock } from "./clock.ts";
import { deliver, type Waits } from "./outbox/deliver.ts";
import type { Deliverer } from "./outbox/deliverer.ts";
import { dueMessages } from "./outbox/due.ts";
import { forget } from "./outbox/forget.ts";
import type { DeliveryParts, Parts, Wake } from "./outbox/parts.ts";
import { sweep } from "./outbox/sweep.ts";
import { closeDueRounds, nextDueAt, remindDueGoals, stepDue } from "./reminders/due.ts";
import { handlers } from "./reminders/handlers.ts";
import { runOccurrence } from "./reminders/occurrences.ts";
import { planDue } from "./reminders/planner.ts";

export type CoreParts = Parts & {
  readonly deliverers: readonly Deliverer[];
  /** Told after a commit which outbox rows are due; without it the sweep finds them. */
  readonly wake?: Wake;
};

/** Everything that happens by itself. Each part is safe to run twice and beside others that do the same. */
export type Core = {
  /** Claims due schedules; returns the occurrences to run. */
  planDue(): Promise<readonly string[]>;
  runOccurrence(id: string): Promise<boolean>;
  /** Prompts and reminders of check-ins; how many check-ins were moved on. */
  stepDue(): Promise<number>;
  closeDueRounds(): Promise<number>;
  remindUnaccepted(): Promise<number>;
  /** Returns what has to wait, and until when. */
  deliver(outboxIds: string | readonly string[]): Promise<Waits>;
  /** Wakes what is due, or within seconds, and has no job; returns what is due. */
  sweep(): Promise<readonly string[]>;
  /** Deletes what need not be kept any longer. */
  forget(): Promise<void>;
  /** When something is due, or due next after an instant; null when nothing is planned at all. */
  nextDueAt(after?: Date): Promise<Date | null>;
  /** Does everything that is due now, in order, until nothing is. */
  runAllDue(): Promise<void>;
};

export function createCore({ deliverers, ...given }: CoreParts): Core {
  const parts: DeliveryParts = { ...given, deliverers: new Map(deliverers.map((one) => [one.platform, one])) };
  const core = {
    planDue: () => planAll(parts),
    runOccurrence: (id: string) => runOccurrence(parts, handlers, id),
    stepDue: () => stepDue(parts),
    closeDueRounds: () => closeDueRounds(parts),
    remindUnaccepted: () => remindDueGoals(parts),
    deliver: (ids: string | readonly string[]) => deliver(parts, ids),
    sweep: () => sweep(parts),
    forget: () => forget(parts),
    nextDueAt: (after?: Date) => nextDueAt(parts.db, after),
  };
  return { ...core, runAllDue: () => runAllDue(core, parts) };
}

async function planAll(parts: DeliveryParts): Promise<readonly string[]> {
  const occurrences = new Set<string>();
  for (;;) {
    const planned = await planDue(parts);
    for (const id of planned.occurrences) occurrences.add(id);
    if (!planned.isFull) return [...occurrences];
  }
}

const deliveredAtOnce = 100;

/** What a step causes can be due at once, hence the rounds; each ends by moving things past now, hence their end. */
const mostRounds = 50;

async function runAllDue(core: Omit<Core, "runAllDue">, parts: DeliveryParts): Promise<void> {
  for (let round = 0; round < mostRounds; round++) {
    const occurrences = await core.planDue();
    for (const id of occurrences) await core.runOccurrence(id);
    const stepped = await core.stepDue();
    const closed = await core.closeDueRounds();
    const reminded = await core.remindUnaccepted();
    const due = await dueMessages(parts.db, parts.clock.now(), deliveredAtOnce);
    if (due.length > 0) await core.deliver(due);
    if (occurrences.length + stepped + closed + reminded + due.length === 0) return;
  }
}

/** Moves a clock forward through every moment at which something is due, doing it then, up to the instant. */
export async function runUntil(core: Core, clock: ShiftedClock, instant: Date): Promise<void> {
  await core.runAllDue();
  // What is due and cannot be done, such as in a paused team, does not hold the clock: only later moments count.
  let next = await core.nextDueAt(clock.now());
  while (next !== null && next <= instant) {
    clock.advanceTo(next);
    await core.runAllDue();
    next = await core.nextDueAt(clock.now());
  }
  clock.advanceTo(instant);
  await core.runAllDue();
}
