import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { opens, runs } from "../../../src/command/action.ts";
import { briefManagers } from "../../../src/summaries/brief.ts";
import { postSummary } from "../../../src/summaries/post-summary.ts";
import { type WeekWriter, weekWriter } from "../../summaries/written-week.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";

let bot: TestBot;
let write: WeekWriter;

beforeEach(async () => {
  bot = await testBot();
  write = weekWriter(bot);
});
afterEach(() => bot.close());

const quarter = ["2026-10-01", "2026-12-31"] as const;

async function briefOn(date: string): Promise<string> {
  await bot.at(`${date} 09:00`);
  await briefManagers(bot.work(), write.occurrence(date, "09:00"));
  const row = await bot.db.outboxMessage.findFirstOrThrow({
    where: { kind: "brief", toPersonId: write.id("max") },
    orderBy: { createdAt: "desc" },
  });
  return bot.text(row.view as never);
}

const briefsOf = async (who: string) => (await bot.dmViews(who)).map((view) => bot.text(view));
const seen = () =>
  bot.db.insightSeen.findMany({ where: { orgId: bot.orgId }, orderBy: [{ week: "asc" }, { key: "asc" }] });

/** Ana is far behind with little chance, Boris far ahead. */
async function anaBehind() {
  const goal = await write.goal("ana", "calls", 600, ...quarter);
  await write.goal("boris", "calls", 600, ...quarter);
  for (const date of ["2026-10-05", "2026-10-26", "2026-11-09", "2026-11-16"])
    await write.entry("ana", "calls", 10, date);
  await write.entry("boris", "calls", 590, "2026-11-10");
  return goal;
}

describe("over several weeks", () => {
  test("the same finding weighs less each week, and a brief made twice keeps nothing twice", async () => {
    const goal = await anaBehind();
    for (const date of ["2026-11-30", "2026-12-07", "2026-12-14", "2026-12-14"]) {
      expect(await briefOn(date)).toContain("Ana, #1 Calls of ana: 40 of 600");
    }
    const rows = (await seen()).filter(({ key }) => key === `behind:${goal.id}`);
    expect(rows.map(({ week, repeats, unchanged }) => [week, repeats, unchanged])).toEqual([
      ["2026-W48", 0, "behind"],
      ["2026-W49", 1, "behind"],
      ["2026-W50", 2, "behind"],
    ]);
    const [first = 0, second = 0, third = 0] = rows.map(({ score }) => score);
    expect(second).toBeLessThan(first);
    expect(third).toBeLessThan(second);
    expect(await bot.db.outboxMessage.count({ where: { kind: "brief" } })).toBe(3);
  });

  test("a button makes a promise of it; the next brief opens with what became of it", async () => {
    await anaBehind();
    await briefOn("2026-11-30");
    const [brief] = await bot.dmViews("max");
    expect((await bot.presses("max", brief ?? never(), "Revise #1")).kind).toBe("form");
    const goal = await bot.db.goal.findFirstOrThrow({ where: { number: 1 } });
    const talk = {
      kind: "press",
      action: opens("action decide", { do: "talk", insight: `behind:${goal.id}` }),
    } as const;
    const asked = await bot.asks("max", talk);
    expect(bot.text(asked)).toBe(
      [
        "Make it a promise",
        "What: Look at it together with Ana: 30 minutes",
        "About whom: Ana",
        "By when: 2026-12-03",
        "Goal: #1",
        "Who does it: ",
      ].join("\n"),
    );
    expect(bot.text(await bot.submits("max", asked))).toContain("Seen by you and Ana and nobody else.");
    expect((await seen()).find(({ key }) => key === `behind:${goal.id}`)?.state).toBe("acted");

    const second = await briefOn("2026-12-07");
    expect(second.split("\n")[1]).toBe(
      "Last week’s decisions: 1 still open: №1 Look at it together with Ana: 30 minutes (Thu 3 Dec).",
    );
    expect(second).not.toContain("• Ana, #1");
    const details = (await briefsOf("max")).filter((text) => text.startsWith("More for the week")).at(-1);
    expect(details).toContain("№1 Look at it together with Ana: 30 minutes — Max, was due Thu 3 Dec, about Ana");

    await bot.says("max", "/action done 1");
    const third = await briefOn("2026-12-14");
    expect(third).toContain("Last week’s decisions: 1 done.");
    expect(third).toContain("• Ana, #1 Calls of ana");
    expect(await briefOn("2026-12-21")).not.toContain("Last week’s decisions");
  });

  test("“not now” leaves it out until something about it changes", async () => {
    await write.round("2026-11-26", { ana: "answered" }, { ana: { help: "Join my call with Acme", confidence: "1" } });
    expect(await briefOn("2026-11-30")).toContain("Ana puts their confidence at 1 of 5");
    const key = `unsure:${write.id("ana")}`;
    const press = { kind: "press", action: runs("action later", { insight: key }) } as const;
    expect(bot.text(await bot.asks("ana", press))).not.toContain("Left out");
    expect(bot.text(await bot.asks("mara", press))).toContain("too old to be answered");
    expect(bot.text(await bot.asks("max", press))).toContain("Left out of the brief until something about it changes");
    await write.round("2026-12-03", { ana: "answered" }, { ana: { confidence: "1" } });
    expect(await briefOn("2026-12-07")).not.toContain("Ana puts");
    await write.round("2026-12-10", { ana: "answered" }, { ana: { confidence: "2" } });
    expect(await briefOn("2026-12-14")).toContain("Ana puts their confidence at 2 of 5");
  });
});

