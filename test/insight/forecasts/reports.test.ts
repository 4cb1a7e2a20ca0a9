import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Answer } from "../../../src/command/command.ts";
import type { Chart } from "../../../src/view/chart.ts";
import { type WeekWriter, weekWriter } from "../../summaries/written-week.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";

let bot: TestBot;
let write: WeekWriter;

async function begin(options: Parameters<typeof testBot>[0] = {}) {
  await bot?.close();
  bot = await testBot(options);
  write = weekWriter(bot);
}
beforeEach(() => begin());
afterEach(() => bot.close());

const november = ["2026-11-01", "2026-11-30"] as const;

const said = async (who: string, text: string) => bot.text(await bot.says(who, text));

/** Ana sells steadily, Boris less, Chen next to nothing; all of it since August. */
async function quarterOfSales() {
  await write.goal("ana", "deals", 12, ...november);
  await write.goal("boris", "deals", 12, ...november);
  await write.goal("chen", "deals", 12, ...november);
  for (const month of ["08", "09", "10", "11"]) {
    for (const day of ["02", "04", "06", "09", "11", "13", "16", "18", "20", "23", "25", "27"]) {
      if (month === "11" && day > "22") continue;
      await write.entry("ana", "deals", 1, `2026-${month}-${day}`);
      if (day < "18") await write.entry("boris", "deals", 1, `2026-${month}-${day}`);
    }
    await write.entry("chen", "deals", 1, `2026-${month}-10`);
  }
}

function chartOf(answer: Answer): Extract<Chart, { kind: "lines" }> {
  if (answer.kind !== "reply") throw new Error("No answer");
  const block = answer.view.blocks.find((one) => one.kind === "chart");
  if (block?.kind !== "chart" || block.chart.kind !== "lines") throw new Error("No chart");
  return block.chart;
}

