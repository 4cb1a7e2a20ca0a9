import { parseArgs } from "node:util";
import { judgeSeeds, report, seedsFrom } from "./hold.ts";

/** `npm run simulate -- --seeds 1000 --from 1`: more seeds than the tests take, or one of them again with its trace. */
async function main(): Promise<void> {
  const options = { seeds: { type: "string", default: "200" }, from: { type: "string", default: "1" } } as const;
  const { values } = parseArgs({ options });
  const seeds = seedsFrom(Number(values.from), Number(values.seeds));
  const began = performance.now();
  const sums: Record<string, number> = {};
  let failed = 0;
  await judgeSeeds(seeds, (judged) => {
    for (const [name, count] of Object.entries(judged.verdict.counts)) sums[name] = (sums[name] ?? 0) + count;
    if (judged.verdict.violations.length > 0) {
      failed += 1;
      console.log(report(judged));
    } else if (seeds.length === 1) console.log(judged.run.trace.join("\n"));
    return true;
  });
  const seconds = ((performance.now() - began) / 1_000).toFixed(0);
  const counts = Object.entries(sums).map(([name, count]) => `${name} ${count}`);
  console.log(`${seeds.length} seeds in ${seconds} s, ${failed} do not hold; ${counts.join(", ")}`);
  process.exit(failed > 0 ? 1 : 0);
}

await main();
