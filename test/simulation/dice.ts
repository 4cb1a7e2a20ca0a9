import { mulberry32 } from "../../src/insight/rules/mulberry32.ts";

/** Chance with a seed. Each purpose throws its own dice, so that one more throw for one changes nothing for another. */
export type Dice = {
  /** From 0 up to 1. */
  next(): number;
  chance(share: number): boolean;
  /** Whole numbers, both ends included. */
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** So many different ones. */
  several<T>(list: readonly T[], count: number): T[];
};

export function dice(seed: number, purpose: string): Dice {
  let mixed = seed >>> 0;
  for (const letter of purpose) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  const next = mulberry32(mixed);
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    const found = list[between(0, list.length - 1)];
    if (found === undefined) throw new Error("Nothing to pick from");
    return found;
  };
  const several = <T>(list: readonly T[], count: number): T[] => {
    const left = [...list];
    return Array.from({ length: Math.min(count, left.length) }, () =>
      left.splice(between(0, left.length - 1), 1),
    ).flat();
  };
  return { next, between, pick, several, chance: (share) => next() < share };
}
