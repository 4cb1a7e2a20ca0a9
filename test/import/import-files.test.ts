import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { wordsFor } from "../../src/i18n/words.ts";
import { parseMapping } from "../../src/import/mapping.ts";
import { presets } from "../../src/import/presets.ts";
import { textSource } from "../../src/import/read-csv.ts";
import { type Remark, remarkText } from "../../src/import/report.ts";
import { importFiles } from "../../src/import/run-import.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let database: TestDatabase;
let orgId = "";
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  orgId = (await database.db.organisation.create({ data: { name: "Acme" } })).id;
});

const now = new Date("2026-11-23T09:00:00Z");
const people = "Name;E-mail;Team;Hired\nAna Costa;ana@acme.test;North;2024-02-01\nBoris Lang;;North;\n";
const deals = [
  "Deal ID,Owner,Stage,Created,Close date,Amount,Currency,Company",
  "D1,ana@acme.test,Closed won,2026-11-02,2026-11-10,1200.50,USD,Northwind",
  "D2,Boris Lang,Negotiation,2026-11-03,,800,,Maple",
  "D3,Ana Costa,Closed lost,2026-11-03,2026-11-12,300,EUR,",
].join("\n");

const generic = presets.generic ?? parseMapping("{}");

async function load(texts: Record<string, string>, { isDryRun = false, mapping = generic, org = orgId } = {}) {
  const remarks: Remark[] = [];
  const report = await importFiles(
    database.db,
    { orgId: org, now, byPersonId: null },
    {
      sources: Object.entries(texts).map(([name, text]) => textSource(name, text)),
      ...{ mapping, isDryRun },
      onRemark: (remark) => void remarks.push(remark),
    },
  );
  const english = wordsFor("en", "UTC");
  return { report, refused: remarks.filter((one) => one.isRefused).map((one) => remarkText(english, one)), remarks };
}

const entries = (where = {}) =>
  database.db.entry.findMany({
    where: { orgId, voidedAt: null, ...where },
    include: { metric: true },
    orderBy: [{ date: "asc" }, { metricId: "asc" }],
  });

const sums = async () => {
  const rows = await entries();
  const keys = [...new Set(rows.map(({ metric }) => metric.key))].sort();
  return Object.fromEntries(
    keys.map((key) => [
      key,
      rows.filter(({ metric }) => metric.key === key).reduce((sum, one) => sum + one.amount, 0n),
    ]),
  );
};

