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

  statusSummary: { en: "What is running and what comes next", ru: "Что работает и что дальше" },
  statusTitle: { en: "Goalkeeper {version}", ru: "Goalkeeper {version}" },
  statusOrganisation: { en: "Organisation", ru: "Организация" },
  statusCounts: {
    en: "{teams, plural, one {# team} other {# teams}}, {people, plural, one {# person} other {# people}}",
    ru: "{teams, plural, one {# команда} few {# команды} many {# команд} other {# команды}}, {people, plural, one {# человек} few {# человека} many {# человек} other {# человека}}",
  },
  statusPlatform: { en: "Here", ru: "Здесь" },
  statusNext: { en: "Next", ru: "Дальше" },
  statusNextLine: { en: "{team} ({zone}), {what}: {when}", ru: "{team} ({zone}), {what}: {when}" },
  statusPaused: {
    en: "{team} is paused. To start it again: /team resume",
    ru: "Команда {team} на паузе. Возобновить: /team resume",
  },
  statusNothingNext: { en: "Nothing is scheduled for your teams.", ru: "Для ваших команд ничего не запланировано." },
  statusMissed: { en: "Left out in the last seven days", ru: "Не состоялось за последние семь дней" },
  statusMissedLine: { en: "{team}, {what}, {when}: {reason}", ru: "{team}, {what}, {when}: {reason}" },
  statusLeft: {
    en: "{workspace}: no access since {when}; messages wait until the app is installed there again",
    ru: "{workspace}: нет доступа с {when}; сообщения ждут, пока приложение не установят снова",
  },
  statusMessages: { en: "Messages", ru: "Сообщения" },
  statusMessagesLine: {
    en: "{waiting} waiting, {failed} failed; last sent: {last}",
    ru: "ждут отправки: {waiting}, не доставлены: {failed}; последнее отправленное: {last}",
  },
  statusNoneSent: { en: "none yet", ru: "пока нет" },
  statusFailed: { en: "Failed: {kind}, {when}: {problem}", ru: "Не доставлено: {kind}, {when}: {problem}" },
  statusNoReason: { en: "no reason given", ru: "причина не указана" },
  statusEmbedded: {
    en: "The data is in the embedded practice database, which is for trying and small teams. Before a team grows, move it to PostgreSQL: npx goalkeeper move-to postgresql://…",
    ru: "Данные хранятся во встроенной базе: она для знакомства и небольших команд. До роста команды перенесите их в PostgreSQL: npx goalkeeper move-to postgresql://…",
  },
  statusMadeUp: {
    en: "This is the made-up team of the practice room; nobody in it is real.",
    ru: "Это вымышленная команда тренировочной комнаты, настоящих людей в ней нет.",
  },

  retrySummary: { en: "Send again what could not be delivered", ru: "Отправить ещё раз то, что не доставлено" },
  retryButton: { en: "Send again", ru: "Отправить ещё раз" },
  retried: {
    en: "{count, plural, one {One message is} other {# messages are}} being sent again.",
    ru: "{count, plural, one {Ещё раз отправляется # сообщение} few {Ещё раз отправляются # сообщения} many {Ещё раз отправляются # сообщений} other {Ещё раз отправляется # сообщения}}.",
  },
  retriedNone: {
    en: "There is nothing to send again: nothing failed, or what did is of no use any more.",
    ru: "Повторять нечего: недоставленных сообщений нет, или они уже потеряли смысл.",
  },

  auditSummary: { en: "Who changed what, when, from what to what", ru: "Кто, что и когда изменил, с чего на что" },
  auditOptionWho: { en: "By whom", ru: "Кто менял" },
  auditOptionDays: { en: "For how many days", ru: "За сколько дней" },
  auditTitle: {
    en: "Changes of the last {days, plural, one {day} other {# days}}: {count}",
    ru: "Изменения за {days, plural, one {# день} few {# дня} many {# дней} other {# дня}}: {count}",
  },
  auditNone: {
    en: "Nothing changed in the last {days, plural, one {day} other {# days}}.",
    ru: "За {days, plural, one {# день} few {# дня} many {# дней} other {# дня}} изменений не было.",
  },
  auditMore: {
    en: "The newest {shown} are shown; the file has {count}.",
    ru: "Показаны последние {shown}; в файле {count}.",
  },
  auditFile: { en: "The same is in the file.", ru: "То же самое в файле." },
  auditDays: { en: "Give a number of days from 1 to 3650.", ru: "Укажите число дней от 1 до 3650." },
  auditSystem: { en: "Goalkeeper", ru: "Goalkeeper" },
  auditWhen: { en: "when", ru: "когда" },
  auditWho: { en: "who", ru: "кто" },
  auditWhat: { en: "what", ru: "что" },
  auditSubject: { en: "about", ru: "о чём" },
  auditChange: { en: "change", ru: "изменение" },
});
