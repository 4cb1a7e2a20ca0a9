import { afterEach, describe, expect, test } from "vitest";
import { startSlack } from "../../adapters/slack/index.ts";
import { reach, type Stage, slackStage } from "./stage.ts";

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

  test("that brings a command again in another envelope has it done once", async () => {
    stage = await slackStage({ transport: "socket" });
    const first = await stage.says("ana", "/blocker add competition");
    const again = await stage.slack.redelivers(first);
    await stage.adapter.settled();
    expect(again.acknowledged).toBe(true);
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

describe("an event", () => {
  test("that comes while the database is away is taken when it is back", async () => {
    stage = await slackStage();
    const { workspace } = stage.db;
    let failures = 0;
    const away = new Proxy(workspace, {
      get(target, name) {
        if (name !== "findUnique" || failures === 0) return Reflect.get(target, name);
        failures -= 1;
        return () => Promise.reject(Object.assign(new Error("away"), { code: "P1001" }));
      },
    });
    const db = new Proxy(stage.db, {
      get: (target, name) => (name === "workspace" ? away : Reflect.get(target, name)),
    });
    const other = await startSlack({ ...stage.parts, db });
    const served = await reach(stage.slack, other, "http");
    failures = 2;
    await stage.slack.renames("C1", "revenue");
    await other.settled();
    await other.close();
    await served.close();
    expect(failures).toBe(0);
    expect(await stage.db.teamChannel.findFirst()).toMatchObject({ name: "revenue" });
    expect(stage.problems).toEqual([]);
  });
});