describe("two managers", () => {
  beforeEach(async () => {
    const { orgId, teamId } = bot;
    const ada = write.id("ada");
    await bot.db.membership.create({ data: { orgId, teamId, personId: ada, role: "manager", startsOn: "2026-01-01" } });
    await bot.db.person.update({ where: { id: ada }, data: { locale: "ru" } });
  });

  test("read the same in their own languages, and each their own promises and blockers alone", async () => {
    await anaBehind();
    await write.blocker("chen", "process_approval", "2026-11-20", { ownerId: write.id("ada") });
    await bot.at("2026-11-24 10:00");
    await bot.says("max", '/action add "Review the pipeline" about:ana by:thu');
    const mine = await briefOn("2026-11-30");
    const hers = (await briefsOf("ada")).find((text) => text.includes("ваша справка")) ?? "";
    expect(mine).toContain("• Ana, #1 Calls of ana: 40 of 600");
    expect(hers).toMatch(/• Ana, #1 Calls of ana: 40 из 600 за 42 из 66 рабочих дней/u);
    expect(hers).toMatch(/Препятствие №\d за вами: Долгое согласование, Chen, открыто 9 дней\./u);
    expect(mine).not.toContain("Approval");
    expect(mine).toContain("Last week’s decisions: 1 still open: №1 Review the pipeline");
    for (const text of await briefsOf("ada")) expect(text).not.toContain("pipeline");
    const kept = (await seen()).find(({ key }) => key.startsWith("blocker:"));
    expect(kept?.onlyFor).toEqual([write.id("ada")]);
    expect(bot.text(await bot.says("max", "/report decisions"))).not.toContain("Approval");
    expect(bot.text(await bot.says("ada", "/report decisions Sales"))).not.toContain("pipeline");
  });
});

describe("what people wrote", () => {
  test("is read by their managers in the brief, and nowhere else", async () => {
    await write.round(
      "2026-11-26",
      { ana: "answered" },
      { ana: { help: "Acme’s buyer is unkind to me", confidence: "2" } },
    );
    await write.blocker("ana", "process_approval", "2026-11-20", { note: "Legal never answers" });
    await write.entry("ana", "calls", 5, "2026-11-25");
    await bot.at("2026-11-27 16:00");
    await postSummary(bot.work(), write.occurrence("2026-11-27"));
    expect(await briefOn("2026-11-30")).toContain("Ana asks for help: Acme’s buyer is unkind to me");
    const elsewhere = [
      ...(await write.posted()),
      ...(await write.thread()).filter((text) => !text.startsWith("More for the week")),
      JSON.stringify(await seen()),
      bot.text(await bot.says("max", "/report decisions")),
      JSON.stringify(await bot.db.auditEvent.findMany()),
      ...(await briefsOf("boris")),
    ].join("\n");
    for (const text of ["unkind", "Legal never"]) expect(elsewhere).not.toContain(text);
    expect(elsewhere).toContain("Ana asks for help: …");
  });

  test("goes with the person who erases themselves", async () => {
    await write.round("2026-11-26", { ana: "answered" }, { ana: { confidence: "1" } });
    await briefOn("2026-11-30");
    await bot.says("max", "/action add “Ask Ana” about:ana");
    await bot.says("max", "/action add “Order coffee”");
    await bot.says("ana", "/my delete confirm:delete");
    expect(JSON.stringify(await seen())).not.toContain("Ana");
    expect((await bot.db.actionItem.findMany()).map(({ title }) => title)).toEqual(["Order coffee"]);
  });
});

describe("/report decisions", () => {
  test("says what was proposed, decided and done, and how the goal stood then and stands now", async () => {
    const goal = await anaBehind();
    await write.round("2026-11-26", { chen: "answered" }, { chen: { help: "A map of the city" } });
    await briefOn("2026-11-30");
    const press = {
      kind: "press",
      action: opens("action decide", { do: "talk", insight: `behind:${goal.id}` }),
    } as const;
    await bot.submits("max", await bot.asks("max", press));
    await bot.at("2026-12-10 10:00");
    await write.entry("ana", "calls", 520, "2026-12-08");
    await bot.says("max", "/action done 1");
    const shown = await bot.says("max", "/report decisions");
    const text = bot.text(shown);
    expect(text).toContain(
      "2 proposals, 1 taken up, 0 set aside. Promises: 1, of them 1 done, 0 open, 0 dropped; 0 carried over.",
    );
    expect(text).toContain(
      "• №1 Look at it together with Ana: 30 minutes — Max, done Thu 10 Dec. #1: Behind → On track, 560 of 600 (93%).",
    );
    expect(text).toContain("Proposed, and not answered\n• 2026-W48: Chen asks for help: …");
    const file = await bot.presses("max", shown, "CSV");
    const rows = (file.kind === "reply" ? (file.file?.content ?? "") : "").slice(1).trim().split("\r\n");
    expect(rows[0]).toBe(
      "week,proposed,answer,number,decision,owner,about,due,state,settled on,carried over,goal,goal then,goal now",
    );
    expect(rows[1]).toMatch(
      /^2026-W48,"Ana, #1 Calls of ana: 40 of 600.*",taken up,1,Look at it together with Ana: 30 minutes,Max,Ana,2026-12-03,done,2026-12-10,0,#1 Calls of ana,Behind,On track$/u,
    );
    expect(rows[2]).toBe("2026-W48,Chen asks for help: …,none,,,,,,,,,,,");
    expect(rows).toHaveLength(3);
  });

  test("is for managers of the team, and honest about nothing", async () => {
    expect(bot.text(await bot.says("max", "/report decisions"))).toContain(
      "Nothing was proposed or decided in the last weeks.",
    );
    for (const who of ["ana", "mara", "olaf"]) {
      expect(bot.text(await bot.says(who, "/report decisions Sales"))).not.toContain("Nothing was proposed");
      expect(bot.text(await bot.says(who, "/report csv report:decisions team:Sales"))).not.toContain(
        "Decisions, Sales",
      );
    }
  });

  test("speaks Russian", async () => {
    await bot.close();
    bot = await testBot({ locale: "ru" });
    write = weekWriter(bot);
    const goal = await anaBehind();
    await briefOn("2026-11-30");
    const press = {
      kind: "press",
      action: opens("action decide", { do: "talk", insight: `behind:${goal.id}` }),
    } as const;
    await bot.submits("max", await bot.asks("max", press));
    const text = bot.text(await bot.says("max", "/report decisions"));
    expect(text).toContain("1 предложение, принято 1, отложено 0. Обещаний: 1; выполнено 0, открыто 1");
    expect(text).toContain("№1 Посмотреть вместе, 30 минут: Ana — Max, открыто, срок чт, 3 дек.");
  });
});

describe("on the day of a promise", () => {
  test("its owner is reminded once, in the morning, and again only for a new day", async () => {
    await bot.says("max", '/team schedule reminders "mon-fri 09:00"');
    await bot.says("max", '/action add "Call Acme" by:thu');
    await bot.says("max", '/action add "Send the offer" for:ana by:sat');
    await bot.runTo("fri 18:00");
    const reminders = async () =>
      (
        await bot.db.outboxMessage.findMany({ where: { key: { startsWith: "actions:" } }, orderBy: { dueAt: "asc" } })
      ).map(({ dueAt, toPersonId, sentAt }) => [dueAt.toISOString(), toPersonId, sentAt?.toISOString()]);
    const thursday = "2026-11-26T08:00:00.000Z";
    expect(await reminders()).toEqual([[thursday, write.id("max"), thursday]]);
    const text = (await briefsOf("max")).at(-1) ?? "";
    expect(text).toContain("A promise is due\n• №1 Call Acme — Max, by Thu 26 Nov");
    await bot.says("max", "/action carry 1 to:2.12");
    await bot.runTo("2026-12-04 18:00");
    const monday = "2026-11-30T08:00:00.000Z";
    const wednesday = "2026-12-02T08:00:00.000Z";
    expect((await reminders()).slice(1)).toEqual([
      [monday, write.id("ana"), monday],
      [wednesday, write.id("max"), wednesday],
    ]);
  });

  test("nothing is said of what was done before", async () => {
    await bot.says("max", '/team schedule reminders "mon-fri 09:00"');
    await bot.says("max", '/action add "Call Acme" by:thu');
    await bot.says("max", "/action done 1");
    await bot.runTo("fri 18:00");
    expect(await bot.db.outboxMessage.count({ where: { key: { startsWith: "actions:" } } })).toBe(0);
  });
});

function never(): never {
  throw new Error("Nothing was said");
}
