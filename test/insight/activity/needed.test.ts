import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type WeekWriter, weekWriter } from "../../summaries/written-week.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";
import { type TeamWriter, teamWriter } from "./written-team.ts";

let bot: TestBot;
let team: TeamWriter;
let write: WeekWriter;

beforeEach(async () => {
  bot = await testBot();
  team = teamWriter(bot);
  write = weekWriter(bot);
});
afterEach(() => bot.close());

const report = async (who: string) => bot.text(await bot.says(who, "/report activity"));

/** Two in ten calls become a meeting, one in four meetings a deal. */
async function aFunnel() {
  for (const who of ["ana", "boris", "chen"]) {
    await team.weekly(who, "calls", [42, 38, 42, 38, 42, 38, 42, 38]);
    await team.weekly(who, "meetings", [8, 8, 8, 8, 8, 8, 8, 8]);
    await team.weekly(who, "deals", [2, 2, 2, 2, 2, 2, 2, 2]);
  }
}

describe("what would close the gap", () => {
  test("follows the own shares back to the activity, with a range and what a day would hold", async () => {
    await aFunnel();
    await write.goal("ana", "deals", 20, "2026-11-01", "2026-12-31");
    const line = (await report("ana")).split("\n").find((one) => one.includes("#1 Deals won of ana"));
    const found =
      /14 to go \(by 31 Dec\)\. Calls: about (\d+) or more \(80% range (\d+) to (\d+)\), ([\d.]+) a working day(.*); Meetings: about (\d+)/u.exec(
        line ?? "",
      );
    const [, calls, low, high, perDay, , meetings] = (found ?? []).map(Number);
    // 14 deals at about a quarter of meetings and a twentieth of calls.
    expect(calls).toBeGreaterThan(230);
    expect(calls).toBeLessThan(330);
    expect(meetings).toBeGreaterThan(48);
    expect(meetings).toBeLessThan(64);
    expect(low).toBeLessThan(calls ?? 0);
    expect(high).toBeGreaterThan(calls ?? 0);
    expect(perDay).toBeCloseTo((calls ?? 0) / 29, 1);
  });

  test("counts only what can still land, once deals say how long they take", async () => {
    for (let day = 10; day < 30; day++) {
      const closed = day < 20 ? `2026-10-${day}` : `2026-11-${day - 10}`;
      await team.deal("ana", `2026-09-${day}`, day % 2 ? "won" : "lost", closed);
    }
    await team.weekly("ana", "deals", [1, 2, 1], { source: "import" });
    await write.goal("ana", "deals", 9, "2026-11-01", "2026-12-27");
    expect(await report("ana")).toMatch(/Deals opened: about \d+ \(80% range/u);
    await write.goal("boris", "deals", 9, "2026-11-01", "2026-11-27");
    expect(await report("boris")).toContain("Deals opened: new ones can no longer land in this period");
  });

  test("money is counted in results of the usual size, or says that none is known", async () => {
    await aFunnel();
    await write.goal("ana", "revenue", 5_000_000, "2026-11-01", "2026-12-31");
    expect(await report("ana")).toContain("#1 Revenue of ana: not enough data. No single result with an amount");
    await write.entry("ana", "revenue", 1_000_000, "2026-11-05");
    await write.entry("ana", "revenue", 1_000_000, "2026-11-06");
    expect(await report("ana")).toContain(
      "$30,000 to go (by 31 Dec) (about 3 results of the usual size). Calls: about",
    );
  });

  test("what is no stage, what is reached, limits and rates ask for nothing", async () => {
    await aFunnel();
    await write.goal("ana", "deals", 2, "2026-11-01", "2026-12-31");
    await write.goal("ana", "win-rate", 4_000, "2026-11-01", "2026-12-31");
    await write.goal("ana", "calls", 900, "2026-11-01", "2026-12-31");
    expect(await report("ana")).not.toContain("What would close the gap");
    await bot.says("max", '/team funnel "calls > meetings"');
    await write.goal("ana", "deals", 50, "2026-11-01", "2026-12-31");
    expect(await report("ana")).toContain(
      "not enough data, since it is no stage of the funnel. /team funnel can add it.",
    );
  });

  test("without any success on the way there is no figure", async () => {
    await bot.says("max", '/team funnel "calls > meetings > deals"');
    await team.weekly("ana", "calls", [42, 38, 41]);
    await write.goal("ana", "deals", 5, "2026-11-01", "2026-12-31");
    const text = await report("ana");
    expect(text).toContain("not enough data. No share is known from Meetings to Deals won yet.");
    expect(text).not.toMatch(/NaN|Infinity/u);
  });

  test("a manager reads everybody's and the team's, a rep the own", async () => {
    await aFunnel();
    await write.goal("ana", "deals", 20, "2026-11-01", "2026-12-31");
    await write.goal("boris", "deals", 30, "2026-11-01", "2026-12-31");
    await write.goal(null, "deals", 80, "2026-11-01", "2026-12-31");
    const text = await report("max");
    expect(text).toContain("Ana, #1 Deals won of ana: 14 to go");
    expect(text).toContain("Boris, #2 Deals won of boris: 24 to go");
    expect(text).toContain("#3 Team deals won: 62 to go");
    expect(await report("ana")).not.toMatch(/boris|Team deals/u);
  });
});
