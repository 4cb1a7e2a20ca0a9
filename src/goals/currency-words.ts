import type { Currency } from "./money.ts";

/** How people write the currencies, beside the ISO code; "¥" and "kr" mean the commonest of those that share them. */
const written: Readonly<Record<Currency, readonly string[]>> = {
  USD: ["$", "us$", "usd", "dollar", "dollars", "доллар", "доллара", "долларов", "дол", "долл"],
  EUR: ["€", "eur", "euro", "euros", "евро"],
  GBP: ["£", "gbp", "pound", "pounds", "фунт", "фунта", "фунтов"],
  RUB: ["₽", "rub", "rur", "руб", "рубль", "рубля", "рублей", "р", "rubles", "roubles", "ruble", "rouble"],
  JPY: ["¥", "jpy", "yen", "иена", "иены", "иен", "йен"],
  CNY: ["cny", "rmb", "yuan", "юань", "юаня", "юаней", "cn¥", "元"],
  UAH: ["₴", "uah", "грн", "гривна", "гривны", "гривен", "hryvnia"],
  KZT: ["₸", "kzt", "тенге", "тг", "tenge"],
  BYN: ["byn", "br"],
  INR: ["₹", "inr", "rs", "rupee", "rupees", "рупия", "рупии", "рупий"],
  KRW: ["₩", "krw", "won", "вон"],
  TRY: ["₺", "tl", "лира", "лиры", "лир", "lira"],
  ILS: ["₪", "ils", "nis", "shekel", "shekels"],
  PLN: ["zł", "zl", "pln", "zloty", "злотый", "злотых"],
  CZK: ["kč", "czk"],
  SEK: ["sek"],
  NOK: ["nok"],
  DKK: ["dkk"],
  CHF: ["chf", "fr", "franc", "francs", "франк", "франка", "франков"],
  BRL: ["r$", "brl", "real", "reais"],
  CAD: ["c$", "ca$", "cad"],
  AUD: ["a$", "au$", "aud"],
  NZD: ["nz$", "nzd"],
  SGD: ["s$", "sgd"],
  HKD: ["hk$", "hkd"],
  MXN: ["mx$", "mxn"],
  GEL: ["₾", "gel", "лари", "lari"],
  AMD: ["֏", "amd", "драм", "драма", "драмов"],
  AED: ["aed", "dirham", "dirhams", "дирхам", "дирхама", "дирхамов"],
  ZAR: ["zar", "rand"],
};

const codes = new Map(Object.entries(written).flatMap(([code, words]) => words.map((word) => [word, code] as const)));
const issued = new Set(Intl.supportedValuesOf("currency"));

/** Other ISO codes count only in capitals, because "all", "top" and "cup" are words too. */
export function currencyNamed(word: string): Currency | null {
  const name = word.replace(/\.$/, "");
  return codes.get(name.toLowerCase()) ?? (/^[A-Z]{3}$/.test(name) && issued.has(name) ? name : null);
}
