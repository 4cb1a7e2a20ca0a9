import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type WeekWriter, weekWriter } from "../../summaries/written-week.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";

let bot: TestBot;
let write: WeekWriter;
const november = ["2026-11-01", "2026-11-30"] as const;

async function begin(options: Parameters<typeof testBot>[0] = {}) {
  await bot?.close();
  bot = await testBot(options);
  write = weekWriter(bot);
}

beforeEach(() => begin());
afterEach(() => bot.close());

const says = async (who: string, text: string) => bot.text(await bot.says(who, text));
const money = (dollars: number) => ({ valueAtRisk: BigInt(dollars * 100), currency: "USD" });

/** Lines of 15 of 21 working days: $1,500 of $2,100. */
async function people(...dollars: readonly number[]) {
  for (const [at, amount] of dollars.entries()) {
    const { orgId, teamId } = bot;
    const person = await bot.db.person.create({ data: { orgId, name: `Rep ${at}`, workPattern: [] } });
    await bot.db.membership.create({
      data: { orgId, teamId, personId: person.id, role: "rep", startsOn: "2026-01-01" },
    });
    await write.goal("ana", "revenue", 210_000, ...november, { ownerId: person.id });
    await write.entry("ana", "revenue", amount * 100, "2026-11-10", { personId: person.id });
  }
}

async function everything() {
  await write.goal(null, "revenue", 1_050_000, ...november);
  await people(1_050, 1_050, 1_080, 900, 1_500);
  await write.entry("ana", "deals", 10, "2026-11-10");
  await write.entry("ana", "deals", 20, "2026-10-10");
  await write.entry("ana", "revenue", 1_000_000, "2026-10-10");
  await write.blocker("ana", "delivery", "2026-11-09", { ...money(4_000), note: "The truck, again" });
  await write.blocker("boris", "delivery", "2026-11-16", money(2_000));
  await write.blocker("chen", "price_market", "2026-11-16", { ...money(1_000), deal: "Acme" });
  await write.blocker("chen", "competition", "2026-11-20", money(500));
  await write.blocker("ana", "rep_time", "2026-11-03", {
    ...{ closedOn: "2026-11-05", closedAt: new Date("2026-11-05T10:00:00Z") },
  });
}

