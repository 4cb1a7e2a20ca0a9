import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Answer } from "../../src/command/command.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
let shown: Answer;

/** Max splits a goal of the team that counts already. */
beforeEach(async () => {
  bot = await testBot();
  await bot.says("max", "/goal add Revenue 90k for:team by:“31 dec”");
  shown = await bot.says("max", "/goal split #1");
});
afterEach(() => bot.close());

const say = async (who: string, text: string) => bot.text(await bot.says(who, text));
const raise = () => bot.says("max", "/goal edit #1 120k by:“15 jan” reason:“a new market”");
const parts = () => bot.db.goal.findMany({ where: { orgId: bot.orgId, ownerId: { not: null } } });

describe("the total of a plan for a team's own goal", () => {
  test("is the goal's: its form has none and says where to change it", async () => {
    const form = await bot.presses("max", shown, "Change the plan");
    const text = bot.text(form);
    expect(text).toContain("The total is that of #1 Revenue: $90,000. To change it, change the goal: /goal edit #1");
    expect(text).not.toMatch(/^Total:/mu);
    if (form.kind !== "form") throw new Error("There was no form");
    const values = { total: "60k", unit: "1k", history: "0", extra: "0", months: "whole" };
    const changed = await bot.asks("max", { kind: "submit", form: form.form.name, state: form.form.state, values });
    expect(bot.text(changed)).toContain("Total: $90,000");
    expect(bot.text(changed)).toContain("Rounded to: $1,000");
    expect((await bot.db.goal.findFirstOrThrow()).target).toBe(9_000_000n);
  });

  test("follows the goal, and what the goal gained is unassigned until the shares are reckoned", async () => {
    await raise();
    const text = await say("max", "/goal split #1");
    expect(text).toContain("Total: $120,000");
    expect(text).toContain("Period: 23 Nov – 15 Jan 2027");
    expect(text).toContain("Unassigned: $30,000");
    expect(await say("max", "/goal split")).toContain("#2 Revenue, Sales: $120,000 by 15 Jan");
    const anew = await bot.presses("max", shown, "Recalculate weights");
    expect(bot.text(anew)).toContain("Unassigned: $0");
    await bot.presses("max", anew, "Send 3 goals");
    const targets = (await parts()).map(({ target, endsOn }) => ({ target, endsOn }));
    expect(targets.reduce((sum, { target }) => sum + target, 0n)).toBe(12_000_000n);
    expect(new Set(targets.map(({ endsOn }) => endsOn))).toEqual(new Set(["2027-01-15"]));
  });

  test("is not sent as it was seen before the goal changed", async () => {
    await raise();
    const late = await bot.presses("max", shown, "Send 3 goals");
    expect(bot.text(late)).toContain("Somebody changed this meanwhile");
    expect(bot.text(late)).toContain("Unassigned: $30,000");
    expect(await parts()).toEqual([]);
    expect(bot.text(await bot.presses("max", late, "Send 3 goals"))).toContain("Unassigned: $30,000");
    expect(await bot.db.plan.findFirstOrThrow()).toMatchObject({ total: 12_000_000n, endsOn: "2027-01-15" });
    await bot.says("max", "/goal edit #1 80k reason:“the market closed”");
    expect(await say("max", "/goal split #2")).toContain("Total: $120,000");
  });

  test("a form that was open meanwhile is refused", async () => {
    const form = await bot.presses("max", shown, "Change the plan");
    await raise();
    expect(bot.text(await bot.submits("max", form, { unit: "1k" }))).toContain("Somebody changed this meanwhile");
  });

  test("of a goal that is closed nothing is sent", async () => {
    await bot.says("max", "/goal close #1 dropped");
    expect(bot.text(await bot.presses("max", shown, "Send 3 goals"))).toContain("#1 Revenue is closed");
    expect(await parts()).toEqual([]);
  });
});

test("in Russian", async () => {
  const russian = await testBot({ locale: "ru" });
  await russian.says("max", "/goal add Выручка 90 тыс. for:team by:“31 декабря”");
  const plan = await russian.says("max", "/goal split #1");
  expect(russian.text(await russian.presses("max", plan, "Изменить план"))).toContain(
    "Всего — столько, сколько в цели #1 Выручка",
  );
  await russian.close();
});
