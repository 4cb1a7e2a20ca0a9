import { expect, test } from "vitest";
import { catalog } from "../../src/catalog.ts";
import { findCommand } from "../../src/command/find-command.ts";

const found = (typed: string) => {
  const one = findCommand(typed, catalog);
  return one.kind === "command" ? `${one.command.name}: ${one.rest}` : one;
};

test.each([
  ["/goal log calls 5", "goal log: calls 5"],
  ["goalkeeper goal log calls 5", "goal log: calls 5"],
  ["help", "goalkeeper help: "],
  ["Помощь", "goalkeeper help: "],
  ["?", "goalkeeper help: "],
  ["help goal log", "goalkeeper help: goal log"],
  ["goal help", "goalkeeper help: goal"],
  ["goal помощь", "goalkeeper help: goal"],
])("“%s” is %s", (typed, expected) => {
  expect(found(typed)).toBe(expected);
});

test.each([
  ["gaol list", "goal list"],
  ["log 5 calls", "goal log"],
  ["accept", "goal accept"],
  ["chekin", "checkin"],
  ["qwertyuiop", null],
])("“%s” is unknown, and the nearest is %s", (typed, nearest) => {
  expect(found(typed)).toMatchObject({ kind: "unknown", nearest });
});
