import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestBot, testBot } from "../../support/test-bot.ts";
import { type TeamWriter, teamWriter } from "./written-team.ts";

let bot: TestBot;
let team: TeamWriter;

beforeEach(async () => {
  bot = await testBot();
  team = teamWriter(bot);
});
afterEach(() => bot.close());

const says = async (who: string, command: string) => bot.text(await bot.says(who, command));

describe("/team funnel", () => {
  test("is taken from what is logged: activities by how many there are, then results", async () => {
    await team.weekly("ana", "meetings", [5, 5]);
    await team.weekly("ana", "deals", [1, 1]);
    await team.weekly("ana", "calls", [40, 40]);
    await team.weekly("ana", "revenue", [100_000]);
    const text = await says("max", "/team funnel");
    expect(text).toContain("The funnel of Sales: Calls → Meetings → Deals won.");
    expect(text).toContain("Nobody set it");
  });

  test("deals take the place of metrics that only count them", async () => {
    await team.weekly("ana", "calls", [40]);
    await team.weekly("ana", "deals", [1], { externalId: "deal:d1", source: "import" });
    await team.deal("ana", "2026-11-02", "won", "2026-11-18");
    expect(await says("max", "/team funnel")).toContain("Calls → Deals opened → Deals decided → Deals won.");
  });

  test("is set by the manager in either language, kept once, and given back", async () => {
    const set = await says("max", '/team funnel "Звонки > meetings, deal-won"');
    expect(set).toContain("The funnel of Sales: Calls → Meetings → Deals won.");
    expect(set).toContain("Your team set it");
    await bot.again();
    expect(await bot.db.auditEvent.count({ where: { action: "team funnel" } })).toBe(1);
    expect(await says("ada", "/goalkeeper audit")).toContain("calls > meetings > deal-won");
    expect(await says("max", "/team funnel auto")).toContain("Sales has no funnel yet");
    expect(await bot.db.auditEvent.count({ where: { action: "team funnel" } })).toBe(2);
  });

  test("an opened deal is decided before it is won", async () => {
    const text = await says("max", '/team funnel "deal-won > deal-opened"');
    expect(text).toContain("Deals opened → Deals decided → Deals won");
  });

  test.each([
    ["calls > nonsense", "“nonsense” is not a stage I know. There are: calls, deals, meetings, deal-opened"],
    ["calls > revenue", "Revenue cannot be a stage"],
    ["calls", "A funnel needs two stages or more"],
    ["calls > calls", "each named once"],
  ])("%s is put right, and nothing typed is lost", async (typed, problem) => {
    const answer = await bot.says("max", `/team funnel "${typed}"`);
    expect(bot.text(answer)).toContain(problem);
    const form = await bot.presses("max", answer, "Open the form");
    expect(form).toMatchObject({ kind: "form", form: { fields: [{ name: "stages", value: typed }] } });
    expect(bot.text(await bot.submits("max", form, { stages: "calls > meetings" }))).toContain("Calls → Meetings.");
  });

  test("is the manager's of that team alone", async () => {
    expect(await says("ana", "/team funnel")).toContain("/team funnel is for");
    expect(await says("mara", "/team funnel auto Sales")).not.toContain("The funnel of Sales");
    expect(await bot.db.auditEvent.count({ where: { action: "team funnel" } })).toBe(0);
  });
});
