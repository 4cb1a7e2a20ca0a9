import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scopeReasons } from "../../adapters/slack/register.ts";
import { settings } from "../../src/config.ts";
import { commandTable } from "./command-table.ts";
import { readText } from "./sources.ts";

const readme = readText("README.md");
const scripts = Object.keys((JSON.parse(readText("package.json")) as { scripts: Record<string, string> }).scripts);

describe("the README is true", () => {
  test("its table holds every command", () => expect(readme).toContain(commandTable()));

  test("every script it names exists", () => {
    const named = [...readme.matchAll(/npm run ([\w:-]+)/gu)].map((match) => match[1] ?? "");
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  test("every setting it names exists", () => {
    const named = [
      ...readme.matchAll(/\b((?:SLACK|DISCORD|DATABASE|REDIS|ENCRYPTION|PUBLIC|PRACTICE|DATA)_[A-Z_]+)\b/gu),
    ].map((match) => match[1] ?? "");
    expect(named.filter((name) => !Object.hasOwn(settings, name))).toEqual([]);
  });

  test("every Slack scope and its reason stands in it", () => {
    for (const [scope, reason] of Object.entries(scopeReasons))
      expect(readme).toContain(`| \`${scope}\` | ${reason} |`);
  });

  test("the pictures it shows are there", () => {
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/gu)].map((match) => match[1] ?? "");
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((path) => !existsSync(join(import.meta.dirname, "../..", path)))).toEqual([]);
  });
});
