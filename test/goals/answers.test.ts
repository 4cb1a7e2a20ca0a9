import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { View } from "../../src/view/view.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;

/** Ana and Boris ask about a goal of the whole team. */
beforeEach(async () => {
  bot = await testBot();
  await bot.says("max", "/goal add Revenue 90k for:team by:“31 dec”");
  await bot.says("ana", "/goal ask #1 do renewals count?");
  await bot.says("boris", "/goal ask #1 who starts?");
});
afterEach(() => bot.close());

const say = async (who: string, text: string) => bot.text(await bot.says(who, text));
const open = () => bot.db.goalDialogue.count({ where: { settledAt: null, kind: { in: ["question", "objection"] } } });

async function dmAbout(who: string, text: string): Promise<View> {
  const found = (await bot.dmViews(who)).find((view) => bot.text(view).includes(text));
  if (!found) throw new Error(`${who} was told nothing about ${text}`);
  return found;
}

describe("the button under a question", () => {
  test("answers that one, and leaves the other open", async () => {
    const form = await bot.presses("max", await dmAbout("max", "do renewals count?"), "Answer");
    expect(bot.text(form)).toContain("do renewals count?");
    expect(bot.text(form)).not.toContain("who starts?");
    expect(bot.text(await bot.submits("max", form, { text: "Yes, they do" }))).toContain("Your answer went to Ana.");
    expect((await bot.dm("ana")).at(-1)).toContain("Yes, they do\nYou asked: do renewals count?");
    expect(await bot.dm("boris")).toEqual([]);
    expect(await open()).toBe(1);
    await bot.submits("max", await bot.presses("max", await dmAbout("max", "who starts?"), "Answer"), { text: "You" });
    expect((await bot.dm("boris")).at(-1)).toContain("You asked: who starts?");
    expect(await bot.dm("ana")).toHaveLength(1);
    expect(await open()).toBe(0);
  });

  test("answers nobody else's once its own is settled, and each delivery once", async () => {
    const form = await bot.presses("max", await dmAbout("max", "do renewals count?"), "Answer");
    await bot.submits("max", form, { text: "Yes, they do" });
    await bot.again();
    expect(await bot.dm("ana")).toHaveLength(1);
    expect(bot.text(await bot.submits("max", form, { text: "No" }))).toContain("is settled already");
    expect(bot.text(await bot.presses("max", await dmAbout("max", "do renewals count?"), "Answer"))).not.toContain(
      "do renewals",
    );
    expect(await open()).toBe(1);
    expect(await bot.dm("ana")).toHaveLength(1);
  });

  test("is the manager's, in their own organisation", async () => {
    const asked = await dmAbout("max", "do renewals count?");
    expect(bot.text(await bot.presses("boris", asked, "Answer"))).toContain("/goal answer is for");
    await bot.says("mara", "/goal add Revenue 10k for:team by:“31 dec”");
    const foreign = await bot.presses("mara", asked, "Answer");
    expect(bot.text(foreign)).not.toContain("do renewals count?");
    expect(bot.text(await bot.submits("mara", foreign, { text: "No" }))).toContain("is settled already");
    expect(await open()).toBe(2);
  });
});

describe("an answer to all that is open", () => {
  test("reaches everybody who asked, each with their own questions", async () => {
    await bot.says("ana", "/goal ask #1 and upgrades?");
    expect(await say("max", "/goal answer #1 see the sheet")).toContain("Your answer went to Ana, Boris.");
    const [toAna = ""] = await bot.dm("ana");
    expect(toAna).toContain("see the sheet\nYou asked: do renewals count?\nYou asked: and upgrades?");
    expect(toAna).not.toContain("who starts?");
    const [toBoris = ""] = await bot.dm("boris");
    expect(toBoris).toContain("see the sheet\nYou asked: who starts?");
    expect(toBoris).not.toContain("renewals");
    expect(await open()).toBe(0);
  });
});

describe("an objection", () => {
  beforeEach(async () => {
    await bot.says("max", "/goal add Deals 9 for:boris by:“31 dec”");
    await bot.says("ada", "/goal ask #2 is that agreed?");
    await bot.says("boris", "/goal object #2 nine is too many");
  });

  test("waits while a question beside it is answered", async () => {
    const form = await bot.presses("max", await dmAbout("max", "is that agreed?"), "Answer");
    await bot.submits("max", form, { text: "Nearly" });
    expect((await bot.dm("ada")).at(-1)).toContain("You asked: is that agreed?");
    expect((await bot.db.goal.findFirstOrThrow({ where: { number: 2, orgId: bot.orgId } })).state).toBe("objected");
    await bot.at("mon 15:00");
    const keep = await bot.presses("max", await dmAbout("max", "nine is too many"), "Keep, with a reason");
    expect(bot.text(await bot.submits("max", keep, { text: "Chen helps" }))).toContain("Your answer went to Boris.");
    expect(bot.text(await dmAbout("boris", "Your goal stays as it is"))).toContain("Why: Chen helps");
  });

  test("is over once whoever raised it accepts the goal", async () => {
    await bot.says("max", "/goal answer #1 see the sheet");
    expect(await say("boris", "/goal accept #2 9 “31 dec” call")).toContain("is yours");
    const left = await bot.db.goalDialogue.findMany({ where: { settledAt: null, kind: { not: "answer" } } });
    expect(left.map(({ text }) => text)).toEqual(["is that agreed?", expect.stringContaining("call")]);
    await bot.says("max", "/goal answer #2 yes, it is");
    expect((await bot.dm("boris")).filter((text) => text.includes("yes, it is"))).toEqual([]);
    expect(await say("max", "/goal answer #2 once more")).toContain("no open question");
  });
});

test("in Russian", async () => {
  const russian = await testBot({ locale: "ru" });
  await russian.says("max", "/goal add Выручка 90 тыс. for:team by:“31 декабря”");
  await russian.says("ana", "/goal ask #1 считаются ли продления?");
  const [asked] = await russian.dmViews("max");
  if (!asked) throw new Error("Nothing was said to max");
  const form = await russian.presses("max", asked, "Ответить");
  expect(russian.text(form)).toContain("считаются ли продления?");
  await russian.submits("max", form, { text: "да" });
  expect(russian.text(await russian.submits("max", form, { text: "нет" }))).toContain("уже закрыт");
  await russian.close();
});
