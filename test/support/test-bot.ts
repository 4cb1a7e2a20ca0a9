import { type Bot, createBot, type Delivery, type Request } from "../../src/bot.ts";
import { addDays, weekday } from "../../src/calendar/dates.ts";
import { weekdayNamed } from "../../src/calendar/schedule.ts";
import { localDateOf, localToInstant } from "../../src/calendar/zones.ts";
import type { Answer, RawValues } from "../../src/command/command.ts";
import { type Core, createCore, runUntil } from "../../src/core.ts";
import type { Platform, PrismaClient } from "../../src/generated/prisma/client.ts";
import type { Locale } from "../../src/i18n/texts.ts";
import type { Place } from "../../src/org/caller.ts";
import { viewAsText } from "../../src/view/plain-view.ts";
import type { View } from "../../src/view/view.ts";
import type { Work } from "../../src/work.ts";
import { testDatabase } from "./database.ts";
import { type RecordingDeliverer, recordingDeliverer } from "./recording-deliverer.ts";
import { type Company, makeCompany, type Player, storyZone } from "./story/cast.ts";
import { actionLabelled, answerAsText, filled } from "./story/screen.ts";

/**
 * A story's stage: Sales (manager max; reps ana, boris, chen; admin ada, in no team) and a second organisation, Other
 * (manager mara, reps olaf and pia, admin otto), on Monday 2026-11-23 at 10:00 in Berlin.
 */
export type TestBot = {
  readonly db: PrismaClient;
  readonly url: string;
  /** The door itself, for `foresee`, `suggest` and deliveries of one's own. */
  readonly bot: Bot;
  readonly orgId: string;
  readonly teamId: string;
  readonly workspaceId: string;
  readonly channelId: string;
  readonly other: Company;
  /** Ids of the outbox rows that were woken after commits. */
  readonly woken: readonly string[];
  player(who: string): Player;
  now(): Date;
  /** Moves the clock: "fri 16:00" (the next one), "16:00" (today), "2026-12-01 09:00", or an instant. */
  at(when: string | Date): Promise<void>;
  says(who: string, text: string, place?: Place): Promise<Answer>;
  /** Sends the last delivery once more, under the same key. */
  again(): Promise<Answer>;
  /** Presses the button or picks the menu item with that label. */
  presses(who: string, shown: Answer | View, label: string): Promise<Answer>;
  /** Sends a form with its values as they stood, changed by those given. */
  submits(who: string, answer: Answer, values?: RawValues): Promise<Answer>;
  asks(who: string, request: Request, place?: Place): Promise<Answer>;
  text(shown: Answer | View): string;
  /** What was said to a person by direct message, oldest first, as text. */
  dm(who: string): Promise<string[]>;
  dmViews(who: string): Promise<View[]>;
  /** What was said in a channel of the first organisation, oldest first, as text. */
  channel(name: string): Promise<string[]>;
  /** What the platform was given, by everything that is due up to now. */
  readonly platform: RecordingDeliverer;
  readonly core: Core;
  /** Does everything that is due now. */
  runAll(): Promise<void>;
  /** Moves the clock through every moment at which something is due, doing it then. */
  runTo(when: string | Date): Promise<void>;
  /** Work without a person, as the planner does it. */
  work(orgId?: string): Work;
  close(): Promise<void>;
};

export type TestBotOptions = {
  readonly locale?: Locale;
  readonly platform?: Platform;
  readonly at?: Date;
  /** A story about a failure: a broken command answers instead of failing the test. */
  readonly mayBreak?: boolean;
};

const mondayMorning = localToInstant("2026-11-23", "10:00", storyZone);

