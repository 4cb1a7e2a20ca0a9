import { expect, test } from "vitest";
import { catalog } from "../../src/catalog.ts";
import { parseText } from "../../src/command/parse-text.ts";

function parsed(name: string, source: string) {
  const command = catalog.find((one) => one.name === name);
  if (!command) throw new Error(`There is no /${name}`);
  return parseText(command, source);
}

test.each([
  ["calls 12", { goal: "calls", amount: "12" }],
  ["“win rate” 3 of 10 fri", { goal: "win rate", amount: "3 of 10", on: "fri" }],
  ["доля 3 из 10", { goal: "доля", amount: "3 из 10" }],
  ["revenue 1,2 млн ₽ пт", { goal: "revenue", amount: "1,2 млн ₽", on: "пт" }],
  ["revenue 5 тыс. вчера", { goal: "revenue", amount: "5 тыс.", on: "вчера" }],
  ["revenue 120 000 yesterday", { goal: "revenue", amount: "120 000", on: "yesterday" }],
  ["revenue 45 EUR", { goal: "revenue", amount: "45 EUR" }],
  ["calls 12 31.12", { goal: "calls", amount: "12", on: "31.12" }],
  ["calls 12 “3 of 10”", { goal: "calls", amount: "12", on: "3 of 10" }],
  ['calls 12 note:"all good" on:fri', { goal: "calls", amount: "12", note: "all good", on: "fri" }],
])("goal log %s", (source, values) => {
  expect(parsed("goal log", source)).toEqual({ values, extra: [] });
});
