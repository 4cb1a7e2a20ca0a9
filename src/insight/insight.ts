import type { GoalProgress } from "../goals/progress.ts";
import type { Words } from "../i18n/words.ts";
import type { WeekFacts } from "../summaries/week-facts.ts";
import type { Text } from "../view/text.ts";
import type { Button } from "../view/view.ts";
import type { Work } from "../work.ts";
import type { InsightFacts } from "./rules/insight-rank.ts";

/**
 * Something that a manager may want to act upon. Facts decide its place; words are chosen per reader, because two
 * managers of one team may read different languages.
 */
export type Insight = {
  /** Names the same finding from week to week, such as `behind:<goal>`. */
  readonly key: string;
  /** Whom it is about, if it is about one person. */
  readonly personId: string | null;
  /** What must stay the same for it to count as shown before: a class or a count, never a figure that moves daily. */
  readonly unchanged: string;
  readonly facts: Omit<InsightFacts, "repeats">;
  /** Fact, comparison, certainty: one or two sentences without blame. */
  readonly say: (words: Words) => Text;
  /** The one action proposed. */
  readonly button: ((words: Words) => Button) | null;
  /** Where it belongs; what needs somebody where it is left out. */
  readonly section?: "needs" | "recognise" | "gaps";
  /** Only these managers are shown it; everybody who manages the team where it is left out. */
  readonly onlyFor?: readonly string[];
};

/** What every gatherer starts from: read once per team and week, whatever the number of managers and gatherers. */
export type InsightContext = {
  readonly work: Work;
  readonly teamId: string;
  readonly week: WeekFacts;
  /** The team's goals, its reps' and its own, as of the last completed date. */
  readonly progress: readonly GoalProgress[];
};

/** The key of a finding about a whole team, so that another team's is another one; short, since buttons carry it. */
export const teamKey = ({ teamId }: Pick<InsightContext, "teamId">, ...parts: readonly string[]): string =>
  [...parts, teamId.slice(-12)].join(":");

export type GatherInsights = (context: InsightContext) => Promise<readonly Insight[]>;
