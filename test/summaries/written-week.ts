import { addDays, weekday } from "../../src/calendar/dates.ts";
import { localToInstant } from "../../src/calendar/zones.ts";
import { viewAsText } from "../../src/view/plain-view.ts";
import type { View } from "../../src/view/view.ts";
import type { TestBot } from "../support/test-bot.ts";

/** Writes goals, entries, check-ins and blockers straight to the database: a week as it may stand there. */
export function weekWriter(bot: TestBot) {
  const { db, orgId, teamId } = bot;
  const id = (who: string) => bot.player(who).personId;
  let number = 0;
  const metric = (key: string) => db.metric.findUniqueOrThrow({ where: { orgId_key: { orgId, key } } });

  async function goal(who: string | null, key: string, target: number, start: string, end: string, more: object = {}) {
    number += 1;
    const { id: metricId, name } = await metric(key);
    return db.goal.create({
      data: {
        orgId,
        teamId,
        ownerId: who ? id(who) : null,
        metricId,
        number,
        name: who ? `${name} of ${who}` : `Team ${name.toLowerCase()}`,
        target: BigInt(target),
        startsOn: start,
        endsOn: end,
        state: "understood",
        createdById: id("max"),
        ...more,
      },
    });
  }

  async function entry(who: string, key: string, amount: number, date: string, more: object = {}) {
    const { id: metricId } = await metric(key);
    const at = localToInstant(date, "12:00", "Europe/Berlin");
    const data = { orgId, teamId, personId: id(who), metricId, amount: BigInt(amount), date, at };
    return db.entry.create({ data: { ...data, source: "command", byPersonId: id(who), ...more } });
  }

  type Asked = Readonly<Record<string, "answered" | "missed" | "excused" | "prompted">>;

  async function round(
    date: string,
    asked: Asked,
    answers: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
  ) {
    const opensAt = localToInstant(date, "09:30", "Europe/Berlin");
    const closesAt = localToInstant(addDays(date, weekday(date) === 5 ? 3 : 1), "14:00", "Europe/Berlin");
    const state = bot.now() > closesAt ? "closed" : "open";
    const made = await db.round.create({ data: { orgId, teamId, date, opensAt, closesAt, state } });
    for (const [who, itsState] of Object.entries(asked)) {
      const checkIn = await db.checkIn.create({
        data: { orgId, roundId: made.id, personId: id(who), dueAt: opensAt, state: itsState },
      });
      const given = Object.entries(answers[who] ?? {});
      await db.answer.createMany({ data: given.map(([key, value]) => ({ orgId, checkInId: checkIn.id, key, value })) });
    }
    return made;
  }

  async function blocker(who: string, category: string, openedOn: string, more: object = {}) {
    number += 1;
    const data = { orgId, teamId, personId: id(who), number, category, contributing: [], openedOn };
    return db.blocker.create({
      data: { ...data, openedAt: localToInstant(openedOn, "12:00", "Europe/Berlin"), ...more },
    });
  }

  /** What is in the team's channels, without threads. */
  async function posted(): Promise<string[]> {
    const rows = await db.outboxMessage.findMany({ where: { orgId, kind: "summary" }, orderBy: { id: "asc" } });
    return rows.map(({ view }) => viewAsText(view as unknown as View));
  }

  async function thread(): Promise<string[]> {
    const rows = await db.outboxMessage.findMany({ where: { orgId, kind: "detail" }, orderBy: { id: "asc" } });
    return rows.map(({ view }) => viewAsText(view as unknown as View));
  }

  const occurrence = (date: string, time = "16:00") => ({
    teamId,
    date,
    scheduleId: "00000000-0000-7000-8000-000000000000",
    dueAt: localToInstant(date, time, "Europe/Berlin"),
  });

  return { goal, entry, round, blocker, posted, thread, occurrence, id };
}

export type WeekWriter = ReturnType<typeof weekWriter>;
