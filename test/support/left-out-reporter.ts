import type { Reporter, TestModule } from "vitest/node";

/** What some tests need beyond this checkout, how to give it to them, and whether it is there. */
const extras = [
  {
    name: "a served PostgreSQL",
    variable: "TEST_DATABASE_URL",
    example: "postgresql://postgres@127.0.0.1:5432/postgres",
  },
  { name: "Redis", variable: "TEST_REDIS_URL", example: "redis://127.0.0.1:6379" },
  { name: "a browser", variable: "CHROMIUM", example: "/usr/bin/chromium" },
  { name: "all of the simulation", variable: "SIMULATE", example: "1" },
  { name: "the example data", variable: "TEST_DATA", example: "a folder that holds maven-crm/" },
] as const;

/** Says in the last lines how many tests ran and what was left out, so that a green run never claims too much. */
export default class LeftOutReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed" || state === "failed" || state === "skipped") counts[state] += 1;
      }
    }
    const absent = extras.filter(({ variable }) => !process.env[variable]);
    const lines = absent.map(({ name, variable, example }) => `  - what needs ${name}: set ${variable}=${example}`);
    process.stdout.write(lines.length > 0 ? `\nLeft out here:\n${lines.join("\n")}\n` : "\nNothing was left out.\n");
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  }
}
