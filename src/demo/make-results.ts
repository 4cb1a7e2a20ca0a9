import { addDays, type LocalDate } from "../calendar/dates.ts";
import { localToInstant } from "../calendar/zones.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { toMinor } from "../goals/money.ts";
import { demoAccounts, demoProducts, demoStages } from "../i18n/demo.ts";
import type { MadePerson, Stage } from "./stage.ts";

/** Writes what everybody did: deals as the CRM would hold them, and entries as people would have logged them. */
export async function makeResults(stage: Stage): Promise<void> {
  const { db } = stage.work;
  await db.deal.createMany({ data: stage.reps.flatMap((rep) => dealsOf(stage, rep)) });
  await db.entry.createMany({ data: stage.reps.flatMap((rep) => entriesOf(stage, rep)) });
}

function dealsOf(stage: Stage, { key, personId, history }: MadePerson): Prisma.DealCreateManyInput[] {
  const { random, work, teamId, currency } = stage;
  return history.deals.map(({ openedOn, closedOn, state, value }, at) => ({
    ...{
      id: stage.id(),
      orgId: work.orgId,
      externalId: `${key}-${at + 1}`,
      personId,
      teamId,
      state,
      openedOn,
      closedOn,
    },
    ...{ stage: stage.say(demoStages[state]), product: stage.say(random.pick(demoProducts)) },
    ...{ account: stage.say(random.pick(demoAccounts)), value: toMinor(value, currency), currency },
    updatedAt: localToInstant(closedOn ?? addDays(stage.today, -1), "18:00", stage.zone),
  }));
}

function entriesOf(stage: Stage, rep: MadePerson): Prisma.EntryCreateManyInput[] {
  const { history } = rep;
  const activity = history.days.flatMap(({ date, calls, meetings }) => [
    entry(stage, rep, "calls", date, BigInt(calls)),
    ...(meetings > 0 ? [entry(stage, rep, "meetings", date, BigInt(meetings))] : []),
  ]);
  const won = history.deals.flatMap(({ state, closedOn, value }) => {
    if (state !== "won" || closedOn === null) return [];
    return [
      entry(stage, rep, "deals", closedOn, 1n),
      entry(stage, rep, "revenue", closedOn, toMinor(value, stage.currency)),
    ];
  });
  return [...activity, ...won];
}

function entry(stage: Stage, { personId }: MadePerson, metric: string, date: LocalDate, amount: bigint) {
  const { work, teamId, zone } = stage;
  return {
    ...{ id: stage.id(), orgId: work.orgId, personId, teamId, metricId: stage.metrics.get(metric) ?? "", amount, date },
    ...{ source: "command" as const, byPersonId: personId, at: localToInstant(date, "17:30", zone) },
  };
}
