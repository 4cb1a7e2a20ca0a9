import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chartSvg } from "../../../src/view/chart-svg.ts";
import type { Block } from "../../../src/view/view.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";
import { type TeamWriter, teamWriter } from "./written-team.ts";

let bot: TestBot;
let team: TeamWriter;

async function begin(options: Parameters<typeof testBot>[0] = {}) {
  await bot?.close();
  bot = await testBot(options);
  team = teamWriter(bot);
}
beforeEach(() => begin());
afterEach(() => bot.close());

/** The latest week first: calls doubled in the middle of ten weeks, deals stayed as they were. */
async function tenWeeks() {
  await team.weekly("ana", "calls", [40, 40, 40, 40, 40, 20, 20, 20, 20, 20]);
  await team.weekly("boris", "deals", [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
}

type ChartBlock = Extract<Block, { kind: "chart" }>;

async function trend(who = "max"): Promise<ChartBlock | undefined> {
  const answer = await bot.says(who, "/report activity");
  if (answer.kind !== "reply") throw new Error("There was no report");
  return answer.view.blocks.find(
    (block): block is ChartBlock => block.kind === "chart" && block.chart.kind === "lines",
  );
}

describe("the trend of a team's activity", () => {
  test("puts the first activity and the result week by week against their own averages", async () => {
    await tenWeeks();
    const block = await trend();
    if (block?.chart.kind !== "lines") throw new Error("There was no trend");
    const { x, series, mark } = block.chart;
    expect(x.at(-1)).toBe("2026-11-22");
    expect(x.at(-2)).toBe("2026-11-15");
    const [deals, calls] = series;
    expect(deals).toMatchObject({ label: "Deals won", tone: "main" });
    expect(calls).toMatchObject({ label: "Calls", dashed: true });
    // What was before the first entry is not known to be nothing.
    expect(calls?.y.slice(-11)).toEqual([null, 67, 67, 67, 67, 67, 133, 133, 133, 133, 133]);
    expect(deals?.y.slice(-10)).toEqual(new Array(10).fill(100));
    expect(mark).toEqual({ label: "average", y: 100 });
    expect(block.alt).toContain("Calls from 20 to 40 a week");
    expect(block.alt).toContain("Deals won from 2 to 2 a week");
    expect(chartSvg(block.chart, "en")).toContain("Calls and Deals won, week by week");
  });

  test("is drawn only once there are weeks enough", async () => {
    await team.weekly("ana", "calls", [40, 40, 40, 40, 40, 20, 20]);
    await team.weekly("boris", "deals", [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
    expect(await trend()).toBeUndefined();
  });

  test("is the team's: a rep's own report has none", async () => {
    await tenWeeks();
    expect(await trend("ana")).toBeUndefined();
    expect(await trend("mara")).toBeUndefined();
  });

  test("has words in Russian too", async () => {
    await begin({ locale: "ru" });
    await tenWeeks();
    const block = await trend();
    expect(block?.alt).toContain("Звонки: было 20, стало 40 в неделю");
    expect(block?.chart).toMatchObject({ unit: "100 — собственное среднее за неделю; вся команда" });
  });
});
