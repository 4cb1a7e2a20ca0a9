import { type MessageCatalog, texts } from "../../src/i18n/texts.ts";

/** Discord wants a sentence for each noun, beside those of its verbs. */
export const nounTexts: MessageCatalog = texts({
  goal: { en: "Goals: set, accept, log, look back", ru: "Цели: поставить, принять, записать результат" },
  checkin: { en: "Check-ins: answer, correct, snooze", ru: "Отчёты: ответить, исправить, отложить" },
  blocker: { en: "What stands in the way", ru: "Что мешает" },
  team: { en: "The team: people, times, settings", ru: "Команда: люди, время, настройки" },
  report: { en: "Summaries and reports", ru: "Сводки, прогнозы и выгрузки" },
  action: { en: "Promises with an owner and a date", ru: "Обещания с исполнителем и сроком" },
  my: { en: "My day and my settings", ru: "Мой день и мои настройки" },
  goalkeeper: { en: "Help, status, settings of everything", ru: "Справка, состояние, общие настройки" },
});
