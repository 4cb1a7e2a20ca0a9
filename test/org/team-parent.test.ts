import { afterEach, beforeEach, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
  await bot.says("max", "/team create East");
  await bot.says("ada", '/team create "North"');
});
afterEach(() => bot.close());

const said = async (who: string, text: string) => bot.text(await bot.says(who, text));

test("a team is put under another one, shown on both, and taken out again", async () => {
  expect(await said("max", "/team parent Sales team:East")).toContain("East is part of Sales now.");
  expect(await said("max", "/team show East")).toContain("East is part of Sales.");
  expect(await said("max", "/team parent team:Sales")).toContain("Its parts are East.");
  const shown = await bot.says("max", "/team parent team:East");
  expect(bot.text(await bot.presses("max", shown, "Take it out"))).toContain("East is part of no other team now.");
  expect(await said("max", "/team show East")).not.toContain("is part of");
  expect(await said("ada", "/goalkeeper audit")).toContain("East");
});

test("a department's target can then be split over its parts", async () => {
  await bot.says("ada", "/team parent Sales team:East");
  await bot.says("ada", "/team parent Sales team:North");
  const preview = await said("max", "/goal split calls 900 december over:teams team:Sales");
  expect(preview).toContain("East");
  expect(preview).toContain("North");
});

test("no circle, whichever way round, and not under itself", async () => {
  await bot.says("ada", "/team parent Sales team:East");
  await bot.says("ada", "/team parent East team:North");
  expect(await said("ada", "/team parent North team:Sales")).toContain("North is itself part of Sales");
  expect(await said("ada", "/team parent Sales team:Sales")).toContain("A team cannot be part of itself.");
  expect(await bot.db.team.count({ where: { name: "Sales", parentId: null } })).toBe(1);
});

test.each([
  ["en", "/team parent clear:yes team:“East Side”"],
  ["ru", "/team parent clear:да team:«East Side»"],
])("the way out of a circle can be typed as it is given, in %s", async (language, way) => {
  await bot.says("max", '/team create "East Side"');
  await bot.says("max", `/my language ${language}`);
  await bot.says("max", '/team parent Sales team:"East Side"');
  expect(await said("max", '/team parent "East Side" team:Sales')).toContain(way);
  await bot.says("max", way);
  expect(await bot.db.team.count({ where: { parentId: { not: null } } })).toBe(0);
});

test("two moves at once cannot close a circle", async () => {
  await Promise.all([bot.says("ada", "/team parent East team:North"), bot.says("ada", "/team parent North team:East")]);
  expect(await bot.db.team.count({ where: { parentId: { not: null } } })).toBe(1);
});

test("a rep may not, nor somebody who manages only one of the two, and other organisations are not there", async () => {
  expect(await said("ana", "/team parent East team:Sales")).toContain("/team parent is for");
  expect(await said("max", "/team parent North team:East")).toContain("Only who manages North as well");
  expect(await said("mara", "/team parent Sales")).not.toContain("is part of Sales");
  expect(await said("max", "/team parent Others team:East")).not.toContain("is part of Others");
  expect(await bot.db.team.count({ where: { parentId: { not: null } } })).toBe(0);
});

test("in Russian", async () => {
  await bot.says("max", "/my language ru");
  expect(await said("max", "/team parent Sales team:East")).toContain("Команда East теперь входит в Sales.");
  expect(await said("max", "/team parent team:Sales")).toContain("Sales: вышестоящая команда — нет; части: East.");
});
