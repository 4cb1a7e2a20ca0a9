import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { From } from "../../src/org/caller.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
let sent = 0;

const csv = [
  "name,team,email",
  "Lena Hart,North,lena@example.com",
  "Petr Orlov,North,petr@example.com",
  "Mia Berg,South,",
].join("\n");

/** The import came first: three people with their teams, who never wrote to the bot. */
beforeEach(async () => {
  bot = await testBot();
  const checked = await bot.asks("ada", {
    kind: "command",
    name: "goalkeeper import",
    values: { kind: "people", csv },
  });
  expect(bot.text(await bot.presses("ada", checked, "Import"))).toContain("People: 3 new");
});
afterEach(() => bot.close());

async function writes(externalId: string, name: string, more: Partial<From> = {}, text = "/goalkeeper help") {
  sent += 1;
  const from = { workspaceId: bot.workspaceId, externalId, name, ...more };
  return bot.text(await bot.bot.receive({ key: `newcomer-${sent}`, from, request: { kind: "text", text } }));
}

const people = (name: string) =>
  bot.db.person.findMany({
    where: { orgId: bot.orgId, name },
    include: { accounts: true, memberships: { include: { team: true } } },
  });
const teamsOf = async (name: string) =>
  (await people(name)).map(({ memberships }) => memberships.map(({ team }) => team.name));
const asked = () => bot.dm("ada");

describe("somebody whom an import knows", () => {
  test("is the same person by an address that the platform vouches for, whatever they are called there", async () => {
    await writes("U1", "Lenka", { email: "LENA@example.com " });
    expect(await people("Lenka")).toEqual([]);
    const [lena, ...others] = await people("Lena Hart");
    expect(others).toEqual([]);
    expect(lena?.accounts.map(({ externalId }) => externalId)).toEqual(["U1"]);
    expect(await writes("U1", "Lenka", {}, "/team show")).toContain("North");
    expect(await asked()).toEqual([]);
  });

  test("is never joined by a name alone; the admins are asked once and join by a button", async () => {
    await writes("U2", "Petr  ORLOV");
    await writes("U2", "Petr  ORLOV");
    expect(await writes("U2", "Petr  ORLOV", {}, "/team show North")).toContain("is for a team");
    const questions = await asked();
    expect(questions).toHaveLength(1);
    expect(questions[0]).toContain("the import knows somebody called Petr Orlov: North; no results");
    const [view] = await bot.dmViews("ada");
    if (!view) throw new Error("nobody was asked");
    expect(bot.text(await bot.presses("ada", view, "Yes, the same person"))).toContain("Petr Orlov is one person now");
    expect(await teamsOf("Petr Orlov")).toEqual([["North"]]);
    expect(await writes("U2", "Petr  ORLOV", {}, "/team show")).toContain("North");
    const told = await bot.db.outboxMessage.findMany({ where: { key: { startsWith: "joined:" } } });
    expect(told).toHaveLength(1);
    // The button of a question that was answered joins nobody else.
    expect(bot.text(await bot.presses("ada", view, "Yes, the same person"))).toContain("Nobody called");
    expect(await bot.db.auditEvent.count({ where: { action: "goalkeeper join" } })).toBe(1);
  });

  test("keeps what both had, counted once", async () => {
    const [imported] = await people("Mia Berg");
    const metric = await bot.db.metric.findFirstOrThrow({ where: { orgId: bot.orgId, key: "calls" } });
    const team = imported?.memberships[0]?.teamId ?? "";
    const entry = { orgId: bot.orgId, teamId: team, metricId: metric.id, date: "2026-11-20", at: bot.now() };
    const by = { personId: imported?.id ?? "", byPersonId: imported?.id ?? "" };
    await bot.db.entry.create({ data: { ...entry, ...by, amount: 5n, source: "import", externalId: "x1" } });
    await writes("U3", "Mia B.");
    const confirm = await bot.says("ada", "/goalkeeper join @{U3}Mia as:“Mia Berg”");
    expect(bot.text(confirm)).toContain("South; 1 result");
    expect(bot.text(confirm)).toContain("cannot be undone");
    expect(await people("Mia B.")).toHaveLength(1);
    await bot.presses("ada", confirm, "Yes, the same person");
    expect(await people("Mia B.")).toEqual([]);
    const [mia] = await people("Mia Berg");
    expect(mia?.accounts.map(({ externalId }) => externalId)).toEqual(["U3"]);
    expect((await bot.db.entry.findMany()).map(({ personId, amount }) => [personId, amount])).toEqual([[mia?.id, 5n]]);
  });
});

