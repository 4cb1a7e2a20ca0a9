import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { postSummary, refreshSummary } from "../../src/summaries/post-summary.ts";
import type { Work } from "../../src/work.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { type WeekWriter, weekWriter } from "./written-week.ts";

let bot: TestBot;
let write: WeekWriter;

async function begin(options: Parameters<typeof testBot>[0] = {}) {
  await bot?.close();
  bot = await testBot(options);
  write = weekWriter(bot);
}

async function friday() {
  await bot.at("2026-11-27 16:00");
  await postSummary(bot.work(), write.occurrence("2026-11-27"));
}

const november = ["2026-11-01", "2026-11-30"] as const;

async function ordinaryWeek() {
  await write.goal("ana", "revenue", 6_000_000, ...november);
  await write.goal("boris", "revenue", 4_000_000, ...november);
  await write.goal("ana", "calls", 40, "2026-11-23", "2026-11-29");
  await write.goal("boris", "calls", 40, "2026-11-23", "2026-11-29");
  await write.entry("ana", "revenue", 3_000_000, "2026-11-10");
  await write.entry("boris", "revenue", 2_000_000, "2026-11-24");
  await write.entry("ana", "calls", 41, "2026-11-25");
  await write.blocker("ana", "price_market", "2026-11-18", { note: "Acme says we cost too much" });
  await write.blocker("boris", "process_approval", "2026-11-25", { ownerId: write.id("max") });
  await write.round("2026-11-26", { ana: "answered", boris: "missed", chen: "excused" });
}

beforeEach(() => begin());
afterEach(() => bot.close());

