import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
async function begin(options: Parameters<typeof testBot>[0] = {}) {
  bot = await testBot(options);
  await bot.says("max", "/goal add Revenue 45k for:boris by:“31 dec”");
}
beforeEach(() => begin());
afterEach(() => bot.close());

const say = async (who: string, text: string) => bot.text(await bot.says(who, text));
const goal = (number = 1) => bot.db.goal.findFirstOrThrow({ where: { orgId: bot.orgId, number } });

describe("a goal that counts before it is accepted", () => {
  test("does so by the manager's word and reason, which its owner reads", async () => {
    expect(await say("max", "/goal live #1 agreed on the phone, he is travelling")).toContain(
      "#1 Revenue counts from now on; Boris was told your reason.",
    );
    expect(await goal()).toMatchObject({ state: "understood", liveReason: "manager", acceptedAt: null, nextAt: null });
    const [asked = "", told = ""] = await bot.dm("boris");
    expect(asked).toContain("This goal counts by the manager’s decision.");
    expect(asked).not.toContain("[Accept]");
    expect(told).toContain("Max decided that #1 Revenue counts from now on: $45,000 by 31 Dec 2026.");
    expect(told).toContain("agreed on the phone, he is travelling");
    expect(told).toContain("[Ask] [Object]");
    expect(await say("boris", "/goal show #1")).toContain("counts by the manager’s decision, not accepted");
    expect(await say("max", "/goal history #1")).toContain("decided: agreed on the phone");
    const events = await bot.db.auditEvent.findMany({ where: { orgId: bot.orgId, action: "goal live" } });
    expect(events).toMatchObject([{ byPersonId: bot.player("max").personId, before: { state: "sent" } }]);
  });

  test("is asked for on the card of a goal that waits, and settles an objection", async () => {
    await bot.says("boris", "/goal object #1 too much");
    const card = await bot.says("max", "/goal show #1");
    const form = await bot.presses("max", card, "Make it count");
    await bot.submits("max", form, { reason: "the quarter is fixed" });
    expect(await goal()).toMatchObject({ state: "understood", liveReason: "manager" });
    const open = await bot.db.goalDialogue.count({ where: { kind: "objection", settledAt: null } });
    expect(open).toBe(0);
    expect(bot.text(await bot.says("max", "/goal show #1"))).not.toContain("Make it count");
  });

  test("stays open to objections, and a new version is accepted anew", async () => {
    await bot.says("max", "/goal live #1 agreed");
    expect(await say("boris", "/goal object #1 not by me")).toContain("went to Max");
    expect(await goal()).toMatchObject({ state: "objected" });
    await bot.says("max", "/goal edit #1 40k reason:“you were right”");
    expect(await goal()).toMatchObject({ state: "sent", version: 2, liveReason: null });
  });

  test("needs a reason, a manager and time that is not over", async () => {
    expect((await bot.says("max", "/goal live #1")).kind).toBe("form");
    expect(await say("boris", "/goal live #1 please")).toContain("/goal live is for");
    expect(await say("mara", "/goal live #1 please")).toContain("I found no goal");
    await bot.says("max", "/goal live #1 agreed");
    await bot.again();
    expect(await bot.dm("boris")).toHaveLength(2);
    expect(await say("max", "/goal live #1 again")).toContain("counts already");
    await bot.says("max", "/goal add Meetings 4 for:boris by:tomorrow");
    await bot.at("2026-11-26 10:00");
    expect(await say("max", "/goal live #2 late")).toContain("is over");
  });
});

describe("how goals were understood", () => {
  test("is told to who oversees them, from the same numbers as the cases", async () => {
    await bot.at("mon 12:00");
    await bot.asks("boris", {
      kind: "command",
      name: "goal accept",
      values: { goal: "#1", number: "40k", by: "31 dec", step: "call", clarity: "3" },
    });
    await bot.says("boris", "/goal ask #1 do renewals count?");
    await bot.says("max", "/goal add Deals 5 for:chen");
    await bot.at("tue 12:00");
    await bot.asks("chen", {
      kind: "command",
      name: "goal accept",
      values: { goal: "#2", number: "5", by: "eom", step: "call", clarity: "5" },
    });
    await bot.says("max", "/goal add Calls 50 for:ana");
    const text = await say("max", "/goal history #1");
    expect(text).toContain("How goals were understood here, last 90 days:");
    expect(text).toContain("3 goals sent, 67% answered, 67% within two working days");
    // Two hours on Monday, and nine of Monday afternoon and Tuesday morning.
    expect(text).toContain("half of the answers came within 5.5 working hours");
    expect(text).toContain("first answer matched: 50%");
    expect(text).toContain("clarity 4 of 5");
    expect(text).toContain("questions on 33%");
    expect(text).toContain("understanding 62 of 100");
    expect(await say("boris", "/goal history #1")).not.toContain("How goals were understood");
  });

  test("has nothing to say where nobody was sent a goal", async () => {
    await bot.says("max", "/goal add Together 90 for:team");
    await bot.db.goal.deleteMany({ where: { number: 1 } });
    expect(await say("max", "/goal history #2")).not.toContain("How goals were understood");
  });

  test("the form asks for clarity, and it may be left out", async () => {
    const dm = (await bot.dmViews("boris"))[0];
    if (!dm) throw new Error("Nothing was said");
    const form = await bot.presses("boris", dm, "Accept");
    expect(bot.text(form)).toContain("How clear is the goal?");
    await bot.submits("boris", form, { number: "45k", by: "31 Dec", step: "call" });
    expect(await bot.db.goalDialogue.findFirst()).toMatchObject({ kind: "read_back", matched: true, clarity: null });
  });
});

test("in Russian", async () => {
  await bot.close();
  await begin({ locale: "ru" });
  expect(await say("max", "/goal live #1 договорились по телефону")).toContain("Цель #1 Revenue действует");
  expect(await say("max", "/goal history #1")).toMatch(/отправлена 1 цель, ответ есть на 0\s%/u);
});
