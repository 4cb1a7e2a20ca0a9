import { texts } from "../../src/i18n/texts.ts";

/** What only this adapter says. */
export const discordTexts = texts({
  sure: { en: "{label} — are you sure?", ru: "{label} — вы уверены?" },
  keepIt: { en: "No, leave it", ru: "Нет, оставить" },
  leftAsIs: { en: "Nothing was changed.", ru: "Ничего не изменено." },
  formReady: { en: "The form is ready.", ru: "Форма готова." },
  fix: { en: "Please put this right; everything else is kept:", ru: "Поправьте это, остальное сохранено:" },
  noServer: {
    en: "I do not know you here yet. Use a command in your server once, then I can answer here too.",
    ru: "Здесь я вас ещё не знаю. Один раз вызовите команду на своём сервере — потом смогу отвечать и тут.",
  },
  personPlaceholder: { en: "A name", ru: "Имя" },
  personOrTeam: { en: "A name, or “team”", ru: "Имя или «команда»" },
  wholeTeam: { en: "The whole team", ru: "Вся команда" },
  searchPlaceholder: { en: "Begin to type its name", ru: "Начните вводить название" },
  datePlaceholder: { en: "fri, 31.12, end of month", ru: "пт, 31.12, конец месяца" },
  setupTitle: { en: "Thank you for inviting Goalkeeper", ru: "Спасибо, что пригласили Goalkeeper" },
  setupIntro: {
    en: "I keep a sales team’s goals, ask for short check-ins and post a weekly summary. Three steps and {server} is ready:",
    ru: "Я веду цели отдела продаж, собираю короткие отчёты и публикую недельную сводку. Три шага — и сервер {server} готов:",
  },
  setupTeam: {
    en: "In your team’s channel, run {command}: the channel becomes the team’s own.",
    ru: "В канале команды выполните {command}: этот канал станет каналом команды.",
  },
  setupPeople: {
    en: "Add the people with {command}, or bind a whole role with {role}.",
    ru: "Добавьте людей: {command}. Или привяжите целую роль: {role}.",
  },
  setupGoal: { en: "Set the first goal with {command}.", ru: "Поставьте первую цель: {command}." },
  setupHelp: { en: "Everything else: {command}", ru: "Всё остальное: {command}" },
});
