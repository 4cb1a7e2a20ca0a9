import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { wordsFor } from "../../../src/i18n/words.ts";
import { plain } from "../../../src/view/text.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";
import { type TeamWriter, teamWriter } from "./written-team.ts";

let bot: TestBot;
let team: TeamWriter;

async function begin(options: Parameters<typeof testBot>[0] = {}) {
  await bot?.close();
  bot = await testBot(options);
  team = teamWriter(bot);
}

beforeEach(() => begin());
afterEach(() => bot.close());

const says = async (who: string, command: string) => bot.text(await bot.says(who, command));

/** The question is put to the rep and to their manager, and to nobody else of the team. */
async function isAskedAbout(who: string, question: string) {
  const own = await says(who, "/report mine");
  expect(own).toContain("Please look at this once more");
  expect(own).toContain(question);
  expect(await says("max", "/report activity")).toContain(`${bot.player(who).name}: ${question}`);
  const others = ["ana", "boris", "chen"].filter((other) => other !== who);
  for (const other of others) expect(await says(other, "/report mine")).not.toContain(question);
  expect(await says(others[0] ?? "", "/report activity")).not.toContain(question);
}

describe("numbers that deserve a friendly question", () => {
  test("the same three weeks in a row", async () => {
    await team.weekly("ana", "calls", [40, 40, 40, 38]);
    await isAskedAbout("ana", "the same numbers three weeks in a row");
  });

  test("far above the own best so far, never changed for it", async () => {
    await team.weekly("ana", "calls", [200, 40, 42, 38]);
    await isAskedAbout("ana", "Calls 200 last week, more than three times the best of the last three months");
    expect(await says("max", "/report activity")).toContain("no number is changed or left out because of it");
  });

  test("entered more than a week later, unless a file or a correction brought it", async () => {
    const late = { at: bot.now(), date: "2026-11-06" };
    const week = { at: new Date("2026-11-20T10:00:00Z") };
    await team.weekly("ana", "calls", [7], { ...late, ...week });
    await team.weekly("boris", "calls", [7], { ...late, ...week, source: "import" });
    await team.weekly("chen", "calls", [7], { ...week, date: "2026-11-13" });
    await isAskedAbout("ana", "Calls 7 for 6 Nov was entered more than a week later");
    const text = await says("max", "/report activity");
    expect(text).not.toMatch(/Boris: |Chen: /u);
  });

  test("a deal that was closed before it was opened", async () => {
    await team.deal("ana", "2026-11-10", "won", "2026-11-02");
    await team.deal("boris", "2026-11-02", "won", "2026-11-10");
    await isAskedAbout("ana", "the deal Account 1 was closed on 2 Nov, before it was opened");
  });

  test("more than a day holds", async () => {
    await team.weekly("ana", "calls", [350]);
    await team.weekly("ana", "meetings", [20]);
    await team.weekly("boris", "calls", [350]);
    await isAskedAbout("ana", "on 18 Nov more activity than a day holds; perhaps a whole week in one entry");
    expect(await says("max", "/report activity")).not.toContain("Boris: ");
  });

  test("results without activity for four weeks, where activity is logged at all", async () => {
    await team.weekly("ana", "deals", [1, 0, 2, 1]);
    expect(await says("ana", "/report mine")).not.toContain("no activity logged");
    await team.weekly("boris", "calls", [30, 33, 36, 31]);
    await isAskedAbout("ana", "results in the last four weeks, but no activity logged");
  });

  test("an ordinary month asks nothing, nor does an empty one", async () => {
    await team.weekly("ana", "calls", [40, 38, 44, 41]);
    await team.weekly("ana", "deals", [1, 0, 2, 1]);
    for (const who of ["ana", "boris"]) expect(await says(who, "/report mine")).not.toContain("once more");
    expect(await team.insights()).toEqual([]);
  });
});

describe("the finding for the brief", () => {
  test("is one a person, among the data gaps, in the reader's language", async () => {
    await team.weekly("ana", "calls", [800, 40, 42, 38]);
    const found = await team.insights();
    expect(found).toMatchObject([
      {
        key: `data:${team.idOf("ana")}`,
        personId: team.idOf("ana"),
        section: "gaps",
        unchanged: "far_above_own_maximum,more_than_a_day_holds",
      },
    ]);
    const said = (locale: "en" | "ru") => plain(found[0]?.say(wordsFor(locale, "Europe/Berlin")) ?? []);
    expect(said("en")).toMatch(/^Ana: Calls 800 last week, .* and on 18 Nov more activity .*friendly question/u);
    expect(said("ru")).toMatch(
      /^Ana: Звонки: 800 за прошлую неделю, .* и 18 нояб\.: действий больше.*стоит спросить по-дружески/u,
    );
  });

  test("another organisation's numbers are not in it", async () => {
    await team.weekly("ana", "calls", [40, 40, 40]);
    expect(await says("mara", "/report activity")).not.toContain("three weeks in a row");
    await begin({ locale: "ru" });
    await team.weekly("ana", "calls", [40, 40, 40]);
    expect(await says("ana", "/report mine")).toContain("одинаковые цифры три недели подряд");
  });
});
