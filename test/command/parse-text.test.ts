import { expect, test } from "vitest";
import { catalog } from "../../src/catalog.ts";
import { parseText } from "../../src/command/parse-text.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import { readers } from "../../src/readers.ts";
import type { PersonWork } from "../../src/work.ts";

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

test.each([
  ["Calls 200 for Ana", { name: "Calls", target: "200", for: "Ana" }],
  ["Calls 200 for Ana Costa by end of month", { name: "Calls", target: "200", for: "Ana Costa", by: "end of month" }],
  ["“Calls for Ana” 200 by fri", { name: "Calls for Ana", target: "200", by: "fri" }],
  ["Звонки 200 для Анны до 31.12", { name: "Звонки", target: "200", for: "Анны", by: "31.12" }],
  [
    "Revenue 45 k for team from 1 Dec by 31 Dec",
    { name: "Revenue", target: "45 k", for: "team", from: "1 Dec", by: "31 Dec" },
  ],
  ["Calls 200 Ana", { name: "Calls", target: "200", for: "Ana" }],
])("goal add %s", (source, values) => {
  expect(parsed("goal add", source)).toEqual({ values, extra: [] });
});

test.each([
  ["calls 12 on fri", { goal: "calls", amount: "12", on: "fri" }],
  ["calls 12 on fri talk by phone", { goal: "calls", amount: "12", on: "fri", note: "talk by phone" }],
  ["calls 12 fri waited on a client", { goal: "calls", amount: "12", on: "fri", note: "waited on a client" }],
])("goal log %s", (source, values) => {
  expect(parsed("goal log", source)).toEqual({ values, extra: [] });
});

test.each([
  ["checkin mon-fri 09:30", { what: "checkin", when: "mon-fri 09:30" }],
  ["summary пт 16:00 Sales", { what: "summary", when: "пт 16:00", team: "Sales" }],
  ["checkin mon, wed at 9:30 Sales East", { what: "checkin", when: "mon, wed at 9:30", team: "Sales East" }],
  ["reminders off", { what: "reminders", when: "off" }],
  ["checkin “mon-fri 09:30” team:Sales", { what: "checkin", when: "mon-fri 09:30", team: "Sales" }],
])("team schedule %s", (source, values) => {
  expect(parsed("team schedule", source)).toEqual({ values, extra: [] });
});

/** Kinds whose values are read without looking anything up. */
const plain: readonly string[] = ["number", "quantity", "date", "when", "zone", "holidays", "choice"];
const caller = { today: "2026-11-23" };
const work = { caller, words: wordsFor("en", "UTC") } as unknown as PersonWork;

test.each(catalog.map((command) => [command.name, command] as const))(
  "examples of /%s can be read",
  (name, command) => {
    for (const example of command.examples) {
      const { values } = parseText(command, example.slice(name.length).trim());
      for (const [option, raw] of Object.entries(values)) {
        const declared = command.options[option];
        if (!declared || !plain.includes(declared.kind)) continue;
        expect(() => readers[declared.kind](raw, declared, work), `${example}: ${option}`).not.toThrow();
      }
    }
  },
);
