import { expect, test } from "vitest";
import { judgeSeeds } from "./hold.ts";
import { holds } from "./holds.ts";

// Four seeds take a minute: with SIMULATE=1 only.
test.skipIf(!process.env.SIMULATE)("a seed replays exactly", { timeout: holds.patience }, async () => {
  const traces = new Map<number, string[]>();
  await judgeSeeds([3, 7, 3, 7], ({ run }) => {
    const { seed } = run.plan;
    traces.set(seed, [...(traces.get(seed) ?? []), run.trace.join("\n")]);
    return true;
  });
  for (const [first, again] of traces.values()) expect(again).toBe(first);
  expect(traces.get(3)?.[0]).not.toBe(traces.get(7)?.[0]);
});
