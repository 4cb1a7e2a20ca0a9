import { afterEach, expect, test } from "vitest";
import { checkDiscord, checkSlack } from "../../src/cli/doctor-platforms.ts";
import { readConfig } from "../../src/config.ts";
import { fakeDiscord } from "../support/discord/fake-discord.ts";
import { fakeSlack } from "../support/slack/fake-slack.ts";

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function slackAt(tokens: { bot: string; app: string }) {
  const slack = await fakeSlack();
  stops.push(slack.close);
  slack.workspace("T1", { users: [{ id: "U1", name: "Ana" }], name: "Sales Co" });
  return checkSlack(
    readConfig({ SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: tokens.bot, SLACK_APP_TOKEN: tokens.app }),
  );
}

async function discordAt(token: string) {
  const discord = await fakeDiscord();
  stops.push(discord.close);
  return checkDiscord(readConfig({ DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: token }));
}

test("tokens that work are told by whom they speak as", async () => {
  expect(await slackAt({ bot: "xoxb-T1", app: "xapp-1-A0GOAL" })).toEqual([
    { level: "ok", text: expect.stringMatching(/^SLACK_BOT_TOKEN speaks as goalkeeper in Sales Co$/) },
    { level: "ok", text: "SLACK_APP_TOKEN may use Socket Mode" },
  ]);
  expect(await discordAt("fake-token")).toEqual([{ level: "ok", text: "DISCORD_TOKEN speaks as goalkeeper" }]);
});

test("tokens that do not work are named with the page they come from, and never shown", async () => {
  const found = [
    ...(await slackAt({ bot: "xoxb-s3cret-s3cret", app: "xapp-s3cret" })),
    ...(await discordAt("s3cret-s3cret")),
  ];
  expect(found.map(({ level }) => level)).toEqual(["problem", "problem", "problem"]);
  expect(found.map(({ text }) => /\b[A-Z]+_[A-Z_]+\b/.exec(text)?.[0])).toEqual([
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "DISCORD_TOKEN",
  ]);
  expect(JSON.stringify(found)).not.toContain("s3cret");
});

test("a platform that is not there is said to be away, without its address", async () => {
  const settings = {
    SLACK_API_URL: "http://127.0.0.1:1/",
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_SIGNING_SECRET: "12345678",
  };
  await expect(checkSlack(readConfig(settings))).rejects.toThrow(/^Slack does not answer/);
  const discord = { DISCORD_API_URL: "http://127.0.0.1:1/api", DISCORD_TOKEN: "12345678" };
  await expect(checkDiscord(readConfig(discord))).rejects.toThrow(/^Discord does not answer/);
});

test("nothing is said of a platform that is not used", async () => {
  expect([...(await checkSlack(readConfig({}))), ...(await checkDiscord(readConfig({})))]).toEqual([]);
});
