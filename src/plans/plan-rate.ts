import { convertMinor, currencyExponent } from "../goals/money.ts";

/** Between a plan's currency and a line's own: `rate` is how many of the plan's units one of the line's is worth. */
export type PlanRate = { readonly currency: string; readonly rate: string };

/** A share of the plan as the line's own amount, rounded half up. */
export function inOwnCurrency(share: bigint, planCurrency: string, { currency, rate }: PlanRate): bigint {
  const [whole = "0", fraction = ""] = rate.split(".");
  const digits = BigInt(whole + fraction);
  const scaled = share * 10n ** BigInt(fraction.length + currencyExponent(currency));
  const by = digits * 10n ** BigInt(currencyExponent(planCurrency));
  return (scaled * 2n + by) / (by * 2n);
}

/** An own amount at the plan rate, in the plan's currency. */
export const atPlanRate = (amount: bigint, planCurrency: string, { currency, rate }: PlanRate): bigint =>
  convertMinor(amount, rate, currencyExponent(currency), currencyExponent(planCurrency));

const written = /^([a-z]{3})\s*(?:=|at|по|:)?\s*(\d{1,6}(?:[.,]\d{1,8})?)$/iu;

/** "USD 0.92", "usd = 0,92"; null for anything else, and for currencies nobody knows. */
export function readPlanRate(typed: string): PlanRate | null {
  const [, code = "", number = ""] = written.exec(typed.trim()) ?? [];
  const currency = code.toUpperCase();
  const rate = number.replace(",", ".");
  if (currency === "" || !/[1-9]/u.test(rate)) return null;
  return Intl.supportedValuesOf("currency").includes(currency) ? { currency, rate } : null;
}
