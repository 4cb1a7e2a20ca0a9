import type { Week } from "../../summaries/week.ts";
import type { Work } from "../../work.ts";

/** What somebody wrote or chose in the week's latest check-in that says it; for them and their managers alone. */
export type OwnWords = {
  readonly personId: string;
  readonly key: "help" | "confidence";
  readonly text: string;
  readonly roundId: string;
};

export async function ownWords({ db, orgId }: Work, teamId: string, week: Week): Promise<OwnWords[]> {
  const answers = await db.answer.findMany({
    where: {
      orgId,
      key: { in: ["help", "confidence"] },
      checkIn: { round: { teamId, date: { gte: week.start, lte: week.end } } },
    },
    select: { key: true, value: true, checkIn: { select: { personId: true, roundId: true } } },
    orderBy: { checkIn: { round: { date: "desc" } } },
  });
  const latest = new Map<string, OwnWords>();
  for (const { key, value, checkIn } of answers) {
    const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
    const id = `${checkIn.personId} ${key}`;
    if (text === "" || latest.has(id)) continue;
    latest.set(id, { ...checkIn, key: key === "help" ? "help" : "confidence", text });
  }
  return [...latest.values()];
}

/** A few rounds back are enough to find two that somebody was asked in. */
const roundsLookedAt = 6;

/** Who missed their two latest check-ins. */
export async function missedTwice({ db, orgId }: Work, teamId: string, week: Week): Promise<string[]> {
  const rounds = await db.round.findMany({
    where: { orgId, teamId, date: { lte: week.end } },
    orderBy: { date: "desc" },
    take: roundsLookedAt,
    select: {
      checkIns: {
        where: { state: { in: ["answered", "missed", "skipped"] } },
        select: { personId: true, state: true },
      },
    },
  });
  const latest = new Map<string, string[]>();
  for (const { personId, state } of rounds.flatMap(({ checkIns }) => checkIns)) {
    latest.set(personId, [...(latest.get(personId) ?? []), state]);
  }
  return [...latest].filter(([, [last, previous]]) => last === "missed" && previous === "missed").map(([id]) => id);
}
