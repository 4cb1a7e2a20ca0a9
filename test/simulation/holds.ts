import { test } from "vitest";
import { judgeSeeds, report, seedsFrom } from "./hold.ts";

/** In tens, so that what fails is seen early. */
const tens = (first: number, last: number): [number, number][] =>
  seedsFrom(0, Math.ceil((last - first + 1) / 10)).map((ten) => [
    first + ten * 10,
    Math.min(last, first + ten * 10 + 9),
  ]);

async function over(first: number, last: number): Promise<void> {
  const failed: string[] = [];
  await judgeSeeds(seedsFrom(first, last - first + 1), (judged) => {
    if (judged.verdict.violations.length > 0) failed.push(report(judged));
    return true;
  });
  if (failed.length > 0) throw new Error(`${failed.length} seeds do not hold\n${failed.join("\n\n")}`);
}

/** A machine that is busy with everything else at once takes this long over ten seeds. */
const patience = 900_000;

/** A seed takes seconds of a processor, so a plain run tries the first two of all; SIMULATE=1 tries all. */
function tries(first: number, last: number): void {
  const isAll = Boolean(process.env.SIMULATE);
  const parts = isAll ? tens(first, last) : tens(first, first + 1);
  test.skipIf(!isAll && first > 1).each(parts)("four weeks hold for seeds %i to %i", { timeout: patience }, over);
}

export const holds = { tries, patience };
