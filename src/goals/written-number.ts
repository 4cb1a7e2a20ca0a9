const spaces = "[ \\u00a0\\u2009\\u202f'’_]";

/** Digits as people write them: groups of three after a space or apostrophe, or points and commas to be told apart. */
export const digitsPattern = `\\d{1,3}(?:${spaces}\\d{3})+(?:[.,]\\d+)?(?!\\d)|\\d+(?:[.,]\\d+)*`;

const scales: readonly (readonly [factor: number, words: readonly string[]])[] = [
  [1e3, ["k", "к", "т\\.?", "тыс\\.?", "тысяч", "тысяча", "тысячи", "тысячу", "thousand", "thousands"]],
  [1e6, ["m", "м", "mm", "mln", "mn", "mio", "kk", "кк", "млн\\.?", "million", "millions"]],
  [1e6, ["миллион", "миллиона", "миллионов", "лям", "ляма", "лямов"]],
  [1e9, ["b", "bn", "bln", "billion", "billions", "млрд\\.?", "миллиард", "миллиарда", "миллиардов"]],
];

const scaleWords = scales.flatMap(([, words]) => words);

/** In a sentence "15 к пятнице" is fifteen by Friday, so a single Russian letter must touch the digits. */
const spacedScale = scaleWords.filter((word) => !/^[ктм](?!\p{L})/u.test(word)).join("|");

const inSentence = `(?:${scaleWords.join("|")}|\\s(?:${spacedScale}))(?![\\p{L}\\d])`;

export const scalePattern = {
  inSentence,
  // With nothing but money after it the letter is a scale again: "120 к", "5 т.р." for five thousand roubles.
  alone: `(?:${inSentence}|\\s?[ктм]\\.?(?=$|\\s?(?:\\p{Sc}|р|руб\\p{L}*)\\.?$))`,
};

export const percentPattern = "\\s?(?:%|percent|pct|процентов|процента|процент)(?!\\p{L})";

export function scaleNamed(word: string): number {
  const name = word.trim().toLowerCase();
  const found = scales.find(([, words]) => words.some((known) => new RegExp(`^(?:${known})$`, "u").test(name)));
  return found?.[0] ?? 1;
}

/**
 * The value of digits with separators; null when they do not fit together ("1.2.3").
 * A lone separator before exactly three digits groups thousands ("120.000"), unless a zero stands before it
 * or the scale makes decimals likelier ("1,234 млн", "1.125k").
 */
function digitsValue(digits: string, scale: number): number | null {
  const text = digits.replace(new RegExp(spaces, "gu"), "");
  const grouped = text.length < digits.length;
  const separators = text.match(/[.,]/g) ?? [];
  const parts = text.split(/[.,]/);
  const last = separators.at(-1);
  if (last === undefined) return Number(text);
  const tail = parts.at(-1) ?? "";
  const alone = separators.length === 1;
  const asDecimals =
    grouped || tail.length !== 3 || text.startsWith("0") || scale >= 1e6 || (scale > 1 && last === ".");
  if (alone && (asDecimals || (parts[0] ?? "").length > 3)) return Number(`${parts[0]}.${tail}`);
  const uniform = separators.every((separator) => separator === last);
  const others = separators.slice(0, -1);
  if (!uniform && (others.includes(last) || new Set(others).size > 1)) return null;
  const whole = uniform ? parts : parts.slice(0, -1);
  if ((whole[0] ?? "").length > 3 || whole.slice(1).some((group) => group.length !== 3)) return null;
  return Number(uniform ? whole.join("") : `${whole.join("")}.${tail}`);
}

/** Scaled without the noise of binary fractions: 1.1 million is 1100000. */
export function scaledValue(digits: string, scale: number): number | null {
  const value = digitsValue(digits, scale);
  if (value === null) return null;
  const product = Number((value * scale).toPrecision(15));
  return product <= Number.MAX_SAFE_INTEGER ? product : null;
}
