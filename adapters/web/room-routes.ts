import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Bot } from "../../src/bot.ts";
import type { ShiftedClock } from "../../src/clock.ts";
import type { Core } from "../../src/core.ts";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import { fromOf, newKey, placeIn, renderAnswer, requestSchema, suggestSchema, withMentions } from "./answers.ts";
import { pageFile } from "./assets.ts";
import { type Charts, roomCharts } from "./charts.ts";
import { HttpProblem, plainProblem, readJson, send, sendJson } from "./http.ts";
import type { RoomHub } from "./hub.ts";
import { momentToMoveTo, moveClock } from "./move-clock.ts";
import { findRoom, personIn, type Room, readerFor } from "./room.ts";
import { roomState } from "./state.ts";
import { roomTexts as m } from "./texts.ts";

/** The practice room: which workspace it is, where its messages are published, and how its team is made anew. */
export type PracticeRoom = {
  readonly externalId: string;
  readonly hub: RoomHub;
  /** Ids of the accounts one can be, in the order of the page; without it everybody. */
  readonly played?: readonly string[];
  /** Removes the made-up team and makes another one, around the clock's present. */
  readonly rebuild?: () => Promise<void>;
};

export type RoomParts = {
  readonly bot: Bot;
  readonly db: PrismaClient;
  readonly clock: ShiftedClock;
  readonly core?: Core | undefined;
  readonly room: PracticeRoom;
};

export type RoomRoutes = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

type Context = RoomParts & {
  readonly charts: Charts;
  readonly find: () => Promise<Room>;
  /** One thing at a time may move the clock or rebuild the team. */
  readonly turn: { taken: boolean };
};

const clockSchema = z.object({ to: z.string().min(1).max(100) });
const languageSchema = z.object({ as: z.string().max(200), locale: z.enum(["en", "ru"]) });

export function roomRoutes(parts: RoomParts): RoomRoutes {
  const find = () => findRoom(parts.db, parts.room.externalId, parts.clock.now());
  const context: Context = {
    ...parts,
    charts: roomCharts(parts.db, parts.room.hub, async () => (await find()).workspaceId),
    find,
    turn: { taken: false },
  };
  return async (request, response, url) => {
    const route = `${request.method} ${url.pathname}`;
    if (request.method === "POST") return sendJson(response, 200, await post(route, await readJson(request), context));
    if (request.method !== "GET" && request.method !== "HEAD") throw plainProblem(405, "Only GET and POST work here.");
    return get(route, url, response, context);
  };
}

async function get(route: string, url: URL, response: ServerResponse, context: Context): Promise<void> {
  if (route === "GET /api/events") return context.room.hub.subscribe(response);
  if (route === "GET /api/state") return sendJson(response, 200, await state(url, context));
  const chart = /^\/charts\/([0-9a-f-]+)\.png$/.exec(url.pathname);
  const picture = chart ? await context.charts.draw(chart[1] ?? "") : null;
  if (picture) return send(response, 200, "image/png", picture);
  const file = await pageFile(url.pathname.slice(1));
  if (!file) throw plainProblem(404, "There is nothing here.");
  send(response, 200, file.type, file.body);
}

async function post(route: string, body: unknown, context: Context): Promise<unknown> {
  switch (route) {
    case "POST /api/requests":
      return ask(requestSchema.parse(body), context);
    case "POST /api/suggest":
      return suggest(suggestSchema.parse(body), context);
    case "POST /api/clock":
      return move(clockSchema.parse(body).to, context);
    case "POST /api/language":
      return speak(languageSchema.parse(body), context);
    case "POST /api/reset":
      return rebuild(context);
    default:
      throw plainProblem(404, "There is nothing here.");
  }
}

async function state(url: URL, context: Context) {
  const as = url.searchParams.get("as");
  const place = url.searchParams.get("place");
  const parts = {
    db: context.db,
    played: context.room.played,
    hub: context.room.hub,
    core: context.core,
    now: context.clock.now(),
    isMoving: context.turn.taken,
  };
  return roomState(parts, await context.find(), { ...(as ? { as } : {}), ...(place ? { place } : {}) });
}

async function ask(given: z.infer<typeof requestSchema>, context: Context) {
  const room = await context.find();
  const person = personIn(room, given.as);
  const place = placeIn(room, given.place);
  const answer = await context.bot.receive({
    key: given.key ? `web:${given.key}` : newKey(),
    from: fromOf(room, person),
    ...(place ? { place } : {}),
    request: withMentions(given.request, room),
  });
  // The page keeps what was typed for an answer that is a problem.
  if (answer.kind === "reply" && answer.failed) throw plainProblem(503, answer.view.summary);
  // Asked anew, because the answer may have changed the person's language or zone.
  const after = await context.find();
  return renderAnswer(answer, readerFor(after, personIn(after, given.as)), context.charts);
}

async function suggest(given: z.infer<typeof suggestSchema>, context: Context) {
  const room = await context.find();
  const { of, typed, command, option } = given;
  const wanted = { of, typed, ...(command ? { command } : {}), ...(option ? { option } : {}) };
  const from = fromOf(room, personIn(room, given.as));
  return { choices: await context.bot.suggest(from, wanted, placeIn(room, given.place)) };
}

async function move(to: string, context: Context) {
  const { clock, core, turn } = context;
  const { zone } = await context.find();
  return alone(turn, async () => {
    const until = await momentToMoveTo(to, clock.now(), zone, core);
    const tell = (now: Date, moving: boolean) =>
      context.room.hub.publish({ kind: "clock", now: now.toISOString(), until: until.toISOString(), moving });
    tell(clock.now(), true);
    try {
      await moveClock(clock, until, core, (now) => tell(now, true));
    } finally {
      tell(clock.now(), false);
    }
    return { now: clock.now().toISOString() };
  });
}

/** The choice counts for this account; a language that the person set by command follows it. */
async function speak({ as, locale }: z.infer<typeof languageSchema>, { db, find }: Context) {
  const room = await find();
  const person = personIn(room, as);
  await db.account.update({ where: { id: person.accountId }, data: { locale } });
  await db.person.updateMany({
    where: { id: person.personId, orgId: room.orgId, locale: { not: null } },
    data: { locale },
  });
  return { locale };
}

async function rebuild({ room, turn }: Context) {
  const build = room.rebuild;
  if (!build) throw plainProblem(404, "This room cannot be rebuilt.");
  return alone(turn, async () => {
    await build();
    room.hub.publish({ kind: "rebuilt" });
    return { rebuilt: true };
  });
}

async function alone<T>(turn: { taken: boolean }, act: () => Promise<T>): Promise<T> {
  if (turn.taken) throw new HttpProblem(409, m.alreadyMoving);
  turn.taken = true;
  try {
    return await act();
  } finally {
    turn.taken = false;
  }
}