describe("importing", () => {
  test("people, deals and what they count for, whatever the order of the files", async () => {
    const { report, refused } = await load({ "deals.csv": deals, "people.csv": people });
    expect(refused).toEqual([]);
    expect(report.people).toEqual({ added: 2, changed: 0, same: 0 });
    expect(report.deals).toEqual({ added: 3, changed: 0, same: 0 });
    expect(await sums()).toEqual({ engagements: 3n, deals: 1n, revenue: 120_050n });
    const ana = await database.db.person.findFirstOrThrow({ where: { orgId, name: "Ana Costa" } });
    expect([ana.email, ana.hiredOn, ana.importKey]).toEqual(["ana@acme.test", "2024-02-01", "ana@acme.test"]);
    const team = await database.db.team.findFirstOrThrow({ where: { orgId }, include: { schedules: true } });
    expect([team.name, team.pausedAt !== null, team.schedules.length]).toEqual(["North", true, 4]);
    // Boris was hired nobody knows when, but has been there since his first entry.
    const boris = await database.db.membership.findFirstOrThrow({ where: { orgId, person: { name: "Boris Lang" } } });
    expect(boris.startsOn).toBe("2026-11-03");
  });

  test("again changes nothing, and a dry run never does", async () => {
    const dry = await load({ "people.csv": people, "deals.csv": deals }, { isDryRun: true });
    expect(dry.refused).toEqual([]);
    expect(dry.report.entries.added).toBe(5);
    expect(await database.db.person.count({ where: { orgId } })).toBe(0);
    expect(await database.db.metric.count({ where: { orgId } })).toBe(0);
    expect(await database.db.auditEvent.count({ where: { orgId } })).toBe(0);
    const first = await load({ "people.csv": people, "deals.csv": deals });
    expect(first.report.entries).toEqual(dry.report.entries);
    const before = await entries();
    const again = await load({ "people.csv": people, "deals.csv": deals });
    expect(again.report).toMatchObject({
      people: { added: 0, changed: 0, same: 2 },
      teams: { added: 0 },
      deals: { added: 0, changed: 0, same: 3 },
      entries: { added: 0, corrected: 0, voided: 0, same: 5 },
    });
    expect(await entries()).toEqual(before);
  });

  test("a deal that was won since, one that was corrected and one that is open again", async () => {
    await load({ "people.csv": people, "deals.csv": deals });
    const later = deals
      .replace("Negotiation,2026-11-03,,800", "Closed won,2026-11-03,2026-11-20,900")
      .replace("1200.50", "1500");
    const { report } = await load({ "deals.csv": later });
    expect(report.deals).toEqual({ added: 0, changed: 2, same: 1 });
    expect(report.entries).toEqual({ added: 2, corrected: 1, voided: 0, same: 4 });
    expect(await sums()).toEqual({ engagements: 3n, deals: 2n, revenue: 240_000n });
    const [fixed] = await entries({ correctsId: { not: null } });
    const old = await database.db.entry.findUniqueOrThrow({ where: { id: fixed?.correctsId ?? "" } });
    expect([old.amount, old.voidedAt, fixed?.amount]).toEqual([120_050n, now, 150_000n]);
    const audited = await database.db.auditEvent.findFirstOrThrow({ where: { orgId, subjectId: fixed?.id ?? "" } });
    expect([audited.before, audited.after]).toMatchObject([{ amount: "120050" }, { amount: "150000" }]);
    await load({ "deals.csv": later.replace("Closed won,2026-11-03,2026-11-20", "Negotiation,2026-11-03,") });
    expect(await sums()).toEqual({ engagements: 3n, deals: 1n, revenue: 150_000n });
    await load({ "deals.csv": later });
    expect(await sums()).toEqual({ engagements: 3n, deals: 2n, revenue: 240_000n });
  });

  test("what a person took back stays so until the export says something new", async () => {
    await load({ "people.csv": people, "deals.csv": deals });
    await database.db.entry.updateMany({ where: { orgId, metric: { key: "revenue" } }, data: { voidedAt: now } });
    await load({ "deals.csv": deals });
    expect((await sums()).revenue).toBeUndefined();
    await load({ "deals.csv": deals.replace("1200.50", "1300") });
    expect((await sums()).revenue).toBe(130_000n);
  });

  test("money of another currency is never added to the organisation's", async () => {
    await load({ "people.csv": people, "deals.csv": deals.replace("1200.50,USD", "1200.50,EUR") });
    expect(await sums()).toEqual({ engagements: 3n, deals: 1n, "revenue-eur": 120_050n });
    const metric = await database.db.metric.findFirstOrThrow({ where: { orgId, key: "revenue-eur" } });
    expect([metric.currency, metric.unit, metric.nameRu]).toEqual(["EUR", "money", "Выручка (EUR)"]);
  });

  test("lines that cannot be taken are named with their reason, and the others are taken", async () => {
    const bad = [
      "D4,Nobody,Won,2026-11-02,2026-11-10,1,USD,",
      "D5,Ana Costa,Won,2026-11-02,,1,USD,",
      "D6,Ana Costa,Won,2026-13-02,2026-11-10,1,USD,",
      "D7,Ana Costa,Won,2026-11-02,2026-11-10,one,USD,",
      "D8,Ana Costa,Won,2026-11-02",
      ",Ana Costa,Won,2026-11-02,2026-11-10,1,USD,",
      "D9,Ana Costa,Won,2026-11-02,2027-11-10,1,USD,",
      "D10,Ana Costa,Won,03/04/2026,2026-11-10,1,USD,",
      "D1,Ana Costa,Closed won,2026-11-02,2026-11-10,99,XXQ,",
      'D11,"Ana\n Costa",Won,2026-11-12,2026-11-10,5,USD,',
    ].join("\n");
    const { report, refused, remarks } = await load({ "people.csv": people, "deals.csv": `${deals}\n${bad}\n` });
    expect(refused).toEqual([
      "deals.csv, line 6: The deal is won but has no closing date.",
      "deals.csv, line 7: “2026-13-02” in “Created” is not a date. Write it like 2026-11-30.",
      "deals.csv, line 8: “one” in “Amount” is not a number.",
      "deals.csv, line 9: The line has 4 cells and the header 8.",
      "deals.csv, line 10: The column “Deal ID” is empty.",
      "deals.csv, line 11: “2027-11-10” in “Close date” lies ahead.",
      expect.stringContaining("line 12: “03/04/2026” in “Created” could be two dates"),
      "deals.csv, line 13: “XXQ” is not a currency.",
      expect.stringContaining("line 5: Nobody is called “Nobody”"),
    ]);
    expect(report.files.find(({ name }) => name === "deals.csv")).toMatchObject({ rows: 13, refused: 9 });
    expect(report.deals.added).toBe(4);
    expect(remarks.filter(({ isRefused }) => !isRefused)).toHaveLength(1);
    const [first] = remarks;
    expect(first && remarkText(wordsFor("ru", "UTC"), first)).toBe(
      "deals.csv, строка 6: Сделка выиграна, но дата закрытия не указана.",
    );
  });

  test("only the first remarks are kept, all are told", async () => {
    const many = Array.from({ length: 50 }, (_, at) => `X${at},Nobody,Won,2026-11-02,2026-11-10,1,USD,`).join("\n");
    const { report, refused } = await load({ "people.csv": people, "deals.csv": `${deals.split("\n")[0]}\n${many}` });
    expect([report.remarks.length, report.remarkCount, refused.length]).toEqual([20, 50, 50]);
  });

  test("results of any metric, with and without ids", async () => {
    const results = [
      "Сотрудник;Показатель;Количество;Дата;Примечание",
      "Ana Costa;Звонки;12;02.11.2026;",
      "Ana Costa;Звонки;12;02.11.2026;",
      "Boris Lang;Выручка;1 234,50;03.11.2026;Клён",
      "Boris Lang;win-rate;3 из 10;03.11.2026;",
      "Boris Lang;Звонки;1,5;03.11.2026;",
      "Boris Lang;Чудеса;1;03.11.2026;",
    ].join("\r\n");
    const { refused } = await load({ "people.csv": people, "results.csv": `\ufeff${results}` });
    expect(refused.map((text) => text.slice(0, 19))).toEqual(["results.csv, line 6", "results.csv, line 7"]);
    expect(await sums()).toEqual({ calls: 24n, revenue: 123_450n, "win-rate": 3n });
    await load({ "results.csv": results });
    expect(await sums()).toEqual({ calls: 24n, revenue: 123_450n, "win-rate": 3n });
  });

  test("somebody known from chat is the same person; a move ends the old place", async () => {
    const { db } = database;
    const { id } = await db.person.create({ data: { orgId, name: "ana costa", email: "ANA@acme.test" } });
    const { report } = await load({ "people.csv": people });
    expect(report.people).toEqual({ added: 1, changed: 1, same: 0 });
    expect(await db.person.count({ where: { orgId } })).toBe(2);
    await load({ "people.csv": people.replace("ana@acme.test;North", "ana@acme.test;South") });
    const places = await db.membership.findMany({
      where: { personId: id },
      include: { team: true },
      orderBy: { startsOn: "asc" },
    });
    expect(places.map(({ team, startsOn, endsOn }) => [team.name, startsOn, endsOn])).toEqual([
      ["North", "2024-02-01", "2026-11-22"],
      ["South", "2026-11-23", null],
    ]);
  });

  test("inside somebody's transaction it is undone with that one, and the next import has its own", async () => {
    const inside = database.db.$transaction(async (tx) => {
      const sources = [textSource("people.csv", people), textSource("deals.csv", deals)];
      const request = { sources, mapping: generic, isDryRun: false, onRemark: () => {} };
      const report = await importFiles(tx, { orgId, now, byPersonId: null }, request);
      expect(report.entries.added).toBeGreaterThan(0);
      throw new Error("Changed our mind");
    });
    await expect(inside).rejects.toThrow("Changed our mind");
    expect(await entries()).toEqual([]);
    await load({ "people.csv": people, "deals.csv": deals });
    expect(await entries()).not.toEqual([]);
  });

  test("another organisation with the same people and ids is not touched", async () => {
    const other = (await database.db.organisation.create({ data: { name: "Other" } })).id;
    await load({ "people.csv": people, "deals.csv": deals }, { org: other });
    const before = await database.db.deal.findMany({ where: { orgId: other } });
    await load({ "people.csv": people, "deals.csv": deals.replace("1200.50", "7") });
    expect(await database.db.deal.findMany({ where: { orgId: other } })).toEqual(before);
    expect(await database.db.person.count({ where: { orgId: other } })).toBe(2);
    const { refused } = await load({ "deals.csv": deals.replace("Boris Lang", "Olaf") }, { org: other });
    expect(refused).toHaveLength(1);
  });

  test("two imports at once store everything once", async () => {
    await load({ "people.csv": people });
    await Promise.all([load({ "deals.csv": deals }), load({ "deals.csv": deals })]);
    expect(await sums()).toEqual({ engagements: 3n, deals: 1n, revenue: 120_050n });
    expect(await database.db.deal.count({ where: { orgId } })).toBe(3);
  });
});

