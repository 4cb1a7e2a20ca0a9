import { addDays, type LocalDate, weekday } from "../../src/calendar/dates.ts";
import { localToInstant } from "../../src/calendar/zones.ts";
import type { TestBot } from "../support/test-bot.ts";

/** Writes the same amount on every working day of a range, so that what comes next is easy to reckon by hand. */
export async function writeHistory(
  bot: TestBot,
  who: string,
  key: string,
  given: { readonly from: LocalDate; readonly to: LocalDate; readonly amount: number },
): Promise<void> {
  const { db, orgId, teamId } = bot;
  const { personId } = bot.player(who);
  const metric = await db.metric.findUniqueOrThrow({ where: { orgId_key: { orgId, key } } });
  const dates: LocalDate[] = [];
  for (let date = given.from; date <= given.to; date = addDays(date, 1)) if (weekday(date) <= 5) dates.push(date);
  const common = { orgId, teamId, personId, byPersonId: personId, metricId: metric.id, source: "import" as const };
  await db.entry.createMany({
    data: dates.map((date) => ({
      ...common,
      ...{ date, amount: BigInt(given.amount), at: localToInstant(date, "12:00", "Europe/Berlin") },
    })),
  });
}
