import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { writeHistory } from "./written-history.ts";

let bot: TestBot;

/** Ten, eight and twelve calls on every working day since June. */
async function begin(options: Parameters<typeof testBot>[0] = {}) {
  bot = await testBot(options);
  const half = { from: "2026-06-01", to: "2026-11-20" } as const;
  await writeHistory(bot, "ana", "calls", { ...half, amount: 10 });
  await writeHistory(bot, "boris", "calls", { ...half, amount: 8 });
  await writeHistory(bot, "chen", "calls", { ...half, amount: 12 });
}

beforeEach(() => begin());
afterEach(() => bot.close());

const say = async (who: string, text: string) => bot.text(await bot.says(who, text));
const goals = () => bot.db.goal.findMany({ where: { orgId: bot.orgId }, orderBy: { number: "asc" } });
const hire = (who: string, hiredOn: string) =>
  bot.db.person.update({ where: { id: bot.player(who).personId }, data: { hiredOn } });

describe("before a goal is sent", () => {
  test("what fits goes out at once and says so", async () => {
    const text = await say("max", "/goal add Calls 215 for:ana by:“next month”");
    expect(text).toContain("#1 Calls is set for Ana");
    expect(text).toContain("Fits: the chance to reach it is about 60%.");
    expect(text).toContain("Expected: about 230 in 23 working days; the target is 215.");
    expect(await bot.dm("ana")).toHaveLength(1);
  });

  test.each([
    [100, "Too easy: the chance to reach it is above 95%.", "below the weakest of 5 earlier periods: 230"],
    [280, "A stretch: the chance to reach it is about 15%.", "above the best of 5 earlier periods: 230"],
    [
      400,
      "Looks unrealistic: the chance to reach it is below 5%.",
      "it takes about 17.4 a working day; on the busiest days it was 10",
    ],
    [2500, "Looks unrealistic", "far from the usual 230; is there a digit too many or too few?"],
  ])("%i is shown first, with class, numbers and reasons", async (target, fit, reason) => {
    const text = await say("max", `/goal add Calls ${target} for:ana by:“next month”`);
    expect(text).toContain("Before it is sent: Ana, Calls");
    expect(text).toContain(fit);
    expect(text).toContain(reason);
    expect(text).toContain("Based on 300 own results in the last 30 working days");
    expect(text).toContain("[Send as it is] [Change]");
    expect(await goals()).toEqual([]);
    expect(await bot.dm("ana")).toEqual([]);
  });

  test("it is sent with one press, once", async () => {
    const step = await bot.says("max", "/goal add Calls 400 for:ana by:“next month”");
    const sent = await bot.presses("max", step, "Send as it is");
    expect(sent).toMatchObject({ kind: "reply", replaces: true });
    expect(bot.text(sent)).toContain("#1 Calls is set for Ana: 400 by 31 Dec 2026.");
    expect(bot.text(await bot.again())).toBe(bot.text(sent));
    expect(bot.text(await bot.presses("max", step, "Send as it is"))).toContain("was sent already: #1");
    expect(await goals()).toHaveLength(1);
    expect(await bot.dm("ana")).toHaveLength(1);
  });

  test("the period stays what it was, however late the button is pressed", async () => {
    const step = await bot.says("max", "/goal add Calls 900 for:ana by:tomorrow");
    await bot.at("tue 17:00");
    await bot.presses("max", step, "Send as it is");
    expect(await goals()).toMatchObject([{ startsOn: "2026-11-23", endsOn: "2026-11-24" }]);
  });

  test("changing opens the form as it was typed", async () => {
    const step = await bot.says("max", "/goal add Calls 400 for:ana by:“next month”");
    const form = await bot.presses("max", step, "Change");
    expect(bot.text(form)).toContain("Target: 400");
    expect(bot.text(form)).toContain("For whom: ana");
    const changed = await bot.submits("max", form, { target: "220" });
    expect(bot.text(changed)).toContain("#1 Calls is set for Ana: 220 by 31 Dec 2026");
  });

  test("nobody else can send somebody's draft", async () => {
    const step = await bot.says("max", "/goal add Calls 400 for:ana by:“next month”");
    for (const who of ["ana", "ada", "mara"]) {
      expect(bot.text(await bot.presses(who, step, "Send as it is"))).toMatch(/no longer|gone|kept/u);
    }
    const action = "run:goal send?draft=nonsense&as=as-is";
    expect(bot.text(await bot.asks("max", { kind: "press", action }))).not.toContain("broke");
    expect(await goals()).toEqual([]);
  });

  test("vague words are shown before, a known metric's name is not", async () => {
    const vague = await say("max", "/goal add “do better” 5 for:boris");
    expect(vague).toContain("Before it is sent: Boris, do better");
    expect(vague).toContain("Not enough data yet to say how this fits.");
    expect(vague).toContain("“more” and “better” can be read many ways");
    expect(await say("max", "/goal add Meetings 5 for:boris")).toContain("is set for Boris");
  });

  test("a goal so far exceeded and then raised by more than a quarter is questioned", async () => {
    await bot.db.goal.create({
      data: {
        ...{ orgId: bot.orgId, teamId: bot.teamId, ownerId: bot.player("ana").personId, number: 90, name: "October" },
        metricId: (await bot.db.metric.findFirstOrThrow({ where: { orgId: bot.orgId, key: "calls" } })).id,
        ...{ target: 180n, startsOn: "2026-10-01", endsOn: "2026-10-31", state: "closed", result: "reached" },
        createdById: bot.player("max").personId,
      },
    });
    const raised = await say("max", "/goal add Calls 260 for:ana by:“next month”");
    expect(raised).toContain("more than 25% above the previous goal (188 for as many days)");
    expect(await say("max", "/goal add Calls 225 for:ana by:“next month”")).toContain("is set for Ana");
  });

  test("a limit is no line to be above", async () => {
    await say("max", "/team metric add Complaints better:less");
    expect(await say("max", "/goal add Complaints 3 for:ana by:“next month”")).toContain("is set for Ana");
  });

  test("a rate is judged by trials", async () => {
    const { id } = await bot.db.metric.findFirstOrThrow({ where: { orgId: bot.orgId, key: "win-rate" } });
    const common = { orgId: bot.orgId, teamId: bot.teamId, metricId: id, source: "import" as const, at: bot.now() };
    for (const who of ["ana", "boris", "chen"]) {
      const { personId } = bot.player(who);
      const data = { ...common, personId, byPersonId: personId, amount: 30n, trials: 100n, date: "2026-11-10" };
      await bot.db.entry.create({ data });
    }
    expect(await say("max", "/goal add “Win rate” 70% for:ana by:“next month”")).toContain("Looks unrealistic");
    expect(await say("max", "/goal add “Win rate” 30% for:ana by:“next month”")).toContain("Fits");
  });
});

