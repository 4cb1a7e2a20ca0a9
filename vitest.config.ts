import { defineConfig } from "vitest/config";

const common = { pool: "forks", testTimeout: 30_000, hookTimeout: 60_000 } as const;

/** Turns the clock and the timers of its whole process, so that nothing else may share that one. */
const simulation = "test/simulation/**/*.test.ts";

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", "./test/support/left-out-reporter.ts"],
    projects: [
      // Files share a process, which loads the program and warms up once for all of them.
      { test: { ...common, name: "tests", include: ["test/**/*.test.ts"], exclude: [simulation], isolate: false } },
      { test: { ...common, name: "simulation", include: [simulation] } },
    ],
  },
});
