import { z } from "zod";
import { type AnyJob, defineJob } from "./define-job.ts";

const nothing = z.object({});
const halfMinute = 30_000;
const minute = 60_000;

const runOccurrence = defineJob({
  name: "run-occurrence",
  lane: "clock",
  data: z.object({ occurrenceId: z.uuid() }),
  key: ({ occurrenceId }) => occurrenceId,
  attempts: 1,
  run: ({ occurrenceId }, { core }) => core.runOccurrence(occurrenceId),
});

export const deliver = defineJob({
  name: "deliver",
  lane: "outbox",
  data: z.object({ outboxId: z.uuid() }),
  key: ({ outboxId }) => outboxId,
  attempts: 3,
  run: ({ outboxId }, { deliverSoon }) => deliverSoon(outboxId),
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

/** Its interval is the longest that a message can wait for a lost job. */
const sweep = defineJob({
  name: "sweep",
  lane: "clock",
  data: nothing,
  key: () => "sweep",
  attempts: 1,
  everyMs: minute,
  run: (_, { core }) => core.sweep(),
});

export const jobs: readonly AnyJob[] = [
  plan,
  runOccurrence,
  stepCheckIns,
  closeRounds,
  remindUnaccepted,
  deliver,
  sweep,
];
