import { afterEach, describe, expect, test } from "vitest";
import { type Stage, slackStage } from "./stage.ts";

let stage: Stage;

afterEach(async () => {
  await stage.close();
  stage.slack.assertClean();
});

describe("a connection by Socket Mode", () => {
  test.each([
    ["answers nothing", { dropSocket: true }],
    ["is broken", { status: 500 }],
    ["refuses", { error: "internal_error" }],
  ])("that is lost while Slack %s comes back by itself", async (_what, fault) => {
    stage = await slackStage({ transport: "socket" });
    expect(stage.adapter.health()).toMatchObject({ ok: true, isConnected: true });
    const planned = stage.slack.fail("apps.connections.open", { ...fault, times: 3 });
    stage.slack.socket().drop();
    await stage.slack.until(() => planned.hits === 3, 20_000);
    expect(stage.adapter.health()).toMatchObject({ ok: false, isConnected: false });
    await stage.says("ana", "/goalkeeper help");
    expect(stage.shown("ana")).toContain("What I can do for you");
    expect(stage.adapter.health()).toMatchObject({ ok: true, isConnected: true });
    expect(stage.slack.socket().connections()).toBe(1);
  });

  test("is renewed when Slack asks for it", async () => {
    stage = await slackStage({ transport: "socket" });
    stage.slack.socket().disconnect();
    await stage.says("ana", "/goalkeeper help");
    expect(stage.shown("ana")).toContain("What I can do for you");
    expect(stage.slack.socket().opened()).toBe(2);
  });

  test("that closes before a command is acknowledged loses nothing of its answer", async () => {
    stage = await slackStage({ transport: "socket" });
    await stage.slack.says("U2", "/blocker add competition", { channel: "C1", dropAfterSend: true });
    await stage.slack.until(() => stage.slack.ephemeral("U2").length > 0);
    expect(stage.shown("ana")).toContain("№1");
    expect(await stage.db.blocker.count()).toBe(1);
  });

  test("that closes before an acknowledgement ends nothing but that", async () => {
    stage = await slackStage({ transport: "socket" });
    const lost: unknown[] = [];
    const note = (reason: unknown) => void lost.push(reason);
    process.on("unhandledRejection", note);
    await stage.slack.says("U2", "/blocker add", { channel: "C1", dropAfterSend: true });
    await stage.slack.shortcut("U2", "check_in", { dropAfterSend: true });
    await stage.says("ana", "/goalkeeper help");
    expect(stage.shown("ana")).toContain("What I can do for you");
    process.off("unhandledRejection", note);
    expect(lost).toEqual([]);
  });
});
