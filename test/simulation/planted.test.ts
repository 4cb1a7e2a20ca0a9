import { expect, test } from "vitest";
import { judgeSeeds, seedsFrom } from "./hold.ts";
import { holds } from "./holds.ts";
import { planted } from "./planted.ts";

/** From which seed on each is looked for; the seed at which it is found is asserted to be near. */
const most = 6;
const from: Readonly<Record<string, number>> = { "sends before the commit": 8, "has no unique keys": 38 };

// Several seeds for each fault take minutes: with SIMULATE=1 only.
test.skipIf(!process.env.SIMULATE).each(Object.keys(planted))(
  "a product that %s is caught",
  { timeout: holds.patience },
  async (name) => {
    const fault = planted[name];
    if (!fault) throw new Error(name);
    const { wiring, blames } = fault;
    const found: string[] = [];
    await judgeSeeds(
      seedsFrom(from[name] ?? 1, most),
      ({ verdict }) => {
        found.push(...verdict.violations.filter((violation) => blames.test(violation)));
        return found.length === 0;
      },
      wiring,
    );
    expect(found).not.toEqual([]);
  },
);
