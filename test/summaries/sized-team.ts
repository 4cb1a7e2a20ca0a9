import { addDays, weekday } from "../../src/calendar/dates.ts";
import { localToInstant } from "../../src/calendar/zones.ts";
import { randomFrom } from "../../src/demo/random.ts";
import type { Locale } from "../../src/i18n/texts.ts";
import type { TestBot } from "../support/test-bot.ts";

const names = {
  en: "Alice Bruno Clara David Elena Felix Greta Henry Irene Jonas Karin Lucas Maria Nadia Oscar Paula Quinn Rosa Simon Tessa".split(
    " ",
  ),
  ru: "Алиса Борис Вера Глеб Дарья Егор Жанна Захар Инна Кирилл Лариса Матвей Нина Олег Полина Роман Софья Тимур Ульяна Фёдор".split(
    " ",
  ),
} as const;
const families = {
  en: ["Hartmann", "Silva", "Okafor"],
  ru: ["Смирновы", "Кузнец", "Орлик"],
} as const;

const quarter = { startsOn: "2026-10-01", endsOn: "2026-12-31" } as const;
const firstDay = "2026-07-06";

/**
 * Sales with so many reps (the story's own three among them leave), each with a quarter's revenue and a month's calls, half
 * a year of entries, a check-in last Thursday, and some of what managers hear of: help, blockers, silence.
 */
export async function sizedTeam(bot: TestBot, size: number, locale: Locale): Promise<void> {
  const { db, orgId, teamId, workspaceId } = bot;
  const random = randomFrom(size);
  await db.membership.deleteMany({ where: { orgId, teamId, role: "rep" } });
  const metric = async (key: string) => (await db.metric.findFirstOrThrow({ where: { orgId, key } })).id;
  const ids = { revenue: await metric("revenue"), calls: await metric("calls") };
  const people: string[] = [];
  for (let at = 0; at < size; at++) {
    const name = `${names[locale][at % 20]} ${families[locale][Math.floor(at / 20)]}`;
    const person = await db.person.create({ data: { orgId, name, hiredOn: "2024-01-01", workPattern: [] } });
    const account = { externalId: `rep-${at}`, name, locale, zone: "Europe/Berlin" };
    await db.account.create({ data: { orgId, workspaceId, personId: person.id, ...account } });
    people.push(person.id);
  }
  const whose = { orgId, teamId, startsOn: "2024-01-01" };
  await db.membership.createMany({ data: people.map((personId) => ({ ...whose, personId, role: "rep" as const })) });
  const goals = people.flatMap((ownerId, at) => [
    {
      ownerId,
      metricId: ids.revenue,
      number: at * 2 + 1,
      name: locale === "ru" ? "Выручка за квартал" : "Quarterly revenue",
      target: 9_000_000n,
      ...quarter,
    },
    {
      ownerId,
      metricId: ids.calls,
      number: at * 2 + 2,
      name: locale === "ru" ? "Звонки ноября" : "November calls",
      target: 160n,
      startsOn: "2026-11-02",
      endsOn: "2026-12-01",
    },
  ]);
  const agreed = { orgId, teamId, state: "understood", createdById: bot.player("max").personId } as const;
  await db.goal.createMany({ data: goals.map((goal) => ({ ...goal, ...agreed })) });
  await db.organisation.update({ where: { id: orgId }, data: { nextGoal: goals.length + 1 } });
  await db.entry.createMany({ data: people.flatMap((personId, at) => entriesOf(personId, paceOf(at))) });

  function paceOf(at: number): number {
    return [1.05, 0.55, 0.9, 1.2, 0.8][at % 5] ?? 1;
  }

  function entriesOf(personId: string, pace: number) {
    const rows = [];
    for (let date = firstDay; date < "2026-11-30"; date = addDays(date, 1)) {
      if (weekday(date) > 5) continue;
      const at = localToInstant(date, "17:00", "Europe/Berlin");
      const entry = { orgId, teamId, personId, date, at, source: "command", byPersonId: personId } as const;
      rows.push({ ...entry, metricId: ids.calls, amount: BigInt(random.between(4, 10)) });
      if (!random.chance(0.18 * pace)) continue;
      rows.push({ ...entry, metricId: ids.revenue, amount: BigInt(random.between(400_000, 1_200_000)) });
    }
    return rows;
  }

  const opensAt = localToInstant("2026-11-26", "09:30", "Europe/Berlin");
  const closesAt = localToInstant("2026-11-27", "14:00", "Europe/Berlin");
  const round = await db.round.create({
    data: { orgId, teamId, date: "2026-11-26", opensAt, closesAt, state: "closed" },
  });
  for (const [at, personId] of people.entries()) {
    const state = at % 6 === 4 ? "missed" : "answered";
    const checkIn = await db.checkIn.create({ data: { orgId, roundId: round.id, personId, dueAt: opensAt, state } });
    const said =
      at % 7 === 2
        ? [
            {
              key: "help",
              value:
                locale === "ru"
                  ? "Нужен пример договора с отсрочкой платежа"
                  : "I need an example of a contract with deferred payment",
            },
          ]
        : [];
    const answers = state === "answered" ? [...said, { key: "confidence", value: String(1 + (at % 5)) }] : [];
    await db.answer.createMany({ data: answers.map((answer) => ({ orgId, checkInId: checkIn.id, ...answer })) });
  }
  const categories = ["process_approval", "price_market", "product_gap", "legal_finance"] as const;
  const blocked = people.filter((_, at) => at % 5 === 1);
  await db.blocker.createMany({
    data: blocked.map((personId, at) => {
      const openedOn = addDays("2026-11-10", at);
      const money = { valueAtRisk: BigInt(1_500_000 + at * 100_000), currency: "USD" };
      const category = categories[at % categories.length] ?? "other";
      return {
        orgId,
        teamId,
        personId,
        number: at + 1,
        category,
        contributing: [],
        openedOn,
        openedAt: localToInstant(openedOn, "12:00", "UTC"),
        ...money,
      };
    }),
  });
}