export async function testBot(options: TestBotOptions = {}): Promise<TestBot> {
  const { locale = "en", platform = "web" } = options;
  const { db, url, close } = await testDatabase();
  const clock = movableClock(options.at ?? mondayMorning);
  const woken: string[] = [];
  const broken: unknown[] = [];
  const log = { info() {}, warn() {}, error: (fields: { err?: unknown }) => void broken.push(fields.err) };
  const platformUsed = recordingDeliverer(platform);
  const core = createCore({ db, clock, log, deliverers: [platformUsed] });
  const bot = createBot({ db, clock, log, wake: (ids) => void woken.push(...ids) });
  const { sales, other } = await makeStage(db, clock.now(), { locale, platform });
  const player = playersOf(sales, other);
  let last: Delivery | undefined;
  let sent = 0;
  const receive = async (delivery: Delivery): Promise<Answer> => {
    last = delivery;
    const answer = await bot.receive(delivery);
    const error = broken.shift();
    if (error !== undefined && !options.mayBreak) throw error;
    return answer;
  };
  const asks = (who: string, request: Request, place?: Place): Promise<Answer> => {
    const { workspaceId, externalId, name } = player(who);
    sent += 1;
    const from = { workspaceId, externalId, name };
    return receive({ key: `delivery-${sent}`, from, request, ...(place ? { place } : {}) });
  };
  const moment = (when: string | Date) => (typeof when === "string" ? momentNamed(when, clock.now()) : when);
  return {
    ...{ core, platform: platformUsed, runAll: () => core.runAllDue() },
    runTo: (when) => runUntil(core, { now: clock.now, advanceTo: clock.moveTo }, moment(when)),
    ...{ db, url, bot, other, woken, player, asks, close },
    ...{ orgId: sales.orgId, teamId: sales.teamId, workspaceId: sales.workspaceId, channelId: sales.channelId },
    now: clock.now,
    at: async (when) => clock.moveTo(moment(when)),
    says: (who, text, place) => asks(who, { kind: "text", text }, place),
    again: async () => {
      if (!last) throw new Error("Nothing was delivered yet");
      return receive(last);
    },
    presses: (who, shown, label) => asks(who, { kind: "press", action: actionLabelled(shown, label) }),
    submits: (who, answer, values = {}) => asks(who, { kind: "submit", ...filled(answer, values) }),
    text: answerAsText,
    dm: async (who) => (await saidTo(db, { toAccountId: player(who).accountId })).map((view) => viewAsText(view)),
    dmViews: (who) => saidTo(db, { toAccountId: player(who).accountId }),
    channel: async (name) => {
      const found = await db.teamChannel.findFirstOrThrow({ where: { orgId: sales.orgId, name } });
      return (await saidTo(db, { toChannelId: found.id })).map((view) => viewAsText(view));
    },
    work: (orgId = sales.orgId) => ({ db, orgId, now: clock.now(), said: [] }),
  };
}

async function makeStage(db: PrismaClient, now: Date, options: { locale: Locale; platform: Platform }) {
  const sales = await makeCompany(db, now, {
    ...options,
    ...{ org: "Practice", workspace: "practice", team: "Sales", channel: "sales" },
    ...{ manager: "max", reps: ["ana", "boris", "chen"], admin: "ada" },
  });
  const other = await makeCompany(db, now, {
    ...options,
    ...{ org: "Other", workspace: "elsewhere", team: "Others", channel: "others" },
    ...{ manager: "mara", reps: ["olaf", "pia"], admin: "otto" },
  });
  return { sales, other };
}

function playersOf(...companies: readonly Company[]) {
  return (who: string): Player => {
    const found = companies.map(({ players }) => players[who]).find((player) => player !== undefined);
    if (!found) throw new Error(`There is no ${who} in this story`);
    return found;
  };
}

function movableClock(start: Date) {
  let now = start;
  return {
    now: () => now,
    moveTo(instant: Date) {
      now = instant;
    },
  };
}

/** A weekday means the first such moment that is not over yet. */
function momentNamed(when: string, now: Date): Date {
  const match = /^(?:(\d{4}-\d{2}-\d{2}|\p{L}+) )?(\d{2}:\d{2})$/u.exec(when);
  if (!match) throw new Error(`Not a moment: ${when}`);
  const [, day, time = ""] = match;
  const today = localDateOf(now, storyZone);
  if (day?.includes("-")) return localToInstant(day, time, storyZone);
  if (day === undefined) return localToInstant(today, time, storyZone);
  const wanted = weekdayNamed(day);
  if (wanted === null) throw new Error(`Not a weekday: ${day}`);
  const moments = [0, 1, 2, 3, 4, 5, 6, 7]
    .map((days) => addDays(today, days))
    .filter((date) => weekday(date) === wanted)
    .map((date) => localToInstant(date, time, storyZone));
  const next = moments.find((moment) => moment >= now);
  if (!next) throw new Error(`No such moment: ${when}`);
  return next;
}

async function saidTo(
  db: PrismaClient,
  address: { readonly toAccountId: string } | { readonly toChannelId: string },
): Promise<View[]> {
  const rows = await db.outboxMessage.findMany({
    where: { ...address, state: { notIn: ["cancelled", "skipped"] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { view: true },
  });
  return rows.map(({ view }) => view as unknown as View);
}
