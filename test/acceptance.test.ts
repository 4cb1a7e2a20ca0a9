import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type WorkedCase = { id: string; fn: string; input: never; expected: unknown; note?: string };

/** Functions whose rule is not written yet; the list may only shrink. */
const waiting = new Set(["onboarding", "skill_priority", "did", "scorecard", "forecast_bias"]);

const file = process.env.ACCEPTANCE ?? new URL("acceptance.json", import.meta.url);
const worked: WorkedCase[] = JSON.parse(readFileSync(file, "utf8"));

type Cases = Record<string, (input: never) => unknown>;

const folder = new URL("support/acceptance/", import.meta.url);
const functions: Cases = {};
for (const name of readdirSync(folder)) {
  const module: { cases: Cases } = await import(new URL(name, folder).href);
  Object.assign(functions, module.cases);
}

/** Numbers within 1e-6 of each other, relative; everything else exactly. Gives the path of the first difference. */
function difference(found: unknown, expected: unknown, path = "result"): string | null {
  if (typeof found === "number" && typeof expected === "number") {
    const close = found === expected || Math.abs(found - expected) <= 1e-6 * Math.max(Math.abs(expected), 1e-4);
    return close ? null : `${path}: ${found} instead of ${expected}`;
  }
  if (isRecord(found) && isRecord(expected) && Array.isArray(found) === Array.isArray(expected)) {
    const keys = new Set([...Object.keys(found), ...Object.keys(expected)]);
    for (const key of keys) {
      const inside = difference(found[key], expected[key], `${path}.${key}`);
      if (inside !== null) return inside;
    }
    return null;
  }
  return found === expected ? null : `${path}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

describe.each([...new Set(worked.map(({ fn }) => fn))].filter((fn) => fn in functions))("%s", (fn) => {
  it.each(worked.filter((one) => one.fn === fn))("$id $note", ({ input, expected }) => {
    expect(difference(functions[fn]?.(input), expected)).toBeNull();
  });
});

it("leaves no worked case without its function, but for those that wait", () => {
  const missing = new Set(worked.map(({ fn }) => fn).filter((fn) => !(fn in functions)));
  expect([...missing].filter((fn) => !waiting.has(fn))).toEqual([]);
  expect([...waiting].filter((fn) => fn in functions)).toEqual([]);
});
