import type { Week } from "../../summaries/week.ts";
import type { Insight } from "../insight.ts";
import { insightScore, rankInsights } from "../rules/insight-rank.ts";
import { type Nominee, proposeRecognition } from "../rules/recognition.ts";
import { isSetAside, type RankedInsight, repeatsOf, type Seen } from "./seen.ts";

export type Shown = {
  /** What needs the manager, most important first. */
  readonly needs: readonly RankedInsight[];
  readonly recognise: readonly RankedInsight[];
  readonly gaps: readonly RankedInsight[];
};

export type Reading = {
  readonly managerId: string;
  readonly week: Week;
  readonly seen: Seen;
  /** Keys of findings that an open promise answers already. */
  readonly inHand: ReadonlySet<string>;
  readonly teamSize: number;
};

/** Questions about somebody's numbers are asked kindly and apart from what needs the manager. */
const isGap = ({ section, key }: Insight): boolean =>
  section === "gaps" || (section === undefined && key.startsWith("data:"));

/** What one manager is shown of everything that was found. */
export function shownTo(insights: readonly Insight[], reading: Reading): Shown {
  const { managerId, seen, inHand, week } = reading;
  const known = new Map<string, Insight>();
  for (const insight of insights) if (!known.has(insight.key)) known.set(insight.key, insight);
  const own = [...known.values()].filter(
    (one) =>
      one.personId !== managerId &&
      (one.onlyFor === undefined || one.onlyFor.includes(managerId)) &&
      !inHand.has(one.key) &&
      !isSetAside(seen, one, week),
  );
  const scored = own.map((one): RankedInsight => {
    const repeats = repeatsOf(seen, one, week);
    return { ...one, repeats, score: insightScore({ ...one.facts, repeats }) };
  });
  const isPraise = ({ section }: Insight) => section === "recognise";
  return {
    needs: rankInsights(scored.filter((one) => !isPraise(one) && !isGap(one))),
    recognise: praised(scored.filter(isPraise), reading),
    gaps: scored.filter(isGap).sort(byScore),
  };
}

const byScore = (one: RankedInsight, other: RankedInsight): number =>
  other.score - one.score || (one.key < other.key ? -1 : 1);

const mostPraised = 2;

/** The team first, then those longest without praise; of the same wait a goal reached comes before a good week. */
function praised(found: readonly RankedInsight[], { seen, week, teamSize }: Reading): RankedInsight[] {
  const fresh = found.filter(({ repeats }) => repeats === 0);
  const people = [...new Set(fresh.flatMap(({ personId }) => personId ?? []))];
  const nominees = people.map((personId) => ({
    personId,
    triggers: fresh
      .filter((one) => one.personId === personId)
      .map(({ key }) => (key.startsWith("best:") ? ("personal_best" as const) : ("goal_reached" as const))),
    weeksSincePublic: weeksSincePraise(seen, personId, week),
  }));
  const order = proposeRecognition(nominees, teamSize);
  const since = ({ weeksSincePublic }: Nominee) => weeksSincePublic ?? Number.MAX_SAFE_INTEGER;
  const hasReached = ({ triggers }: Nominee) => Number(triggers.includes("goal_reached"));
  const ofPeople = [...order.public, ...order.private]
    .sort((one, other) => since(other) - since(one) || hasReached(other) - hasReached(one))
    .flatMap(({ personId }) => reachedFirst(fresh, personId).slice(0, 1));
  return [...fresh.filter(({ personId }) => personId === null), ...ofPeople].slice(0, mostPraised);
}

const reachedFirst = (found: readonly RankedInsight[], personId: string): RankedInsight[] =>
  found
    .filter((one) => one.personId === personId)
    .sort((one, other) => Number(other.key.startsWith("reached:")) - Number(one.key.startsWith("reached:")));

function weeksSincePraise(seen: Seen, personId: string, week: Week): number | null {
  const weeks = [...seen.values()]
    .flat()
    .filter((row) => row.personId === personId && row.week < week.key && /^(?:best|reached):/u.test(row.key))
    .map((row) => row.week)
    .sort();
  const last = weeks.at(-1);
  return last === undefined ? null : weeksBetween(last, week.key);
}

/** Of ISO weeks such as "2026-W48"; a year's seam may count one less, which an order does not mind. */
function weeksBetween(first: string, last: string): number {
  const [year = 0, week = 0, lastYear = 0, lastWeek = 0] = [first, last].flatMap((one) => one.split("-W").map(Number));
  return (lastYear - year) * 52 + lastWeek - week;
}
