import type { Control } from "./blocker-taxonomy.ts";

export type InsightFacts = {
  readonly valueAtStake: number;
  readonly teamTarget: number;
  /** 0…1: see `significanceOfProbability` and `significanceOfTest`; 1 for plain facts. */
  readonly significance: number;
  readonly daysLeft: number;
  readonly periodDays: number;
  readonly control: Control;
  /** In how many earlier weeks it was shown unchanged. */
  readonly repeats: number;
};

const controlWeight: Readonly<Record<Control, number>> = { manager: 1, rep: 0.9, company: 0.6, external: 0.3 };

/** Impact × significance (Tang et al. 2017, top-k insights) × urgency × control × novelty, 0…1. */
export function insightScore(facts: InsightFacts): number {
  const significance = clamp(facts.significance);
  const left = facts.periodDays > 0 ? clamp(facts.daysLeft / facts.periodDays) : 0;
  const urgency = 0.5 + 0.5 * (1 - left);
  return Math.sqrt(stake(facts)) * significance * urgency * controlWeight[facts.control] * novelty(facts.repeats);
}

/** Share of the team's target; without a target every stake weighs alike. */
function stake({ valueAtStake, teamTarget }: InsightFacts): number {
  const value = Math.abs(valueAtStake);
  if (value === 0) return 0;
  return teamTarget > 0 ? Math.min(1, value / teamTarget) : 1;
}

function novelty(repeats: number): number {
  if (repeats <= 0) return 1;
  return repeats === 1 ? 0.6 : 0.3;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

export function significanceOfProbability(probability: number): number {
  return Math.abs(2 * clamp(probability) - 1);
}

export function significanceOfTest(p: number): number {
  return 1 - clamp(p);
}

export type Ranked = { readonly key: string; readonly personId: string | null; readonly score: number };

const cutOff = 0.02;
const mostShown = 5;
const mostPerPerson = 2;

/** What to show: best score first, five at most, one person at most twice; ties by key, so that the order is stable. */
export function rankInsights<Insight extends Ranked>(insights: readonly Insight[]): Insight[] {
  const order = insights
    .filter(({ score }) => score >= cutOff)
    .sort((one, other) => other.score - one.score || (one.key < other.key ? -1 : 1));
  const perPerson = new Map<string, number>();
  const shown: Insight[] = [];
  for (const insight of order) {
    if (shown.length === mostShown) break;
    const seen = insight.personId === null ? 0 : (perPerson.get(insight.personId) ?? 0);
    if (seen === mostPerPerson) continue;
    if (insight.personId !== null) perPerson.set(insight.personId, seen + 1);
    shown.push(insight);
  }
  return shown;
}
