import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountInFile, estimateInWords } from "../../src/goals/amounts.ts";
import { wordsFor } from "../../src/i18n/words.ts";

const en = wordsFor("en", "UTC");
const ru = wordsFor("ru", "UTC");
const usd = { unit: "money", currency: "USD" } as const;
const yen = { unit: "money", currency: "JPY" } as const;
const count = { unit: "count", currency: null } as const;

/** Numbers in Russian hold spaces that are no ordinary spaces. */
const spaced = (text: string) => text.replace(/\s/gu, " ");

describe("what was reckoned", () => {
  test("is shown without cents from a thousand up, with them below", () => {
    expect(estimateInWords(en, usd, 26_755_606.49)).toBe("$267,556");
    expect(estimateInWords(en, usd, 99_999.6)).toBe("$1,000");
    expect(estimateInWords(en, usd, 99_949)).toBe("$999.49");
    expect(estimateInWords(en, usd, -26_755_606)).toBe("-$267,556");
    expect(spaced(estimateInWords(ru, usd, 26_755_606.49))).toBe("267 556 $");
    expect(estimateInWords(en, yen, 267_556.4)).toBe("¥267,556");
    expect(estimateInWords(en, count, 62.857)).toBe("63");
    expect(estimateInWords(en, { unit: "percent", currency: null }, 2_250)).toBe("22.5%");
    expect(estimateInWords(ru, { unit: "percent", currency: null }, 2_250)).toBe("22,5\u00a0%");
  });

  test("never shows cents from a thousand up, and stays within half a unit of the truth", () => {
    fc.assert(
      fc.property(fc.double({ min: 100_000, max: 1e13, noNaN: true }), (stored) => {
        const shown = estimateInWords(en, usd, stored);
        expect(shown).not.toContain(".");
        expect(Math.abs(Number(shown.replace(/[$,]/gu, "")) - stored / 100)).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
    );
  });
});

test("in a file amounts are plain decimals", () => {
  expect(amountInFile(usd, 26_755_606n)).toBe("267556.06");
  expect(amountInFile(yen, 267_556n)).toBe("267556");
  expect(amountInFile(count, 12n)).toBe("12");
  expect(amountInFile({ unit: "percent", currency: null }, 2_255n)).toBe("22.55");
});
