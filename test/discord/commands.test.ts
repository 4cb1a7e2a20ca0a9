import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { limits } from "../../adapters/discord/limits.ts";
import { commandNamed, optionNamed, optionNameOf, slashNameOf } from "../../adapters/discord/names.ts";
import { registerFromConfig, slashCommands } from "../../adapters/discord/register.ts";
import { catalog } from "../../src/catalog.ts";
import { discordStage, guildId, otherGuildId, people, type Stage } from "./stage.ts";

const shown = catalog.filter(({ hidden }) => !hidden);

describe("names", () => {
  it.each(shown.map(({ name }) => [name]))("/%s is found again", (name) => {
    expect(commandNamed(slashNameOf(name))).toBe(name);
  });
  it("are not shared by two commands", () => {
    const names = shown.map(({ name }) => JSON.stringify(slashNameOf(name)));
    expect(new Set(names).size).toBe(names.length);
  });
  it("of options come back", () => {
    for (const command of catalog)
      for (const option of Object.keys(command.options))
        expect(optionNamed(command, optionNameOf(option))).toBe(option);
  });
});

/** Discord counts names, descriptions and values, of translations only the longest. */
function lengthOf(thing: unknown): number {
  if (Array.isArray(thing)) return thing.reduce<number>((sum, one) => sum + lengthOf(one), 0);
  if (typeof thing !== "object" || thing === null) return 0;
  const fields = new Map<string, unknown>(Object.entries(thing));
  const longest = (key: string) =>
    Math.max(
      String(fields.get(key) ?? "").length,
      ...Object.values(fields.get(`${key}_localizations`) ?? {}).map((text) => String(text).length),
    );
  const value = fields.has("value") ? String(fields.get("value")).length : 0;
  return (
    longest("name") + longest("description") + value + lengthOf(fields.get("options")) + lengthOf(fields.get("choices"))
  );
}

describe("the list", () => {
  it("keeps to Discord's limits", () => {
    expect(slashCommands().length).toBeLessThanOrEqual(limits.command.commands);
    for (const command of slashCommands()) {
      expect(lengthOf(command), command.name).toBeLessThanOrEqual(limits.command.text);
      expect(command.options?.length, command.name).toBeLessThanOrEqual(limits.command.subcommands);
    }
  });
  it("speaks Russian", () => {
    for (const command of slashCommands()) expect(command.description_localizations?.ru).toMatch(/[а-я]/iu);
  });
});

let stage: Stage;
beforeAll(async () => {
  stage = await discordStage();
});
afterEach(() => stage.discord.assertClean());
afterAll(() => stage.close());

describe("registration", () => {
  it("happens as a whole, and only when something changed", async () => {
    const puts = () => stage.discord.counts.get("PUT /applications/:id/commands") ?? 0;
    expect(puts()).toBe(1);
    expect(
      stage.discord
        .commands()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(
      slashCommands()
        .map(({ name }) => name)
        .sort(),
    );
    expect(await stage.adapter?.register()).toMatchObject({ changed: false });
    expect(puts()).toBe(1);
    stage.discord.world.globalCommands = stage.discord.commands().slice(1);
    expect(await stage.adapter?.register()).toMatchObject({ changed: true });
    expect(puts()).toBe(2);
  });

  it("goes to one server while developing", async () => {
    const { DISCORD_TOKEN, DISCORD_API_URL } = stage.config;
    const config = { DISCORD_TOKEN, DISCORD_API_URL, DISCORD_DEV_GUILD: otherGuildId };
    expect(await registerFromConfig(config)).toEqual({
      changed: true,
      count: slashCommands().length,
      guild: otherGuildId,
    });
    expect(stage.discord.commands(otherGuildId)).toHaveLength(slashCommands().length);
    expect(await registerFromConfig(config)).toMatchObject({ changed: false });
    stage.discord.world.guildCommands.clear();
  });

  it("needs a token", async () => {
    const { DISCORD_API_URL, DISCORD_DEV_GUILD } = stage.config;
    await expect(registerFromConfig({ DISCORD_TOKEN: undefined, DISCORD_API_URL, DISCORD_DEV_GUILD })).rejects.toThrow(
      "DISCORD_TOKEN",
    );
  });
});

describe("every command can be invoked", () => {
  it.each(shown.map(({ name }) => [name]))("/%s", async (name) => {
    const { command, subcommand } = slashNameOf(name);
    for (const who of ["max", "boris"] as const) {
      const answer = await stage.discord.command(people[who].id, `${command} ${subcommand}`, {}, { guild: guildId });
      expect(answer.kind, who).toMatch(/^(message|modal)$/u);
    }
    expect(stage.problems).toEqual([]);
  });
});
