import { median } from "./median.ts";

/** What became of one sent goal; null means that it has not happened. Minutes are of working time. */
export type Delivery = {
  minutesToAcknowledge: number | null;
  firstReadBackMatched: boolean | null;
  /** 1 to 5, as the rep rated the message. */
  clarity: number | null;
  askedQuestion: boolean;
};

export type AckMetrics = {
  sent: number;
  ackRate: number | null;
  /** Share acknowledged within two working days. */
  inTime: number | null;
  medianAckHours: number | null;
  matchRate: number | null;
  clarity: number | null;
  /** High is not bad: questions are how a goal gets understood. */
  questionRate: number | null;
  /** Understanding from 0 to 1; a part that nobody answered gives its weight to the others. */
  index: number | null;
};

const twoWorkingDays = 18 * 60;

export function ackMetrics(goals: readonly Delivery[]): AckMetrics {
  const minutes = goals.flatMap((goal) => goal.minutesToAcknowledge ?? []);
  const matches = goals.flatMap((goal) => goal.firstReadBackMatched ?? []);
  const clarities = goals.flatMap((goal) => goal.clarity ?? []);
  const share = (count: number) => (goals.length === 0 ? null : count / goals.length);
  const ackRate = share(minutes.length);
  const matchRate = mean(matches.map(Number));
  const clarity = mean(clarities);
  const middle = median(minutes);
  return {
    sent: goals.length,
    ackRate,
    inTime: share(minutes.filter((taken) => taken <= twoWorkingDays).length),
    medianAckHours: middle === null ? null : middle / 60,
    matchRate,
    clarity,
    questionRate: share(goals.filter((goal) => goal.askedQuestion).length),
    index: weighted([
      [0.4, ackRate],
      [0.4, matchRate],
      [0.2, clarity === null ? null : (clarity - 1) / 4],
    ]),
  };
}

function weighted(parts: readonly (readonly [weight: number, value: number | null])[]): number | null {
  let sum = 0;
  let weights = 0;
  for (const [weight, value] of parts) {
    if (value === null) continue;
    sum += weight * value;
    weights += weight;
  }
  return weights === 0 ? null : sum / weights;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
