import { texts } from "./texts.ts";

/** The size of a team's market, as somebody typed it in. */
export const marketTexts = texts({
  summary: { en: "Note the size of the team’s market in a period", ru: "Записать объём рынка команды за период" },
  optionMetric: { en: "Metric", ru: "Показатель" },
  hintMetric: { en: "Revenue if left empty", ru: "Если пусто, выручка" },
  optionAmount: { en: "Size of the whole market", ru: "Объём всего рынка" },
  hintAmount: { en: "Like 1.2m; 0 takes the figure away", ru: "Например, 1,2 млн; 0 убирает значение" },
  optionFrom: { en: "From", ru: "С" },
  hintFrom: { en: "A day, or a whole period like Q3 or October", ru: "День или весь период: 3 квартал, октябрь" },
  optionTo: { en: "To", ru: "По" },
  rate: {
    en: "{metric} is a rate, and a market has no rate of its own. Please name money or a count.",
    ru: "«{metric}» измеряется долей, а у рынка своей доли нет. Укажите деньги или количество.",
  },
  needsMetric: {
    en: "Which metric? /team metric shows them all.",
    ru: "Какой показатель? Все показатели: /team metric.",
  },
  needsAmount: {
    en: "How large was the market? For example: /team market revenue 1.2m Q3",
    ru: "Каким был рынок? Например: /team market revenue 1.2m Q3",
  },
  needsPeriod: {
    en: "For which period? For example: /team market revenue 1.2m Q3",
    ru: "За какой период? Например: /team market revenue 1.2m Q3",
  },
  badAmount: {
    en: "A market’s size is a number from 0 up, like 1.2m.",
    ru: "Объём рынка — это число от 0, например 1,2 млн.",
  },
  otherCurrency: {
    en: "{metric} is counted in {currency}. Please give the market in the same unit.",
    ru: "«{metric}» считается в единицах: {currency}. Укажите рынок в них же.",
  },
  aCount: { en: "pieces", ru: "штуки" },
  badPeriod: {
    en: "“{typed}” is not a period I can read. Try Q3, October or from:2026-07-01 to:2026-09-30.",
    ru: "Не удалось прочитать период «{typed}». Попробуйте: 3 квартал, октябрь или from:2026-07-01 to:2026-09-30.",
  },
  notBegun: {
    en: "That period begins on {date} only: a market figure is about what was measured.",
    ru: "Этот период начнётся только {date}: объём рынка записывают по уже измеренному.",
  },
  noted: { en: "Market of {metric}, {dates}: {amount}.", ru: "Рынок, {metric}, {dates}: {amount}." },
  corrected: {
    en: "Market of {metric}, {dates}: {amount} instead of {was}. The earlier figure stays in the change log.",
    ru: "Рынок, {metric}, {dates}: {amount} вместо {was}. Прежнее значение остаётся в журнале изменений.",
  },
  removed: {
    en: "The market figure of {metric}, {dates} is taken away; the change log keeps it.",
    ru: "Объём рынка ({metric}, {dates}) убран; в журнале изменений он остаётся.",
  },
  noSuchFigure: {
    en: "There is no market figure of {metric} for {dates}. /team market shows those there are.",
    ru: "Объёма рынка ({metric}, {dates}) нет. Что записано, покажет /team market.",
  },
  none: {
    en: "No market figure of {metric} yet. For example: /team market revenue 1.2m Q3",
    ru: "Объём рынка ({metric}) пока не записан. Например: /team market revenue 1.2m Q3",
  },
  title: { en: "{team}: market of {metric}", ru: "{team}: рынок, {metric}" },
  line: { en: "{dates}: {market}, our {own} are {share}", ru: "{dates}: {market}, наши {own} составляют {share}" },
  lineRunning: {
    en: "{dates}: {market}; the period still runs, our {own} so far",
    ru: "{dates}: {market}; период ещё идёт, у нас пока {own}",
  },
  listNote: {
    en: "The same period again corrects a figure. /report causes shows what of the growth came with the market.",
    ru: "Повтор за тот же период исправляет значение. /report causes покажет, какая часть роста пришла вместе с рынком.",
  },
});
