import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TestBot } from "../../support/test-bot.ts";
import { testBot } from "../../support/test-bot.ts";

let bot: TestBot;

beforeEach(async () => {
  bot = await testBot();
});
afterEach(() => bot.close());

const says = async (who: string, text: string) => bot.text(await bot.says(who, text));
const actions = () => bot.db.actionItem.findMany({ where: { orgId: bot.orgId }, orderBy: { number: "asc" } });

describe("promises", () => {
  test("have an owner, a date a week ahead unless said, and are seen by those concerned and nobody else", async () => {
    const first = await says("max", '/action add "Review the pipeline" about:ana by:thu');
    expect(first).toContain(
      "№1 is noted: Review the pipeline, you, by Thu 26 Nov. Seen by you and Ana and nobody else.",
    );
    expect(first).toContain("I will remind you on the day.");
    expect(await says("boris", "/action add Call Acme")).toContain(
      "№2 is noted: Call Acme, you, by Mon 30 Nov. Only you see it.",
    );
    expect(await says("max", "/action list")).toContain("№1 Review the pipeline — Max, by Thu 26 Nov, about Ana");
    expect(await says("max", "/action list")).not.toContain("Acme");
    expect(await says("ana", "/action list")).toContain("Review the pipeline");
    for (const other of ["boris", "chen", "ada", "mara", "otto"]) {
      expect(await says(other, "/action list")).not.toContain("pipeline");
      expect(await says(other, "/action list ana").catch(() => "")).not.toContain("pipeline");
      expect(await says(other, "/action done 1")).toContain("There is no open promise “1”");
    }
    expect((await actions()).map(({ state }) => state)).toEqual(["open", "open"]);
  });

  test("are kept by number, sign or words, carried over and dropped, by who does them or who noted them", async () => {
    await says("max", "/action add One");
    await says("max", "/action add Two");
    await says("max", "/action add Three about:ana");
    expect(await says("ana", "/action done 3")).toContain("№3 is Max’s promise");
    expect(await says("max", "/action done №3")).toContain("№3 is done: Three. Thank you.");
    expect(await says("max", "/action done two")).toContain("№2 is done");
    const shown = await bot.says("max", "/action list");
    expect(bot.text(await bot.presses("max", shown, "№1 to Mon 30 Nov"))).toContain("№1 is carried over to Mon 30 Nov");
    expect((await actions())[0]).toMatchObject({ dueOn: "2026-11-30", carriedOver: 0 });
    expect(await says("max", "/action carry 1 to:4.12")).toContain("Fri 4 Dec");
    expect(await says("max", "/action list")).toContain("№1 One — Max, by Fri 4 Dec, carried over once");
    expect(bot.text(await bot.presses("max", await bot.says("max", "/action list"), "№1 drop"))).toContain(
      "№1 is dropped",
    );
    expect(await says("max", "/action list")).toContain("No open promises.");
    expect((await actions()).map(({ state, carriedOver }) => [state, carriedOver])).toEqual([
      ["dropped", 1],
      ["done", 0],
      ["done", 0],
    ]);
    const events = await bot.db.auditEvent.findMany({ where: { subject: "action" }, orderBy: { at: "asc" } });
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["action add", "action done", "action carry", "action drop"]),
    );
    expect(JSON.stringify(events)).not.toContain("Three");
  });

  test("a manager notes a step for a rep, who is told; a rep notes none for others", async () => {
    expect(await says("max", '/action add "Send the offer" for:ana by:fri')).toContain(
      "Send the offer, Ana, by Fri 27 Nov",
    );
    const told = (await bot.dmViews("ana"))[0];
    expect(bot.text(told ?? never())).toContain("Max noted a step for you: Send the offer, by Fri 27 Nov.");
    expect(bot.text(await bot.presses("ana", told ?? never(), "№1 done"))).toContain("№1 is done");
    expect(await says("boris", "/action add Something for:ana")).toContain("to another team");
    expect(await says("mara", "/action add Something for:ana")).not.toContain("noted");
    expect(await says("max", "/action add Something about:olaf")).not.toContain("noted:");
    expect(await actions()).toHaveLength(1);
  });

  test("bad input keeps what was typed and says how to go on", async () => {
    expect(await says("max", "/action add Call by:yesterday")).toContain("22 Nov 2026 is over.");
    expect(await says("max", "/action add Call by:someday")).toContain("someday");
    expect(await says("max", "/action add Call about:nobody")).toContain("nobody");
    expect(await says("max", "/action done 99")).toContain("/action list");
    expect((await bot.says("max", "/action add")).kind).toBe("form");
    await says("max", "/action add Call Acme");
    await says("max", "/action add Call Bolt");
    expect(await says("max", "/action done call")).toContain("№1 Call Acme, №2 Call Bolt");
    expect(await actions()).toHaveLength(2);
  });

  test("the same delivery twice notes one", async () => {
    await says("max", "/action add Once");
    await bot.again();
    expect(await actions()).toHaveLength(1);
  });

  test("speaks Russian", async () => {
    await bot.close();
    bot = await testBot({ locale: "ru" });
    expect(await says("max", '/action add "Разобрать воронку" about:ana by:чт')).toContain(
      "№1 записано к чт, 26 нояб.: Разобрать воронку, вы. Видят только: вы и Ana.",
    );
    expect(await says("max", "/action carry 1 to:пт")).toContain("перенесено на пт, 27 нояб.");
    expect(await says("max", "/action list")).toContain("перенесено 1 раз");
    expect(await says("max", "/action done воронку")).toContain("№1 сделано: Разобрать воронку. Спасибо.");
  });

  test("the noun alone shows what it can do", async () => {
    const menu = await says("ana", "/action");
    for (const verb of ["/action add", "/action list", "/action done"]) expect(menu).toContain(verb);
    expect(menu).not.toContain("carry");
  });
});

function never(): never {
  throw new Error("Nothing was said");
}