describe("people who must not be mixed up", () => {
  test("two of the same name in the import are told apart by nobody", async () => {
    await bot.db.person.create({
      data: { orgId: bot.orgId, name: "Petr Orlov", importKey: "second", workPattern: [] },
    });
    await writes("U2", "Petr Orlov");
    expect(await asked()).toEqual([]);
    expect(bot.text(await bot.says("ada", "/goalkeeper join @{U2}Petr"))).toContain("2 people called Petr Orlov");
    expect(await people("Petr Orlov")).toHaveLength(3);
  });

  test("an address of two people, or of one who writes here already, joins nobody", async () => {
    await bot.db.person.updateMany({ where: { name: "Mia Berg" }, data: { email: "lena@example.com" } });
    await writes("U4", "Somebody", { email: "lena@example.com" });
    expect(await people("Somebody")).toHaveLength(1);
    await writes("U5", "Petr Orlov", { email: "petr@example.com" });
    await writes("U6", "Petr Orlov", { email: "petr@example.com" });
    expect((await people("Petr Orlov")).map(({ accounts }) => accounts.length)).toEqual([1, 1]);
  });

  test("somebody who calls themselves like another gets nothing without an admin", async () => {
    await writes("U7", "Lena Hart", {}, "/goalkeeper join me");
    expect(await writes("U7", "Lena Hart", {}, "/goalkeeper join me")).toContain("is for an admin");
    const [known] = await people("Lena Hart");
    const forged = { kind: "press", action: `run:goalkeeper join?person=me&sure=${known?.id}` } as const;
    const from = { workspaceId: bot.workspaceId, externalId: "U7", name: "Lena Hart" };
    const answer = await bot.bot.receive({ key: "forged", from, request: forged });
    expect(bot.text(answer)).toContain("is for an admin");
    expect((await people("Lena Hart")).map(({ accounts }) => accounts.length).sort()).toEqual([0, 1]);
  });

  test("an import of another organisation is out of reach", async () => {
    const theirs = await bot.db.person.create({
      data: { orgId: bot.other.orgId, name: "Nils Falk", email: "nils@example.com", importKey: "n", workPattern: [] },
    });
    await writes("U8", "Nils Falk", { email: "nils@example.com" });
    expect(await asked()).toEqual([]);
    const person = "@{U8}Nils";
    for (const sure of [theirs.id, "00000000-0000-7000-8000-000000000000", "no-id"])
      expect(
        bot.text(await bot.asks("ada", { kind: "command", name: "goalkeeper join", values: { person, sure } })),
      ).toContain("Nobody called Nils Falk");
    expect(await bot.db.account.count({ where: { personId: theirs.id } })).toBe(0);
  });

  test("in Russian too", async () => {
    await bot.says("ada", "/my language ru");
    await writes("U2", "Пётр Орлов");
    await bot.db.person.updateMany({
      where: { name: "Petr Orlov", accounts: { none: {} } },
      data: { name: "Петр Орлов" },
    });
    expect(bot.text(await bot.says("ada", "/goalkeeper join @{U2}Пётр"))).toContain("North; результатов нет");
    expect(bot.text(await bot.says("ada", "/goalkeeper join @{U2}Пётр as:Никто"))).toContain("свободного человека");
  });
});
