import { webDeliverer } from "../../adapters/web/deliver.ts";
import { roomHub, startWeb, type Web } from "../../adapters/web/server.ts";
import { createBot } from "../../src/bot.ts";
import { type Clock, type ShiftedClock, shiftedClock } from "../../src/clock.ts";
import { type Core, createCore } from "../../src/core.ts";
import { makeTeam } from "../../src/demo/made-up-team.ts";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import type { Locale } from "../../src/i18n/texts.ts";
import { testDatabase } from "../support/database.ts";

export type OpenRoom = {
  readonly db: PrismaClient;
  readonly web: Web;
  readonly clock: ShiftedClock;
  readonly core: Core;
  readonly problems: unknown[];
  get(path: string): Promise<{ status: number; body: Json }>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: Json }>;
  close(): Promise<void>;
};

// biome-ignore lint/suspicious/noExplicitAny: answers are read by the assertions that look at them
export type Json = any;

/** Monday, 10:00 in Berlin; the clock stands until it is moved. */
export const monday = new Date("2026-11-23T09:00:00Z");

export const healthy = {
  health: { live: () => ({ ok: true }), ready: async () => ({ ok: false, database: "down" }) },
  metrics: { contentType: "text/plain; version=0.0.4", metrics: async () => "goalkeeper_up 1\n" },
};

/** The practice room over the made-up team, on a port of its own. */
export async function openRoom(locale: Locale = "en"): Promise<OpenRoom> {
  const { db, close } = await testDatabase();
  const problems: unknown[] = [];
  const log = { info() {}, warn() {}, error: (fields: object) => void problems.push(fields) };
  const still: Clock = { now: () => monday };
  const clock = shiftedClock(still);
  const hub = roomHub();
  const core = createCore({ db, clock, log, deliverers: [webDeliverer(hub, clock)] });
  const bot = createBot({
    db,
    clock,
    log,
    wake: (ids) => void core.deliver(ids).catch((error) => problems.push(error)),
  });
  const made = () => makeTeam(db, { now: clock.now(), seed: 7, locale });
  const { people } = await made();
  const room = {
    externalId: "practice",
    hub,
    played: people.map(({ externalId }) => externalId),
    async rebuild() {
      await db.organisation.deleteMany({ where: { isMadeUp: true } });
      await made();
    },
  };
  const web = await startWeb({ bot, db, clock, core, log, host: "127.0.0.1", port: 0, room, ...healthy });
  const read = async (response: Response) => ({ status: response.status, body: await response.json() });
  return {
    ...{ db, web, clock, core, problems },
    get: async (path) => read(await fetch(web.url + path)),
    post: async (path, body, headers = {}) =>
      read(
        await fetch(web.url + path, {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: typeof body === "string" ? body : JSON.stringify(body),
        }),
      ),
    async close() {
      await web.close();
      await close();
    },
  };
}
