import { decompose } from "../rules/causes.ts";
import { isDefined, type NotDefined, notDefined } from "../rules/not-defined.ts";
import { wholeParts } from "./whole-parts.ts";

/** What a team reached in a period, in stored units, and the deals behind it. */
export type PeriodResult = {
  readonly amount: bigint;
  readonly won: bigint;
  /** Won or lost; null where nobody noted the lost ones. */
  readonly decided: bigint | null;
};

export type ChangeFactor = "decided" | "won" | "winRate" | "dealSize";

export type ResultChange = {
  readonly before: PeriodResult;
  readonly after: PeriodResult;
  /** after − before, exactly the sum of the effects. */
  readonly change: bigint;
  readonly effects: readonly { readonly factor: ChangeFactor; readonly effect: bigint }[];
  /** A factor that one of the periods does not have (nothing won, so no deal size) was held as in the other. */
  readonly held: readonly ChangeFactor[];
};

export type NoChange = NotDefined<"no_deals" | "nothing_before" | "negative" | "deals_do_not_match" | "too_large">;

/** What volume, win rate and deal size contributed to the change of a result, in whole stored units. */
export function resultChange(before: PeriodResult, after: PeriodResult, isMoney: boolean): ResultChange | NoChange {
  const both = [before, after];
  if (both.some(({ amount, won }) => amount < 0n || won < 0n)) return notDefined("negative");
  if (both.every(({ won }) => won === 0n)) return notDefined("no_deals");
  if (both.some(({ amount, won }) => won === 0n && amount > 0n)) return notDefined("deals_do_not_match");
  if (both.some(({ decided, won }) => decided !== null && decided < won)) return notDefined("deals_do_not_match");
  const hasDecided = both.every(({ decided }) => decided !== null);
  if (before.amount === 0n && before.won === 0n && (before.decided ?? 0n) === 0n) return notDefined("nothing_before");
  if (!isMoney && !hasDecided) return notDefined("no_deals");
  const names: ChangeFactor[] = [
    ...(hasDecided ? (["decided", "winRate"] as const) : (["won"] as const)),
    ...(isMoney ? (["dealSize"] as const) : []),
  ];
  const known = both.map((result) => names.map((name) => factorOf(result, name)));
  const filled = known.map((own, period) => own.map((value, at) => value ?? known[1 - period]?.[at] ?? 0));
  const [start, end] = filled.map((values) => Object.fromEntries(names.map((name, at) => [name, values[at] ?? 0])));
  const effects = decompose(names, start as Record<ChangeFactor, number>, end as Record<ChangeFactor, number>);
  if (!isDefined(effects)) return effects;
  const change = after.amount - before.amount;
  const whole = wholeParts(
    names.map((name) => effects[name]),
    change,
  );
  return {
    before,
    after,
    change,
    effects: names.map((factor, at) => ({ factor, effect: whole[at] ?? 0n })),
    held: names.filter((_, at) => known.some((own) => own[at] === null)),
  };
}

function factorOf({ amount, won, decided }: PeriodResult, factor: ChangeFactor): number | null {
  switch (factor) {
    case "decided":
      return Number(decided ?? 0n);
    case "won":
      return Number(won);
    case "winRate":
      return decided === null || decided === 0n ? null : Number(won) / Number(decided);
    case "dealSize":
      return won === 0n ? null : Number(amount) / Number(won);
  }
}
