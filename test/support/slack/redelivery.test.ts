import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SendOptions } from "./delivery.ts";
import { type FakeSlack, fakeSlack } from "./fake-slack.ts";
import type { Json } from "./json.ts";

let slack: FakeSlack;
let sent: { payload: Json; options: SendOptions }[];

/** An app that answers with these statuses, one after the other, then with 200. */
function answersWith(...statuses: number[]): void {
  slack.use({
    name: "http",
    send: async ({ payload }, options) => {
      sent.push({ payload, options });
      return { status: statuses.shift() ?? 200, body: undefined };
    },
  });
}

beforeEach(async () => {
  sent = [];
  slack = await fakeSlack();
  slack.workspace("T1", { users: [{ id: "U1", name: "Ana" }], channels: [{ id: "C1", name: "sales" }] });
});

afterEach(() => slack.close());

test("an event that was not taken comes again with the reason, until it is", async () => {
  answersWith(0, 500);
  const result = await slack.event("T1", { type: "app_home_opened", user: "U1" }, { retries: 3 });
  expect(result.redelivered.map((one) => one.status)).toEqual([500, 200]);
  expect(sent.map(({ options }) => options.retry)).toEqual([
    undefined,
    { num: 1, reason: "http_timeout" },
    { num: 2, reason: "http_timeout" },
  ]);
  expect(new Set(sent.map(({ payload }) => payload.event_id)).size).toBe(1);
  expect(slack.forgive()).toHaveLength(2);
});

test("a command is never sent twice by Slack itself", async () => {
  answersWith(500);
  expect((await slack.says("U1", "/goal", { retries: 3, mayFail: true })).redelivered).toEqual([]);
  expect(sent).toHaveLength(1);
});

test("a response_url replaces or deletes what it belongs to, and goes stale after half an hour", async () => {
  answersWith();
  const client = new WebClient("xoxb-T1", { slackApiUrl: slack.apiUrl });
  const button = { type: "button", text: { type: "plain_text", text: "Go" }, action_id: "go" } as const;
  await client.chat.postEphemeral({
    channel: "C1",
    user: "U1",
    text: "x",
    blocks: [{ type: "actions", elements: [button] }],
  });
  const [shown] = slack.ephemeral("U1", "C1");
  if (!shown) throw new Error("nothing is shown");
  await slack.clicks("U1", shown, "Go");
  const url = String(sent[0]?.payload.response_url);
  const say = (content: Json) => fetch(url, { method: "POST", body: JSON.stringify(content) });
  await say({ replace_original: true, text: "gone well" });
  expect(slack.ephemeral("U1").map(slack.asText)).toEqual(["gone well"]);
  await say({ response_type: "in_channel", text: "for all" });
  expect(slack.channel("C1").messages.map(slack.asText)).toEqual(["for all"]);
  await say({ delete_original: true });
  expect(slack.ephemeral("U1")).toEqual([]);
  slack.assertClean();
  slack.world.grants.age(30 * 60_000);
  expect((await say({ text: "late" })).status).toBe(404);
  expect(slack.forgive()).toEqual([{ where: "response_url", problem: "expired_url" }]);
});

test("a fourth view is not stacked", async () => {
  const view = {
    type: "modal",
    title: { type: "plain_text", text: "T" },
    submit: { type: "plain_text", text: "On" },
    blocks: [],
  } as const;
  slack.use({
    name: "http",
    send: async ({ payload }) => {
      if (payload.type === "shortcut")
        await client.views.open({ trigger_id: String(payload.trigger_id), view: { ...view, blocks: [] } });
      return { status: 200, body: payload.type === "view_submission" ? { response_action: "push", view } : undefined };
    },
  });
  const client = new WebClient("xoxb-T1", { slackApiUrl: slack.apiUrl });
  await slack.shortcut("U1", "open");
  for (const _ of [1, 2]) await slack.submits("U1");
  slack.assertClean();
  await slack.submits("U1");
  expect(slack.forgive()).toEqual([{ where: "view_submission push", problem: "push_limit_reached" }]);
});

test("a story waits for what the app says rather than for time to pass", async () => {
  const client = new WebClient("xoxb-T1", { slackApiUrl: slack.apiUrl });
  const waiting = slack.until(() => slack.dm("U1").messages[0]);
  await client.chat.postMessage({ channel: "C1", text: "elsewhere" });
  await client.chat.postMessage({ channel: "U1", text: "to you" });
  expect((await waiting).text).toBe("to you");
  await expect(slack.until(() => slack.home("U1"), 20)).rejects.toThrow("did not come within 20 ms");
});
