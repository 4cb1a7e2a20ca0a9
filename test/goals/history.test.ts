import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
});
afterEach(() => bot.close());

const say = async (who: string, text: string) => bot.text(await bot.says(who, text));

/** Ada watches the team instead of being an admin. */
async function observer(): Promise<void> {
  const { personId } = bot.player("ada");
  await bot.db.person.update({ where: { id: personId }, data: { isAdmin: false } });
  const common = { orgId: bot.orgId, teamId: bot.teamId, personId, startsOn: "2026-01-01" };
  await bot.db.membership.create({ data: { ...common, role: "observer" } });
}

const stays = "What others wrote stays between them";

describe("a team's goal", () => {
  beforeEach(async () => {
    await bot.says("max", "/goal add Revenue 90k for:team by:“31 dec”");
    await bot.says("ana", "/goal log #1 12k note:“Acme is leaving us”");
    await bot.says("boris", "/goal log #1 34k note:“the board said yes”");
    await bot.says("ana", "/goal ask #1 why so much?");
    await bot.says("boris", "/goal ask #1 who starts?");
    await bot.at("mon 11:00");
    await bot.says("max", "/goal edit #1 95k reason:“a key account fell away”");
  });

  test("shows a rep their own entries and words, never a teammate's", async () => {
    const history = await say("ana", "/goal history #1");
    expect(history).toContain("$12,000");
    expect(history).toContain("Acme is leaving us");
    expect(history).toContain("asked: why so much?");
    expect(history).toContain("$90,000 → $95,000");
    for (const foreign of ["34,000", "board", "who starts", "fell away", "Boris"])
      expect(history).not.toContain(foreign);
    expect(history).toContain(stays);
  });

  test("shows an observer what became of the goal, and nobody's words", async () => {
    await observer();
    const history = await say("ada", "/goal history #1");
    expect(history).toContain("$90,000 → $95,000");
    for (const foreign of ["34,000", "12,000", "board", "Acme", "why so much", "who starts", "fell away"])
      expect(history).not.toContain(foreign);
    expect(history).toContain(stays);
  });

  test("shows the manager and an admin everything", async () => {
    for (const who of ["max", "ada"]) {
      const history = await say(who, "/goal history #1");
      for (const told of ["$12,000", "Acme", "$34,000", "board", "why so much?", "who starts?", "fell away"])
        expect(history).toContain(told);
      expect(history).not.toContain(stays);
    }
  });

  test("is unknown in another organisation", async () => {
    for (const who of ["mara", "otto", "olaf"]) expect(await say(who, "/goal history #1")).toContain("found no goal");
  });

  test("keeps what was learned for those who speak for the team", async () => {
    await bot.says("max", "/goal close #1 missed lesson:“prices were too high”");
    expect(await say("max", "/goal show #1")).toContain("What was learned: prices were too high");
    expect(await say("ana", "/goal show #1")).not.toContain("too high");
  });
});

describe("one person's goal", () => {
  beforeEach(async () => {
    await bot.says("max", "/goal add Revenue 45k for:boris by:“31 dec”");
    await bot.says("boris", "/goal ask #1 do renewals count?");
    await bot.says("max", "/goal answer #1 Yes, they do");
    await bot.says("boris", "/goal log #1 5k note:“Acme signed at last”");
    await bot.says("max", "/goal edit #1 40k reason:“two weeks of training”");
  });
  const words = ["do renewals count?", "Yes, they do", "Acme signed", "two weeks of training"];

  test.each(["boris", "max", "ada"])("is read whole by %s", async (who) => {
    const history = await say(who, "/goal history #1");
    for (const told of words) expect(history).toContain(told);
    expect(history).not.toContain(stays);
  });

  test("gives an observer its numbers alone", async () => {
    await observer();
    const history = await say("ada", "/goal history #1");
    expect(history).toContain("$45,000 → $40,000");
    expect(history).toContain("logged $5,000");
    for (const told of words) expect(history).not.toContain(told);
    expect(history).toContain(stays);
    await bot.says("max", "/goal close #1 missed lesson:“start calling before noon”");
    expect(await say("ada", "/goal show #1")).not.toContain("before noon");
    expect(await say("boris", "/goal show #1")).toContain("What was learned: start calling before noon");
  });

  test("stays closed to teammates, where the team shows its targets too", async () => {
    expect(await say("ana", "/goal history #1")).toContain("found no goal");
    await bot.db.team.updateMany({ where: { id: bot.teamId }, data: { targetsVisible: true } });
    expect(await say("ana", "/goal history #1")).toContain("to another team");
    await bot.says("max", "/goal close #1 missed lesson:“start calling before noon”");
    const card = await say("ana", "/goal show #1");
    expect(card).toContain("$40,000");
    expect(card).not.toContain("before noon");
  });
});

test("in Russian", async () => {
  const russian = await testBot({ locale: "ru" });
  await russian.says("max", "/goal add Выручка 90 тыс. for:team by:“31 декабря”");
  await russian.says("boris", "/goal ask #1 кто начинает?");
  const history = russian.text(await russian.says("ana", "/goal history #1"));
  expect(history).toContain("То, что написали другие, остаётся между ними и руководителем");
  expect(history).not.toContain("кто начинает");
  await russian.close();
});
