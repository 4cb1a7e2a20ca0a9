import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { wordsFor } from "../../../src/i18n/words.ts";
import { plain } from "../../../src/view/text.ts";
import { type WeekWriter, weekWriter } from "../../summaries/written-week.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";
import { type TeamWriter, teamWriter } from "./written-team.ts";

let bot: TestBot;
let team: TeamWriter;
let write: WeekWriter;

async function begin(options: Parameters<typeof testBot>[0] = {}) {
  await bot?.close();
  bot = await testBot(options);
  team = teamWriter(bot);
  write = weekWriter(bot);
}

beforeEach(() => begin());
afterEach(() => bot.close());

/** One more and one less by turns, as nobody does exactly the same every week. */
const weeks = (count: number, amount: number): number[] =>
  Array.from({ length: count }, (_, week) => amount + (week % 2 === 0 ? 1 : -1));

/** Ten weeks of calls and meetings of five people; one of them gets far fewer meetings out of as many calls. */
async function fiveReps() {
  await team.joins("Dora");
  await team.joins("Eve");
  for (const who of ["ana", "boris", "chen", "Dora"]) {
    await team.weekly(who, "calls", weeks(10, 40));
    await team.weekly(who, "meetings", weeks(10, 12));
  }
  await team.weekly("Eve", "calls", weeks(10, 40));
  await team.weekly("Eve", "meetings", weeks(10, 3));
}

const report = async (who: string, command = "/report activity") => bot.text(await bot.says(who, command));

describe("a team's funnel", () => {
  test("names who is likely below the team, with a range and without a rank", async () => {
    await fiveReps();
    const text = await report("max");
    expect(text).toContain("Sales: activity and result, 25 May – 22 Nov 2026");
    expect(text).toContain("Calls → Meetings: 510 of 2,000 (26%). Likely below the team: Eve (");
    expect(text).toMatch(/Eve\s+30 of 400 · \d/u);
    const rows = [...text.matchAll(/^(Ana|Boris|Chen|Dora|Eve) .*of 400/gmu)].map(([, name]) => name);
    expect(rows).toEqual(["Ana", "Boris", "Chen", "Dora", "Eve"]);
    expect(text).toContain("Funnel chart: Calls 2,000 and Meetings 510.");
    expect(text).toContain("The upper quarter of the team has at least 12 a week: Meetings.");
  });

  test("the same in Russian", async () => {
    await begin({ locale: "ru" });
    await fiveReps();
    const text = await report("max");
    expect(text).toContain("Звонки → Встречи: 510 из 2\u00a0000 (26\u00a0%). Вероятно, ниже команды: Eve (от ");
    expect(text).toContain("У верхней четверти команды не меньше 12 в неделю: Встречи.");
  });

  test("fewer than five are neither compared nor made a benchmark of", async () => {
    for (const who of ["ana", "boris", "chen"]) {
      await team.weekly(who, "calls", weeks(10, 40));
      await team.weekly(who, "meetings", weeks(10, who === "chen" ? 1 : 20));
    }
    const text = await report("max");
    expect(text).toContain(
      "Reps are not compared: it takes five with numbers here, newcomers not counted; there are 3.",
    );
    expect(text).toMatch(/Chen\s+10 of 400$/mu);
    expect(text).not.toContain("upper quarter");
    expect(text).not.toContain("Likely");
    expect(await team.insights()).toEqual([]);
  });

  test("newcomers are shown, but not compared and not counted", async () => {
    await team.joins("Dora");
    const newcomer = await team.joins("Nina", "2026-10-01");
    for (const who of ["ana", "boris", "chen", "Dora"]) {
      await team.weekly(who, "calls", weeks(10, 40));
      await team.weekly(who, "meetings", weeks(10, 12));
    }
    await team.weekly("Nina", "calls", weeks(6, 40));
    await team.weekly("Nina", "meetings", weeks(6, 1));
    const text = await report("max");
    expect(text).toMatch(/Nina \(new\)\s+6 of 240$/mu);
    expect(text).toContain("there are 4.");
    expect(text).not.toContain("upper quarter");
    expect((await team.insights()).filter(({ key }) => key.endsWith(newcomer))).toEqual([]);
  });

  test("says what is missing where nothing or one kind of number was logged", async () => {
    const nothing = "Sales has no funnel yet: it takes two kinds of counts, such as calls and deals.";
    expect(await report("max")).toContain(nothing);
    await team.weekly("ana", "calls", weeks(10, 40));
    const text = await report("max");
    expect(text).toContain(nothing);
    expect(text).not.toMatch(/\d%|NaN|Infinity/u);
  });

  test("more out than in is no share, and somebody without any number has none", async () => {
    await team.weekly("ana", "calls", weeks(10, 1));
    await team.weekly("ana", "meetings", weeks(10, 5));
    await bot.says("max", '/team funnel "calls > meetings"');
    const text = await report("max");
    expect(text).toContain("Calls → Meetings: 46 after 10: more came out than went in, so there is no share.");
    expect(text).toContain("Calls → Meetings not defined");
    expect(text).not.toMatch(/^Boris/mu);
    expect(text).not.toMatch(/500%|NaN/u);
  });

  test("deals are followed one by one; an open one counts once it is old enough", async () => {
    for (let day = 10; day < 20; day++)
      await team.deal("ana", `2026-09-${day}`, day % 2 ? "won" : "lost", `2026-09-${day + 10}`);
    await team.deal("ana", "2026-10-01", "open");
    await team.deal("ana", "2026-11-20", "open");
    const text = await report("max");
    expect(text).toContain("Deals opened → Deals decided: 10 of 11 (91%).");
    expect(text).toContain("Deals decided → Deals won: 5 of 10 (50%).");
    expect(text).toContain("those still open count once they are older than four in five were when decided (10 days)");
  });
});

