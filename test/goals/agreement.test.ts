import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { remindUnaccepted } from "../../src/goals/acceptance.ts";
import type { View } from "../../src/view/view.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
/** Max sets a goal for Boris on a fresh stage. */
beforeEach(async () => {
  bot = await testBot();
  await bot.says("max", "/goal add Revenue 45k for:boris by:“31 dec”");
});
afterEach(() => bot.close());

const say = async (who: string, text: string) => bot.text(await bot.says(who, text));
const goal = () => bot.db.goal.findFirstOrThrow({ where: { orgId: bot.orgId, number: 1 } });
const remind = () =>
  bot.db.$transaction((tx) => remindUnaccepted({ db: tx, now: bot.now(), said: [] }, 100), { timeout: 15_000 });

/** The first moment of 2027 in Berlin. */
const periodOver = new Date("2026-12-31T23:00:00Z");

async function lastDm(who: string): Promise<View> {
  const last = (await bot.dmViews(who)).at(-1);
  if (!last) throw new Error(`Nothing was said to ${who}`);
  return last;
}

describe("accepting", () => {
  test("in one's own words makes the goal live", async () => {
    const form = await bot.presses("boris", await lastDm("boris"), "Accept");
    const answer = await bot.submits("boris", form, { number: "45k", by: "31 Dec", step: "call the ten largest" });
    expect(bot.text(answer)).toContain("#1 Revenue is yours: $45,000 by 31 Dec 2026. First step: call the ten largest");
    expect(await goal()).toMatchObject({
      state: "understood",
      liveReason: "accepted",
      nextAt: null,
      acceptedAt: bot.now(),
    });
    const [dm = ""] = await bot.dm("boris");
    expect(dm).toContain("You accepted this goal");
    expect(dm).not.toContain("[Accept]");
    expect(await say("boris", "/goal accept #1 45k 31.12 again")).toContain("already accepted");
  });

  test.each([
    ["45000", "2026-12-31"],
    ["$45,000", "end of december"],
    ["45 тыс.", "до конца года"],
    ["44900", "end of Q4"],
  ])("%s by %s is the same", async (number, by) => {
    await bot.asks("boris", { kind: "command", name: "goal accept", values: { goal: "#1", number, by, step: "call" } });
    expect((await goal()).state).toBe("understood");
  });

  test.each([
    ["40k", "31 Dec"],
    ["45k", "30 Nov"],
    ["€45k", "31 Dec"],
    ["31", "31 Dec"],
  ])("%s by %s is not", async (number, by) => {
    const values = { goal: "#1", number, by, step: "call 45000 people by 31 Dec" };
    const answer = await bot.asks("boris", { kind: "command", name: "goal accept", values });
    expect(bot.text(answer)).toContain("The goal says $45,000 by 31 Dec; you wrote");
    expect((await goal()).state).toBe("acknowledged");
  });

  test("a difference is asked about once more; the second one is told to the manager, once", async () => {
    const first = await bot.says("boris", "/goal accept #1 40k “31 dec” call");
    expect(bot.text(first)).toContain("The goal says $45,000 by 31 Dec; you wrote $40,000 by 31 dec.");
    expect(bot.text(first)).toContain("[Answer once more]");
    expect(await bot.dm("max")).toEqual([]);
    const again = await bot.presses("boris", first, "Answer once more");
    const second = await bot.submits("boris", again, { number: "41k", by: "31 dec", step: "call" });
    expect(bot.text(second)).toContain("a note about it went to Max");
    const third = await say("boris", "/goal accept #1 42k “31 dec” call");
    expect(third).toContain("you wrote $42,000");
    const told = await bot.dm("max");
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(
      "Boris reads #1 Revenue differently: $41,000 by 31 dec; the goal says $45,000 by 31 Dec.",
    );
    expect(await say("boris", "/goal accept #1 45k “31 dec” call")).toContain("is yours");
  });

  test("is the owner's alone", async () => {
    expect(await say("max", "/goal accept #1 45k “31 dec” call")).toContain("to another team");
    expect(await say("ana", "/goal accept #1 45k “31 dec” call")).toContain("I found no goal");
    expect(await say("olaf", "/goal accept #1 45k “31 dec” call")).toContain("I found no goal");
    expect((await goal()).state).toBe("sent");
  });

  test("counts a delivery once", async () => {
    await bot.says("boris", "/goal accept #1 40k “31 dec” call");
    await bot.again();
    expect(await bot.db.goalDialogue.count()).toBe(1);
    expect(await bot.dm("max")).toEqual([]);
  });
});

