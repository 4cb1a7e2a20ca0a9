import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const common = { pool: "forks", testTimeout: 30_000, hookTimeout: 60_000 } as const;

/** Turns the clock and the timers of its whole process, so that nothing else may share that one. */
const simulation = "test/simulation/**/*.test.ts";

/** What mostly waits for processes and servers comes first, so that it does not go on alone when all else is done. */
class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waits = ({ moduleId }: TestSpecification) => /\/test\/(processes|cli)\//.test(moduleId);
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}

export default defineConfig({
  test: {
    // Many tests wait for processes, so that two cores have work for three; each takes its database's memory.
    maxWorkers: Math.min(6, Math.max(3, availableParallelism())),
    sequence: { sequencer: WaitingFirst },
    reporters: ["default", "./test/support/left-out-reporter.ts"],
    projects: [
      // Files share a process, which loads the program and warms up once for all of them.
      { test: { ...common, name: "tests", include: ["test/**/*.test.ts"], exclude: [simulation], isolate: false } },
      { test: { ...common, name: "simulation", include: [simulation] } },
    ],
  },
});