describe("who may read it", () => {
  test("a rep sees the own line, the own past and the benchmark; nobody else", async () => {
    await fiveReps();
    await bot.at("2026-11-23 11:00");
    const text = await report("boris");
    expect(text).toContain("Your activity and results");
    expect(text).toMatch(/Calls\s+40\s+—\s+from 40/u);
    expect(text).toContain("120 of 400 (30%)");
    expect(text).not.toMatch(/Ana|Chen|Dora|Eve|2,000|Likely/u);
    expect(bot.text(await bot.says("boris", "/report csv report:activity"))).not.toContain("lines");
  });

  test("a newcomer gets no benchmark to be measured by", async () => {
    await fiveReps();
    await bot.db.membership.updateMany({
      where: { personId: bot.player("ana").personId },
      data: { startsOn: "2026-10-01" },
    });
    const text = await report("ana");
    expect(text).toContain("You are in your first 90 days");
    expect(text).not.toContain("Upper quarter");
  });

  test("a rep without numbers is told what it takes", async () => {
    expect(await report("chen")).toContain("Not enough data yet: it takes two kinds of counts in the team");
    await begin({ locale: "ru" });
    expect(await report("chen")).toContain("Данных пока недостаточно");
  });

  test("observers see the team without its people, others nothing", async () => {
    await fiveReps();
    await team.joins("Fay");
    await team.weekly("Fay", "calls", weeks(10, 40));
    await team.weekly("Fay", "meetings", weeks(10, 12));
    await bot.db.membership.updateMany({ where: { personId: write.id("chen") }, data: { role: "observer" } });
    await write.goal("ana", "meetings", 900, "2026-11-01", "2026-12-31");
    const text = await report("chen");
    expect(text).toContain("Calls → Meetings: 630 of 2,400 (26%).");
    expect(text).not.toMatch(/Eve|Ana|Boris|Likely/u);
    const csv = await bot.says("chen", "/report csv report:activity");
    expect(csv.kind === "reply" && csv.file?.content).not.toMatch(/Eve|Ana|Boris/u);
    expect(await report("ada", "/report activity Sales")).toContain("Likely below the team: Eve");
    expect(await report("mara", "/report activity Sales")).toContain("found no team");
    expect(await report("mara")).toContain("Others has no funnel yet");
    expect(await report("pia")).not.toMatch(/Sales|Eve/u);
  });
});

describe("the file", () => {
  test("holds what the report holds, from its button", async () => {
    await fiveReps();
    const answer = await bot.presses("max", await bot.says("max", "/report activity"), "CSV");
    const lines = (answer.kind === "reply" ? (answer.file?.content ?? "") : "").slice(1).split("\r\n");
    expect(lines[0]).toBe("what,who,item,value,out of,share,low,high,remark");
    expect(lines[1]).toBe("step,team,Calls → Meetings,510,2000,0.2550,,,");
    expect(lines.find((line) => line.startsWith("step,Eve"))).toMatch(
      /^step,Eve,Calls → Meetings,30,400,0\.0750,0\.0\d+,0\.\d+,likely below the team$/u,
    );
    expect(lines.some((line) => line.startsWith("link,team,Calls → Meetings,"))).toBe(true);
  });
});

describe("the finding for the brief", () => {
  test("is about the rep, names the step and proposes one thing", async () => {
    await fiveReps();
    const [first, ...others] = await team.insights();
    expect(others.filter(({ key }) => key.startsWith("funnel:"))).toEqual([]);
    expect(first).toMatchObject({ key: `funnel:meetings:${team.idOf("Eve")}`, personId: team.idOf("Eve") });
    const said = plain(first?.say(wordsFor("en", "UTC")) ?? []);
    expect(said).toMatch(/^Eve, Calls → Meetings: 30 of 400, likely [\d.]+% to [\d.]+%; the team is at 26%\./u);
    expect(first?.button?.(wordsFor("ru", "UTC")).label).toBeTruthy();
    expect(first?.facts.significance).toBeGreaterThan(0.9);
    expect(first?.facts.valueAtStake).toBeGreaterThan(0);
  });
});
