import { afterEach, describe, expect, test } from "vitest";
import { makeTeam } from "../../src/demo/made-up-team.ts";
import { loadProgress } from "../../src/goals/progress.ts";
import type { Locale } from "../../src/i18n/texts.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

const open: TestDatabase[] = [];
afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

async function made(now: Date, { seed = 7, locale = "en" as Locale } = {}) {
  const database = await testDatabase();
  open.push(database);
  const { db } = database;
  const before = performance.now();
  const team = await makeTeam(db, { now, seed, locale });
  const took = performance.now() - before;
  return { db, team, took, work: { db, orgId: team.orgId, now, said: [] } };
}

const monday = new Date("2026-11-23T09:00:00Z");

/** Everything that was made, without what the database numbers by itself. */
async function contentOf({ db, team }: Awaited<ReturnType<typeof made>>) {
  const where = { orgId: team.orgId };
  const [entries, deals, goals, answers, blockers] = await Promise.all([
    db.entry.findMany({
      where,
      orderBy: { id: "asc" },
      select: { id: true, personId: true, amount: true, date: true },
    }),
    db.deal.findMany({
      where,
      orderBy: { id: "asc" },
      select: { id: true, value: true, closedOn: true, account: true },
    }),
    db.goal.findMany({
      where,
      orderBy: { number: "asc" },
      select: { id: true, target: true, name: true, state: true },
    }),
    db.answer.findMany({ where, orderBy: { id: "asc" }, select: { key: true, value: true } }),
    db.blocker.findMany({ where, orderBy: { number: "asc" }, select: { category: true, note: true, closedOn: true } }),
  ]);
  return { entries, deals, goals, answers, blockers };
}

