import { afterAll, beforeAll, expect, test } from "vitest";
import { type MoveProgress, moveTo } from "../../prisma/move-to.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let from: TestDatabase;
let to: TestDatabase;

beforeAll(async () => {
  from = await testDatabase();
  to = await testDatabase();
});

afterAll(async () => {
  await from.close();
  await to.close();
});

async function fill(): Promise<void> {
  const { id: orgId } = await from.db.organisation.create({
    data: { name: 'Кафе "Ёж", {a,b}; \\N', settings: { quiet: ["22:00", null], ключ: 1.5 }, isMadeUp: true },
  });
  await from.db.workspace.create({
    data: {
      orgId,
      platform: "slack",
      externalId: "T1",
      name: "",
      scopes: ["chat:write", "a,b", '{"'],
      settings: "null",
    },
  });
  await from.db.person.createMany({
    data: Array.from({ length: 1203 }, (_, index) => ({ orgId, name: `Rep ${index}` })),
  });
}

test("everything arrives as it was, and the target must be empty", async () => {
  await fill();
  const progress: MoveProgress[] = [];
  const moved = await moveTo(from.url, to.url, { onProgress: (step) => progress.push(step) });
  expect(moved.rows).toBe(1205);
  expect(progress.filter(({ table }) => table === "Person")).toEqual([
    { table: "Person", copied: 500, total: 1203 },
    { table: "Person", copied: 1000, total: 1203 },
    { table: "Person", copied: 1203, total: 1203 },
  ]);
  const order = { orderBy: { id: "asc" } } as const;
  expect(await to.db.organisation.findMany()).toEqual(await from.db.organisation.findMany());
  expect(await to.db.workspace.findMany()).toEqual(await from.db.workspace.findMany());
  expect(await to.db.person.findMany(order)).toEqual(await from.db.person.findMany(order));
  await expect(moveTo(from.url, to.url)).rejects.toThrow(/already holds data/);
  expect(await to.db.person.count()).toBe(1203);
});

test("afterwards the target checks its keys as before", async () => {
  const [loose] = await to.db.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from pg_constraint where contype = 'f' and condeferrable`;
  expect(loose?.n).toBe(0);
  const orgId = "0198c000-0000-7000-8000-0000000000ff";
  await expect(to.db.person.create({ data: { orgId, name: "Nobody" } })).rejects.toThrow();
});
