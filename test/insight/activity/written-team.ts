import { addDays } from "../../../src/calendar/dates.ts";
import { localToInstant } from "../../../src/calendar/zones.ts";
import { activityInsights } from "../../../src/insight/activity/activity-insights.ts";
import { weekReportedOn } from "../../../src/summaries/week.ts";
import { weekFacts } from "../../../src/summaries/week-facts.ts";
import type { TestBot } from "../../support/test-bot.ts";

/** The last completed date of the stories: Sunday before their Monday. */
export const asOf = "2026-11-22";

/** More reps for the stories' team, and what they did week by week. */
export function teamWriter(bot: TestBot) {
  const { db, orgId, teamId } = bot;
  const people = new Map<string, string>();
  const idOf = (who: string): string => people.get(who) ?? bot.player(who).personId;
  const metric = (key: string) => db.metric.findUniqueOrThrow({ where: { orgId_key: { orgId, key } } });

  async function joins(name: string, startsOn = "2026-01-01"): Promise<string> {
    const { id } = await db.person.create({ data: { orgId, name, workPattern: [] } });
    await db.membership.create({ data: { orgId, teamId, personId: id, role: "rep", startsOn } });
    people.set(name, id);
    return id;
  }

  /** Written on the Wednesday of each of the last weeks, latest first. */
  async function weekly(who: string, key: string, amounts: readonly number[], more: object = {}): Promise<void> {
    const { id: metricId } = await metric(key);
    const data = amounts.flatMap((amount, weeksAgo) => {
      if (amount === 0) return [];
      const date = addDays(asOf, -4 - 7 * weeksAgo);
      const at = localToInstant(date, "12:00", "Europe/Berlin");
      const common = { orgId, teamId, personId: idOf(who), metricId, byPersonId: idOf(who) };
      return [{ ...common, amount: BigInt(amount), date, at, source: "command" as const, ...more }];
    });
    await db.entry.createMany({ data });
  }

  let deals = 0;
  async function deal(who: string, openedOn: string, state: "open" | "won" | "lost", closedOn: string | null = null) {
    deals += 1;
    await db.deal.create({
      data: {
        ...{ orgId, teamId, personId: idOf(who), externalId: `d${deals}`, account: `Account ${deals}` },
        ...{ openedOn, closedOn, state, updatedAt: bot.now() },
      },
    });
  }

  async function insights() {
    const work = bot.work();
    const week = await weekFacts(work, teamId, weekReportedOn("2026-11-23"));
    return activityInsights({ work, teamId, week, progress: week.progress });
  }

  return { joins, weekly, deal, insights, idOf };
}

export type TeamWriter = ReturnType<typeof teamWriter>;
