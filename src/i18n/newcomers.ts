import { texts } from "./texts.ts";

/** Somebody who writes for the first time may be known from an import already; an admin says whether. */
export const newcomerTexts = texts({
  summary: {
    en: "Match a person in chat with their imported record",
    ru: "Объединить человека в чате с импортированным",
  },
  optionPerson: { en: "Who writes here", ru: "Кто пишет здесь" },
  optionAs: { en: "Their name in the import", ru: "Имя в импорте" },
  hintAs: { en: "Only where it differs", ru: "Только если отличается" },
  optionSure: { en: "Confirmed", ru: "Подтверждено" },
  ask: {
    en: "{person} writes here for the first time, and the import knows somebody called {name}: {what}. Are they the same person?",
    ru: "{person} пишет здесь впервые, а в импорте есть человек с именем {name}: {what}. Это один и тот же человек?",
  },
  confirm: {
    en: "{person} would become one person with the imported {name}: {what}. This cannot be undone.",
    ru: "{person} и {name} из импорта станут одним человеком: {what}. Отменить это нельзя.",
  },
  what: {
    en: "{teams}; {entries, plural, =0 {no results} one {# result} other {# results}}",
    ru: "{teams}; {entries, plural, =0 {результатов нет} one {# результат} few {# результата} many {# результатов} other {# результата}}",
  },
  noTeam: { en: "no team", ru: "без команды" },
  join: { en: "Yes, the same person", ru: "Да, это один человек" },
  otherwise: {
    en: "If not, there is nothing to do: they stay two people.",
    ru: "Если нет, ничего делать не нужно: это останутся два разных человека.",
  },
  joined: {
    en: "Done: {name} is one person now, with the teams and results of both.",
    ru: "Готово: {name} теперь один человек, с командами и результатами обоих.",
  },
  told: {
    en: "{admin} joined you with what was imported under your name: {what}.",
    ru: "{admin}: ваша учётная запись объединена с данными, импортированными под вашим именем ({what}).",
  },
  nobody: {
    en: "Nobody called {name} waits in the import. Whoever was imported and never wrote to me can be joined; write their name as it stands in the import.",
    ru: "В импорте нет свободного человека с именем {name}. Объединить можно того, кто импортирован и ещё ни разу не писал мне; укажите имя, как оно записано в импорте.",
  },
  several: {
    en: "The import knows {count, plural, one {# person} other {# people}} called {name}, so I cannot tell them apart. Import again with an id or an e-mail address for each.",
    ru: "В импорте {count, plural, one {# человек} few {# человека} many {# человек} other {# человека}} с именем {name}, и различить их нельзя. Импортируйте ещё раз, указав для каждого номер или адрес почты.",
  },
});
