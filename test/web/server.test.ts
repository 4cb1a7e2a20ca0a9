import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guardRoom } from "../../adapters/web/guard.ts";
import { startWeb } from "../../adapters/web/server.ts";
import type { Bot } from "../../src/bot.ts";
import { shiftedClock, systemClock } from "../../src/clock.ts";
import { healthy, type OpenRoom, openRoom } from "./open-room.ts";

let room: OpenRoom;
beforeAll(async () => {
  room = await openRoom("ru");
});
afterAll(() => room.close());

/** fetch would not let the Host header be forged. */
function statusFor(headers: Record<string, string>, path = "/api/state", method = "GET"): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port: room.web.port, host: "127.0.0.1", path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(method === "POST" ? "{}" : undefined);
  });
}

describe("the web server", () => {
  it("serves the page whole, with nothing from elsewhere", async () => {
    const page = await fetch(`${room.web.url}/`);
    const html = await page.text();
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
    expect(html).not.toMatch(/<script(?![^>]*src=)|https?:\/\/|\sstyle=|\son[a-z]+=/);
    for (const [, path = ""] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      const asset = await fetch(room.web.url + path);
      expect([path, asset.status]).toEqual([path, 200]);
      for (const [, imported = ""] of (await asset.text()).matchAll(/from "\.(\/[^"]+)"/g)) {
        expect((await fetch(room.web.url + imported)).status).toBe(200);
      }
    }
  });

  it("serves no other file", async () => {
    for (const path of ["/server.ts", "/..%2fserver.ts", "/page/room.js", "/../../package.json"]) {
      expect((await fetch(room.web.url + path)).status).toBe(404);
    }
  });

  it("answers under a name of this computer only", async () => {
    expect(await statusFor({ host: "localhost:1234" })).toBe(200);
    expect(await statusFor({ host: "[::1]:1234" })).toBe(200);
    expect(await statusFor({ host: "rebound.example:80" })).toBe(403);
    expect(await statusFor({ host: "localhost.example" })).toBe(403);
  });

  it("takes changes from its own page only, and as JSON", async () => {
    const json = { "content-type": "application/json" };
    const own = { host: "localhost:1", origin: "http://localhost:1" };
    expect(await statusFor({ ...json, ...own }, "/api/clock", "POST")).toBe(400);
    expect(await statusFor({ ...json, ...own, origin: "https://evil.example" }, "/api/clock", "POST")).toBe(403);
    expect(await statusFor({ ...json, ...own, origin: "null" }, "/api/clock", "POST")).toBe(403);
    expect(
      await statusFor({ ...json, host: "localhost:1", "sec-fetch-site": "cross-site" }, "/api/clock", "POST"),
    ).toBe(403);
    expect(await statusFor({ ...own, "content-type": "text/plain" }, "/api/clock", "POST")).toBe(415);
    expect(() => guardRoom("GET", {})).toThrow();
  });

  it("refuses what is too large or not JSON, with words", async () => {
    expect((await room.post("/api/requests", "x".repeat(200_000))).status).toBe(413);
    expect(await room.post("/api/requests", "{")).toEqual({ status: 400, body: { error: "The body is not JSON." } });
    const unknown = { as: "nobody", place: "dm:nobody", request: { kind: "text", text: "/goal" } };
    const { status, body } = await room.post("/api/requests", unknown, { "accept-language": "ru-RU,ru" });
    expect(status).toBe(404);
    expect(body.error).toBe("Этого человека больше нет в комнате.");
    expect((await room.post("/api/requests", { as: "ana", place: "dm:ana", request: { kind: "x" } })).status).toBe(400);
    expect((await fetch(`${room.web.url}/api/state`, { method: "DELETE" })).status).toBe(405);
  });

  it("tells open pages what happens as it happens", async () => {
    const stream = await fetch(`${room.web.url}/api/events`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    await room.post("/api/clock", { to: "fri 17:00" });
    let heard = "";
    while (!heard.includes('"moving":false')) heard += (await reader?.read())?.value ?? "";
    await reader?.cancel();
    expect(heard).toMatch(/"kind":"clock".*"moving":true/);
    expect(heard).toContain('"place":"channel:sales"');
  });

  it("says how it is, to anybody, with or without the room", async () => {
    const log = { info() {}, warn() {}, error() {} };
    const bot: Bot = { foresee: () => "reply", receive: () => Promise.reject(), suggest: () => Promise.reject() };
    const clock = shiftedClock(systemClock);
    const mounted = {
      "/slack/": (_: unknown, response: { end(text: string): void }) => response.end("from Slack's part"),
    };
    const plain = await startWeb({
      ...{ bot, db: room.db, clock, log },
      host: "127.0.0.1",
      port: 0,
      ...healthy,
      mounted,
    });
    for (const { url } of [plain, room.web]) {
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      const ready = await fetch(`${url}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([503, { ok: false, database: "down" }]);
      expect(await (await fetch(`${url}/metrics`)).text()).toBe("goalkeeper_up 1\n");
    }
    expect(await (await fetch(`${plain.url}/slack/events`)).text()).toBe("from Slack's part");
    for (const path of ["/", "/api/state", "/room.js"]) expect((await fetch(plain.url + path)).status).toBe(404);
    await plain.close();
  });
});
