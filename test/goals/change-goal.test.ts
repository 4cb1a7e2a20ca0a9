import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeAll(async () => {
  bot = await testBot();
  await bot.says("ana", "/goal add Calls 200 by:“this month”");
  await bot.says("max", "/goal add Revenue 45k for:boris by:“31 dec” stretch:60k");
  await bot.says("boris", "/goal accept #2 45k “31 dec” call");
});
afterAll(() => bot.close());

const say = async (who: string, text: string) => bot.text(await bot.says(who, text));
const numbered = (number: number) => bot.db.goal.findFirstOrThrow({ where: { orgId: bot.orgId, number } });

describe("a new version", () => {
  test("of one's own goal is live at once, with its reason kept", async () => {
    expect(await say("ana", "/goal edit #1 180 reason:“two days of training”")).toContain("target 200 → 180");
    expect(await numbered(1)).toMatchObject({
      version: 2,
      target: 180n,
      stretch: 216n,
      threshold: 144n,
      state: "understood",
    });
    const revisions = await bot.db.goalRevision.findMany({
      where: { goal: { number: 1 } },
      orderBy: { version: "asc" },
    });
    expect(revisions).toMatchObject([
      { version: 1, target: 200n, reason: null },
      { version: 2, target: 180n, reason: "two days of training" },
    ]);
    const history = await say("ana", "/goal history #1");
    expect(history).toContain("version 2: 200 → 180 by 30 Nov 2026; because: two days of training");
  });

  test("keeps a stretch that was chosen, and moves the end", async () => {
    const answer = await say("max", "/goal edit #2 by:“15 jan” reason:“late start”");
    expect(answer).toContain("end 31 Dec 2026 → 15 Jan 2027");
    expect(answer).not.toContain("stretch");
    expect(await numbered(2)).toMatchObject({
      endsOn: "2027-01-15",
      stretch: 6_000_000n,
      state: "sent",
      acceptedAt: null,
    });
  });

  test.each([
    ["/goal edit #2 45k reason:same", "Nothing would change"],
    ["/goal edit #2 0 reason:zero", "more than zero"],
    ["/goal edit #2 50% reason:percent", "like 5k USD"],
    ["/goal edit #2 stretch:10k reason:low", "at least the target"],
    ["/goal edit #2 by:2026-01-01 reason:past", "before it begins"],
    ["/goal edit #2 by:sometime reason:when", "not a day or period"],
  ])("%s is refused", async (text, expected) => {
    const before = await numbered(2);
    expect(await say("max", text)).toContain(expected);
    expect(await numbered(2)).toEqual(before);
  });

  test("needs a reason", async () => {
    const form = await bot.says("ana", "/goal edit #1 150");
    expect(form.kind).toBe("form");
    expect(bot.text(form)).toContain("Target: 150");
  });

  test("of a goal that the manager set is the manager's", async () => {
    expect(await say("boris", "/goal edit #2 10k reason:easier")).toContain("Max set this goal");
    expect(await say("boris", "/goal close #2 dropped")).toContain("Max set this goal");
    expect(await say("ana", "/goal edit #2 10k reason:easier")).toContain("I found no goal");
    expect(await say("olaf", "/goal edit #2 10k reason:easier")).toContain("I found no goal");
  });

  test("by the manager makes the goal the manager's to change", async () => {
    await bot.says("max", "/goal edit #1 190 reason:“one day only”");
    expect(await numbered(1)).toMatchObject({ state: "sent", version: 3 });
    expect((await bot.dm("ana")).at(-1)).toContain("Set by: Max");
    expect(await say("ana", "/goal edit #1 100 reason:easier")).toContain("Max set this goal");
  });

  test("is made once, however often its delivery comes", async () => {
    await bot.says("max", "/goal edit #2 46k reason:“new list”");
    const version = (await numbered(2)).version;
    const told = await bot.dm("boris");
    await bot.again();
    expect((await numbered(2)).version).toBe(version);
    expect(await bot.dm("boris")).toEqual(told);
  });

  test("is in the audit log, from what to what", async () => {
    const { id } = await numbered(1);
    const events = await bot.db.auditEvent.findMany({
      where: { subjectId: id, action: "goal edit" },
      orderBy: { id: "asc" },
    });
    expect(events[0]).toMatchObject({
      byPersonId: bot.player("ana").personId,
      before: { target: "200", version: 1 },
      after: { target: "180", version: 2, reason: "two days of training" },
    });
  });
});

