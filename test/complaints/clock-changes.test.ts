import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, weekday } from "../../src/calendar/dates.ts";
import { localDateOf, localTimeOf, localToInstant } from "../../src/calendar/zones.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { type Sent, sentTo, setTimes } from "./sent.ts";

const newYork = "America/New_York";
const hour = 3_600_000;

/** Europe and America change their clocks on different Sundays, and each story holds both. */
const stories = [
  {
    ...{ season: "autumn", from: "2026-10-14", fridays: ["2026-10-16", "2026-10-23", "2026-10-30", "2026-11-06"] },
    ...{
      mondays: ["2026-10-19", "2026-10-26", "2026-11-02"],
      changed: "2026-10-25",
      goal: "from:2026-09-01 by:2026-12-31",
    },
    weeks: [168, 169, 168],
  },
  {
    ...{ season: "spring", from: "2027-03-10", fridays: ["2027-03-12", "2027-03-19", "2027-03-26", "2027-04-02"] },
    ...{ mondays: ["2027-03-15", "2027-03-22", "2027-03-29"], changed: "2027-03-28" },
    ...{ goal: "from:2027-01-01 by:2027-06-30", weeks: [168, 168, 167] },
  },
] as const;

describe.each(stories)("over the clock changes in $season", ({ from, fridays, mondays, changed, goal, weeks }) => {
  let bot: TestBot;
  let setUp = "";
  const last = fridays[fridays.length - 1] ?? from;
  const workdays: string[] = [];
  for (let date: string = from; date <= last; date = addDays(date, 1)) if (weekday(date) <= 5) workdays.push(date);

  /** Ana lives in New York and everybody else in Berlin; each answers on the day on which they are asked. */
  beforeAll(async () => {
    bot = await testBot({ at: localToInstant(from, "08:00", "Europe/Berlin") });
    await bot.says("ana", `/my zone ${newYork}`);
    await setTimes(bot, { checkin: "mon-fri 09:30", reminders: "mon-fri 09:00", brief: "mon 09:00" });
    setUp = bot.text(await bot.says("max", "/team schedule summary fri 16:00"));
    await bot.says("max", `/goal add Calls 5000 for:chen ${goal}`);
    await bot.says("max", '/goal live 1 "agreed by phone"');
    for (const date of workdays) {
      await bot.runTo(`${date} 12:00`);
      for (const who of ["boris", "chen"]) await bot.says(who, "/checkin skip");
      await bot.runTo(`${date} 17:30`);
      await bot.says("ana", "/checkin skip");
    }
  }, 400_000);
  afterAll(() => bot.close());

  const asked = async (who: string, zone?: string) =>
    (await sentTo(bot, who, zone)).filter(({ text }) => text.includes("Time to check in"));
  const summaries = async () => (await sentTo(bot, "#sales")).filter(({ kind }) => kind === "summary");
  const dates = (sent: readonly Sent[]) => sent.map(({ date }) => date);
  const times = (sent: readonly Sent[]) => [...new Set(sent.map(({ time }) => time))];

  test("C1: wherever a time is told, it is the reader's, and its zone stands beside it", async () => {
    expect(setUp).toMatch(/Next: Fri \d+ \w+, 16:00 \(Europe\/Berlin\)/u);
    expect((await asked("boris"))[0]?.text).toMatch(/Open until .+ \(Europe\/Berlin\)\./u);
    expect((await asked("ana", newYork))[0]?.text).toMatch(/Open until .+ \(America\/New_York\)\./u);
    for (const { text } of await summaries()) expect(text.split("\n")[0]).toContain("(Europe/Berlin)");
  });

  test("C2: a reminder is at nine on the wall, before the change and after it", async () => {
    const reminders = (await sentTo(bot, "chen")).filter(({ text }) => text.includes("goal to look at"));
    expect(times(reminders)).toEqual(["09:00"]);
    expect(reminders.some(({ date }) => date < changed)).toBe(true);
    expect(reminders.some(({ date }) => date > changed)).toBe(true);
  });

  test("C3: Friday is asked as every other day, and nobody hears anything on a Sunday", async () => {
    for (const [who, zone] of [["ana", newYork], ["boris"], ["chen"]] as const) {
      expect(dates(await asked(who, zone))).toEqual(workdays);
      for (const { weekday: day } of await sentTo(bot, who, zone)) expect(day).toBeLessThanOrEqual(5);
    }
    expect(dates(await summaries())).toEqual(fridays);
  });

  test("C4: the daily question comes at half past nine to each in their own zone", async () => {
    expect(times(await asked("boris"))).toEqual(["09:30"]);
    expect(times(await asked("ana", newYork))).toEqual(["09:30"]);
    const offsets = new Set((await asked("ana", newYork)).map(({ at }) => at.toISOString().slice(11, 16)));
    expect([...offsets].sort()).toEqual(["13:30", "14:30"]);
  });

  test("C5: a week is a week of the calendar and no number of hours", async () => {
    const posted = await summaries();
    expect(times(posted)).toEqual(["16:00"]);
    const gaps = posted.slice(1).map(({ at }, index) => (at.getTime() - (posted[index]?.at.getTime() ?? 0)) / hour);
    expect(gaps).toEqual(weeks);
  });

  test("C9: the weekly summary comes every week, each about its own week", async () => {
    const heads = (await summaries()).map(({ text }) => text.split("\n").slice(0, 2).join(" "));
    expect(heads).toHaveLength(fridays.length);
    expect(new Set(heads).size).toBe(fridays.length);
  });

  test("C10: what belongs to Monday at nine comes on Monday at nine", async () => {
    const briefs = (await sentTo(bot, "max")).filter(({ kind }) => kind === "brief");
    expect(dates(briefs)).toEqual(mondays);
    expect(times(briefs)).toEqual(["09:00"]);
  });
});

test.each([
  ["comes twice", "2026-10-23", "2026-10-27"],
  ["does not exist", "2027-03-26", "2027-03-30"],
])(
  "C6: a schedule in the hour that %s happens once, and midnight goes on afterwards",
  async (_, from, until) => {
    const bot = await testBot({ at: localToInstant(from, "12:00", "Europe/Berlin") });
    try {
      await setTimes(bot, { summary: "sun 02:30", reminders: "mon-sun 00:00" });
      await bot.runTo(`${until} 12:00`);
      expect((await sentTo(bot, "#sales")).filter(({ kind }) => kind === "summary")).toHaveLength(1);
      const nights = await bot.db.occurrence.findMany({ where: { kind: "reminders" }, orderBy: { dueAt: "asc" } });
      expect(nights.map(({ dueAt }) => localDateOf(dueAt, "Europe/Berlin"))).toEqual(
        [1, 2, 3, 4].map((days) => addDays(from, days)),
      );
      expect(new Set(nights.map(({ dueAt }) => localTimeOf(dueAt, "Europe/Berlin")))).toEqual(new Set(["00:00"]));
    } finally {
      await bot.close();
    }
  },
  120_000,
);