describe("asking and objecting", () => {
  test("a question goes to whoever set the goal, and the answer comes back", async () => {
    expect(await say("boris", "/goal ask #1 do renewals count?")).toContain("Sent to Max.");
    expect(await goal()).toMatchObject({ step: 3, nextAt: periodOver });
    expect(await say("boris", "/goal show #1")).toContain("a question waits for an answer");
    const asked = await lastDm("max");
    expect(bot.text(asked)).toContain("Boris asks about #1 Revenue:\ndo renewals count?");
    await bot.at("tue 11:00");
    const form = await bot.presses("max", asked, "Answer");
    expect(bot.text(await bot.submits("max", form, { text: "Yes, they do" }))).toContain("Your answer went to Boris.");
    const answered = bot.text(await lastDm("boris"));
    expect(answered).toContain("Max answered about #1 Revenue:\nYes, they do\nYou asked: do renewals count?");
    expect(answered).toContain("[Accept]");
    expect(await goal()).toMatchObject({ state: "sent", step: 0, nextAt: new Date("2026-11-25T10:00:00Z") });
    expect(await say("max", "/goal answer #1 once more")).toContain("no open question");
  });

  test("an objection is kept with a reason, and the goal is put before its owner again", async () => {
    expect(await say("boris", "/goal object #1 I am away for two weeks")).toContain("went to Max");
    expect(await goal()).toMatchObject({ state: "objected", nextAt: periodOver });
    const objection = await lastDm("max");
    expect(bot.text(objection)).toContain("Boris finds #1 Revenue not realistic:\nI am away for two weeks");
    await bot.at("mon 15:00");
    const form = await bot.presses("max", objection, "Keep, with a reason");
    await bot.submits("max", form, { text: "Chen covers for you" });
    expect((await goal()).state).toBe("sent");
    const kept = bot.text(await lastDm("boris"));
    expect(kept).toContain("Your goal stays as it is: #1 Revenue");
    expect(kept).toContain("Why: Chen covers for you");
    const settled = await bot.db.goalDialogue.findMany({ orderBy: { at: "asc" } });
    expect(settled.map(({ kind, settledAt }) => [kind, settledAt !== null])).toEqual([
      ["objection", true],
      ["decision", false],
    ]);
  });

  test("a changed goal settles the objection and is accepted anew", async () => {
    await bot.says("boris", "/goal object #1 too much");
    const form = await bot.presses("max", await lastDm("max"), "Change the goal");
    const answer = await bot.submits("max", form, { target: "40k", reason: "two weeks of training" });
    expect(bot.text(answer)).toContain("(version 2): target $45,000 → $40,000; stretch $54,000 → $48,000.");
    expect(bot.text(answer)).toContain("Boris was asked to accept the new version.");
    expect(await goal()).toMatchObject({ state: "sent", version: 2, target: 4_000_000n });
    const [old = "", changed = ""] = await bot.dm("boris");
    expect(old).toContain("A newer version of this goal has replaced this one.");
    expect(changed).toContain("Why: two weeks of training");
    expect(await say("boris", "/goal accept #1 45k “31 dec” call")).toContain("The goal says $40,000");
    expect(await say("boris", "/goal accept #1 40k “31 dec” call")).toContain("is yours");
  });

  test("one's own goal and a team's goal need nobody's yes", async () => {
    await bot.says("boris", "/goal add Calls 50");
    await bot.says("max", "/goal add Together 90 for:team");
    expect(await say("boris", "/goal object #2 too much")).toContain("You set #2 Calls yourself");
    expect(await say("boris", "/goal accept #2 50 eom call")).toContain("already accepted");
    expect(await say("boris", "/goal ask #2 is that enough?")).toContain("Sent to Max");
    expect(await say("boris", "/goal ask #3 who starts?")).toContain("Sent to Max");
    expect(await say("boris", "/goal accept #3 90 eom call")).toContain("to another team");
  });

  test("answers are the manager's", async () => {
    await bot.says("boris", "/goal ask #1 why?");
    expect(await say("boris", "/goal answer #1 because")).toContain("/goal answer is for");
    expect((await bot.db.goalDialogue.findFirstOrThrow()).settledAt).toBeNull();
  });
});

