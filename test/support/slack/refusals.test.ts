import type { KnownBlock, ModalView } from "@slack/types";
import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeSlack, fakeSlack } from "./fake-slack.ts";
import { isJson, type Json, listAt } from "./json.ts";
import { messageProblems, suggestionProblems, viewProblems } from "./validate.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const section = (text: string, more: Json = {}) => ({ type: "section", text: { type: "mrkdwn", text }, ...more });
const button = (action_id: string, more: Json = {}) => ({ type: "button", text: plain("Go"), action_id, ...more });
const actions = (...elements: Json[]) => ({ type: "actions", elements });
const option = (text: string, value = text) => ({ text: plain(text), value });
const input = (element: Json, more: Json = {}) => ({ type: "input", label: plain("Label"), element, ...more });
const modal = (more: Json) => ({ type: "modal", title: plain("Title"), submit: plain("Save"), blocks: [], ...more });
const cell = (text: string) => ({ type: "raw_text", text });
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe("a message is refused", () => {
  test.each<[string, unknown[], string]>([
    ["for 51 blocks", times(51, () => ({ type: "divider" })), "no more than 50 items allowed [json-pointer:/blocks]"],
    [
      "for a long section",
      [section("x".repeat(3001))],
      "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ],
    ["for an empty section text", [section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
    ["for a section of nothing", [{ type: "section" }], "one of text or fields is required [json-pointer:/blocks/0]"],
    ["for a long header", [{ type: "header", text: plain("x".repeat(151)) }], "must be less than 151 characters"],
    [
      "for mrkdwn in a header",
      [{ type: "header", text: { type: "mrkdwn", text: "x" } }],
      "[json-pointer:/blocks/0/text",
    ],
    ["for 11 fields", [{ type: "section", fields: times(11, () => plain("x")) }], "no more than 10 items allowed"],
    ["for a long field", [{ type: "section", fields: [plain("x".repeat(2001))] }], "must be less than 2001 characters"],
    [
      "for the same block_id twice",
      [section("a", { block_id: "b" }), section("c", { block_id: "b" })],
      "block_id already exists: b",
    ],
    ["for the same action_id twice", [actions(button("a"), button("a"))], "action_id already exists: a"],
    [
      "for long words on a button",
      [actions(button("a", { text: plain("x".repeat(76)) }))],
      "must be less than 76 characters",
    ],
    ["for a long value", [actions(button("a", { value: "x".repeat(2001) }))], "must be less than 2001 characters"],
    ["for an unknown style", [actions(button("a", { style: "success" }))], "[json-pointer:/blocks/0/elements/0/style]"],
    ["for a stray property", [section("a", { colour: "red" })], "invalid additional property: colour"],
    ["for no actions", [actions()], "must have at least 1 element"],
    ["for 26 actions", [actions(...times(26, (n) => button(`a${n}`)))], "no more than 25 items allowed"],
    [
      "for 11 pieces of context",
      [{ type: "context", elements: times(11, () => plain("x")) }],
      "no more than 10 items allowed",
    ],
    [
      "for 6 lines of a menu",
      [section("a", { accessory: { type: "overflow", options: times(6, (n) => option(`${n}`)) } })],
      "no more than 5 items allowed",
    ],
    ["for an empty select", [actions({ type: "static_select", options: [] })], "must have at least 1 option"],
    ["for a select without options", [actions({ type: "static_select" })], "missing required field: options"],
    [
      "for a long value of an option",
      [actions({ type: "static_select", options: [option("a", "x".repeat(151))] })],
      "must be less than 151 characters",
    ],
    [
      "for a strange first choice",
      [actions({ type: "static_select", options: [option("a")], initial_option: option("b") })],
      "initial option must be one of the options",
    ],
    [
      "for an image without words",
      [{ type: "image", image_url: "https://a.b/c.png" }],
      "missing required field: alt_text",
    ],
    ["for two tables", times(2, () => ({ type: "table", rows: [[cell("a")]] })), "only_one_table_allowed"],
    ["for 101 rows", [{ type: "table", rows: times(101, () => [cell("a")]) }], "no more than 100 items allowed"],
    ["for 21 columns", [{ type: "table", rows: [times(21, () => cell("a"))] }], "no more than 20 items allowed"],
    ["for uneven rows", [{ type: "table", rows: [[cell("a")], [cell("a"), cell("b")]] }], "same number of columns"],
    ["for much markdown", times(2, () => ({ type: "markdown", text: "x".repeat(6001) })), "exceed 12000 characters"],
    ["for much text in all", times(5, () => section("x".repeat(2900))), "msg_blocks_too_long"],
    ["for an unknown block", [{ type: "banner" }], "unsupported type: banner"],
  ])("%s", (_name, blocks, problem) => {
    expect(messageProblems({ blocks }).join("\n")).toContain(problem);
  });

  test("but not for 3,000 characters that are not in the basic plane", () => {
    expect(messageProblems({ blocks: [section("🎯".repeat(3000))] })).toEqual([]);
  });
});

describe("a view is refused", () => {
  const text = { type: "plain_text_input", action_id: "v" };
  test.each<[string, Json, string]>([
    ["for an input without submit", { submit: undefined, blocks: [input(text)] }, "missing required field: submit"],
    [
      "for a long title",
      { title: plain("x".repeat(25)) },
      "must be less than 25 characters [json-pointer:/view/title/text]",
    ],
    [
      "for a long submit",
      { submit: plain("x".repeat(25)) },
      "must be less than 25 characters [json-pointer:/view/submit/text]",
    ],
    ["for much metadata", { private_metadata: "x".repeat(3001) }, "must be less than 3001 characters"],
    ["for 101 blocks", { blocks: times(101, () => ({ type: "divider" })) }, "no more than 100 items allowed"],
    [
      "for two focused fields",
      { blocks: times(2, () => input({ ...text, focus_on_load: true })) },
      "only one element may have focus_on_load",
    ],
    [
      "for a date that is none",
      { blocks: [input({ type: "datepicker", initial_date: "31.12.2026" })] },
      "has the wrong format",
    ],
    [
      "for too long a first value",
      { blocks: [input({ ...text, max_length: 2, initial_value: "abc" })] },
      "must be less than 3 characters",
    ],
    ["for a field in no input block", { blocks: [actions(text)] }, "[json-pointer:/view/blocks/0/elements/0"],
    ["for 250 kB", { blocks: times(90, () => section("я".repeat(2900))) }, "view is larger than"],
  ])("%s", (_name, more, problem) => {
    expect(viewProblems(JSON.parse(JSON.stringify(modal(more)))).join("\n")).toContain(problem);
  });

  test("as are more than a hundred suggestions", () => {
    expect(suggestionProblems({ options: times(101, (n) => option(`${n}`)) }).join()).toContain(
      "no more than 100 items allowed",
    );
    expect(suggestionProblems({ options: [] })).toEqual([]);
  });
});

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

  function connect(token: string): WebClient {
    return new WebClient(token, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 300,
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
    const post = () => client.chat.postMessage({ channel: "C1", text: "x" });
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
