import { describe, expect, test } from "vitest";
import { access, isAct } from "../../src/access.ts";
import { catalog } from "../../src/catalog.ts";
import { longestAction, opens } from "../../src/command/action.ts";
import { findCommand } from "../../src/command/find-command.ts";
import { formOf } from "../../src/command/form-of.ts";
import { parseText } from "../../src/command/parse-text.ts";
import { missingOptions } from "../../src/command/read-options.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import { maxFields } from "../../src/view/form.ts";

describe("the catalog", () => {
  test("every command has its row of rights, and every row its command", () => {
    const names = catalog.map(({ name }) => name);
    expect(names.filter((name) => !isAct(name))).toEqual([]);
    const nouns = new Set(names.map((name) => name.split(" ")[0]));
    const idle = Object.keys(access).filter((name) => !names.includes(name) && !nouns.has(name));
    expect(idle).toEqual([]);
  });

  test("names are unique", () => {
    const names = catalog.map(({ name }) => name);
    expect(names.length).toBe(new Set(names).size);
  });

  test.each(catalog.filter(({ hidden }) => !hidden).map((command) => [command.name, command] as const))(
    "/%s: its examples are read as itself, with nothing missing or left over",
    (_name, command) => {
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) {
        const found = findCommand(example, catalog);
        expect(found).toMatchObject({ kind: "command", command: { name: command.name } });
        if (found.kind !== "command") continue;
        const { values, extra } = parseText(found.command, found.rest);
        expect({ example, extra }).toEqual({ example, extra: [] });
        expect({ example, missing: missingOptions(command, values) }).toEqual({ example, missing: [] });
      }
    },
  );

  test("every derived form fits both platforms", () => {
    for (const command of catalog) {
      const form = formOf(command, {}, wordsFor("ru", "UTC"));
      expect(form.fields.length, command.name).toBeLessThanOrEqual(maxFields);
      const required = Object.values(command.options).filter((option) => option.required).length;
      expect(required, command.name).toBeLessThanOrEqual(maxFields);
    }
  });

  test("every command can be opened by a button", () => {
    for (const { name } of catalog) expect(opens(name).length).toBeLessThanOrEqual(longestAction);
  });
});
