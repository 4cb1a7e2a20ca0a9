import { expect, test } from "vitest";
import { statementNames } from "../../prisma/prepared.ts";

test("what is said again is named by what it says, and what is said once is not", () => {
  const nameOf = statementNames();
  const first = [nameOf({ sql: "select 1" }), nameOf({ sql: "select 2" })];
  expect(first).toEqual(["", ""]);
  const [one, two] = [nameOf({ sql: "select 1" }), nameOf({ sql: "select 2" })];
  expect(one).toMatch(/^[0-9a-f]{40}$/u);
  expect(two).not.toBe(one);
  expect(nameOf({ sql: "select 1" })).toBe(one);
});

test("two connections name the same statement alike", () => {
  const [one, two] = [statementNames(), statementNames()];
  for (const nameOf of [one, two]) nameOf({ sql: "select 1" });
  expect(one({ sql: "select 1" })).toBe(two({ sql: "select 1" }));
});

test("a program that says ever new things prepares no more than a bound", () => {
  const nameOf = statementNames();
  const said = Array.from({ length: 2_000 }, (_, at) => ({ sql: `select ${at}` }));
  for (const query of said) nameOf(query);
  expect(said.filter((query) => nameOf(query) !== "").length).toBe(500);
});
