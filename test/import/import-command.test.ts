import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";

const deals = [
  "id,owner,stage,created,close date,value,account",
  "D1,Ana,Won,2026-11-02,2026-11-10,1200,<!channel>",
  "D2,Boris,Open,2026-11-03,,800,Maple",
  "D3,Nobody,Won,2026-11-03,2026-11-11,5,Maple",
].join("\n");

describe("importing in chat", () => {
  let bot: TestBot;
  beforeEach(async () => {
    bot = await testBot();
  });
  afterEach(() => bot.close());

  const paste = async (who: string, csv: string, kind = "deals") => {
    const shown = await bot.says(who, "/goalkeeper import");
    const form = await bot.presses(who, shown, "Paste a CSV…");
    return bot.submits(who, form, { kind, csv });
  };
  const counts = async () => {
    const where = { orgId: bot.orgId };
    return [await bot.db.deal.count({ where }), await bot.db.entry.count({ where: { ...where, voidedAt: null } })];
  };

  test("is checked first and changes something on confirmation only, once", async () => {
    expect(bot.text(await bot.says("ada", "/goalkeeper import"))).toContain("npx goalkeeper import");
    const checked = await paste("ada", deals);
    expect(bot.text(checked)).toContain("Checked, nothing changed yet");
    expect(bot.text(checked)).toContain("Deals: 2 new");
    expect(bot.text(checked)).toContain("line 4: Nobody is called “Nobody”");
    expect(await counts()).toEqual([0, 0]);
    const done = await bot.presses("ada", checked, "Import");
    expect(bot.text(done)).toContain("Entries: 4 new");
    expect(await counts()).toEqual([2, 4]);
    expect(await bot.again()).toEqual(done);
    expect(bot.text(await bot.presses("ada", checked, "Import"))).not.toContain("Imported");
    const repeated = await paste("ada", deals);
    expect(bot.text(repeated)).toContain("There is nothing to change.");
    expect(await counts()).toEqual([2, 4]);
    const ana = await bot.db.deal.findFirstOrThrow({ where: { externalId: "D1" } });
    expect(ana.personId).toBe(bot.player("ana").personId);
    const ada = bot.player("ada").personId;
    const audited = await bot.db.auditEvent.findFirstOrThrow({ where: { action: "goalkeeper import" } });
    expect(audited.byPersonId).toBe(ada);
  });

  test("is for admins only, and a draft for the one who made it", async () => {
    for (const who of ["ana", "max"]) {
      expect(bot.text(await bot.says(who, "/goalkeeper import"))).not.toContain("npx goalkeeper");
    }
    const checked = await paste("ada", deals);
    for (const who of ["max", "otto"]) {
      const answer = await bot.presses(who, checked, "Import");
      expect(bot.text(answer)).not.toContain("Imported");
    }
    expect(await counts()).toEqual([0, 0]);
  });

  test("does not know people of another organisation", async () => {
    const checked = await paste("otto", deals);
    expect(bot.text(checked)).toContain("Nobody is called “Ana”");
    expect(bot.text(checked)).toContain("There is nothing to change.");
  });

  test("names what is missing: the kind, the text, a column", async () => {
    expect((await paste("ada", "id,owner\n1,Ana")).kind).toBe("problems");
    expect(bot.text(await paste("ada", "id,owner\n1,Ana"))).toContain("stage");
    expect((await paste("ada", "")).kind).toBe("problems");
    expect((await paste("ada", deals, "")).kind).toBe("problems");
  });
});

describe("importing in Russian", () => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await testBot({ locale: "ru" });
  });
  afterAll(() => bot.close());

  test("people and their team", async () => {
    const form = await bot.presses("ada", await bot.says("ada", "/goalkeeper import"), "Вставить CSV…");
    const csv = "ФИО;Команда\nИван Петров;Север\nAna;Sales";
    const checked = await bot.submits("ada", form, { kind: "people", csv });
    expect(bot.text(checked)).toContain("Сотрудники: новых 1");
    const done = await bot.presses("ada", checked, "Импортировать");
    expect(bot.text(done)).toContain("Импортировано");
    const ivan = await bot.db.person.findFirstOrThrow({
      where: { name: "Иван Петров" },
      include: { memberships: true },
    });
    expect(ivan.orgId).toBe(bot.orgId);
    expect(ivan.memberships).toHaveLength(1);
  });
});
