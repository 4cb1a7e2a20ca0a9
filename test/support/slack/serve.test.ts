import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { WebClient } from "@slack/web-api";
import { expect, test } from "vitest";
import { asText } from "./as-text.ts";
import { fakeSlack } from "./fake-slack.ts";
import { isJson, parseJson } from "./json.ts";

test("Slack can stand in a process of its own, be looked at and be made to fail", async () => {
  const script = fileURLToPath(new URL("./serve.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line]: unknown[] = await once(createInterface(child.stdout), "line");
    const said = parseJson(String(line));
    const url = isJson(said) ? String(said.url) : "";
    const client = new WebClient("xoxb-T1", { slackApiUrl: `${url}/api/`, retryConfig: { retries: 0 } });
    await client.chat.postMessage({ channel: "C1", text: "hello from afar" });
    await fetch(`${url}/__fail`, {
      method: "POST",
      body: JSON.stringify({ method: "chat.postMessage", error: "is_archived" }),
    });
    await expect(client.chat.postMessage({ channel: "C1", text: "again" })).rejects.toThrow("is_archived");
    const state: unknown = await (await fetch(`${url}/__state`)).json();
    expect(state).toMatchObject({
      workspaces: [{ id: "T1", channels: [{ id: "C1", messages: [{ text: "hello from afar" }] }] }],
      counts: { "chat.postMessage": 2 },
      violations: [],
    });
  } finally {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
});

test("the light mode counts and answers, and keeps nothing", async () => {
  const slack = await fakeSlack({ light: true });
  slack.workspace("T1", { channels: [{ id: "C1", name: "sales" }] });
  const client = new WebClient("xoxb-T1", { slackApiUrl: slack.apiUrl });
  await Promise.all(Array.from({ length: 20 }, () => client.chat.postMessage({ channel: "C1", text: "x" })));
  expect(slack.counts.get("chat.postMessage")).toBe(20);
  expect([slack.calls, slack.channel("C1").messages]).toEqual([[], []]);
  await slack.close();
});

test("a message is read as a person reads it", async () => {
  const slack = await fakeSlack();
  slack.workspace("T1", { users: [{ id: "U1", name: "Ana" }], channels: [{ id: "C1", name: "sales" }] });
  const client = new WebClient("xoxb-T1", { slackApiUrl: slack.apiUrl });
  await client.chat.postMessage({
    channel: "C1",
    text: "fallback",
    blocks: [
      { type: "header", text: { type: "plain_text", text: "Week 48" } },
      { type: "section", text: { type: "mrkdwn", text: "*Calls*" }, fields: [{ type: "mrkdwn", text: "12 of 20" }] },
      { type: "markdown", text: "## Next" },
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "text", text: "Ask " },
              { type: "user", user_id: "U1" },
              { type: "text", text: " by " },
              { type: "date", timestamp: 0, format: "{date}", fallback: "1 Jan" },
            ],
          },
          {
            type: "rich_text_list",
            style: "ordered",
            elements: [
              { type: "rich_text_section", elements: [{ type: "text", text: "one" }] },
              { type: "rich_text_section", elements: [{ type: "link", url: "https://a.b", text: "two" }] },
            ],
          },
        ],
      },
      {
        type: "table",
        rows: [
          [
            { type: "raw_text", text: "Rep" },
            { type: "raw_text", text: "Calls" },
          ],
          [
            { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "Ana" }] }] },
            { type: "raw_text", text: "12" },
          ],
        ],
      },
      {
        type: "context",
        elements: [
          { type: "mrkdwn", text: "late" },
          { type: "image", image_url: "https://a.b/c.png", alt_text: "clock" },
        ],
      },
      { type: "actions", elements: [{ type: "button", text: { type: "plain_text", text: "Log" }, action_id: "log" }] },
    ],
  });
  const [message] = slack.channel("C1").messages;
  slack.assertClean();
  expect(message && asText(message).split("\n")).toEqual([
    "Week 48",
    "*Calls*",
    "12 of 20",
    "## Next",
    "Ask <@U1> by 1 Jan",
    "1. one",
    "2. two",
    "Rep | Calls",
    "Ana | 12",
    "late [clock]",
    "[Log]",
  ]);
  await slack.close();
});
