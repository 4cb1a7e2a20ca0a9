import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { addDays } from "../../src/calendar/dates.ts";
import { localToInstant } from "../../src/calendar/zones.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

/** Sixty more reps, each with 120 days of deals of their own size. */
async function sixtyMore({ db, orgId, teamId, workspaceId }: TestBot): Promise<void> {
  const metric = await db.metric.findUniqueOrThrow({ where: { orgId_key: { orgId, key: "revenue" } } });
  const reps = Array.from({ length: 60 }, (_, n) => ({ id: randomUUID(), n, name: `Rep ${n}` }));
  await db.person.createMany({ data: reps.map(({ id, name }) => ({ id, orgId, name, workPattern: [] })) });
  const account = { orgId, workspaceId, locale: "en", zone: "Europe/Berlin" };
  await db.account.createMany({
    data: reps.map(({ id, n, name }) => ({ ...account, personId: id, externalId: `r${n}`, name })),
  });
  const member = { orgId, teamId, role: "rep" as const, startsOn: "2026-01-01" };
  await db.membership.createMany({ data: reps.map(({ id }) => ({ ...member, personId: id })) });
  const entry = { orgId, teamId, metricId: metric.id, source: "import" as const };
  await db.entry.createMany({
    data: reps.flatMap(({ id, n }) =>
      Array.from({ length: 120 }, (_, day) => {
        const date = addDays("2026-07-25", day);
        const amount = BigInt(50_000 + ((n * 37 + day * 101) % 97) * 1_000);
        return {
          ...entry,
          personId: id,
          byPersonId: id,
          date,
          amount,
          at: localToInstant(date, "12:00", "Europe/Berlin"),
        };
      }),
    ),
  });
}

test("a team of sixty-three is previewed, sent in one go, and adds up", { timeout: 120_000 }, async () => {
  const bot = await testBot();
  await sixtyMore(bot);
  const shown = await bot.says("max", "/goal split Revenue 9m by:Q1");
  expect(bot.text(shown)).toContain("23 more lines are not shown here.");
  const sent = await bot.presses("max", shown, "Send 63 goals");
  expect(bot.text(sent)).toContain("Plan #1 is sent: 63 goals");
  const parts = await bot.db.goal.findMany({ where: { orgId: bot.orgId, ownerId: { not: null } } });
  expect(new Set(parts.map(({ ownerId }) => ownerId)).size).toBe(63);
  expect(new Set(parts.map(({ number }) => number)).size).toBe(63);
  expect(parts.reduce((sum, { target }) => sum + target, 0n)).toBe(900_000_000n);
  expect(await bot.db.outboxMessage.count({ where: { orgId: bot.orgId, kind: "notice" } })).toBe(63);
  await bot.close();
});