describe("the weekly summary", () => {
  test("says where the team stands against its line and against last week", async () => {
    await ordinaryWeek();
    await friday();
    const [text = "", ...others] = await write.posted();
    expect(others).toEqual([]);
    expect(text).toContain("Sales: week 23 Nov – 29 Nov 2026 (Europe/Berlin)");
    // Through Thursday 19 of 21 working days of November are complete: the line is at 90,476.19 of 100,000.
    expect(text).toContain("Revenue: $50,000 of $100,000 (50%), behind the line.");
    expect(text).toContain("The line through 26 Nov is $90,476.");
    expect(text).toContain("+20 points against the same day last week.");
    expect(text).toMatch(/Revenue\s+\$50,000 \/ \$100,000\s+50%\s+▲ \+20 pts/u);
    expect(text).toMatch(/Calls\s+41 \/ 80\s+51%\s+new/u);
    expect(text).toContain("Reached this week: Ana: Calls of ana.");
    expect(text).toContain(
      "2 open blockers, oldest first: Price (9 days, outside the company); Approval takes long (2 days, Max).",
    );
    expect(text).toContain("1 of 2 checked in.");
    expect(text).toContain(
      "Chart of Revenue: $50,000 by 27 Nov, while the line is at $90,476 then and at $100,000 on 30 Nov.",
    );
    expect(text).not.toContain("Acme");
  });

  test("is said once, whatever runs twice, and refuses nothing later", async () => {
    await ordinaryWeek();
    await friday();
    await friday();
    await bot.at("2026-11-30 09:00");
    await postSummary(bot.work(), write.occurrence("2026-11-30", "09:00"));
    expect(await write.posted()).toHaveLength(1);
    const keys = await bot.db.outboxMessage.findMany({
      where: { kind: "summary" },
      select: { key: true, dueAt: true },
    });
    expect(keys).toEqual([
      { key: `weekly:${bot.teamId}:2026-W48:${bot.channelId}`, dueAt: new Date("2026-11-27T15:00:00Z") },
    ]);
  });

  test("keeps single people's targets out of the channel and its thread unless the team shows them", async () => {
    await write.goal("ana", "revenue", 6_000_000, ...november);
    await write.entry("ana", "revenue", 3_000_000, "2026-11-10");
    await write.entry("ana", "calls", 12, "2026-11-24");
    await friday();
    const hidden = [...(await write.posted()), ...(await write.thread())].join("\n");
    expect(hidden).toContain("$30,000");
    expect(hidden).not.toContain("60,000");
    expect(hidden).not.toContain("50%");
    expect(hidden).toContain("Logged this week: Calls 12");
    expect(hidden).toContain("Targets of single people are not shown here");
    await bot.db.team.update({ where: { id: bot.teamId }, data: { targetsVisible: true } });
    await refreshSummary(bot.work(), bot.teamId);
    const shown = [...(await write.posted()), ...(await write.thread())].join("\n");
    expect(shown).toMatch(/Revenue\s+\$30,000 \/ \$60,000\s+50%/u);
    expect(shown).not.toContain("Targets of single people");
  });

  test("says of nobody in the channel that they are behind, whatever the team shows", async () => {
    await bot.db.team.update({ where: { id: bot.teamId }, data: { targetsVisible: true } });
    await write.goal("ana", "revenue", 6_000_000, ...november);
    await write.goal("boris", "meetings", 10, ...november);
    await write.goal("chen", "meetings", 10, "2026-11-23", "2026-11-29");
    await write.entry("ana", "revenue", 100_000, "2026-11-10");
    await write.entry("chen", "meetings", 11, "2026-11-25");
    await write.blocker("boris", "rep_skill", "2026-11-20", { note: "I dread the price talk" });
    await write.blocker("ana", "product_gap", "2026-11-20");
    await friday();
    const all = [...(await write.posted()), ...(await write.thread())].join("\n");
    expect(all).toContain("Reached this week: Chen: Meetings of chen.");
    for (const word of [
      "behind the line",
      "Nothing logged",
      "I need a skill",
      "price talk",
      "Boris",
      "Revenue of ana",
    ]) {
      expect(all).not.toContain(word);
    }
    expect(all).toMatch(/Open blocker: .+\(7 days, product\)/u);
  });

  test("never adds currencies, units or dates, and shows the team's own goal instead of its parts", async () => {
    const data = { orgId: bot.orgId, key: "revenue-eur", name: "Revenue EUR", kind: "outcome", unit: "money" } as const;
    await bot.db.metric.create({ data: { ...data, currency: "EUR" } });
    await write.goal("ana", "revenue", 100_000, ...november);
    await write.goal("boris", "revenue", 100_000, ...november);
    await write.goal("ana", "revenue-eur", 300_000, ...november);
    await write.goal("boris", "revenue-eur", 300_000, ...november);
    await write.goal("ana", "calls", 10, "2026-11-23", "2026-11-29");
    await write.goal("boris", "calls", 20, "2026-11-23", "2026-11-29");
    await write.goal("ana", "calls", 100, ...november);
    await write.goal("boris", "calls", 100, ...november);
    await write.goal(null, "meetings", 30, ...november);
    await write.goal("ana", "meetings", 7, ...november);
    await write.entry("ana", "revenue", 50_000, "2026-11-24");
    await write.entry("boris", "revenue-eur", 60_000, "2026-11-24");
    await write.entry("chen", "meetings", 3, "2026-11-24");
    await friday();
    const [text = ""] = await write.posted();
    expect(text).toMatch(/Revenue\s+\$500 \/ \$2,000/u);
    expect(text).toMatch(/Revenue EUR\s+€600 \/ €6,000/u);
    expect(text).toMatch(/Calls, until 29 Nov\s+0 \/ 30/u);
    expect(text).toMatch(/Calls, until 30 Nov\s+0 \/ 200/u);
    expect(text).toMatch(/Team meetings\s+3 \/ 30/u);
    expect(text).not.toContain("/ 37");
  });

  test("pools rates and has no line for them", async () => {
    await write.goal("ana", "win-rate", 2_500, ...november);
    await write.goal("boris", "win-rate", 2_500, ...november);
    await write.entry("ana", "win-rate", 1, "2026-11-12", { trials: 10n });
    await write.entry("boris", "win-rate", 9, "2026-11-24", { trials: 30n });
    await friday();
    const [text = ""] = await write.posted();
    expect(text).toContain("Win rate: 25% of 25% (100%), reached.");
    expect(text).toMatch(/Win rate\s+25% \/ 25%\s+100%\s+▲ \+60 pts/u);
    expect(text).not.toContain("The line through");
  });

  test("says that it is incomplete when over 30 % did not report, and counts nobody who was away", async () => {
    await write.goal("ana", "calls", 40, ...november);
    await write.round("2026-11-26", { ana: "answered", boris: "missed", chen: "missed" });
    await bot.db.absence.create({
      data: {
        orgId: bot.orgId,
        personId: write.id("chen"),
        startsOn: "2026-11-25",
        endsOn: "2026-11-27",
        byPersonId: write.id("chen"),
      },
    });
    await friday();
    const [text = ""] = await write.posted();
    expect(text).toContain("Incomplete: 1 of 2 check-ins are missing.");
    expect(text).toContain("1 of 2 checked in.");
    expect(text).not.toContain("Boris");
  });

  test("a week with nothing in it gets a short honest message and no thread", async () => {
    await friday();
    const [text = ""] = await write.posted();
    expect(text).toContain(
      "Nothing was recorded from 23 Nov to 29 Nov 2026: no goals and no entries. No check-in was due yet.",
    );
    expect(text.split("\n")).toHaveLength(2);
    expect(await write.thread()).toEqual([]);
  });

  test("speaks the team's language", async () => {
    await begin({ locale: "ru" });
    await ordinaryWeek();
    await friday();
    const [text = ""] = await write.posted();
    expect(text).toContain("Sales: неделя 23 нояб. – 29 нояб. 2026 г. (Europe/Berlin)");
    expect(text).toContain("отставание от плана");
    expect(text).toContain("+20 п. п. к тому же дню прошлой недели.");
    expect(text).toContain("2 открытых препятствия, старые первыми: Цена (9 дней, вне компании)");
    expect(text).toContain("Отчитались: 1 из 2.");
    expect((await write.thread()).at(-1)).toContain("Как это считается");
  });

  test("follows answers and entries until the round closes, and edits only what changed", async () => {
    await ordinaryWeek();
    await friday();
    const [row] = await bot.db.outboxMessage.findMany({ where: { kind: "summary" } });
    await refreshSummary(bot.work(), bot.teamId);
    expect(await bot.db.outboxMessage.findUnique({ where: { id: row?.id ?? "" } })).toMatchObject({ revision: 1 });
    await write.entry("boris", "revenue", 1_000_000, "2026-11-27");
    await refreshSummary(bot.work(), bot.teamId);
    expect((await write.posted())[0]).toContain("$60,000 of $100,000");
    expect(await bot.db.outboxMessage.findUnique({ where: { id: row?.id ?? "" } })).toMatchObject({ revision: 2 });
    const how = await bot.db.outboxMessage.findMany({ where: { kind: "detail", key: { contains: ":how:" } } });
    expect(how.map(({ revision }) => revision)).toEqual([1]);
  });

  describe.skipIf(!process.env.TEST_DATABASE_URL)("at the same moment", () => {
    const answers = async (db: Work["db"], who: string) => {
      const personId = bot.player(who).personId;
      await db.checkIn.updateMany({ where: { orgId: bot.orgId, personId }, data: { state: "answered" } });
    };
    const signal = () => {
      let give = (): void => {};
      const given = new Promise<void>((resolve) => {
        give = resolve;
      });
      return { given, give: () => give() };
    };
    const inOne = (act: (work: Work) => Promise<void>) =>
      bot.db.$transaction((db) => act({ ...bot.work(), db }), { timeout: 20_000 });
    const asked = { ana: "prompted", boris: "prompted", chen: "excused" } as const;

    test("two answers are both in the posted summary", async () => {
      await write.round("2026-11-27", asked);
      await friday();
      expect((await write.posted())[0]).toContain("0 of 2 checked in.");
      let written = 0;
      const both = signal();
      const answer = (who: string) =>
        inOne(async (work) => {
          await answers(work.db, who);
          written += 1;
          if (written === 2) both.give();
          await both.given;
          await refreshSummary(work, bot.teamId);
        });
      await Promise.all([answer("ana"), answer("boris")]);
      expect((await write.posted())[0]).toContain("2 of 2 checked in.");
    });

    test("an answer given while the summary is being posted is in it", async () => {
      await write.round("2026-11-27", asked);
      await bot.at("2026-11-27 16:00");
      const isWritten = signal();
      const posting = inOne(async (work) => {
        await postSummary(work, write.occurrence("2026-11-27"));
        isWritten.give();
        await wait(300);
      });
      await isWritten.given;
      await inOne(async (work) => {
        await answers(work.db, "ana");
        await refreshSummary(work, bot.teamId);
      });
      await posting;
      expect((await write.posted())[0]).toContain("1 of 2 checked in.");
    });
  });

  test("a closed week no longer changes", async () => {
    await ordinaryWeek();
    await friday();
    await bot.at("2026-12-01 10:00");
    await bot.db.round.updateMany({ data: { state: "closed" } });
    await write.entry("boris", "revenue", 1_000_000, "2026-11-27");
    await refreshSummary(bot.work(), bot.teamId);
    expect((await write.posted())[0]).toContain("$50,000 of $100,000");
  });
});