describe("mappings", () => {
  const failure = async (work: () => unknown): Promise<string> => {
    try {
      await work();
    } catch (error) {
      if (error instanceof Error && "with" in error) return JSON.stringify(error.with);
    }
    throw new Error("Nothing was refused");
  };

  test("say which column is missing and which there are, before anything is stored", async () => {
    const mapping = parseMapping(
      JSON.stringify({ files: [{ kind: "deals", columns: { id: "No", owner: "Rep", stage: "Phase" } }] }),
    );
    const said = await failure(() => load({ "deals.csv": deals }, { mapping }));
    for (const name of ["No (id)", "Rep (owner)", "Phase (stage)", "Deal ID, Owner, Stage"])
      expect(said).toContain(name);
    expect(await failure(() => load({ "people.csv": people, "odd.csv": "a,b\n1,2" }))).toContain("a, b");
    expect(await database.db.person.count({ where: { orgId } })).toBe(0);
  });

  test("are refused by name of what is wrong", async () => {
    expect(await failure(() => parseMapping("{"))).toContain("JSON");
    const unknown = { files: [{ kind: "deals", columns: { colour: "x" } }], currency: "moon" };
    const said = await failure(() => parseMapping(JSON.stringify(unknown)));
    expect(said).toContain("colour");
    expect(said).toContain("currency");
  });

  test("fix spellings and say what stages mean", async () => {
    const mapping = parseMapping(
      JSON.stringify({
        files: [
          {
            ...{ kind: "deals", guess: true, values: { account: { Northwind: "Northwind Ltd" } } },
            stages: { open: ["Negotiation"], won: ["Closed won"] },
            metrics: { won: "orders", value: null },
          },
        ],
      }),
    );
    await load({ "people.csv": people });
    const { refused } = await load({ "deals.csv": deals }, { mapping });
    expect(refused).toEqual([
      'deals.csv, line 4: The mapping does not say what the stage “Closed lost” means. Add it under "stages".',
    ]);
    expect(await sums()).toEqual({ orders: 1n });
    expect((await database.db.deal.findFirstOrThrow({ where: { orgId, externalId: "D1" } })).account).toBe(
      "Northwind Ltd",
    );
  });
});