describe("/report now", () => {
  test("tells the manager where the team and each goal stand", async () => {
    await quarterOfSales();
    const text = await said("max", "/report now");
    expect(text).toContain("Sales: where it stands, through Sun 22 Nov");
    expect(text).toContain("Deals won: 17 of 36 (47%), behind the line. The line through 22 Nov is");
    expect(text).toMatch(/by the course of 3 earlier periods/);
    expect(text).toMatch(/Likely \d+–\d+ by 30 Nov \(80% range\); chance to reach 36: below 5%/);
    expect(text).toMatch(/#1 Deals won of ana +Ana +9 \/ 12 +\d+% +\w/);
    expect(text).toMatch(/#3 Deals won of chen +Chen +1 \/ 12 +\d+% +Behind, no entry for 5 working days +below 5%/);
  });

  test("a rep sees the own goals and nobody else's, and no total", async () => {
    await quarterOfSales();
    for (const command of ["/report now", "/report forecast"]) {
      const text = await said("ana", command);
      expect(text).toContain("#1 Deals won of ana");
      expect(text).not.toMatch(/boris|chen|of 36|\[CSV\]|The total/i);
    }
  });

  test("an observer sees it, another organisation does not find it, another team's rep may not", async () => {
    await quarterOfSales();
    await bot.db.membership.updateMany({ where: { personId: write.id("boris") }, data: { role: "observer" } });
    expect(await said("boris", "/report now")).toContain("Deals won of chen");
    for (const command of ["/report now Sales", "/report forecast Sales", "/report math Sales"]) {
      expect(await said("mara", command)).toContain("found no team");
    }
    expect(await said("ana", "/report math")).toContain("is for");
    await bot.db.team.create({ data: { orgId: bot.orgId, name: "North", zone: "Europe/Berlin", locale: "en" } });
    expect(await said("ana", "/report now North")).toContain("to another team");
    expect(await said("ana", "/report forecast North")).toContain("to another team");
  });

  test("says what is missing where nothing runs", async () => {
    expect(await said("max", "/report now")).toContain("No goals are running now. Set one: /goal add");
    expect(await said("chen", "/report forecast")).toContain("No goals are running now. Set one: /goal add");
  });

  test("tells the class that was told until another one has lasted, and beside it what today says", async () => {
    await quarterOfSales();
    const told = { standing: "at_risk", standingSince: "2026-11-20" };
    await bot.db.goal.updateMany({ where: { number: 1 }, data: told });
    const { 1: today = "" } = /Ana +9 \/ 12 +\d+% +(\S.*?) {2}/.exec(await said("max", "/report now")) ?? [];
    expect(today).toBe("A little behind");
    expect(await said("ana", "/goal show #1")).toMatch(
      /Status: A little behind \(today’s figures say: behind; a change is told once it has lasted two working days\)/,
    );
    await bot.db.goal.updateMany({ where: { number: 3 }, data: { ...told, standing: "on_track" } });
    expect(await said("max", "/goal show #3")).toContain("Status: Behind\n");
  });
});

describe("one line", () => {
  /** All of the result comes in the last days of a month, from everybody, as it always did. */
  async function endLoaded() {
    for (const who of ["ana", "boris", "chen", "max"]) {
      await write.goal(who, "deals", 40, ...november);
      for (const month of ["07", "08", "09", "10", "11"]) {
        for (const day of ["03", "10", "16"]) await write.entry(who, "deals", 3, `2026-${month}-${day}`);
        if (month === "11") continue;
        for (const day of ["24", "25", "26", "27", "28"]) await write.entry(who, "deals", 6, `2026-${month}-${day}`);
      }
    }
  }

  test("is what the summary, the causes and the brief judge by, as the report does", async () => {
    await endLoaded();
    const { 1: expected = "" } =
      /The line through 22 Nov is (\d+) \(by the course of/.exec(await said("max", "/report now")) ?? [];
    expect(Number(expected)).toBeLessThan(70);
    expect(await said("max", "/report week")).toMatch(
      new RegExp(`The line through [^.]* is ${expected} \\(by the course`),
    );
    expect(await said("max", "/report causes")).not.toMatch(/whole team is below|14 of|4 of 4 people/);
  });
});

describe("/report forecast", () => {
  test("says the chance, the range, what decides and what it rests on, the least sure first", async () => {
    await quarterOfSales();
    const text = await said("max", "/report forecast");
    const lines = text.split("\n").filter((line) => line.startsWith("• "));
    expect(lines.map((line) => line.slice(2, 4))).toEqual(["#3", "#2", "#1"]);
    expect(lines[2]).toMatch(
      /^• #1 Deals won of ana, Ana: Likely \d+–\d+ by 30 Nov \(80% range\); chance to reach 12: about \d+%\. 3 more reach it; at the usual rate the 6 working days left bring about \d\. Based on own Deals won: \d+ in \d+ working days, and on the team’s average\.$/,
    );
    expect(text).toContain("so far 0 of 30");
  });

  test("explains the five least sure and puts the others in a table", async () => {
    await quarterOfSales();
    for (let at = 0; at < 4; at++) await write.goal("ana", "deals", at + 1, ...november);
    const text = await said("max", "/report forecast");
    expect(text.split("\n").filter((line) => line.startsWith("• "))).toHaveLength(5);
    expect(text).toMatch(/The others\nGoal +Whose +Likely \(80% range\) \/ target +Chance\n/);
    expect(text).toMatch(/#\d Deals won of ana +Ana +\d+–\d+ \/ \d +—/);
  });

  test("draws what was reached, the line and a range that opens from today to the end", async () => {
    await quarterOfSales();
    const { x, series, band, mark } = chartOf(await bot.says("max", "/report forecast"));
    expect([x[0], x.at(-1), mark?.y]).toEqual(["2026-11-01", "2026-11-30", 36]);
    const [reached, line] = series;
    expect(reached?.y[21]).toBe(17);
    expect(reached?.y.slice(23)).toEqual([null, null, null, null, null, null, null]);
    expect(line?.y.at(-1)).toBe(36);
    expect([band?.low[20], band?.low[21], band?.high[21]]).toEqual([null, 17, 17]);
    const widths = x.slice(21).map((_, at) => (band?.high[at + 21] ?? Number.NaN) - (band?.low[at + 21] ?? Number.NaN));
    expect(widths.every((width, at) => width >= (widths[at - 1] ?? 0) - 1)).toBe(true);
    expect(widths.at(-1)).toBeGreaterThan(3);
  });

  test("shows how past forecasts came true once there are thirty", async () => {
    await quarterOfSales();
    const { orgId } = bot;
    for (let at = 0; at < 30; at++) {
      const goal = await write.goal("ana", "calls", 10, "2026-06-01", "2026-06-30");
      const said = at < 20 ? 0.8 : 0.1;
      await bot.db.goalForecast.create({
        data: {
          ...{ orgId, goalId: goal.id, asOf: "2026-06-15", version: 1, actual: 1n, mean: 5, ownWeight: 0.5 },
          ...{ hitProbability: said, didHit: at < 14 },
        },
      });
    }
    expect(await said("max", "/report forecast")).toContain(
      "How past forecasts came true (30 goals): said below 30%: 0 of 10 reached; from 30 to 70%: none; above: 14 of 20 reached.",
    );
  });

  test("both are had as files, claiming no more than the message", async () => {
    await quarterOfSales();
    const files = ["now", "forecast"].map(async (report) => {
      const answer = await bot.presses("max", await bot.says("max", `/report ${report}`), "CSV");
      if (answer.kind !== "reply" || !answer.file) throw new Error(bot.text(answer));
      return answer.file.content.split("\r\n");
    });
    const [now, forecast] = await Promise.all(files);
    expect(now?.[0]).toContain("number,goal,owner,start,end,as of,unit,done,target,line,");
    expect(now?.[3]).toMatch(
      /^3,Deals won of chen,Chen,2026-11-01,2026-11-30,2026-11-22,count,1,12,\d+,\d+,Behind,<5%,/,
    );
    expect(forecast?.[3]).toMatch(/^3,Deals won of chen,Chen,.*,1,12,<5%,\d+,\d+,/);
    expect(forecast).toHaveLength(5);
  });
});

describe("see the math", () => {
  test("fills in the numbers of the line, the calendar, the curve, the evidence and the weights", async () => {
    await quarterOfSales();
    await bot.db.absence.create({
      data: {
        ...{ orgId: bot.orgId, personId: write.id("ana"), byPersonId: write.id("ana") },
        ...{ startsOn: "2026-11-26", endsOn: "2026-11-27" },
      },
    });
    const text = bot.text(await bot.presses("max", await bot.says("max", "/goal show #1"), "See the math"));
    expect(text).toContain("#1 Deals won of ana: how it was computed");
    expect(text).toContain("19 working days from 1 Nov to 30 Nov 2026, 15 of them complete through Sun 22 Nov");
    expect(text).toContain("Left out of them: 2 days away.");
    expect(text).toContain("Done: 9 in 9 entries dated 1 Nov to 30 Nov; the newest is of 20 Nov.");
    expect(text).toMatch(/Line: 12 × 0\.\d+ = \d+\. After 79% of the working time 0\.\d+ of the result is usual/);
    expect(text).toContain("1 Aug – 31 Aug 2026, 1 Sept – 30 Sept 2026 and 1 Oct – 31 Oct 2026");
    expect(text).toContain("Looked at: 20 Sept to 22 Nov 2026");
    expect(text).toMatch(/Everybody with such a goal or such entries \(3 people\): \d+ in [\d.]+ days, 0\.\d+ a day/);
    expect(text).toMatch(
      /Both together: \([\d.]+ \+ \d+\) \/ \([\d.]+ \+ [\d.]+\) = 0\.\d+ a day\. The own part weighs \d+%/,
    );
    expect(text).toMatch(/By the chance: from 70% on track, from 30% a little behind\. Today: \w/);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  test("explains the team's total from the team's own series", async () => {
    await quarterOfSales();
    const text = bot.text(await bot.presses("max", await bot.says("max", "/report now"), "The total’s math"));
    expect(text).toContain("The total adds up 3 goals of 3 people");
    expect(text).toContain("The team is one series");
    expect(text).toMatch(/chance|below 5% to reach 36/);
  });

  test("is for whoever may see the goal, and for a rate says from how many trials", async () => {
    await quarterOfSales();
    await write.goal("boris", "win-rate", 4_000, ...november);
    for (const day of ["02", "03", "04", "05", "06"]) {
      await write.entry("boris", "win-rate", 1, `2026-11-${day}`, { trials: 3n });
    }
    expect(await said("ana", "/goal math #4")).not.toContain("how it was computed");
    expect(await said("mara", "/goal math #1")).not.toContain("how it was computed");
    const text = await said("boris", "/goal math #4");
    expect(text).toContain("A rate has no line by days; its status comes from the chance alone.");
    expect(text).toContain("So far 5 of 15 trials succeeded.");
    expect(text).toMatch(/To end at 40% or above, \d+ of those \d+ have to succeed\./);
  });

  test("keeps a small team's average from a rep, who could take their own part out of it", async () => {
    await quarterOfSales();
    await write.goal("boris", "win-rate", 4_000, ...november);
    for (const day of ["02", "03", "04", "05", "06"]) {
      await write.entry("boris", "win-rate", 1, `2026-11-${day}`, { trials: 3n });
    }
    const others =
      /Everybody with such a goal|Both together|weighed the same way|standard deviation|average counts like/;
    for (const goal of ["#2", "#4"]) {
      const own = await said("boris", `/goal math ${goal}`);
      expect(own).toContain("of fewer than 5 people it would give a colleague’s numbers away");
      expect(own).not.toMatch(others);
      expect(await said("max", `/goal math ${goal}`)).toMatch(others);
    }
    expect(await said("boris", "/goal math #2")).toMatch(/Own: \d+ in \d+ working days/);
    for (const name of ["Dana", "Eli"]) {
      const zone = "Europe/Berlin";
      const { id } = await bot.db.person.create({ data: { orgId: bot.orgId, name, zone, locale: "en" } });
      await write.goal("max", "deals", 12, ...november, { ownerId: id });
    }
    expect(await said("boris", "/goal math #2")).toContain("Everybody with such a goal or such entries (5 people)");
  });

  test("a teammate who may see targets is shown no forecast", async () => {
    await quarterOfSales();
    await bot.db.team.update({ where: { id: bot.teamId }, data: { targetsVisible: true } });
    const text = await said("ana", "/goal show #2");
    expect(text).toContain("7 of 12");
    expect(text).not.toMatch(/Forecast|See the math/);
  });
});

describe("in Russian", () => {
  test("the reports and the math are whole", async () => {
    await begin({ locale: "ru" });
    await quarterOfSales();
    const now = await said("max", "/report now");
    expect(now).toContain("Sales: положение дел на вс, 22 нояб.");
    expect(now).toContain("по ходу 3 прошлых периодов");
    expect(now).toMatch(/вероятность достичь 36: меньше 5\s%/u);
    const forecast = await said("max", "/report forecast");
    expect(forecast).toMatch(/До цели 3; при обычном темпе за оставшиеся 6 рабочих дней придёт около \d/u);
    expect(forecast).toContain("пока 0 из 30");
    const math = await said("max", "/goal math #1");
    expect(math).toContain("Календарь: 21 рабочий день с 1 нояб. по 30 нояб. 2026 г., из них прошло 15");
    expect(math).toMatch(/Вместе: \([\d,]+ \+ \d+\) \/ \([\d,]+ \+ [\d,]+\) = 0,\d+ в день/u);
    const own = await said("ana", "/goal math #1");
    expect(own).toContain("Сотрудникам оно не показывается: если людей меньше 5");
    for (const text of [now, forecast, math, own]) expect(text).not.toMatch(/NaN|undefined|Infinity|\bthe\b/);
  });
});
