import { z } from "zod";
import { systemClock } from "../src/clock.ts";
import { type AnyJob, defineJob } from "./define-job.ts";

const nothing = z.object({});
const halfMinute = 30_000;
const minute = 60_000;
const hour = 60 * minute;

const runOccurrence = defineJob({
  name: "run-occurrence",
  lane: "occurrences",
  data: z.object({ occurrenceId: z.uuid() }),
  key: ({ occurrenceId }) => occurrenceId,
  attempts: 1,
  run: ({ occurrenceId }, { core }) => core.runOccurrence(occurrenceId),
});

const longestDelay = 30_000;

export const deliver = defineJob({
  name: "deliver",
  lane: "outbox",
  data: z.object({ outboxId: z.uuid() }),
  key: ({ outboxId }) => outboxId,
  attempts: 3,
  async run({ outboxId }, { deliverSoon }) {
    const until = await deliverSoon(outboxId);
    // What waits for longer is woken by the sweep, so that it can be changed meanwhile.
    return until && until.getTime() - systemClock.now().getTime() < longestDelay ? until : undefined;
  },
});

const plan = defineJob({
  name: "plan",
  lane: "clock",
  data: nothing,
  key: () => "plan",
  attempts: 1,
  everyMs: halfMinute,
  async run(_, { core, add }) {
    const due = await core.planDue();
    await add(
      runOccurrence,
      due.map((occurrenceId) => ({ occurrenceId })),
    );
  },
});

const stepCheckIns = defineJob({
  name: "step-check-ins",
  lane: "clock",
  data: nothing,
  key: () => "step-check-ins",
  attempts: 1,
  everyMs: halfMinute,
  run: (_, { core }) => core.stepDue(),
});

const closeRounds = defineJob({
  name: "close-rounds",
  lane: "clock",
  data: nothing,
  key: () => "close-rounds",
  attempts: 1,
  everyMs: minute,
  run: (_, { core }) => core.closeDueRounds(),
});

const remindUnaccepted = defineJob({
  name: "remind-unaccepted",
  lane: "clock",
  data: nothing,
  key: () => "remind-unaccepted",
  attempts: 1,
  everyMs: minute,
  run: (_, { core }) => core.remindUnaccepted(),
});

/** With this much to do a sweep would mostly find again what is queued already; it has its turn when that is done. */
const busy = 1_000;

/** Its interval is the longest that a message can wait for a lost job. */
const sweep = defineJob({
  name: "sweep",
  lane: "clock",
  data: nothing,
  key: () => "sweep",
  attempts: 1,
  everyMs: 10_000,
  async run(_, { core, waiting }) {
    if ((await waiting("outbox")) < busy) await core.sweep();
  },
});

const forget = defineJob({
  name: "forget",
  lane: "clock",
  data: nothing,
  key: () => "forget",
  attempts: 1,
  everyMs: hour,
  run: (_, { core }) => core.forget(),
});

export const jobs: readonly AnyJob[] = [
  plan,
  runOccurrence,
  stepCheckIns,
  closeRounds,
  remindUnaccepted,
  deliver,
  sweep,
  forget,
];
