import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "../../src/calendar/dates.ts";
import { briefManagers } from "../../src/summaries/brief.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { type WeekWriter, weekWriter } from "./written-week.ts";

let bot: TestBot;
let write: WeekWriter;

async function begin(options: Parameters<typeof testBot>[0] = {}) {
  await bot?.close();
  bot = await testBot(options);
  write = weekWriter(bot);
}

async function monday(): Promise<string> {
  await bot.at("2026-11-30 09:00");
  await briefManagers(bot.work(), write.occurrence("2026-11-30", "09:00"));
  return (await bot.dm("max"))[0] ?? "";
}

const november = ["2026-11-01", "2026-11-30"] as const;

beforeEach(() => begin());
afterEach(() => bot.close());

describe("the manager's brief", () => {
  test("says who needs the manager, each with one action, and what only the manager may know", async () => {
    await write.goal("ana", "calls", 200, ...november);
    await write.goal("boris", "calls", 200, ...november);
    await write.goal("chen", "meetings", 10, ...november);
    await write.entry("ana", "calls", 130, "2026-11-10");
    await write.entry("boris", "calls", 120, "2026-11-09");
    await write.entry("boris", "calls", 80, "2026-11-26");
    await write.entry("chen", "meetings", 9, "2026-11-27");
    await write.round("2026-11-19", { ana: "answered", boris: "missed", chen: "answered" });
    await write.round(
      "2026-11-26",
      { ana: "answered", boris: "missed", chen: "answered" },
      { ana: { confidence: "2", commitment: "30 calls" }, chen: { help: "Join my call with Acme", confidence: "5" } },
    );
    await write.blocker("ana", "process_approval", "2026-11-20");
    await write.blocker("ana", "price_market", "2026-11-20");
    const text = await monday();
    expect(text).toContain("Sales: your brief for the week 23 Nov – 29 Nov 2026");
    expect(text).toContain("Incomplete: 1 of 3 check-ins are missing.");
    const lines = text.split("\n");
    expect(lines.slice(2, 6)).toEqual([
      "Needs you",
      "• Blocker №4 is yours to remove: Approval takes long, Ana, open 9 days.",
      "• Ana, #1 Calls of ana: 130 of 200 after 20 of 21 working days (line: 190). Chance to reach it: below 5%.",
      "• Chen asks for help: Join my call with Acme",
    ]);
    expect(lines[6]).toBe("[№4 is gone] [Talk with Ana] [Talk with Chen]");
    expect(lines[7]).toContain("Not now: [Blocker №4 is yours to remove");
    expect(text).toContain("• Worth a thank you: Boris reached Calls of boris");
    expect(text).toContain("• Data gaps: no check-in from Boris; no entry for five working days on #1 Calls of ana");
    expect(lines.length).toBeLessThanOrEqual(15);
    const [view, more] = await bot.dmViews("max");
    expect(bot.text(more ?? never())).toContain("Boris: two check-ins in a row are missing.");
    const form = await bot.presses("max", view ?? never(), "Talk with Ana");
    expect(bot.text(form)).toContain("Look at it together with Ana: 30 minutes");
    expect(bot.text(await bot.submits("max", form))).toContain(
      "Look at it together with Ana: 30 minutes, you, by Thu 3 Dec",
    );
  });

  test("suggests to talk after two missed check-ins, and asks about low confidence", async () => {
    await write.round("2026-11-19", { ana: "missed", boris: "missed" });
    await write.round("2026-11-26", { ana: "missed", boris: "answered" }, { boris: { confidence: "1" } });
    const text = await monday();
    expect(text).toContain("Ana: two check-ins in a row are missing. Perhaps talk");
    expect(text).toContain("Boris puts their confidence at 1 of 5.");
    expect(text).not.toContain("Boris: two check-ins");
  });

  test("lists what was not accepted for three working days, and questions with a button that answers", async () => {
    const sent = { state: "sent" as const, sentAt: new Date("2026-11-24T09:00:00Z"), endsOn: "2026-12-31" };
    const old = await write.goal("ana", "calls", 200, ...november, sent);
    await write.goal("boris", "calls", 200, ...november, { ...sent, sentAt: new Date("2026-11-27T09:00:00Z") });
    await bot.db.goalDialogue.create({
      data: {
        ...{ orgId: bot.orgId, goalId: old.id, version: 1, kind: "question", text: "Only new customers?" },
        ...{ byPersonId: write.id("ana"), at: new Date("2026-11-25T09:00:00Z") },
      },
    });
    const text = await monday();
    expect(text).toContain("• Ana has not accepted #1 Calls of ana yet, sent 3 working days ago.");
    // What is among what needs the manager is not said a second time.
    expect(text).toContain("• Your list: Ana asks about #1 Calls of ana\n");
    expect(text).not.toContain("Calls of boris (Boris)");
    expect(text).not.toContain("Chance to reach it");
    const view = (await bot.dmViews("max"))[0];
    const form = await bot.presses("max", view ?? never(), "Answer #1");
    expect(form.kind).toBe("form");
  });

  test("recognises a personal best only against eight weeks of one's own", async () => {
    for (let week = 1; week <= 8; week++) {
      await write.entry("ana", "calls", 10 + week, addDays("2026-11-24", -7 * week));
      if (week < 8) await write.entry("boris", "calls", 10 + week, addDays("2026-11-24", -7 * week));
    }
    await write.entry("ana", "calls", 30, "2026-11-24");
    await write.entry("boris", "calls", 30, "2026-11-24");
    const text = await monday();
    expect(text).toContain("Worth a thank you: Ana: best week of the last three months in Calls (30)");
    expect(text).not.toContain("Boris: best");
  });

  test("looks at causes before people when most of the team is below its line", async () => {
    for (let at = 0; at < 4; at++) {
      const person = await bot.db.person.create({ data: { orgId: bot.orgId, name: `Rep ${at}`, workPattern: [] } });
      const { orgId, teamId } = bot;
      await bot.db.membership.create({
        data: { orgId, teamId, personId: person.id, role: "rep", startsOn: "2026-01-01" },
      });
      await write.goal("ana", "calls", 100, ...november, { ownerId: person.id, name: `Calls ${at}` });
    }
    const text = await monday();
    expect(text).toContain("so it is common to the team: look at leads, season, price and product first.");
    expect(text).toContain("Most of the team is below its line too.");
  });

  test("shows each manager what is theirs, in their language and at nine in their own zone", async () => {
    const { orgId, teamId } = bot;
    const ada = write.id("ada");
    await bot.db.membership.create({ data: { orgId, teamId, personId: ada, role: "manager", startsOn: "2026-01-01" } });
    await bot.db.person.update({ where: { id: ada }, data: { zone: "America/New_York", locale: "ru" } });
    await write.blocker("ana", "price_market", "2026-11-20", { ownerId: write.id("max") });
    const mine = await monday();
    const hers = (await bot.dm("ada"))[0] ?? "";
    expect(mine).toContain("is yours to remove");
    expect(hers).not.toContain("за вами");
    expect(hers).toContain("Sales: ваша справка за неделю");
    const rows = await bot.db.outboxMessage.findMany({ where: { kind: "brief" }, orderBy: { dueAt: "asc" } });
    expect(rows.map(({ key, dueAt, isProactive }) => ({ key, dueAt, isProactive }))).toEqual([
      {
        key: `brief:${teamId}:2026-W48:${write.id("max")}`,
        dueAt: new Date("2026-11-30T08:00:00Z"),
        isProactive: true,
      },
      { key: `brief:${teamId}:2026-W48:${ada}`, dueAt: new Date("2026-11-30T14:00:00Z"), isProactive: true },
    ]);
  });

  test("is two honest lines when there is nothing, and comes once", async () => {
    expect((await monday()).split("\n")).toEqual([
      "Sales: your brief for the week 23 Nov – 29 Nov 2026",
      "There is nothing to report: no goals, no entries, no check-ins last week. /goal add sets a first goal.",
    ]);
    await monday();
    expect(await bot.dm("max")).toHaveLength(1);
    expect(await bot.dm("ana")).toEqual([]);
    expect(await bot.dm("mara")).toEqual([]);
  });

  test("stays on one screen when everything happens at once, in Russian too", async () => {
    await begin({ locale: "ru" });
    const sent = { state: "sent" as const, sentAt: new Date("2026-11-24T09:00:00Z") };
    for (let at = 0; at < 12; at++) {
      const goal = await write.goal(at % 2 ? "ana" : "boris", "calls", 100 + at, ...november, {
        ...sent,
        endsOn: "2026-12-31",
      });
      await bot.db.goalDialogue.create({
        data: {
          ...{ orgId: bot.orgId, goalId: goal.id, version: 1, kind: "objection", text: "Too many" },
          ...{ byPersonId: write.id("ana"), at: new Date("2026-11-25T09:00:00Z") },
        },
      });
      await write.blocker("chen", "process_approval", "2026-11-20");
    }
    await write.goal("chen", "meetings", 5, ...november);
    await write.entry("chen", "meetings", 5, "2026-11-26");
    await write.round("2026-11-26", { ana: "missed", boris: "missed", chen: "missed" });
    const text = await monday();
    expect(text.split("\n").length).toBeLessThanOrEqual(15);
    expect(text).toMatch(/и ещё [79]/u);
    expect(text).toContain("нет отчёта: Ana, Boris, Chen");
  });
});

function never(): never {
  throw new Error("Nothing was said");
}
