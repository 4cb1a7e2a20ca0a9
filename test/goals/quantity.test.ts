import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convertMinor, currencyExponent, fromMinor, toMinor } from "../../src/goals/money.ts";
import { parseNumber, parseNumbers, parseQuantity } from "../../src/goals/quantity.ts";

describe("parseQuantity", () => {
  it.each([
    ["5k", { value: 5000 }],
    ["-5k", { value: -5000 }],
    ["−3", { value: -3 }],
    ["1,2 млн", { value: 1_200_000 }],
    ["1.1m", { value: 1_100_000 }],
    ["120 000", { value: 120_000 }],
    ["120\u00a0000", { value: 120_000 }],
    ["1'000'000", { value: 1_000_000 }],
    ["0.125", { value: 0.125 }],
    ["1.125k", { value: 1125 }],
    ["120 к", { value: 120_000 }],
    ["$45k", { value: 45_000, currency: "USD" }],
    ["45k $", { value: 45_000, currency: "USD" }],
    ["-$5", { value: -5, currency: "USD" }],
    ["usd 500", { value: 500, currency: "USD" }],
    ["R$ 50", { value: 50, currency: "BRL" }],
    ["€1.234,50", { value: 1234.5, currency: "EUR" }],
    ["£20", { value: 20, currency: "GBP" }],
    ["¥5000", { value: 5000, currency: "JPY" }],
    ["12 000,50 €", { value: 12_000.5, currency: "EUR" }],
    ["100р", { value: 100, currency: "RUB" }],
    ["5т.р.", { value: 5000, currency: "RUB" }],
    ["100 тыс. руб.", { value: 100_000, currency: "RUB" }],
    ["5 млн рублей", { value: 5_000_000, currency: "RUB" }],
    ["7 THB", { value: 7, currency: "THB" }],
    ["3 calls", { value: 3, unit: "calls" }],
    ["15 сделок", { value: 15, unit: "сделок" }],
  ])("reads %j", (text, expected) => {
    expect(parseQuantity(text)).toEqual({ percent: false, ...expected });
  });

  it("reads parts of a whole and percents", () => {
    for (const text of ["3 of 10", "3/10", "3 из 10"]) {
      expect(parseQuantity(text)).toEqual({ value: 3, of: 10, percent: false });
    }
    expect(parseQuantity("3 из 10 встреч")).toEqual({ value: 3, of: 10, percent: false, unit: "встреч" });
    expect(parseQuantity("12,5 %")).toEqual({ value: 12.5, percent: true });
  });

  it.each([
    "",
    "abc",
    "сто тысяч",
    "31 december",
    "31 декабря",
    "5 мая",
    "12:30",
    "2026-12-31",
    "31.12.2026",
    "1 2",
    "5-10",
    "12 of 10",
    "3 of 0",
    "1e5",
    "++5",
    "-$-5",
    "5% rub",
    "$5 €",
    "1,000.5.3",
    "5 calls by friday",
    "15 к пятнице",
    "call 5",
    "99999999999999999999",
  ])("refuses %j", (text) => {
    expect(parseQuantity(text)).toBeNull();
  });

  it("reads every whole number however it is grouped", () => {
    const locales = fc.constantFrom("en-US", "de-DE", "ru-RU", "fr-FR", "de-CH", "es-ES");
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), locales, (value, locale) => {
        expect(parseQuantity(new Intl.NumberFormat(locale).format(value))?.value).toBe(value);
      }),
    );
  });

  it("reads cents in either notation", () => {
    const cents = fc.integer({ min: 0, max: 100_000_000 }).map((minor) => minor / 100);
    fc.assert(
      fc.property(cents, fc.constantFrom("en-US", "de-DE", "ru-RU"), (value, locale) => {
        const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(value);
        expect(parseQuantity(text)?.value).toBe(value);
      }),
    );
  });

  it("answers any text quickly, with a finite number or nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.,  -$%kкмlн/of") }), (text) => {
        const value = parseQuantity(text)?.value ?? 0;
        expect(Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect(parseQuantity("1 ".repeat(5000))).toBeNull();
    expect(parseQuantity("1,".repeat(5000))).toBeNull();
  });
});

it("finds numbers in a sentence, but not in a quarter's name or a Russian preposition", () => {
  expect(parseNumber("Q1: 120k")?.value).toBe(120_000);
  expect(parseNumbers("закрыть 15 к пятнице и 20 в марте").map(({ value }) => value)).toEqual([15, 20]);
  expect(parseNumbers("from 10% to 12,5%")).toEqual([
    { value: 10, percent: true },
    { value: 12.5, percent: true },
  ]);
});

describe("money", () => {
  it("has the minor units of its currency", () => {
    expect(["USD", "JPY", "KWD", "RUB"].map(currencyExponent)).toEqual([2, 0, 3, 2]);
    expect([toMinor(1.005, "USD"), toMinor(-1.005, "USD"), toMinor(0.1 + 0.2, "KWD")]).toEqual([101n, -101n, 300n]);
    expect([toMinor(1200.4, "JPY"), toMinor(5e-7, "USD"), toMinor(1e15, "USD")]).toEqual([1200n, 0n, 10n ** 17n]);
  });

  it("comes back as it went", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.constantFrom("USD", "JPY", "KWD"),
        (minor, code) => {
          expect(toMinor(fromMinor(minor, code), code)).toBe(minor);
        },
      ),
    );
  });

  it("converts alike for a sale and its refund, at amounts past what doubles hold", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.integer({ min: 1, max: 10 ** 7 }), (minor, rate) => {
        const decimals = (rate / 10_000).toFixed(4);
        expect(convertMinor(-minor, decimals, 2, 2)).toBe(-convertMinor(minor, decimals, 2, 2));
      }),
    );
    expect(convertMinor(9_007_199_254_740_993n, "1", 2, 2)).toBe(9_007_199_254_740_993n);
    expect(() => convertMinor(1n, "1,5", 2, 2)).toThrow(RangeError);
  });
});