describe("reminders", () => {
  test("come after one and two working days; after three the manager's list has it, then nothing", async () => {
    expect(await remind()).toBe(0);
    await bot.at("tue 10:00");
    expect(await remind()).toBe(1);
    expect(await remind()).toBe(0);
    expect((await bot.dm("boris"))[1]).toContain("#1 Revenue from Max still waits for your answer: $45,000 by 31 Dec.");
    await bot.at("wed 10:00");
    await remind();
    expect((await bot.dm("boris"))[2]).toMatch(/last reminder; from Thu,? 26 Nov, 10:00.*Max sees it in their brief/);
    await bot.at("thu 10:00");
    expect(await remind()).toBe(1);
    expect(await goal()).toMatchObject({ state: "sent", step: 3, nextAt: periodOver });
    await bot.at("2026-12-10 10:00");
    expect(await remind()).toBe(0);
    expect(await bot.dm("boris")).toHaveLength(3);
  });

  test("count in the owner's working time", async () => {
    await bot.at("fri 17:00");
    await bot.says("max", "/goal add Meetings 8 for:chen by:“31 dec”");
    const sent = await bot.db.goal.findFirstOrThrow({ where: { number: 2 } });
    expect(sent.nextAt).toEqual(new Date("2026-11-30T16:00:00Z"));
  });

  test("rest while a question is open, and stop once the goal is accepted", async () => {
    await bot.says("boris", "/goal ask #1 why?");
    await bot.at("thu 12:00");
    expect(await remind()).toBe(0);
    await bot.says("max", "/goal answer #1 because");
    await bot.says("boris", "/goal accept #1 45k “31 dec” call");
    await bot.at("2026-12-03 12:00");
    expect(await remind()).toBe(0);
  });

  test("a goal whose period is over expires silently", async () => {
    await bot.db.goal.updateMany({ data: { endsOn: "2026-11-23" } });
    await bot.at("tue 10:00");
    await remind();
    expect(await goal()).toMatchObject({ state: "expired", nextAt: null });
    expect(await bot.dm("boris")).toHaveLength(1);
    expect(await say("boris", "/goal accept #1 45k “23 nov” call")).toContain("can no longer be accepted");
  });

  test.each(["/goal ask #1 why?", "/goal object #1 too much", "/goal show #1"])(
    "what is still open when the period ends expires, after %s too",
    async (text) => {
      await bot.says("boris", text);
      for (const when of ["tue 10:00", "wed 10:00", "thu 10:00"]) {
        await bot.at(when);
        await remind();
      }
      await bot.at("2026-12-31 23:59");
      expect(await remind()).toBe(0);
      const said = await bot.dm("boris");
      await bot.at("2027-01-01 00:00");
      expect(await remind()).toBe(1);
      expect(await goal()).toMatchObject({ state: "expired", nextAt: null });
      expect(await bot.dm("boris")).toEqual(said);
    },
  );

  test("are claimed by one of two planners", async () => {
    await bot.at("tue 10:00");
    const counts = await Promise.all([remind(), remind()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await bot.dm("boris")).toHaveLength(2);
  });

  test("do not go out when they were overtaken", async () => {
    await bot.at("tue 10:00");
    await remind();
    await bot.says("boris", "/goal accept #1 45k “31 dec” call");
    expect((await bot.dm("boris")).filter((text) => text.includes("still waits"))).toEqual([]);
  });
});

describe("in Russian", () => {
  let russian: TestBot;
  beforeAll(async () => {
    russian = await testBot({ locale: "ru" });
  });
  afterAll(() => russian.close());

  test("the whole agreement is said in the reader's language", async () => {
    const tell = async (who: string, text: string) => russian.text(await russian.says(who, text));
    expect(await tell("max", "/goal add Выручка 45 тыс. for:boris by:“31 декабря”")).toContain("исполнитель Boris");
    const [dm = ""] = await russian.dm("boris");
    expect(dm).toContain("Цель для вас: #1 Выручка");
    expect(dm).toContain("[Принять] [Спросить] [Возразить]");
    expect(dm).toMatch(/напоминание вт,? 24 нояб/);
    expect(await tell("boris", "/goal accept #1 “40 тыс.” “31 декабря” звонить")).toContain("Пока не совсем совпало");
    expect(await tell("boris", "/goal object #1 слишком много")).toContain("Ваше возражение отправлено: Max");
    expect(await tell("max", "/goal edit #1 40 тыс. reason:“обучение”")).toContain("версия 2");
    expect(await tell("boris", "/goal accept #1 “40 тыс.” “до 31 декабря” звонить")).toContain("Цель #1 Выручка ваша");
    expect(await tell("boris", "/goal history #1")).toContain("возражение: слишком много");
  });
});
