import { texts } from "./texts.ts";

export const goalkeeperTexts = texts({
  helpSummary: { en: "Help on everything, or on one command", ru: "Справка обо всём или об одной команде" },
  helpOption: { en: "Command", ru: "Команда" },
  helpTitle: { en: "What I can do for you", ru: "Чем я могу помочь" },
  helpIntro: {
    en: "Goals, check-ins and summaries for sales teams. Answers are private to you. Type a noun alone, like /goal, for its menu.",
    ru: "Цели, отчёты о ходе дел и сводки для отдела продаж. Ответы видите только вы. Наберите одно слово, например /goal, чтобы увидеть меню.",
  },
  helpUsage: { en: "How to write it", ru: "Как написать" },
  helpExamples: { en: "Examples", ru: "Примеры" },
  helpOptions: { en: "Options", ru: "Параметры" },
  helpUnknown: { en: "There is no command “{typed}”.", ru: "Команды «{typed}» нет." },
  optionalMark: { en: "optional", ru: "необязательно" },
});
