type MonthNames = { en: string; enShort: readonly string[]; ru: string; ruOf: string; ruIn: string; ruShort: string };

/** January first; `ruOf` is "31 марта", `ruIn` is "в марте". */
export const months: readonly MonthNames[] = [
  { en: "january", enShort: ["jan"], ru: "январь", ruOf: "января", ruIn: "январе", ruShort: "янв" },
  { en: "february", enShort: ["feb"], ru: "февраль", ruOf: "февраля", ruIn: "феврале", ruShort: "фев" },
  { en: "march", enShort: ["mar"], ru: "март", ruOf: "марта", ruIn: "марте", ruShort: "мар" },
  { en: "april", enShort: ["apr"], ru: "апрель", ruOf: "апреля", ruIn: "апреле", ruShort: "апр" },
  { en: "may", enShort: [], ru: "май", ruOf: "мая", ruIn: "мае", ruShort: "мая" },
  { en: "june", enShort: ["jun"], ru: "июнь", ruOf: "июня", ruIn: "июне", ruShort: "июн" },
  { en: "july", enShort: ["jul"], ru: "июль", ruOf: "июля", ruIn: "июле", ruShort: "июл" },
  { en: "august", enShort: ["aug"], ru: "август", ruOf: "августа", ruIn: "августе", ruShort: "авг" },
  { en: "september", enShort: ["sep", "sept"], ru: "сентябрь", ruOf: "сентября", ruIn: "сентябре", ruShort: "сен" },
  { en: "october", enShort: ["oct"], ru: "октябрь", ruOf: "октября", ruIn: "октябре", ruShort: "окт" },
  { en: "november", enShort: ["nov"], ru: "ноябрь", ruOf: "ноября", ruIn: "ноябре", ruShort: "ноя" },
  { en: "december", enShort: ["dec"], ru: "декабрь", ruOf: "декабря", ruIn: "декабре", ruShort: "дек" },
];

const numbers = new Map(
  months.flatMap(({ en, enShort, ru, ruOf, ruIn, ruShort }, index) =>
    [en, ...enShort, ru, ruOf, ruIn, ruShort].map((name) => [name, index + 1] as const),
  ),
);
numbers.set("сент", 9).set("нояб", 11).set("февр", 2);

/** 1 to 12 for a month's name in either language, short or whole, in any of its forms. */
export const monthNamed = (name: string): number | null => numbers.get(name.toLowerCase().replace(/\.$/, "")) ?? null;

/** For longer patterns: every form, the longest first. */
export const monthPattern = [...numbers.keys()].sort((a, b) => b.length - a.length).join("|");
