import { describe, expect, test } from "vitest";
import { ConfigError, readConfig, settings } from "../../src/config.ts";
import { readText } from "./sources.ts";

/** The example file as the settings say it; `.env.example` must be exactly this. */
function exampleFile(): string {
  const lines = Object.entries(settings).map(([name, { about }]) => `# ${about}\n# ${name}=\n`);
  return `# Every setting of Goalkeeper. Copy to .env and fill in what you need; nothing is required to try it.\n\n${lines.join("\n")}`;
}

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)];
  }
}

describe("settings", () => {
  test(".env.example lists every setting", () => expect(readText(".env.example")).toBe(exampleFile()));

  test("nothing set is the practice room on an embedded database", () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      hasPracticeRoom: true,
      hasSlack: false,
      hasDiscord: false,
    });
  });

  test("every problem is named at once, and no value is shown", () => {
    const secret = "not-a-token-but-secret";
    const problems = problemsOf({ PORT: "70000", DATABASE_URL: secret, SLACK_BOT_TOKEN: secret, ROLES: "cook" });
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
      "PORT",
      "DATABASE_URL",
      "ROLES",
      "SLACK_BOT_TOKEN",
      "SLACK_APP_TOKEN",
    ]);
    const both = problemsOf({
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_SIGNING_SECRET: "short",
      ENCRYPTION_KEY_PREVIOUS: secret,
    });
    expect(both.map((problem) => problem.split(" ")[0])).toEqual([
      "ENCRYPTION_KEY_PREVIOUS",
      "SLACK_SIGNING_SECRET",
      "ENCRYPTION_KEY_PREVIOUS",
    ]);
    expect(problems.join()).not.toContain(secret);
  });

  test("settings that contradict each other say what is missing", () => {
    expect(problemsOf({ REDIS_URL: "redis://127.0.0.1" })).toEqual([
      expect.stringMatching(/^REDIS_URL needs DATABASE_URL/u),
    ]);
    expect(problemsOf({ SLACK_BOT_TOKEN: "xoxb-1" })).toEqual([expect.stringMatching(/^SLACK_APP_TOKEN/u)]);
  });

  test("the practice room closes once a platform is configured, unless asked for", () => {
    const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };
    expect(readConfig(slack).hasPracticeRoom).toBe(false);
    expect(readConfig({ ...slack, PRACTICE_ROOM: "on" }).hasPracticeRoom).toBe(true);
  });

  test("containers take any password and any port", () => {
    const compose = readText("compose.yaml");
    // A password may hold what an address may not, and PORT is the one outside: inside it is what is published.
    expect(compose).not.toMatch(/:\/\/[^\s]*PASSWORD/u);
    expect(compose).toContain("PGPASSWORD: ${POSTGRES_PASSWORD:?");
    expect(compose).toContain("PORT: 3000");
    expect(compose).toContain(':3000"');
  });
});