describe("the made-up team", () => {
  test("is the same for a seed and a moment, and another one for another seed", async () => {
    const first = await contentOf(await made(monday));
    expect(await contentOf(await made(monday))).toEqual(first);
    expect(await contentOf(await made(monday, { seed: 8 }))).not.toEqual(first);
  });

  test("can be played by two reps, a newcomer and a manager, and is found again", async () => {
    const { db, team } = await made(monday);
    expect(team.people.map(({ externalId, role }) => `${externalId} ${role}`)).toEqual([
      "max manager",
      "ana rep",
      "boris rep",
      "nina newcomer",
    ]);
    expect(team.channel).toBe("sales");
    const org = await db.organisation.findUniqueOrThrow({ where: { id: team.orgId } });
    expect([org.isMadeUp, org.name]).toEqual([true, "Practice Ltd (made up)"]);
    expect(await makeTeam(db, { now: monday, seed: 1, locale: "ru" })).toEqual(team);
    expect(await db.account.count()).toBe(7);
  });

  test.each([
    ["late in a quarter", "2026-11-23T09:00:00Z"],
    ["on the first day of a quarter", "2026-10-01T09:00:00Z"],
    ["on the last day of a year", "2026-12-31T09:00:00Z"],
    ["on a leap day", "2028-02-29T09:00:00Z"],
    ["on a Sunday", "2026-05-10T09:00:00Z"],
  ])("somebody is ahead, at risk and behind %s", async (_when, at) => {
    const { work } = await made(new Date(at));
    const progress = await loadProgress(work, { closedAt: null });
    const revenue = progress.filter(({ goal }) => goal.metric.key === "revenue" && goal.ownerId !== null);
    const status = (name: string) => revenue.find(({ ownerName }) => ownerName === name)?.pace.status;
    expect(status("Ana Costa")).toBe("on_track");
    expect(revenue.find(({ ownerName }) => ownerName === "Ana Costa")?.pace.paceIndex).toBeGreaterThan(1.05);
    expect(status("Boris Lang")).toBe("at_risk");
    expect(status("Chen Li")).toBe("behind");
    const team = progress.find(({ goal }) => goal.ownerId === null);
    const parts = revenue.filter(({ goal }) => goal.parentId === team?.goal.id);
    expect(parts).toHaveLength(6);
    expect(parts.reduce((sum, { goal }) => sum + goal.target, 0n)).toBe(team?.goal.target);
    expect(parts.reduce((sum, { actual }) => sum + actual, 0n)).toBe(team?.actual);
  });

  test("one goal waits to be accepted and its owner was told", async () => {
    const { db, team } = await made(monday);
    const waiting = await db.goal.findMany({ where: { orgId: team.orgId, state: "sent" } });
    expect(waiting).toHaveLength(1);
    const nina = await db.person.findFirstOrThrow({ where: { name: "Nina Park" } });
    expect(waiting[0]?.ownerId).toBe(nina.id);
    expect(waiting[0]?.nextAt).not.toBeNull();
    expect(await db.outboxMessage.count({ where: { toPersonId: nina.id } })).toBe(1);
    const org = await db.organisation.findUniqueOrThrow({ where: { id: team.orgId } });
    const last = await db.goal.aggregate({ _max: { number: true } });
    expect(org.nextGoal).toBe((last._max.number ?? 0) + 1);
  });

  test("nobody works on weekends, before being hired or while away; nothing lies ahead", async () => {
    const { db, team } = await made(monday);
    const entries = await db.entry.findMany({ where: { orgId: team.orgId } });
    expect(entries.length).toBeGreaterThan(600);
    expect(entries.filter(({ date }) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()))).toEqual([]);
    expect(entries.every(({ date }) => date < "2026-11-23" && date >= "2026-08-01")).toBe(true);
    const byName = async (name: string) => (await db.person.findFirstOrThrow({ where: { name } })).id;
    const [nina, emil] = [await byName("Nina Park"), await byName("Emil Ross")];
    expect(entries.filter(({ personId, date }) => personId === nina && date < "2026-11-02")).toEqual([]);
    const away = await db.absence.findFirstOrThrow({ where: { personId: emil } });
    expect(
      entries.filter((one) => one.personId === emil && one.date >= away.startsOn && one.date <= away.endsOn),
    ).toEqual([]);
  });

  test("the funnel adds up and closings gather at the ends of months", async () => {
    const { db, team } = await made(monday);
    const deals = await db.deal.findMany({ where: { orgId: team.orgId } });
    const won = deals.filter(({ state }) => state === "won");
    const revenue = await db.entry.aggregate({ where: { metric: { key: "revenue" } }, _sum: { amount: true } });
    expect(revenue._sum.amount).toBe(won.reduce((sum, { value }) => sum + (value ?? 0n), 0n));
    expect(won.length).toBeLessThan(deals.length);
    expect(deals.every(({ openedOn, closedOn }) => closedOn === null || (openedOn ?? "") <= closedOn)).toBe(true);
    const closed = deals.filter(({ closedOn }) => closedOn !== null && closedOn < "2026-11-01");
    const late = closed.filter(({ closedOn }) => Number(closedOn?.slice(8)) > 20).length;
    expect(late / closed.length).toBeGreaterThan(0.4);
  });

  test("rounds, answers, blockers and schedules are there", async () => {
    const { db } = await made(monday);
    const states = await db.checkIn.groupBy({ by: ["state"], _count: true });
    const count = (state: string) => states.find((one) => one.state === state)?._count ?? 0;
    expect(count("answered")).toBeGreaterThan(50);
    expect(count("missed")).toBeGreaterThan(0);
    expect(count("excused")).toBe(1);
    expect(await db.answer.count()).toBeGreaterThan(150);
    const blockers = await db.blocker.findMany();
    expect(new Set(blockers.map(({ category }) => category)).size).toBeGreaterThanOrEqual(5);
    expect(blockers.some(({ closedOn }) => closedOn !== null)).toBe(true);
    expect(blockers.some(({ closedOn }) => closedOn === null)).toBe(true);
    const schedules = await db.schedule.findMany();
    expect(schedules.map(({ kind }) => kind).sort()).toEqual(["brief", "checkin", "reminders", "summary"]);
    expect(schedules.every(({ nextAt }) => nextAt !== null && nextAt > monday)).toBe(true);
  });

  test("speaks Russian where asked to", async () => {
    const { db, team } = await made(monday, { locale: "ru" });
    expect(team.people.map(({ name }) => name)).toContain("Анна Ковалёва");
    const org = await db.organisation.findUniqueOrThrow({ where: { id: team.orgId } });
    expect([org.name, org.currency]).toEqual(["ООО «Тренировка» (вымышленная)", "RUB"]);
    const texts = await db.answer.findMany({ where: { key: { in: ["commitment", "help"] } } });
    const notes = await db.blocker.findMany();
    for (const text of [...texts.map(({ value }) => String(value)), ...notes.map(({ note }) => note ?? "")]) {
      expect(text).toMatch(/\p{Script=Cyrillic}/u);
    }
  });

  test("is there within a moment", async () => {
    const { took } = await made(monday);
    console.log(`made in ${Math.round(took)} ms`);
    expect(took).toBeLessThan(5_000);
  });
});
