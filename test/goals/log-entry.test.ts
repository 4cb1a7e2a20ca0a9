import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
/** Every test has a goal of its own, on a metric of its own. */
let goal: { id: string; name: string; metricId: string };
let made = 0;

beforeAll(async () => {
  bot = await testBot();
});
afterAll(() => bot.close());
beforeEach(async () => {
  made += 1;
  await bot.says("ana", `/goal add Task${made} 200 by:“this month”`);
  goal = await bot.db.goal.findFirstOrThrow({ where: { name: `Task${made}` } });
});

const say = async (who: string, text: string) => bot.text(await bot.says(who, text));
const entries = () =>
  bot.db.entry.findMany({ where: { metricId: goal.metricId }, orderBy: [{ at: "asc" }, { id: "asc" }] });
const total = async () =>
  (await entries()).filter(({ voidedAt }) => voidedAt === null).reduce((sum, { amount }) => sum + amount, 0n);

describe("logging", () => {
  test("says what was logged, the total and where it stands on the line", async () => {
    const answer = await bot.says("ana", `/goal log ${goal.name} 12 note:“good day”`);
    const text = bot.text(answer);
    expect(text).toMatch(/Logged 12 for Mon,? 23 Nov on #\d+ Task/);
    expect(text).toContain("12 of 200 (6%). Behind.");
    expect(text).toContain("32 a working day from here reaches it (6 days left).");
    expect(text).toMatch(/143 after 15 of 21 working days through Sun,? 22 Nov, Europe\/Berlin/);
    expect(text).toContain("[Undo] [Log more] [Show]");
    expect(await bot.presses("ana", answer, "Log more")).toMatchObject({ kind: "form", form: { name: "goal log" } });
    const ana = bot.player("ana").personId;
    expect(await entries()).toMatchObject([
      { amount: 12n, date: "2026-11-23", personId: ana, byPersonId: ana, source: "command", note: "good day" },
    ]);
  });

  test("counts a delivery once", async () => {
    const first = await bot.says("ana", `/goal log ${goal.name} 5`);
    expect(await bot.again()).toEqual(first);
    expect(await total()).toBe(5n);
  });

  test("is said in Russian to who speaks Russian", async () => {
    const { personId } = bot.player("ana");
    await bot.db.person.update({ where: { id: personId }, data: { locale: "ru" } });
    const text = await say("ana", `/goal log ${goal.name} 12 on:пт`);
    await bot.db.person.update({ where: { id: personId }, data: { locale: "en" } });
    expect(text).toContain("Записано 12 за пт, 20 нояб.");
    expect(text).toContain("12 из 200");
    expect(text).toContain("за 15 из 21 рабочего дня");
    expect(text).toContain("осталось 6 дней");
    expect(text).toContain("[Отменить] [Записать ещё] [Показать]");
  });

  test.each([
    ["0", "Zero changes nothing"],
    ["12 on:tomorrow", "has not come yet"],
    ["12 on:2026-10-30", "runs from 1 Nov to 30 Nov"],
    ["-3", "needs a note"],
    ["-3 note:“typo”", "Only 0 is logged"],
    ["many", "not a number I can read"],
    ["$5", "whole numbers"],
    ["“3 of 10”", "whole numbers"],
  ])("%s is refused", async (typed, expected) => {
    expect(await say("ana", `/goal log ${goal.name} ${typed}`)).toContain(expected);
    expect(await entries()).toEqual([]);
  });

  test("a correction downwards says why", async () => {
    await say("ana", `/goal log ${goal.name} 12`);
    expect(await say("ana", `/goal log ${goal.name} -3 note:“counted twice”`)).toContain("9 of 200");
    expect((await entries())[1]).toMatchObject({ amount: -3n, source: "correction", note: "counted twice" });
  });

  test("not before the person was hired", async () => {
    const { personId } = bot.player("ana");
    await bot.db.person.update({ where: { id: personId }, data: { hiredOn: "2026-11-16" } });
    expect(await say("ana", `/goal log ${goal.name} 3 on:2026-11-13`)).toContain("Ana started on 16 Nov 2026");
    expect(await say("ana", `/goal log ${goal.name} 3 on:2026-11-16`)).toContain("Logged 3");
    await bot.db.person.update({ where: { id: personId }, data: { hiredOn: null } });
  });

  test("five times the usual is taken, with a way back", async () => {
    for (const date of ["2026-11-16", "2026-11-17", "2026-11-18"])
      await say("ana", `/goal log ${goal.name} 10 on:${date}`);
    expect(await say("ana", `/goal log ${goal.name} 49`)).not.toContain("typo");
    const answer = await bot.says("ana", `/goal log ${goal.name} 100`);
    expect(bot.text(answer)).toContain(
      "100 is at least five times what is usual here (10). If it is a typo, press Undo.",
    );
    expect(await total()).toBe(179n);
    await bot.presses("ana", answer, "Undo");
    expect(await total()).toBe(79n);
  });

  test("congratulates the first time a goal is reached, and in private", async () => {
    const first = await bot.says("ana", `/goal log ${goal.name} 200`);
    expect(bot.text(first)).toContain("Goal reached. Congratulations!");
    expect(bot.text(first)).toContain("200 of 200 (100%). Reached.");
    await bot.presses("ana", first, "Undo");
    expect(await say("ana", `/goal log ${goal.name} 210`)).not.toContain("Congratulations");
    expect(await bot.channel("sales")).toEqual([]);
  });
});

describe("the exact total", () => {
  test("is an entry of the difference", async () => {
    await say("ana", `/goal log ${goal.name} 12`);
    expect(await say("ana", `/goal set ${goal.name} 120`)).toContain("now stands at 120. Recorded as a change of 108.");
    expect(await say("ana", `/goal set ${goal.name} 90`)).toContain("Recorded as a change of -30.");
    expect((await entries()).map(({ amount }) => amount)).toEqual([12n, 108n, -30n]);
    expect(await say("ana", `/goal set ${goal.name} 90`)).toContain("already stands at 90");
    expect(await say("ana", `/goal set ${goal.name} -1`)).toContain("cannot be less than zero");
    expect(await entries()).toHaveLength(3);
  });

  test("set twice at once is that total, not twice the difference", async () => {
    const [first, second] = await Promise.all([
      say("ana", `/goal set ${goal.name} 70`),
      say("max", `/goal set ${goal.name} 70`),
    ]);
    expect([first, second].filter((text) => text.includes("already stands at 70"))).toHaveLength(1);
    expect(await total()).toBe(70n);
  });
});

describe("undoing", () => {
  test("voids the last own entry and keeps it in the history", async () => {
    await say("ana", `/goal log ${goal.name} 12`);
    await bot.at("2026-11-23 10:05");
    await say("ana", `/goal log ${goal.name} 30`);
    expect(await say("ana", `/goal undo ${goal.name}`)).toMatch(/Undone: 30 for Mon,? 23 Nov/);
    expect(await total()).toBe(12n);
    const voided = await bot.db.entry.findMany({ where: { metricId: goal.metricId, voidedAt: { not: null } } });
    expect(voided).toMatchObject([{ amount: 30n, voidedById: bot.player("ana").personId }]);
    const history = await say("ana", `/goal history ${goal.name}`);
    expect(history).toMatch(/logged 30 for 23 Nov \(undone by Ana/);
  });

  test("a button undoes its own entry, however often it is pressed", async () => {
    const first = await bot.says("ana", `/goal log ${goal.name} 12`);
    await say("ana", `/goal log ${goal.name} 30`);
    await bot.presses("ana", first, "Undo");
    expect(bot.text(await bot.presses("ana", first, "Undo"))).toContain("already undone");
    expect(await total()).toBe(30n);
    expect(bot.text(await bot.presses("boris", first, "Undo"))).toContain("no entry to undo");
  });

  test("somebody else's entries are not touched", async () => {
    await say("max", `/goal log ${goal.name} 7`);
    expect(await say("ana", `/goal undo ${goal.name}`)).toContain("no entry to undo here");
    expect(await total()).toBe(7n);
  });
});

describe("whose entry it is", () => {
  test("a manager logs in the rep's name, and it says so", async () => {
    expect(await say("max", `/goal log ${goal.name} 7`)).toContain("in Ana’s name");
    const [entry] = await entries();
    expect(entry).toMatchObject({ personId: bot.player("ana").personId, byPersonId: bot.player("max").personId });
    expect(await say("ana", `/goal history ${goal.name}`)).toContain("Max: logged 7 for 23 Nov in Ana’s name");
  });

  test("on a team's goal everybody logs their own", async () => {
    await say("max", `/goal add Shared${made} 100 for:team by:“this month”`);
    await say("ana", `/goal log Shared${made} 10`);
    expect(await say("boris", `/goal log Shared${made} 20`)).toContain("30 of 100 (30%)");
    expect(await say("olaf", `/goal log Shared${made} 20`)).toContain("I found no goal");
    expect(await say("boris", `/goal edit Shared${made} 10 reason:easier`)).toContain("to another team");
  });

  test("peers and other organisations cannot", async () => {
    const { number } = await bot.db.goal.findFirstOrThrow({ where: { id: goal.id } });
    for (const who of ["boris", "olaf", "mara"]) {
      for (const act of [`log #${number} 5`, `set #${number} 5`, `show #${number}`, `history #${number}`]) {
        expect(await say(who, `/goal ${act}`)).toContain("I found no goal");
      }
    }
    expect(await entries()).toEqual([]);
  });
});

describe("rates", () => {
  test("are logged as so many of so many, and say nothing before there are any", async () => {
    await say("chen", "/goal add “Win rate” 30% by:“this month”");
    expect(await say("chen", "/goal show “win rate”")).toContain("nothing to measure yet; target 30%");
    expect(await say("chen", "/goal list")).toMatch(/Win rate\s+Chen\s+—\s+30%/);
    const first = await say("chen", "/goal log “win rate” 3 of 8");
    expect(first).toContain("Logged 3/8");
    expect(first).toContain("37.5% from 8 trials; target 30%");
    expect(await say("chen", "/goal log “win rate” 25%")).toContain("Write how many out of how many, like 3 of 10");
    expect(await say("chen", "/goal set “win rate” 4 of 20")).toContain("20% from 20 trials");
    expect(await say("chen", "/goal log “win rate” 0 of 5")).toContain("16% from 25 trials");
  });
});

test("a closed goal no longer changes", async () => {
  const answer = await bot.says("ana", `/goal log ${goal.name} 12`);
  await say("ana", `/goal close ${goal.name} missed`);
  const { number } = await bot.db.goal.findFirstOrThrow({ where: { id: goal.id } });
  for (const act of ["log #n 5", "set #n 5", "undo #n", "edit #n 5 reason:x", "close #n reached", "ask #n why"]) {
    expect(await say("ana", `/goal ${act.replace("#n", `#${number}`)}`), act).toContain("is closed");
  }
  expect(bot.text(await bot.presses("ana", answer, "Undo"))).toContain("is closed");
  expect(await total()).toBe(12n);
});

test("every entry and every undoing is in the audit log", async () => {
  const answer = await bot.says("ana", `/goal log ${goal.name} 12`);
  await bot.presses("ana", answer, "Undo");
  const [entry] = await entries();
  const events = await bot.db.auditEvent.findMany({ where: { subjectId: entry?.id ?? "" }, orderBy: { id: "asc" } });
  expect(events).toMatchObject([
    { action: "goal log", after: { amount: "12" } },
    { action: "goal undo", before: { amount: "12" } },
  ]);
});
