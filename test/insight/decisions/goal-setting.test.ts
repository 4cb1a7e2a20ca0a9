import { afterEach, beforeEach, expect, test } from "vitest";
import { type WeekWriter, weekWriter } from "../../summaries/written-week.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";

let bot: TestBot;
let write: WeekWriter;
beforeEach(async () => {
  bot = await testBot();
  write = weekWriter(bot);
});
afterEach(() => bot.close());

const months = [
  ["2026-06-01", "2026-06-30"],
  ["2026-07-01", "2026-07-31"],
  ["2026-08-01", "2026-08-31"],
  ["2026-09-01", "2026-09-30"],
  ["2026-10-01", "2026-10-31"],
] as const;

/** Three goals a month, of which so many are reached. */
async function year(reached: readonly number[]) {
  for (const [at, [start, end]] of months.entries()) {
    for (const [place, who] of ["ana", "boris", "chen"].entries()) {
      await write.goal(who, "deals", 2, start, end);
      if (place < (reached[at] ?? 0)) await write.entry(who, "deals", 2, start);
    }
  }
}

const report = async (who = "max") => bot.text(await bot.says(who, "/report decisions"));

test("how many of the last four periods' goals were reached, against what is usual", async () => {
  // The first month is older than the last four.
  await year([3, 2, 2, 1, 1]);
  expect(await report()).toContain(
    "of 12 goals of reps in the last four periods 50% were reached, within the usual 40–70%.",
  );
});

test("too few and too many are told, in the reader's language, without a name", async () => {
  await year([0, 1, 1, 1, 0]);
  expect(await report()).toContain("only 25% were reached");
  expect(await report()).not.toContain("Ana");
  await bot.says("max", "/my language ru");
  expect(await report()).toContain("достигнуто лишь 25");
});

test("goals that were dropped, drafts, teams' own and open ones do not count, and few say nothing", async () => {
  await year([0, 0, 0, 0, 0]);
  await bot.db.goal.updateMany({ where: { endsOn: "2026-08-31" }, data: { result: "dropped", closedAt: bot.now() } });
  await bot.db.goal.updateMany({ where: { endsOn: "2026-09-30" }, data: { state: "draft" } });
  await write.goal("boris", "deals", 2, "2026-11-01", "2026-11-30");
  expect(await report()).not.toContain("How goals were set");
});