describe("weeks", () => {
  test("the week over New Year is 2026-W53, and what it shows is that week's", async () => {
    await bot.at("2026-11-23 10:00");
    await write.entry("ana", "calls", 5, "2026-12-27");
    await write.entry("ana", "calls", 7, "2026-12-28");
    await write.entry("ana", "calls", 11, "2027-01-03");
    await write.entry("ana", "calls", 13, "2027-01-04");
    await bot.at("2027-01-04 09:00");
    await postSummary(bot.work(), write.occurrence("2027-01-04", "09:00"));
    const rows = await bot.db.outboxMessage.findMany({ where: { kind: "summary" }, select: { key: true } });
    expect(rows[0]?.key).toContain(":2026-W53:");
    const [text = ""] = await write.posted();
    expect(text).toContain("28 Dec – 3 Jan 2027");
    expect(text).toContain("Logged: Calls 18.");
  });

  test("the week of the clock change has its seven local days", async () => {
    await write.entry("ana", "calls", 1, "2026-10-18");
    await write.entry("ana", "calls", 2, "2026-10-19");
    await write.entry("ana", "calls", 4, "2026-10-25");
    await write.entry("ana", "calls", 8, "2026-10-26");
    await bot.at("2026-10-26 00:30");
    await postSummary(bot.work(), write.occurrence("2026-10-26", "00:15"));
    expect((await write.posted())[0]).toContain("Logged: Calls 6.");
  });
});

