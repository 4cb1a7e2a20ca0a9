import type { KnownBlock, ModalView } from "@slack/types";
import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeSlack, fakeSlack } from "./fake-slack.ts";
import { isJson, listAt } from "./json.ts";

describe("a call", () => {
  let slack: FakeSlack;
  let client: WebClient;

  beforeEach(async () => {
    slack = await fakeSlack();
    slack.workspace("T1", {
      users: [
        { id: "U1", name: "Ana" },
        { id: "U8", name: "Gone", deleted: true },
      ],
      channels: [{ id: "C1", name: "sales" }],
    });
    slack.workspace("T2", {
      channels: [
        { id: "C2", name: "other" },
        { id: "C3", name: "alone", bot: false },
        { id: "C4", name: "old", archived: true },
      ],
    });
    client = connect("xoxb-T1");
  });

  afterEach(() => slack.close());

  function connect(token: string, timeout = 5000): WebClient {
    return new WebClient(token, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout,
    });
  }

  test("with bad blocks is answered in Slack's words and remembered", async () => {
    const blocks = [{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3001) } }] satisfies KnownBlock[];
    const error: unknown = await client.chat
      .postMessage({ channel: "C1", text: "x", blocks })
      .catch((caught: unknown) => caught);
    const data = isJson(error) ? error.data : undefined;
    expect(data).toMatchObject({ ok: false, error: "invalid_blocks" });
    expect(listAt(isJson(data) ? data.response_metadata : undefined, "messages")).toEqual([
      "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ]);
    expect(slack.channel("C1").messages).toEqual([]);
    expect(() => slack.assertClean()).toThrow("chat.postMessage: must be less than 3001 characters");
    expect(slack.forgive()).toHaveLength(1);
    slack.assertClean();
  });

  test("that does not suit the state of the world gets Slack's error, and is no fault of form", async () => {
    const other = connect("xoxb-T2");
    await expect(client.chat.postMessage({ channel: "C404", text: "x" })).rejects.toThrow("channel_not_found");
    await expect(other.chat.postMessage({ channel: "C3", text: "x" })).rejects.toThrow("not_in_channel");
    await expect(other.chat.postMessage({ channel: "C4", text: "x" })).rejects.toThrow("is_archived");
    await expect(client.chat.postMessage({ channel: "U8", text: "x" })).rejects.toThrow("user_disabled");
    await expect(client.chat.postMessage({ channel: "UBOTT1", text: "x" })).rejects.toThrow("cannot_dm_bot");
    await expect(client.users.info({ user: "U404" })).rejects.toThrow("user_not_found");
    await expect(client.chat.update({ channel: "C1", ts: "1.1", text: "x" })).rejects.toThrow("message_not_found");
    slack.assertClean();
  });

  test("with another workspace's channel, a token nobody gave, or a missing argument is remembered", async () => {
    await expect(client.chat.postMessage({ channel: "C2", text: "x" })).rejects.toThrow("channel_not_found");
    await expect(connect("xoxb-stolen").auth.test()).rejects.toThrow("invalid_auth");
    await expect(client.apiCall("chat.postMessage", { text: "x" })).rejects.toThrow("invalid_arguments");
    await expect(client.apiCall("chat.shout", {})).rejects.toThrow("unknown_method");
    await client.apiCall("chat.postMessage", { channel: "C1", text: "x", tread_ts: "1" });
    expect(slack.forgive().map(({ where, problem }) => `${where}: ${problem}`)).toEqual([
      "chat.postMessage: C2 belongs to T2, the token to T1",
      "auth.test: no such token xoxb-stolen",
      "chat.postMessage: missing required field: channel",
      "chat.shout: unknown_method",
      "chat.postMessage: unknown argument tread_ts",
    ]);
  });

  test("with a trigger that is strange, old or used is refused", async () => {
    const view: ModalView = { type: "modal", title: { type: "plain_text", text: "T" }, blocks: [] };
    const triggers: string[] = [];
    slack.use({
      name: "http",
      send: async ({ payload }) => {
        triggers.push(String(payload.trigger_id));
        return { status: 200, body: undefined };
      },
    });
    await slack.shortcut("U1", "a");
    const open = (trigger_id: string) => client.views.open({ trigger_id, view });
    await open(triggers[0] ?? "");
    await expect(open(triggers[0] ?? "")).rejects.toThrow("exchanged_trigger_id");
    await slack.shortcut("U1", "a");
    slack.world.grants.age(3001);
    await expect(open(triggers[1] ?? "")).rejects.toThrow("expired_trigger_id");
    await expect(open("1.2.3")).rejects.toThrow("invalid_trigger_id");
    expect(slack.forgive()).toHaveLength(3);
  });

  test("goes wrong in the way that was planned, so often, there only", async () => {
    slack.fail("chat.postMessage", { retryAfter: 60, channel: "C1" });
    slack.fail("chat.postMessage", { status: 500 });
    slack.fail("chat.postMessage", { error: "account_inactive" });
    slack.fail("chat.postMessage", { dropSocket: true });
    const impatient = connect("xoxb-T1", 300);
    const post = () => impatient.chat.postMessage({ channel: "C1", text: "x" });
    await expect(post()).rejects.toMatchObject({ code: "slack_webapi_rate_limited_error", retryAfter: 60 });
    await expect(post()).rejects.toMatchObject({ code: "slack_webapi_http_error", statusCode: 500 });
    await expect(post()).rejects.toMatchObject({ data: { error: "account_inactive" } });
    await expect(post()).rejects.toMatchObject({ code: "slack_webapi_request_error" });
    expect(slack.channel("C1").messages).toHaveLength(0);
    slack.fail("chat.postMessage", { acceptThenHang: true });
    await expect(post()).rejects.toMatchObject({ code: "slack_webapi_request_error" });
    expect(slack.channel("C1").messages).toHaveLength(1);
    expect(await post()).toMatchObject({ ok: true, channel: "C1" });
    expect(slack.callsTo("chat.postMessage").map((call) => call.status)).toEqual([429, 500, 200, 0, -1, 200]);
    slack.assertClean();
  });

  test("about people and places is answered in pages and in their zones", async () => {
    slack.use({ name: "http", send: async () => ({ status: 200, body: undefined }) });
    const until = new Date(Date.now() + 3_600_000);
    await slack.changesUser("U1", { tz: "Asia/Kolkata", locale: "ru-RU" });
    await slack.setsDnd("U1", { start: new Date(), end: until, snoozeUntil: until });
    expect((await client.users.info({ user: "U1", include_locale: true })).user).toMatchObject({
      tz_offset: 19_800,
      locale: "ru-RU",
    });
    expect((await client.users.info({ user: "U1" })).user).not.toHaveProperty("locale");
    expect(await client.dnd.info({ user: "U1" })).toMatchObject({ dnd_enabled: true, snooze_enabled: true });
    expect((await client.dnd.teamInfo({ users: "U1,U8" })).users).toHaveProperty("U8");
    const opened = await client.conversations.open({ users: "U1" });
    await client.chat.postMessage({ channel: opened.channel?.id ?? "", text: "to you" });
    expect(slack.dm("U1").messages.map((one) => one.text)).toEqual(["to you"]);
    const names: (string | undefined)[] = [];
    for await (const page of client.paginate("users.list", { limit: 1 })) {
      names.push(...listAt(page, "members").map((one) => (isJson(one) ? String(one.real_name) : undefined)));
    }
    expect(names).toEqual(["Ana", "Gone", "goalkeeper"]);
    const mine = await client.users.conversations({ types: "public_channel,im", exclude_archived: true });
    expect(mine.channels?.map((one) => one.id)).toEqual(["C1", "DU1"]);
    slack.assertClean();
  });
});
