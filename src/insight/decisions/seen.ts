import { addDays, isoWeek } from "../../calendar/dates.ts";
import type { InsightSeen } from "../../generated/prisma/client.ts";
import { locales } from "../../i18n/texts.ts";
import { type Words, wordsFor } from "../../i18n/words.ts";
import type { Week } from "../../summaries/week.ts";
import { plain, type Text } from "../../view/text.ts";
import type { Work } from "../../work.ts";
import type { Insight } from "../insight.ts";
import { groupBy } from "../rules/group-by.ts";
import type { InsightFacts, Ranked } from "../rules/insight-rank.ts";

export type RankedInsight = Insight & Ranked & Pick<InsightFacts, "repeats">;

/** What briefs of a team showed before, by key, newest week first. */
export type Seen = ReadonlyMap<string, readonly InsightSeen[]>;

/** Longer ago than this nobody remembers having read it. */
const mostWeeks = 26;

export async function seenBefore({ db, orgId }: Work, teamId: string, week: Week): Promise<Seen> {
  const rows = await db.insightSeen.findMany({
    where: { orgId, teamId, week: { gte: weeksAgo(week, mostWeeks), lte: week.key } },
    orderBy: [{ week: "desc" }, { key: "asc" }],
  });
  return groupBy(rows, ({ key }) => key);
}

const weeksAgo = ({ start }: Week, weeks: number): string => isoWeek(addDays(start, -7 * weeks));

/** In how many weeks before this one, without a break in what it says, it was shown unchanged. */
export function repeatsOf(seen: Seen, { key, unchanged }: Pick<Insight, "key" | "unchanged">, week: Week): number {
  const before = (seen.get(key) ?? []).filter((row) => row.week < week.key);
  const changed = before.findIndex((row) => row.unchanged !== unchanged);
  return changed === -1 ? before.length : changed;
}

/** Weeks for which "not now" holds while nothing changes. */
const leftOutWeeks = 4;

/** Whether a manager set it aside lately, and it says the same as then. */
export function isSetAside(seen: Seen, { key, unchanged }: Pick<Insight, "key" | "unchanged">, week: Week): boolean {
  const since = weeksAgo(week, leftOutWeeks);
  return (seen.get(key) ?? []).some(
    (row) => row.week > since && row.state === "dismissed" && row.unchanged === unchanged,
  );
}

/**
 * Keeps what a brief shows, so that the next ones know what is new. A key is kept once a week, whatever runs twice and
 * however many managers read it.
 */
export async function keepSeen(
  { db, orgId }: Work,
  teamId: string,
  week: Week,
  shown: readonly RankedInsight[],
): Promise<void> {
  const unique = [...new Map(shown.map((one) => [one.key, one])).values()];
  const data = unique.map((one) => ({
    ...{ orgId, teamId, week: week.key, key: one.key, personId: one.personId, unchanged: one.unchanged },
    ...{ repeats: one.repeats, score: one.score, onlyFor: [...(one.onlyFor ?? [])], said: saidIn(one) },
  }));
  if (data.length > 0) await db.insightSeen.createMany({ data, skipDuplicates: true });
}

/** In every language; what people wrote themselves is marked in a text and left out. */
function saidIn({ say }: Insight): Record<string, string> {
  return Object.fromEntries(locales.map((locale) => [locale, plain(withoutQuotes(say(wordsFor(locale, "UTC"))))]));
}

const withoutQuotes = (text: Text): Text =>
  text.map((piece) => (typeof piece === "object" && piece.kind === "emphasis" ? "…" : piece));

/** What a kept finding said, in the reader's language. */
export function saidOf({ said }: Pick<InsightSeen, "said">, { locale }: Words): string {
  const texts = typeof said === "object" && said !== null && !Array.isArray(said) ? said : {};
  const text = texts[locale];
  return typeof text === "string" ? text : "";
}
