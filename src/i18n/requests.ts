import { texts } from "./texts.ts";

/** Requests to departments about what a sales team cannot remove itself, and who gets them. */
export const requestTexts = texts({
  ownerSummary: {
    en: "Who gets the team’s requests to a department, and how long an answer may take",
    ru: "Кто получает запросы команды к подразделению и сколько ждать ответа",
  },
  optionDepartment: { en: "Department", ru: "Подразделение" },
  optionWho: { en: "Who answers for it", ru: "Кто за него отвечает" },
  optionChannel: { en: "Or its channel", ru: "Или его канал" },
  optionDays: { en: "Working days for an answer", ru: "Рабочих дней на ответ" },
  hintDays: { en: "5 if nothing is set", ru: "5, если не указано" },
  optionClear: { en: "Nobody from now on", ru: "Больше никто" },
  yes: { en: "Yes", ru: "Да" },
  badDays: {
    en: "An answer may take 1 to {longest} working days.",
    ru: "На ответ можно дать от 1 до {longest} рабочих дней.",
  },
  oneOfBoth: {
    en: "Please name a person or a channel, not both: a request goes to one place.",
    ru: "Укажите человека или канал, но не оба: запрос уходит в одно место.",
  },
  whichDepartment: {
    en: "Which department? For example: /team owner marketing @pia",
    ru: "Какое подразделение? Например: /team owner marketing @pia",
  },
  cleared: {
    en: "Requests to {department} go to nobody from now on; you get their text to copy.",
    ru: "Запросы к подразделению «{department}» больше никому не уходят: вы получите текст для отправки.",
  },
  nothingSet: {
    en: "Nothing was set for {department} in this team.",
    ru: "Для подразделения «{department}» в этой команде ничего не задано.",
  },
  contact: {
    en: "{to}, answer within {days, plural, one {# working day} other {# working days}}",
    ru: "{to}, ответ за {days, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}}",
  },
  nobodyYet: {
    en: "nobody yet, answer within {days, plural, one {# working day} other {# working days}}",
    ru: "пока никто, ответ за {days, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}}",
  },
  ownersTitle: { en: "{team}: who gets requests", ru: "{team}: кто получает запросы" },
  ownerLine: { en: "{department}: {contact}", ru: "{department}: {contact}" },
  ownerNote: {
    en: "A request is made from a blocker: /blocker request. Where nobody is set, you get its text to copy.",
    ru: "Запрос делается из препятствия: /blocker request. Если никто не указан, вы получите текст для отправки.",
  },
  clearButton: { en: "Remove", ru: "Убрать" },

  requestSummary: {
    en: "Ask the department that can remove a blocker",
    ru: "Попросить подразделение, которое может устранить препятствие",
  },
  optionBlocker: { en: "Number of the blocker", ru: "Номер препятствия" },
  optionAsk: { en: "What should they do", ru: "Что нужно сделать" },
  hintAsk: {
    en: "They see this text, not what the rep wrote",
    ru: "Они увидят этот текст, а не слова сотрудника",
  },
  optionBy: { en: "Until when", ru: "К какому сроку" },
  outside: {
    en: "{what} is outside the company, so nobody inside can be asked.",
    ru: "«{what}» вне компании: внутри попросить некого.",
  },
  outsideHint: {
    en: "Name a department that can still help, or note the value at risk with /blocker edit: /report causes shows it beside the goal.",
    ru: "Укажите подразделение, которое всё же может помочь, или сумму под угрозой через /blocker edit: /report causes покажет её рядом с целью.",
  },
  yours: {
    en: "{what} is for you as the manager to remove.",
    ru: "«{what}» можете устранить вы как руководитель.",
  },
  yoursHint: {
    en: "Name a department if it can help: /blocker request 3 department:marketing …",
    ru: "Укажите подразделение, если оно может помочь: /blocker request 3 department:marketing …",
  },
  past: {
    en: "{date} is over. Please name a day from today on.",
    ru: "{date} уже прошло. Укажите день не раньше сегодняшнего.",
  },
  sent: {
    en: "{department} is asked about blocker №{number}, answer by {date}: {to} gets it.",
    ru: "{department}: запрос о препятствии №{number} отправлен, ответ до {date}, получатель: {to}.",
  },
  changed: {
    en: "The request about blocker №{number} is changed, answer by {date}: {to} sees it.",
    ru: "Запрос о препятствии №{number} изменён, ответ до {date}, получатель: {to}.",
  },
  toCopy: {
    en: "The request about blocker №{number} counts from today, answer by {date}. Nobody is set for {department}, so here is the text to copy:",
    ru: "Запрос о препятствии №{number} считается с сегодняшнего дня (ответ до {date}). Для подразделения «{department}» никто не указан, вот текст для отправки:",
  },
  toCopyNote: {
    en: "Next time I can send it: /team owner {department} @name",
    ru: "В следующий раз я отправлю сам: /team owner {department} @имя",
  },
  title: { en: "{team} asks {department}: {what}", ru: "{team}: запрос, {department}: {what}" },
  ask: { en: "{manager}: {request}", ru: "{manager}: {request}" },
  facts: {
    en: "In the way {days, plural, =0 {since today} one {for # day} other {for # days}}{value}. An answer is needed by {date}.",
    ru: "Ответ нужен до {date}: мешает {days, plural, =0 {с сегодняшнего дня} one {# день} few {# дня} many {# дней} other {# дня}}{value}.",
  },
  atStake: { en: ", {value} at stake", ru: ", под угрозой {value}" },
  tell: { en: "When it is done, please tell {manager}.", ru: "Когда будет готово, сообщите: {manager}." },
  doneButton: { en: "It is done", ru: "Готово" },
  withdrawn: {
    en: "This request went to somebody else; nothing is left to do here.",
    ru: "Этот запрос передан другим; здесь больше ничего не нужно.",
  },
  done: {
    en: "Done after {days, plural, =0 {less than a day} one {# day} other {# days}}. Thank you.",
    ru: "Готово, прошло: {days, plural, =0 {меньше дня} one {# день} few {# дня} many {# дней} other {# дня}}. Спасибо.",
  },
  doneForYou: {
    en: "{person} closed blocker №{number} ({what}); you had asked {department}, {days, plural, =0 {today} one {# day} other {# days}} ago.",
    ru: "{person}: препятствие №{number} закрыто ({what}); вы обращались: {department}, {days, plural, =0 {сегодня} one {# день назад} few {# дня назад} many {# дней назад} other {# дня назад}}.",
  },
  askedForYou: {
    en: "{manager} asked {department} about your blocker №{number} ({what}), answer by {date}. What you wrote stays between you.",
    ru: "{manager}: отправлен запрос ({department}) о вашем препятствии №{number} ({what}, ответ до {date}). Ваши слова остаются между вами.",
  },
  asked: {
    en: "{department} asked {days, plural, =0 {today} one {# day ago} other {# days ago}}, answer {isLate, select, yes {was due} other {due}} {date}",
    ru: "{department}: запрос {days, plural, =0 {сегодня} one {# день назад} few {# дня назад} many {# дней назад} other {# дня назад}}, {isLate, select, yes {срок ответа прошёл} other {ответ до}} {date}",
  },
});
