import { texts } from "../../src/i18n/texts.ts";

/** What only this adapter says. */
export const slackTexts = texts({
  continued: { en: "Part {at} of {of}; it goes on below.", ru: "Часть {at} из {of}; продолжение ниже." },
  shortened: {
    en: "Shortened: {count, plural, one {# more part is} other {# more parts are}} not shown here.",
    ru: "Сокращено: ещё {count, plural, one {# часть не показана} few {# части не показаны} many {# частей не показано} other {# части не показано}}.",
  },
  edited: { en: "Edited {when}", ru: "Изменено {when}" },
  editedRest: {
    en: "The message above was changed; this is the rest of it now.",
    ru: "Сообщение выше изменено, вот его новое продолжение.",
  },
  working: { en: "Working on it…", ru: "Уже делаю…" },
  loading: { en: "One moment…", ru: "Одну секунду…" },
  formReady: {
    en: "The form was ready a moment too late for Slack. Open it here; nothing you typed is lost.",
    ru: "Форма была готова чуть позже, чем ждёт Slack. Откройте её здесь, введённое сохранено.",
  },
  formGone: {
    en: "This form was open for too long. Please open it again.",
    ru: "Форма была открыта слишком долго. Откройте её, пожалуйста, ещё раз.",
  },
  fix: { en: "Please put this right; everything else is kept:", ru: "Поправьте это, остальное сохранено:" },
  close: { en: "Close", ru: "Закрыть" },
  cancel: { en: "Cancel", ru: "Отмена" },
  done: { en: "Done", ru: "Готово" },
  wholeTeam: { en: "The whole team", ru: "Вся команда" },
  searchHint: { en: "Begin to type", ru: "Начните вводить" },
  choose: { en: "Choose", ru: "Выберите" },
  fileSent: { en: "The file is in our direct messages.", ru: "Файл отправлен личным сообщением." },
  fileNotSent: {
    en: "The file could not be sent right now. Please run the command again in a minute.",
    ru: "Сейчас файл не отправился. Повторите команду, пожалуйста, через минуту.",
  },
  homeTeams: { en: "Your teams", ru: "Ваши команды" },
  homeCheckIn: { en: "Check in", ru: "Отчитаться" },
  homeLog: { en: "Log progress", ru: "Записать результат" },
  homeBlocker: { en: "Something is in the way", ru: "Что-то мешает" },
  homeSchedule: { en: "Times", ru: "Расписание" },
  homeChannel: { en: "Channel", ru: "Канал" },
  homeHolidays: { en: "Holidays", ru: "Праздники" },
  homeQuestions: { en: "Questions", ru: "Вопросы" },
  homeAddPerson: { en: "Add a person", ru: "Добавить человека" },
  homeRefreshed: { en: "As of {when}", ru: "Состояние на {when}" },
  welcomeTitle: { en: "Goalkeeper is here", ru: "Goalkeeper на месте" },
  welcomeIntro: {
    en: "I keep a sales team’s goals, ask for short check-ins and post a weekly summary. Three steps and your team is ready:",
    ru: "Я веду цели отдела продаж, собираю короткие отчёты и публикую недельную сводку. Три шага — и команда готова:",
  },
  welcomeTeam: {
    en: "Make your team with {command}, best in its channel after inviting me there with {invite}.",
    ru: "Создайте команду: {command}. Лучше в её канале, пригласив меня туда: {invite}.",
  },
  welcomePeople: { en: "Add the people with {command}.", ru: "Добавьте людей: {command}." },
  welcomeGoal: { en: "Set the first goal with {command}.", ru: "Поставьте первую цель: {command}." },
  welcomeHelp: {
    en: "Everything else: {command}. I read nothing in your channels.",
    ru: "Всё остальное: {command}. Сообщения в каналах я не читаю.",
  },
  welcomeMakeTeam: { en: "Make a team", ru: "Создать команду" },
  missingScope: {
    en: "Slack does not let me do this because a permission is missing: {scope}. Please install Goalkeeper again with the manifest from “npx goalkeeper slack manifest”.",
    ru: "Slack не разрешает мне это сделать: не хватает разрешения {scope}. Переустановите, пожалуйста, Goalkeeper с манифестом из «npx goalkeeper slack manifest».",
  },
});

/** Slack shows a sentence beside each slash command. */
export const nounTexts: Readonly<Record<string, string>> = {
  goal: "Goals: set, accept, log, look back",
  checkin: "Check in, or change, skip or postpone a check-in",
  blocker: "What stands in the way",
  team: "The team: people, times, settings",
  report: "Summaries and reports",
  action: "Promises with an owner and a date",
  my: "My day and my settings",
  goalkeeper: "Help, status and every other command",
};
