import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DemoApp, demoApp } from "./slack/demo-app.ts";
import { type FakeSlack, fakeSlack } from "./slack/fake-slack.ts";

const people = [
  { id: "U1", name: "Ana", tz: "America/New_York", locale: "en-US" },
  { id: "U2", name: "Борис", tz: "Europe/Moscow", locale: "ru-RU" },
];
const channels = [{ id: "C1", name: "sales" }];

let slack: FakeSlack;
let app: DemoApp | undefined;

beforeEach(async () => {
  slack = await fakeSlack({ patienceMs: 1000 });
  slack.workspace("T1", { users: people, channels });
});

afterEach(async () => {
  await app?.stop();
  app = undefined;
  await slack.close();
  slack.assertClean();
});

describe.each(["http", "socket"] as const)("a Bolt app over %s", (transport) => {
  beforeEach(async () => {
    app = await demoApp(slack, transport);
  });

  test("answers a slash command before the person alone", async () => {
    const result = await slack.says("U1", "/hi calls 12", { channel: "C1" });
    expect(result).toMatchObject({ acknowledged: true, status: 200 });
    expect(result.ackMs).toBeLessThan(1000);
    expect(slack.ephemeral("U1", "C1").map(slack.asText)).toEqual(["hi calls 12"]);
    expect(slack.ephemeral("U2")).toEqual([]);
    expect(slack.channel("C1").messages).toEqual([]);
  });

  test("speaks through a response_url, five times and no more", async () => {
    await slack.says("U1", "/later 5", { channel: "C1" });
    await app?.settled();
    expect(slack.ephemeral("U1").map((one) => one.text)).toEqual([
      "later 1",
      "later 2",
      "later 3",
      "later 4",
      "later 5",
    ]);
    await slack.says("U1", "/later 6", { channel: "C1" });
    await app?.settled();
    expect(slack.forgive()).toEqual([{ where: "response_url", problem: "used_url" }]);
  });

  test("takes a form: field errors under labels, then a pushed and an updated view", async () => {
    await slack.says("U1", "/form", { channel: "C1" });
    await app?.settled();
    expect(slack.openView("U1")).toMatchObject({ title: "Log", privateMetadata: "C1" });

    const missing = await slack.submits("U1", { Note: "only a note" });
    expect(missing).toMatchObject({ errors: { Amount: "Please complete this required field." }, result: undefined });

    const bad = await slack.submits("U1", { Amount: "many", Goal: "Calls", Day: "2026-12-31" });
    expect(bad.errors).toEqual({ Amount: "Write a number." });
    expect(bad.open?.title).toBe("Log");

    const pushed = await slack.submits("U1", { Amount: "push" });
    expect(pushed.open?.title).toBe("Sure?");
    expect(slack.asText(pushed.open ?? fail())).toContain("only a note / Calls / 2026-12-31");
    const updated = await slack.submits("U1");
    expect(updated.open?.title).toBe("Done");
    await slack.closes("U1", true);
    await app?.settled();
    expect(slack.openView("U1")).toBeUndefined();
    expect(app?.heard).toContain("closed log");
  });

  test("keeps what was typed when a view is updated", async () => {
    await slack.says("U1", "/form", { channel: "C1" });
    await app?.settled();
    await slack.fills("U1", "Amount", "7");
    await slack.fills("U1", "Who", "Борис");
    await slack.clicks("U1", "form", "More fields");
    await app?.settled();
    expect(slack.asText(slack.openView("U1") ?? fail())).toContain("One more");
    await slack.submits("U1", { Goal: "Calls" });
    expect(app?.heard.at(-1)).toBe("submitted 7 by U2");
  });

  test("offers what was asked for in an external select", async () => {
    await slack.says("U1", "/form", { channel: "C1" });
    await app?.settled();
    expect(await slack.types("U1", "Deal", "ac")).toEqual(["ac one", "ac two"]);
    await slack.submits("U1", { Amount: "1", Deal: "ac two" });
    expect(app?.heard.at(-1)).toBe("submitted 1 by nobody on ac two");
    await expect(async () => slack.submits("U1", { Amount: "1" })).rejects.toThrow("no form open");
  });

  test("is heard in buttons, menus and selects of a message, and edits it", async () => {
    await slack.says("U1", "/card", { channel: "C1" });
    await app?.settled();
    const [card] = slack.channel("C1").messages;
    if (!card) return fail();
    await slack.clicks("U2", card, "Done");
    await app?.settled();
    expect(card.edited).toBe(true);
    expect(slack.asText(card)).toContain("done by U2");
    await slack.clicks("U1", card, "Snooze a day");
    await slack.picks("U1", card, "mood", "Good");
    expect(app?.heard).toEqual(expect.arrayContaining(["more 1d", "mood good"]));
    await expect(slack.clicks("U1", card, "Nowhere")).rejects.toThrow(
      'no button "Nowhere"; there are: Snooze a day, Drop, Done',
    );
  });

  test("publishes a Home tab and takes clicks in it", async () => {
    await slack.opensHome("U2");
    await app?.settled();
    expect(slack.asText(slack.home("U2") ?? fail())).toContain("Home of U2");
    await slack.clicks("U2", "home", "Log");
    await app?.settled();
    expect(slack.openView("U2")?.title).toBe("Log");
  });

  test("hears shortcuts, mentions and what happens in the workspace", async () => {
    await slack.shortcut("U1", "log_shortcut");
    await slack.says("U1", "<@UBOTT1> how are we?", { channel: "C1" });
    await app?.settled();
    const [question] = slack.channel("C1").messages;
    if (!question) return fail();
    expect(question.replies.map(slack.asText)).toEqual(["well"]);
    await slack.messageShortcut("U2", question, "quote_shortcut");
    await slack.changesUser("U2", { tz: "Asia/Almaty", locale: "ru-RU" });
    await slack.renames("C1", "revenue");
    await slack.leaves("U2", "C1");
    await slack.archives("C1");
    await slack.uninstalls("T1");
    await app?.settled();
    expect(app?.heard).toEqual([
      "shortcut log_shortcut",
      "quoted <@UBOTT1> how are we?",
      "U2 in Asia/Almaty +18000",
      "C1 is revenue",
      "U2 left C1",
      "C1 archived",
      "tokens_revoked",
      "app_uninstalled",
    ]);
    await expect(app?.client.auth.test()).rejects.toThrow("account_inactive");
  });

  test("is told again of what it was late for, under the same id or another", async () => {
    const first = await slack.event("T1", { type: "channel_rename", channel: { id: "C1", name: "a" } });
    const again = await slack.redelivers(first);
    const other = await slack.redelivers(first, { sameId: false });
    await app?.settled();
    const ids = [first, again, other].map((one) => one.delivery.payload.event_id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
    expect(app?.retries).toEqual([1, 2]);
  });

  test("is reported when it does not acknowledge, and then sent the event anew", async () => {
    const slow = await slack.says("U1", "/never", { channel: "C1" });
    expect(slow).toMatchObject({ acknowledged: false, status: 0 });
    expect(slack.forgive()).toEqual([
      { where: "delivery /never", problem: expect.stringContaining("not acknowledged within") },
    ]);
    const again = await slack.says("U1", "/never", { channel: "C1", mayFail: true });
    expect(again.acknowledged).toBe(false);
  });

  // The library says alt_text where Slack documents alt_txt, so that its alternative text may reach nobody.
  test("sends a file, whose alternative text is lost", async () => {
    await app?.client.files.uploadV2({
      channel_id: "C1",
      file: Buffer.from("PNG\r\n\r\nbytes"),
      filename: "pace.png",
      alt_text: "Pace: 12 of 20",
      initial_comment: "This week",
    });
    const [message] = slack.channel("C1").messages;
    expect(message && slack.asText(message)).toBe("This week\n[pace.png: pace.png]");
    expect(Buffer.from(message?.files[0]?.bytes ?? []).toString()).toBe("PNG\r\n\r\nbytes");
  });
});

describe("over HTTP", () => {
  beforeEach(async () => {
    app = await demoApp(slack, "http");
  });

  test("what is forged, stale or broken can be sent", async () => {
    expect((await slack.says("U1", "/hi", { forged: true })).status).toBe(401);
    expect((await slack.says("U1", "/hi", { staleBy: 600 })).status).toBe(401);
    expect((await slack.event("T1", { type: "app_mention" }, { malformed: "{nope" })).status).toBe(400);
    expect(slack.ephemeral("U1")).toEqual([]);
  });

  test("a person installs the app through OAuth, and only with their own cookies", async () => {
    slack.workspace("T2", { users: [{ id: "U9", name: "Nina" }], installed: false, rotatesTokens: true });
    const url = `${app?.url}/slack/install`;
    const robbed = await slack.installs("U9", { url, withoutCookies: true });
    expect(robbed.status).toBeGreaterThanOrEqual(400);
    expect(await slack.installs("U9", { url, deny: true })).toMatchObject({ status: 500 });
    const done = await slack.installs("U9", { url });
    expect(done).toMatchObject({ status: 200, scopes: ["chat:write", "commands"] });
    const token = app?.tokens.get("T2");
    const client = new WebClient(token?.access, { slackApiUrl: slack.apiUrl });
    expect(await client.auth.test()).toMatchObject({ team_id: "T2" });

    const rotated = await client.oauth.v2.access({
      client_id: slack.app.clientId,
      client_secret: slack.app.clientSecret,
      grant_type: "refresh_token",
      refresh_token: token?.refresh ?? "",
    });
    expect(rotated.access_token).not.toBe(token?.access);
    await expect(
      client.oauth.v2.access({
        client_id: slack.app.clientId,
        client_secret: slack.app.clientSecret,
        grant_type: "refresh_token",
        refresh_token: token?.refresh ?? "",
      }),
    ).rejects.toThrow("invalid_refresh_token");
    await expect(client.users.info({ user: "U9" })).rejects.toThrow("missing_scope");
    expect(slack.forgive()).toEqual([{ where: "users.info", problem: "missing_scope: needs users:read" }]);
  });
});

describe("over Socket Mode", () => {
  test("a connection is asked to renew itself, or lost before an acknowledgement", async () => {
    app = await demoApp(slack, "socket");
    const socket = slack.socket();
    socket.disconnect();
    expect((await slack.says("U1", "/hi again", { channel: "C1" })).acknowledged).toBe(true);
    expect(socket.opened()).toBe(2);
    const lost = await slack.says("U1", "/hi lost", { channel: "C1", dropAfterSend: true });
    expect(lost.acknowledged).toBe(false);
    expect((await slack.says("U1", "/hi found", { channel: "C1" })).acknowledged).toBe(true);
    expect(socket.opened()).toBe(3);
  });
});

function fail(): never {
  throw new Error("nothing is shown");
}