describe("newcomers and absences", () => {
  test("get a ramped target to choose, and the press sends that one", async () => {
    await hire("boris", "2026-10-12");
    const { personId } = bot.player("boris");
    await bot.db.entry.deleteMany({ where: { personId } });
    await writeHistory(bot, "boris", "calls", { from: "2026-11-12", to: "2026-11-20", amount: 2 });
    const step = await bot.says("max", "/goal add Calls 200 for:boris by:“next month”");
    expect(bot.text(step)).toContain("Looks unrealistic");
    expect(bot.text(step)).toContain("still getting up to speed: about 40% of full productivity");
    // Seven of December's 23 working days at a quarter, sixteen at half of full productivity.
    const sent = await bot.presses("max", step, "Send ramped: 80");
    expect(bot.text(sent)).toContain("is set for Boris: 80 by 31 Dec 2026");
    expect(bot.text(sent)).not.toContain("getting up to speed");
    expect(await goals()).toMatchObject([{ target: 80n, stretch: 96n }]);
    expect((await bot.dm("boris"))[0]).toContain("Target: 80");
  });

  test("whoever learns the job is expected to bring nothing yet, and is told no number", async () => {
    await hire("boris", "2026-11-16");
    const step = await say("max", "/goal add Calls 200 for:boris by:“30 nov”");
    expect(step).toContain("no result is expected in this time yet");
    expect(step).not.toContain("Send ramped");
  });

  test("joining a team is no new job", async () => {
    await bot.db.membership.updateMany({ where: { orgId: bot.orgId }, data: { startsOn: "2026-11-16" } });
    expect(await say("max", "/goal add Calls 215 for:ana by:“next month”")).toContain("Fits");
  });

  test("a long leave offers the target for the days that are left", async () => {
    await say("ana", "/my away “1 dec” “18 dec”");
    const step = await bot.says("max", "/goal add Calls 220 for:ana by:“next month”");
    expect(bot.text(step)).toContain("only 9 of 23 working days are left after absences");
    const sent = await bot.presses("max", step, "Send for the days at work: 86");
    expect(bot.text(sent)).toContain("86 by 31 Dec 2026");
  });
});

describe("an own goal", () => {
  test("is set whatever it is, with the same hint in private", async () => {
    const text = await say("ana", "/goal add Calls 400 by:“next month”");
    expect(text).toContain("#1 Calls is set: 400");
    expect(text).toContain("How it fits, for your eyes only:");
    expect(text).toContain("Looks unrealistic");
    expect(await bot.dm("max")).toEqual([]);
  });

  test.each(["/goal add Meetings 4", "/goal add Handshakes 4"])(
    "without history: %s, it says just that",
    async (text) => {
      expect(await say("ana", text)).toContain("Not enough data yet to say how this fits.");
      expect(await say("max", `${text} for:boris`)).toContain("Not enough data yet to say how this fits.");
    },
  );

  test("of a team, or a limit, has no class", async () => {
    await say("max", "/team metric add Complaints better:less");
    for (const text of ["/goal add Meetings 40 for:team", "/goal add Complaints 3 for:ana"])
      expect(await say("max", text)).not.toContain("Not enough data");
  });
});

test("in Russian", async () => {
  await bot.close();
  await begin({ locale: "ru" });
  expect(await say("ana", "/goal add Встречи 4")).toContain(
    "Данных пока мало, чтобы сказать, насколько цель подходит.",
  );
  const step = await bot.says("max", "/goal add Звонки 400 for:ana by:“31 декабря”");
  expect(bot.text(step)).toContain("Перед отправкой: Ana, Звонки");
  expect(bot.text(step)).toContain("Похоже, нереально: вероятность достичь — около 5\u00a0%.");
  expect(bot.text(step)).toContain("По своей истории (300 результатов за 30 рабочих дней) и среднему команды.");
  expect(bot.text(step)).toContain("[Отправить как есть] [Изменить]");
  expect(bot.text(await bot.presses("max", step, "Отправить как есть"))).toContain("исполнитель Ana");
});