describe("a team of sixty", () => {
  test("stays on one screen, and the rest is in the thread", async () => {
    const { db, orgId, teamId } = bot;
    const people = await db.person.createManyAndReturn({
      data: Array.from({ length: 60 }, (_, at) => ({
        orgId,
        name: `Rep ${String(at).padStart(2, "0")}`,
        workPattern: [],
      })),
    });
    await db.membership.createMany({
      data: people.map(({ id: personId }) => ({
        orgId,
        teamId,
        personId,
        role: "rep" as const,
        startsOn: "2026-01-01",
      })),
    });
    const metrics = await db.metric.createManyAndReturn({
      data: Array.from({ length: 12 }, (_, at) => ({
        orgId,
        key: `m${at}`,
        name: `Metric ${at}`,
        kind: "activity" as const,
        unit: "count" as const,
      })),
    });
    await db.goal.createMany({
      data: people.flatMap(({ id: ownerId }, at) =>
        metrics.map(({ id: metricId }, index) => ({
          orgId,
          teamId,
          ownerId,
          metricId,
          number: 1_000 + at * 12 + index,
          name: `G${at}-${index}`,
          target: 10n,
          startsOn: "2026-11-23",
          endsOn: "2026-11-29",
          createdById: ownerId,
          state: "understood" as const,
        })),
      ),
    });
    await db.entry.createMany({
      data: people.flatMap(({ id: personId }) =>
        metrics.map(({ id: metricId }) => ({
          orgId,
          teamId,
          personId,
          metricId,
          amount: 11n,
          date: "2026-11-24",
          source: "command" as const,
          byPersonId: personId,
          at: bot.now(),
        })),
      ),
    });
    for (let at = 0; at < 6; at++) await write.blocker("ana", "delivery", "2026-11-20");
    await write.round("2026-11-26", { ana: "answered", boris: "missed", chen: "missed" });
    await friday();
    const [text = ""] = await write.posted();
    expect(text.split("\n").length).toBeLessThanOrEqual(15);
    expect(text).toContain("and 717 more");
    const thread = await write.thread();
    expect(thread[0]).toContain("More goals");
    expect(thread.at(-1)).toContain("How it is counted");
    expect(thread).toHaveLength(63);
  });
});
