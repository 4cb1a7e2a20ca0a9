import { texts } from "./texts.ts";

export const checkinTexts = texts({
  checkin: { en: "Check in: five fields, a minute", ru: "Отчитаться: пять полей, минута" },
  edit: { en: "Change my last check-in", ru: "Изменить последний отчёт" },
  skip: { en: "Skip this check-in", ru: "Пропустить этот отчёт" },
  snooze: { en: "Ask me later", ru: "Напомнить позже" },
  status: { en: "Who has checked in and who has not", ru: "Кто отчитался, а кто нет" },
  questions: { en: "Show or change the team's questions", ru: "Показать или изменить вопросы команды" },
  optionReason: { en: "Reason", ru: "Причина" },
  optionUntil: { en: "Until", ru: "Когда напомнить" },
  optionQuestions: { en: "Questions, one a line", ru: "Вопросы, по одному в строке" },
  optionQuestionsHint: {
    en: "numbers, confidence, blocker, commitment, help, or text: your question, scale: your question",
    ru: "numbers, confidence, blocker, commitment, help или text: ваш вопрос, scale: ваш вопрос",
  },
  hour: { en: "in an hour", ru: "через час" },
  tomorrow: { en: "tomorrow", ru: "завтра" },
  monday: { en: "on Monday", ru: "в понедельник" },

  title: { en: "Check-in, {date}", ru: "Отчёт за {date}" },
  introPrivate: {
    en: "Your answers go to your manager. The channel sees only totals. You can change them until {closes}.",
    ru: "Ответы увидит ваш руководитель. В канал попадают только итоги. Изменить можно до {closes}.",
  },
  introLate: {
    en: "This round is closed; your answer is still welcome and will be marked late.",
    ru: "Срок прошёл, но ответ всё равно нужен; он будет отмечен как поздний.",
  },
  numbersOne: { en: "{goal}: total so far", ru: "{goal}: всего на сегодня" },
  numbersMany: { en: "Totals so far", ru: "Итоги на сегодня" },
  numbersHint: { en: "Change the totals, or write +5 to add", ru: "Исправьте итоги или напишите +5, чтобы добавить" },
  confidence: { en: "How sure are you of your goals?", ru: "Насколько вы уверены в своих целях?" },
  confidence1: { en: "1: hardly at all", ru: "1: почти не уверен" },
  confidence2: { en: "2: doubtful", ru: "2: сомневаюсь" },
  confidence3: { en: "3: half and half", ru: "3: пополам" },
  confidence4: { en: "4: rather sure", ru: "4: скорее уверен" },
  confidence5: { en: "5: sure", ru: "5: уверен" },
  blocker: { en: "What stands in the way?", ru: "Что мешает?" },
  noBlocker: { en: "Nothing", ru: "Ничего" },
  commitment: { en: "What will you do next?", ru: "Что сделаете дальше?" },
  help: { en: "What help do you want?", ru: "Какая помощь нужна?" },
  badLine: {
    en: "“{line}” could not be read. Write one line a goal: “#12 Calls: 45” or “#12 Calls: +5”.",
    ru: "Строка «{line}» не читается. По строке на цель: «#12 Звонки: 45» или «#12 Звонки: +5».",
  },
  noNumber: {
    en: "“{typed}” is not a number I can read. Write the total, or +5 to add.",
    ru: "Не получилось прочитать «{typed}». Напишите итог или +5, чтобы добавить.",
  },
  send: { en: "Send", ru: "Отправить" },

  nothingOpen: { en: "No check-in is open for you right now.", ru: "Сейчас для вас нет открытого отчёта." },
  nextOn: { en: "The next one comes {when}.", ru: "Следующий: {when}." },
  thanks: { en: "Thank you, that is all for this time.", ru: "Спасибо, на этот раз всё." },
  thanksLate: {
    en: "Thank you. It is marked as late; nothing else happens.",
    ru: "Спасибо. Отмечено как позднее, больше ничего не нужно.",
  },
  edited: { en: "Your check-in is changed.", ru: "Отчёт изменён." },
  closedNoEdit: {
    en: "This round closed {when}; it can no longer be changed.",
    ru: "Срок истёк {when}, изменить отчёт уже нельзя.",
  },
  logged: { en: "Logged: {list}", ru: "Записано: {list}" },
  editButton: { en: "Change it", ru: "Изменить" },
  detailsButton: { en: "Say more about the blocker", ru: "Уточнить препятствие" },
  skipped: {
    en: "Skipped. You will be asked next time; nobody is pinged about it.",
    ru: "Пропущено. Спросим в следующий раз, никого беспокоить не будем.",
  },
  snoozed: { en: "I will ask again {when}.", ru: "Спрошу снова: {when}." },
  snoozedOften: {
    en: "That is the third time. Would another time of day suit you better? Ask your manager for /team schedule checkin, or set your own hours with /my quiet.",
    ru: "Это уже третий раз. Может, удобнее другое время? Попросите руководителя изменить /team schedule checkin или задайте свои часы: /my quiet.",
  },

  promptTitle: { en: "Time to check in", ru: "Пора отчитаться" },
  promptText: {
    en: "Five short fields, about a minute. Open until {closes}.",
    ru: "Пять коротких полей, около минуты. Открыто до {closes}.",
  },
  promptFirst: {
    en: "If it stays open: one reminder in four working hours, one the next working day; after that it is listed as missing in your manager's brief. Nobody else is told.",
    ru: "Если не ответить: напоминание через четыре рабочих часа и ещё одно на следующий рабочий день, затем отметка в справке руководителю. Больше никто не узнает.",
  },
  reminderTitle: { en: "Your check-in is still open", ru: "Отчёт ещё открыт" },
  reminderLastTitle: { en: "Last reminder: your check-in", ru: "Последнее напоминание: ваш отчёт" },
  reminderLast: {
    en: "It closes {closes} and is then listed as missing in your manager's brief.",
    ru: "Он закроется {closes}, после чего попадёт в справку руководителю как пропущенный.",
  },
  checkInButton: { en: "Check in", ru: "Отчитаться" },
  skipButton: { en: "Skip today", ru: "Пропустить" },
  hourButton: { en: "In 1 h", ru: "Через 1 ч" },
  tomorrowButton: { en: "Tomorrow", ru: "Завтра" },
  mondayButton: { en: "Monday", ru: "В понедельник" },

  statusTitle: { en: "Check-in of {team}, {date}", ru: "Отчёты команды {team} за {date}" },
  statusNone: { en: "No check-in round yet. The first comes {when}.", ru: "Раундов ещё не было. Первый: {when}." },
  statusCount: { en: "{answered} of {asked} checked in", ru: "Отчитались: {answered} из {asked}" },
  statusMissing: { en: "Not yet: {people}", ru: "Ещё нет: {people}" },
  statusMissed: { en: "Missed: {people}", ru: "Пропустили: {people}" },
  statusSkipped: { en: "Skipped: {people}", ru: "Отложили: {people}" },
  statusAway: { en: "Away: {people}", ru: "Отсутствуют: {people}" },
  statusLate: { en: "Late: {people}", ru: "С опозданием: {people}" },
  never: { en: "never: the schedule is off", ru: "никогда: расписание выключено" },

  questionsTitle: { en: "Questions of {team}", ru: "Вопросы команды {team}" },
  questionsSet: {
    en: "From the next round on, {team} is asked:",
    ru: "Со следующего раунда команду {team} спрашивают:",
  },
  questionsChange: { en: "Change the questions", ru: "Изменить вопросы" },
  questionsBad: {
    en: "“{line}” is not a question I know. Use numbers, confidence, blocker, commitment, help, text: … or scale: …",
    ru: "Вопрос «{line}» не распознан. Используйте numbers, confidence, blocker, commitment, help, text: … или scale: …",
  },
  questionsMany: {
    en: "A form holds five questions; these are {count}.",
    ru: "В форме помещается пять вопросов, а здесь {count}.",
  },
  questionsTwice: { en: "“{line}” stands there twice.", ru: "«{line}» указано дважды." },
});
