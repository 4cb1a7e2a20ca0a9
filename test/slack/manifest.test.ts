import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { eventScopes } from "../../adapters/slack/events.ts";
import { scopeReasons, slackManifest } from "../../adapters/slack/register.ts";
import { catalog } from "../../src/catalog.ts";

const schema: unknown = JSON.parse(
  readFileSync(new URL("../support/slack/specs/slack-manifest.schema.2.0.0.json", import.meta.url), "utf8"),
);
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(Object(schema));

const options = [
  { socketMode: true },
  { socketMode: false, publicUrl: "https://goals.example.com" },
  { socketMode: true, publicUrl: "https://goals.example.com", tokenRotation: true },
] as const;

describe("the manifest", () => {
  test.each(options)("is one that Slack takes: %o", (how) => {
    const manifest = slackManifest(how);
    expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
    const nouns = new Set(catalog.map(({ name }) => `/${name.split(" ")[0]}`));
    expect(new Set(manifest.features?.slash_commands?.map(({ command }) => command))).toEqual(nouns);
  });

  test("asks for no history, and for each event's scope", () => {
    const asked = Object.keys(scopeReasons);
    expect(asked.filter((scope) => /history|:read\.|admin|users:read\.email/u.test(scope))).toEqual([]);
    for (const scope of Object.values(eventScopes)) if (scope) expect(asked).toContain(scope);
    expect(slackManifest({ socketMode: true }).oauth_config?.scopes?.bot).toEqual(asked);
  });

  test("needs an address unless Socket Mode brings everything", () => {
    expect(() => slackManifest({ socketMode: false })).toThrow("PUBLIC_URL");
    const byHttp = JSON.stringify(slackManifest({ socketMode: false, publicUrl: "https://goals.example.com" }));
    expect(byHttp).toContain("https://goals.example.com/slack/events");
    expect(byHttp).toContain("https://goals.example.com/slack/oauth_redirect");
    expect(JSON.stringify(slackManifest({ socketMode: true }))).not.toContain("request_url");
  });
});
