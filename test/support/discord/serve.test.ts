import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { fakeDiscord } from "./fake-discord.ts";

const stops: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

it("runs as a process of its own", async () => {
  const path = fileURLToPath(new URL("./serve.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", path], { stdio: ["ignore", "pipe", "inherit"] });
  stops.push(() => child.kill());
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const { apiUrl, controlUrl } = JSON.parse(String(line)) as { apiUrl: string; controlUrl: string };
  const control = async (path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    return (await (await fetch(controlUrl + path, init)).json()) as Record<string, unknown>;
  };
  await control("/__do", { do: "guild", args: ["10", { channels: [{ id: "5" }] }] });
  await control("/__fail", { route: "POST /channels/*/messages", code: 50001 });
  const headers = { authorization: "Bot fake-token", "content-type": "application/json" };
  const body = JSON.stringify({ content: "Hello", allowed_mentions: { parse: [] }, nonce: "n", enforce_nonce: true });
  const post = async () => (await fetch(`${apiUrl}/v10/channels/5/messages`, { method: "POST", headers, body })).status;
  expect([await post(), await post()]).toEqual([403, 200]);
  const state = await control("/__state");
  expect(state).toMatchObject({ violations: [], counts: { "POST /channels/:id/messages": 2 } });
  expect(state.channels).toMatchObject([{ id: "5", messages: [{ text: "Hello" }] }]);
  expect(await control("/__do", { do: "nothing", args: [] })).toHaveProperty("error");
});

it("in its light mode only counts", async () => {
  const discord = await fakeDiscord({ light: true });
  stops.push(discord.close);
  discord.guild("10", { channels: [{ id: "5" }] });
  const headers = { authorization: `Bot ${discord.token}`, "content-type": "application/json" };
  const body = JSON.stringify({ content: "x".repeat(3000) });
  const answer = await fetch(`${discord.apiUrl}/v10/channels/5/messages`, { method: "POST", headers, body });
  expect(answer.status).toBe(200);
  expect(discord.counts.get("POST /channels/:id/messages")).toBe(1);
  expect(discord.channel("5").messages).toHaveLength(0);
  discord.assertClean();
});
