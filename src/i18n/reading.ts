import { texts } from "./texts.ts";

/** What is said when a value cannot be read: what happened and how to write it instead. */
export const readingTexts = texts({
  badNumber: {
    en: "“{typed}” is not a number I can read. Write it like 12, 5k or 1.2m.",
    ru: "Не получилось прочитать число «{typed}». Напишите, например, 12, 5 тыс. или 1,2 млн.",
  },
  badDate: {
    en: "“{typed}” is not a date I can read. Write it like today, fri, 31.12, 2026-12-31 or “end of month”.",
    ru: "Не получилось прочитать дату «{typed}». Напишите, например: сегодня, пт, 31.12, 2026-12-31 или «конец месяца».",
  },
  badWhen: {
    en: "“{typed}” is not a time I can read. Write it like “mon-fri 09:30”, “fri 16:00” or “off”.",
    ru: "Не получилось прочитать расписание «{typed}». Напишите, например, «пн-пт 09:30», «пт 16:00» или «выкл».",
  },
  badZone: {
    en: "I do not know the time zone “{typed}”. Write it like Europe/Berlin or Asia/Vladivostok.",
    ru: "Часовой пояс «{typed}» мне неизвестен. Напишите, например, Europe/Moscow или Asia/Vladivostok.",
  },
  shortZone: {
    en: "“{typed}” is an abbreviation, and those do not say enough. Write the time zone by a city, such as {zones}.",
    ru: "«{typed}» — это сокращение, а его понимают по-разному. Укажите часовой пояс по городу, например: {zones}.",
  },
  badHolidays: {
    en: "I have no holidays for “{typed}”. Write a country and, if you like, a region: US, DE-BY, RU; or “none”.",
    ru: "Для «{typed}» нет календаря праздников. Укажите страну и при желании регион: RU, DE-BY, US; или «нет».",
  },
  badChoice: {
    en: "“{typed}” is not one of: {choices}.",
    ru: "«{typed}» не входит в список: {choices}.",
  },
  tooLong: {
    en: "That is {length, plural, one {# character} other {# characters}}; there is room for {limit}.",
    ru: "Здесь {length, plural, one {# символ} few {# символа} many {# символов} other {# символа}}, а помещается {limit}.",
  },
  noPerson: {
    en: "I do not know “{typed}”. Mention the person with @, or add them to a team first.",
    ru: "Я не знаю «{typed}». Упомяните человека через @ или сначала добавьте его в команду.",
  },
  severalPeople: {
    en: "“{typed}” could be {candidates}. Mention the person with @.",
    ru: "«{typed}» может означать: {candidates}. Упомяните человека через @.",
  },
  noGoal: {
    en: "I found no goal “{typed}” among those you can see. /goal list shows them.",
    ru: "Среди доступных вам целей нет «{typed}». Список: /goal list.",
  },
  severalGoals: {
    en: "“{typed}” could be {candidates}. Use the number, like #{number}.",
    ru: "«{typed}» может означать: {candidates}. Укажите номер, например #{number}.",
  },
  noTeam: {
    en: "I found no team “{typed}”. Yours: {teams}.",
    ru: "Команда «{typed}» не найдена. Ваши команды: {teams}.",
  },
  noTeamAtAll: {
    en: "You are not in a team yet. Ask a manager or an admin to add you with /team add.",
    ru: "Вы пока не состоите в команде. Попросите руководителя или администратора добавить вас: /team add.",
  },
  noTeamMayCreate: {
    en: "You are not in a team yet. Make one with /team create, or join one with /team add.",
    ru: "Вы пока не состоите в команде. Создайте её: /team create. Или добавьте себя в готовую: /team add.",
  },
  whichTeam: {
    en: "You are in several teams: {teams}. Please say which, like team:“{example}”.",
    ru: "Вы состоите в нескольких командах: {teams}. Укажите, в какой: team:«{example}».",
  },
  noMetric: {
    en: "There is no metric “{typed}” yet. Known: {metrics}.",
    ru: "Показателя «{typed}» пока нет. Есть: {metrics}.",
  },
  badChannel: {
    en: "“{typed}” is not a channel I can see. Pick it with #, or run the command in that channel.",
    ru: "Канал «{typed}» мне не виден. Выберите его через # или выполните команду прямо в нём.",
  },
});
