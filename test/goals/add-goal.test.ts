import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeAll(async () => {
  bot = await testBot();
});
afterAll(() => bot.close());

const say = async (who: string, text: string) => bot.text(await bot.says(who, text));
const goalCalled = (name: string) => bot.db.goal.findFirstOrThrow({ where: { name }, include: { metric: true } });

describe("a goal for oneself", () => {
  test("is live at once, in the team's metric, until the end of the month", async () => {
    const answer = await say("ana", "/goal add Calls 200");
    expect(answer).toContain("#1 Calls is set: 200 by 30 Nov 2026");
    const goal = await goalCalled("Calls");
    expect(goal).toMatchObject({ number: 1, state: "understood", liveReason: "own", target: 200n, nextAt: null });
    expect(goal).toMatchObject({ startsOn: "2026-11-23", endsOn: "2026-11-30", stretch: 240n, threshold: 160n });
    expect(goal.metric.key).toBe("calls");
    expect(await bot.dm("ana")).toEqual([]);
  });

  test("counts what its name or its currency means", async () => {
    await say("ana", "/goal add Звонки 50");
    await say("ana", "/goal add “Выручка за месяц” “1,2 млн” by:“end of month”");
    await say("ana", "/goal add Hunting €4k");
    expect((await goalCalled("Звонки")).metric.key).toBe("calls");
    const revenue = await goalCalled("Выручка за месяц");
    expect(revenue).toMatchObject({ target: 120_000_000n, metric: { key: "revenue", currency: "USD" } });
    expect((await goalCalled("Hunting")).metric).toMatchObject({ unit: "money", currency: "EUR" });
  });

  test("gets a metric of its own currency or kind where there is none", async () => {
    await say("ana", "/goal add “Revenue abroad” €10k");
    const abroad = await goalCalled("Revenue abroad");
    expect(abroad.metric).toMatchObject({ key: "revenue-eur", currency: "EUR", nameRu: "Выручка (EUR)" });
    expect(await say("ana", "/goal add Webinars 4")).toContain("Webinars is a new metric");
    expect((await goalCalled("Webinars")).metric).toMatchObject({ unit: "count", kind: "activity" });
    expect(await say("ana", "/goal add “Webinars 2” 4 metric:webinars")).not.toContain("new metric");
  });

  test("takes numbers with spaces as they are typed", async () => {
    expect(await say("ana", "/goal add Оборот 1,2 млн ₽ by:q1")).toContain("31 Mar 2027");
    expect(await say("ana", "/goal add Dials 1 200")).toContain("1,200");
  });
});

describe("what cannot be a goal", () => {
  test.each([
    ["/goal add Calls 0", "more than zero"],
    ["/goal add Calls -5", "more than zero"],
    ["/goal add Calls 12.5", "whole numbers"],
    ["/goal add Calls $200", "whole numbers"],
    ["/goal add Revenue 20%", "like 5k USD"],
    ["/goal add Revenue €20k metric:revenue", "other currencies and units are not mixed in"],
    ["/goal add “Win rate” 130%", "from 0 to 100"],
    ["/goal add Calls 200 stretch:150", "at least the target, 200"],
    ["/goal add Calls 200 from:“1 dec” by:“30 nov”", "end before it begins"],
    ["/goal add Calls 200 by:2029-01-01", "two years at most"],
    ["/goal add Calls 200 by:soon", "“soon” is not a day or period"],
    ["/goal add Calls 2e15", "not a number"],
    ["/goal add Calls 9000000000000", "too large"],
    ["/goal add Calls 200 for:nobody", "I do not know “nobody”"],
    ["/goal add Calls 200 for:olaf", "I do not know “olaf”"],
    ["/goal add Calls 200 for:ada", "You cannot use /goal add here"],
  ])("%s", async (text, expected) => {
    const before = await bot.db.goal.count();
    expect(await say("ana", text)).toContain(expected);
    expect(await bot.db.goal.count()).toBe(before);
  });

  test("a form keeps what was typed, with the problem at its field", async () => {
    const form = await bot.says("ana", "/goal add Calls");
    const again = await bot.submits("ana", form, { target: "200", by: "soon" });
    expect(again.kind).toBe("problems");
    expect(bot.text(again)).toMatch(/By when: soon ! “soon” is not/);
    expect(bot.text(await bot.submits("ana", again, { by: "eom" }))).toContain("200 by 30 Nov 2026");
  });

  test("less may be nothing where less is better", async () => {
    await say("max", "/team metric add Complaints better:less");
    expect(await say("max", "/goal add Complaints 0 for:team")).toContain("is set for Sales: 0");
    expect(await say("max", "/goal add Complaints 3 for:team stretch:5")).toContain("no stretch target");
  });
});

describe("a goal for somebody else", () => {
  test("is sent to them, says whom it escalates to, and when", async () => {
    const answer = await say("max", "/goal add Revenue 45k for:boris by:“31 dec”");
    expect(answer).toContain("is set for Boris: $45,000 by 31 Dec 2026");
    const [dm = ""] = await bot.dm("boris");
    expect(dm).toContain("A goal for you");
    expect(dm).toContain("[Accept] [Ask] [Object]");
    expect(dm).toMatch(/a reminder Tue,? 24 Nov.*another Wed,? 25 Nov.*from Thu,? 26 Nov.*Max sees it/);
    const goal = await bot.db.goal.findFirstOrThrow({ where: { ownerId: bot.player("boris").personId } });
    expect(goal).toMatchObject({ state: "sent", step: 0, nextAt: new Date("2026-11-24T09:00:00Z") });
  });

  test("is told once, however often its delivery comes", async () => {
    await bot.says("max", "/goal add Meetings 10 for:chen");
    const first = await bot.dm("chen");
    await bot.again();
    expect(await bot.dm("chen")).toEqual(first);
    expect(await bot.db.goal.count({ where: { ownerId: bot.player("chen").personId } })).toBe(1);
  });

  test("is for managers of their team and admins", async () => {
    expect(await say("ana", "/goal add Calls 10 for:boris")).toContain("to another team");
    expect(await say("mara", "/goal add Calls 10 for:ana")).toContain("I do not know “ana”");
    expect(await say("ana", "/goal add Calls 10 for:team")).toContain("to another team");
    expect(await say("ada", "/goal add Deals 10 for:boris")).toContain("is set for Boris");
  });

  test("numbers are each organisation's own and follow each other", async () => {
    expect(await say("olaf", "/goal add Calls 10")).toContain("#1 Calls");
    const both = await Promise.all([say("chen", "/goal add Deals 3"), say("boris", "/goal add Meetings 4")]);
    const numbers = both.map((text) => Number(/#(\d+)/.exec(text)?.[1]));
    expect(new Set(numbers).size).toBe(2);
  });
});

test("hints help with the wording and block nothing", async () => {
  const vague = await say("boris", "/goal add “do better” 5");
  expect(vague).toContain("is set");
  expect(vague).toContain("“more” and “better” can be read many ways");
  await say("max", "/goal add “Team calls” 900 for:team");
  expect(await say("boris", "/goal add Dials 90")).toMatch(/the team has such a goal too; parent:#\d+/);
});

test("every change is in the audit log", async () => {
  const goal = await bot.db.goal.findFirstOrThrow({ where: { number: 1, orgId: bot.orgId } });
  const events = await bot.db.auditEvent.findMany({ where: { orgId: bot.orgId, subjectId: goal.id } });
  expect(events).toMatchObject([{ action: "goal add", byPersonId: bot.player("ana").personId }]);
  expect(events[0]?.after).toMatchObject({ target: "200", metric: "calls" });
});