describe("closing", () => {
  test("keeps result and lesson, and tells the other side", async () => {
    const answer = await say("boris", "/goal close #2 missed lesson:“start before noon”");
    expect(answer).toContain("#2 Revenue is closed: not reached.");
    expect(answer).toContain("It ended at $0 of $46,000 (0%).");
    expect(await numbered(2)).toMatchObject({
      state: "closed",
      result: "missed",
      lesson: "start before noon",
      nextAt: null,
    });
    expect((await bot.dm("max")).at(-1)).toContain("Boris closed #2 Revenue: not reached.");
    expect(await say("boris", "/goal show #2")).toContain("What was learned: start before noon");
    expect(await say("boris", "/goal history #2")).toContain("Boris: closed: not reached");
    expect(await say("boris", "/goal list status:open")).toContain("No goals here yet");
    expect(await say("boris", "/goal list status:closed")).toContain("#2 Revenue");
  });

  test("a manager may drop a rep's goal, who hears of it", async () => {
    await bot.says("max", "/goal close #1 dropped");
    expect((await bot.dm("ana")).at(-1)).toContain("Max closed #1 Calls: dropped.");
  });
});

describe("who sees what", () => {
  test("targets are hidden from peers until the team shows them", async () => {
    await bot.says("ana", "/goal add Demos 20");
    const { number } = await bot.db.goal.findFirstOrThrow({ where: { name: "Demos" } });
    expect(await say("boris", "/goal list who:ana")).toContain("to another team");
    expect(await say("boris", `/goal show #${number}`)).toContain("I found no goal");
    await bot.db.team.update({ where: { id: bot.teamId }, data: { targetsVisible: true } });
    expect(await say("boris", "/goal list who:ana")).toContain("Demos");
    const card = await say("boris", `/goal show #${number}`);
    expect(card).toContain("First day");
    expect(card).not.toContain("[Log]");
    expect(await say("boris", `/goal history #${number}`)).toContain("to another team");
    expect(await say("olaf", "/goal list who:team")).not.toContain("Demos");
    await bot.db.team.update({ where: { id: bot.teamId }, data: { targetsVisible: false } });
    expect(await say("boris", "/goal list who:ana")).toContain("to another team");
  });

  test("managers and admins see their people's goals", async () => {
    expect(await say("max", "/goal list")).toContain("Demos");
    expect(await say("max", "/goal list who:ana")).toContain("Demos");
    expect(await say("ada", "/goal list who:ana")).toContain("Demos");
    expect(await say("mara", "/goal list")).not.toContain("Demos");
  });

  test("a list narrows to what waits or lies behind", async () => {
    await bot.says("max", "/goal add Deals 10 for:chen");
    await bot.says("chen", "/goal add Visits 90 by:“this month”");
    const waiting = await say("max", "/goal list status:waiting");
    expect(waiting).toContain("Deals");
    expect(waiting).not.toContain("Visits");
    const behind = await say("max", "/goal list who:chen status:behind");
    expect(behind).toContain("Visits");
    expect(behind).not.toContain("Deals");
    const list = await bot.says("max", "/goal list who:chen");
    const label = /\[(#\d+ Visits)\]/.exec(bot.text(list))?.[1] ?? "";
    expect(bot.text(await bot.presses("max", list, label))).toContain("Whose: Chen");
  });

  test("a bare noun shows what can be done", async () => {
    const menu = await say("ana", "/goal");
    expect(menu).toContain("/goal log <goal> <amount>");
    expect(menu).not.toContain("undo-entry");
    expect(menu).not.toContain("/goal answer");
    expect(await say("max", "/goal")).toContain("/goal answer");
  });
});