describe("/report causes", () => {
  test("shows every part with its figures", async () => {
    await everything();
    const answer = await bot.says("max", "/report causes");
    const text = bot.text(answer);
    expect(text).toContain("Sales: what is behind the result, 1 Nov – 30 Nov 2026");
    expect(text).toContain("Team revenue: $5,580 of $10,500 (53%) by 22 Nov 2026. Half of the people are at 70% of");
    expect(text).toMatch(/Delivery\s.*2\s.*\$6,000\s.*21 \(10\.5\)/u);
    expect(text).toMatch(/Price\s.*1\s.*\$1,000\s.*7 \(7\)/u);
    expect(text).toMatch(/I lack time\s.*1\s.*—\s.*2 \(2\)/u);
    expect(text).toContain("Who can change it: other departments 80% and nobody inside the company 20%.");
    expect(text).toContain("Several people or deals within four weeks, so not personal: Delivery.");
    expect(text).toContain("Requests to departments\nNone is open.");
    expect(text).toContain(
      "Revenue, 5 people by 22 Nov: -$1,920 against their lines. Common to all: -$2,205; people’s own: +$285.",
    );
    expect(text).toMatch(/Rep 4\s.*\$0\s.*-\$450\s.*\+\$450/u);
    expect(text).toContain("Revenue $10,000 in 1 Oct – 21 Oct 2026, $5,580 in 1 Nov – 22 Nov 2026: -$4,420.");
    expect(text).toContain("number of deals won: -$5,251.51 (20 → 10)");
    expect(text).toContain("deal size: +$831.51 ($500 → $558)");
    expect(text).toContain("Market share\nNot enough data: no market figure of a complete period.");
    expect(text).toContain("As it is: 53%. Beside it, without $1,000 of open external blockers: 59%.");
    expect(text).not.toContain("truck");
    expect(text).not.toContain("Acme");
    expect(text).not.toMatch(/NaN|Infinity|undefined|null/u);
    const form = await bot.presses("max", answer, "Ask production about №7");
    expect(form.kind).toBe("form");
    const asked = await bot.submits("max", form, { ask: "A second truck on Fridays" });
    expect(bot.text(asked)).toContain("about blocker №7 counts from today");
    await bot.at("2026-11-25 10:00");
    expect(await says("max", "/report causes")).toContain(
      "№7 Delivery: production asked 2 days ago, answer due Mon 30 Nov",
    );
  });

  test("the chart is a Pareto whose line ends at one, with a description", async () => {
    await everything();
    const answer = await bot.says("max", "/report causes");
    const block = answer.kind === "reply" ? answer.view.blocks.find(({ kind }) => kind === "chart") : undefined;
    if (block?.kind !== "chart" || block.chart.kind !== "bars") throw new Error("There is no chart");
    expect(block.chart.bars.map(({ label, note, value }) => [label, note, value])).toEqual([
      ["Delivery", "departments", 6_000],
      ["Price", "outside", 1_000],
      ["A competitor", "outside", 500],
    ]);
    expect(block.chart.cumulative?.at(-1)).toBeCloseTo(1, 9);
    expect(block.alt).toContain("Delivery 80%");
  });

  test("says of every part what is missing for it, and nothing else", async () => {
    const text = await says("max", "/report causes");
    expect(text).toContain("No goal with an amount runs in these dates, so only blockers can be shown.");
    expect(text).toContain("No blockers were noted in these dates.");
    expect(text.match(/Not enough data: nobody’s goal with an amount has a line/gu)).toHaveLength(4);
    expect(text).not.toMatch(/NaN|0%|undefined|null/u);
    await write.goal("ana", "calls", 100, ...november);
    await write.blocker("ana", "other", "2026-11-16", { note: "Secret" });
    const one = await says("max", "/report causes");
    expect(one).toContain("Not enough data: it takes four people with goals on the same metric and dates.");
    expect(one).toContain("Not enough data: the number of deals is missing.");
    expect(one).toContain("Not enough data: no market figure");
    expect(one).toContain("Not enough data: it takes a goal in money.");
    expect(one).toContain("by count, as no value at risk is noted: the people themselves 100%");
    expect(one).not.toContain("Secret");
  });

  test("the market, and external value above its cap", async () => {
    await write.goal(null, "revenue", 1_000_000, ...november);
    await write.entry("ana", "revenue", 100_000, "2026-09-10");
    await write.entry("ana", "revenue", 120_000, "2026-10-10");
    await bot.says("max", "/team market revenue 10k September");
    await bot.says("max", "/team market revenue 15k October");
    await write.blocker("ana", "competition", "2026-11-16", { ...money(5_000), note: "Lost to X" });
    const text = await says("max", "/report causes");
    expect(text).toContain("1 Oct – 31 Oct 2026: $1,200 of a market of $15,000 are 8%.");
    expect(text).toContain(
      "Against 1 Sept – 30 Sept 2026 (10%): +$200, of it +$450 with the market and -$250 from or to others.",
    );
    expect(text).toContain("without $2,000 of open external blockers");
    expect(text).toContain("$5,000 are documented, and at most 20% of the target may count");
  });

  test("four people are summed up, and only five are shown beside each other", async () => {
    await people(1_500, 1_500, 1_530, 300);
    const four = await says("max", "/report causes");
    expect(four).toContain("Revenue, 4 people by 22 Nov: -$1,170 against their lines.");
    expect(four).not.toContain("Rep 2");
    await bot.db.person.updateMany({ where: { name: "Rep 3" }, data: { hiredOn: "2026-11-02" } });
    expect(await says("max", "/report causes")).toContain("it takes four people");
  });

  test("of other dates, against as many days before; bad dates are asked again", async () => {
    await everything();
    const text = await says("max", "/report causes Sales 2026-10-01 2026-10-31");
    expect(text).toContain("what is behind the result, 1 Oct – 31 Oct 2026");
    expect(text).toContain("No goal with an amount runs in these dates");
    expect(await says("max", "/report causes from:2026-11-09 to:2026-11-15")).toContain("9 Nov – 15 Nov 2026");
    expect(await says("max", "/report causes from:2026-11-09")).toContain("Please give both dates");
    expect(await says("max", "/report causes Sales 2026-11-15 2026-11-09")).toContain("The dates run backwards");
    expect(await says("max", "/report causes Sales 2027-01-01 2027-01-31")).toContain("has not come yet");
  });

  test("is for managers and observers of the team; who only observes asks nobody", async () => {
    await everything();
    expect(await says("ana", "/report causes")).toContain("/report causes is for");
    expect(await says("mara", "/report causes Sales")).toContain("found no team");
    expect(await says("mara", "/report causes")).not.toContain("Delivery");
    await bot.db.membership.updateMany({ where: { personId: write.id("boris") }, data: { role: "observer" } });
    const seen = await says("boris", "/report causes");
    expect(seen).toContain("Delivery");
    expect(seen).not.toContain("Ask production");
    expect(seen).not.toContain("truck");
  });

  test("is also a file with every figure and every gap", async () => {
    await everything();
    const answer = await bot.presses("max", await bot.says("max", "/report causes"), "CSV");
    if (answer.kind !== "reply" || !answer.file) throw new Error("There is no file");
    const rows = answer.file.content.split("\r\n");
    expect(rows).toContain("In the way,Delivery,departments,6000.00,USD,0.8000,0.8000,21,10.5,14,Count: 2");
    expect(rows).toContain('"Common to the team, and own",Common,,-2205.00,USD,,,,,,');
    expect(rows).toContain("Against the period before,deal size,,831.51,USD,,,,,,");
    expect(answer.file.content).toContain("Market share,,,,,,,,,,Not enough data: no market figure");
    expect(answer.file.content).not.toContain("truck");
  });

  test("in Russian", async () => {
    await begin({ locale: "ru" });
    await everything();
    const text = await says("max", "/report causes");
    expect(text).toContain("Sales: что стоит за результатом, 1 нояб. – 30 нояб. 2026");
    expect(text).toContain("Кто может изменить: другие подразделения 80\u00a0% и никто внутри компании 20\u00a0%.");
    expect(text).toContain("Недостаточно данных: нет объёма рынка за завершённый период.");
    expect(text).not.toMatch(/Not enough|Common|people/u);
  });
});
