import { texts } from "./texts.ts";

/** What only a manager reads, by direct message, before the week begins. */
export const briefTexts = texts({
  title: { en: "{team}: your brief for the week {dates}", ru: "{team}: ваша справка за неделю {dates}" },
  quiet: {
    en: "Nothing needs you: no goal is behind, nobody asked for help, nothing is open.",
    ru: "Вашего участия ничего не требует: отставаний, просьб о помощи и открытых вопросов нет.",
  },
  empty: {
    en: "There is nothing to report: no goals, no entries, no check-ins last week. /goal add sets a first goal.",
    ru: "Сообщить нечего: на прошлой неделе не было ни целей, ни результатов, ни отчётов. Первая цель: /goal add.",
  },

  decided: { en: "Last week’s decisions", ru: "Решения прошлой недели" },
  decidedDone: { en: "{count} done", ru: "выполнено: {count}" },
  decidedCarried: { en: "{count} carried over", ru: "перенесено: {count}" },
  decidedDropped: { en: "{count} dropped", ru: "снято: {count}" },
  decidedOpen: { en: "{count} still open: {list}", ru: "открыто ещё {count}: {list}" },
  decidedAhead: { en: "{count} due later", ru: "срок впереди: {count}" },
  openAction: { en: "№{number} {title} ({date})", ru: "№{number} {title} ({date})" },

  needsYou: { en: "Needs you", ru: "Нужны вы" },
  help: { en: "{person} asks for help: {text}", ru: "{person} просит помощи: {text}" },
  behind: {
    en: "{person}, {goal}: {actual} of {target} after {elapsed} of {total, plural, one {# working day} other {# working days}} (line: {expected}).",
    ru: "{person}, {goal}: {actual} из {target} за {elapsed} из {total, plural, one {# рабочего дня} few {# рабочих дней} many {# рабочих дней} other {# рабочего дня}} (по плану {expected}).",
  },
  behindNoLine: {
    en: "{person}, {goal}: {actual} of {target} after {elapsed} of {total, plural, one {# working day} other {# working days}}.",
    ru: "{person}, {goal}: {actual} из {target} за {elapsed} из {total, plural, one {# рабочего дня} few {# рабочих дней} many {# рабочих дней} other {# рабочего дня}}.",
  },
  chance: { en: "Chance to reach it: {chance}.", ru: "Вероятность достичь: {chance}." },
  chanceUncertain: {
    en: "Chance to reach it: {chance}; the line says otherwise, so this is uncertain.",
    ru: "Вероятность достичь: {chance}; темп говорит об ином, так что картина неясная.",
  },
  asMost: { en: "Most of the team is below its line too.", ru: "Ниже плана и большинство команды." },
  teamAt: {
    en: "Half of the team is at {share} of the line or above, so look at this goal itself.",
    ru: "Половина команды на уровне {share} плана или выше, поэтому стоит разобрать именно эту цель.",
  },
  missedTwice: {
    en: "{person}: two check-ins in a row are missing. Perhaps talk; the reason may be the timing.",
    ru: "{person}: нет двух отчётов подряд. Возможно, стоит поговорить; причина может быть в неудобном времени.",
  },
  unsure: {
    en: "{person} puts their confidence at {value} of 5. Ask what would raise it.",
    ru: "{person} оценивает свою уверенность на {value} из 5. Спросите, что могло бы её повысить.",
  },
  mismatch: {
    en: "{person} puts their confidence at {value} of 5, while the figures give {goal} a chance of {chance}. Ask what they do not show.",
    ru: "{person} оценивает свою уверенность на {value} из 5, а по цифрам вероятность для {goal}: {chance}. Спросите, чего цифры не показывают.",
  },
  blocker: {
    en: "Blocker №{number} is yours to remove: {what}, {person}, open {days, plural, =0 {since today} one {# day} other {# days}}.",
    ru: "Препятствие №{number} за вами: {what}, {person}, {days, plural, =0 {с сегодняшнего дня} one {открыто # день} few {открыто # дня} many {открыто # дней} other {открыто # дня}}.",
  },
  showCheckIns: { en: "Check-ins", ru: "Отчёты" },
  resolve: { en: "№{number} is gone", ru: "№{number} устранено" },
  revise: { en: "Revise {goal}", ru: "Пересмотреть {goal}" },
  answer: { en: "Answer #{number}", ru: "Ответить по #{number}" },
  notNow: { en: "Not now", ru: "Не сейчас" },

  changed: { en: "Changed", ru: "Изменилось" },
  change: { en: "{person}, {goal}: {before} → {now}", ru: "{person}, {goal}: {before} → {now}" },
  changeTeam: { en: "{goal}: {before} → {now}", ru: "{goal}: {before} → {now}" },
  remove: { en: "Yours to remove", ru: "Убрать с дороги" },
  removeOne: {
    en: "№{number} {what} ({days, plural, =0 {today} one {# day} other {# days}})",
    ru: "№{number} {what} ({days, plural, =0 {сегодня} one {# день} few {# дня} many {# дней} other {# дня}})",
  },
  recognise: { en: "Worth a thank you", ru: "Стоит поблагодарить" },
  reached: { en: "{person} reached {goal}", ru: "{person}: достигнута цель {goal}" },
  reachedTeam: { en: "the team reached {goal}", ru: "команда достигла цели {goal}" },
  best: {
    en: "{person}: best week of the last three months in {metric} ({amount})",
    ru: "{person}: лучшая неделя за три месяца по показателю {metric} ({amount})",
  },

  ownList: { en: "Your list", ru: "Ваш список" },
  question: { en: "{person} asks about {goal}", ru: "{person}: вопрос о цели {goal}" },
  objection: { en: "{person} objects to {goal}", ru: "{person}: возражение по цели {goal}" },
  notAccepted: {
    en: "not accepted for three working days: {list}",
    ru: "не приняты три рабочих дня: {list}",
  },
  notSent: { en: "not sent yet: {list}", ru: "ещё не отправлены: {list}" },
  dueThisWeek: { en: "due this week: {list}", ru: "срок на этой неделе: {list}" },
  goalOf: { en: "{goal} ({person})", ru: "{goal} ({person})" },

  gaps: { en: "Data gaps", ru: "Пробелы в данных" },
  notReported: { en: "no check-in from {people}", ru: "нет отчёта: {people}" },
  unreached: {
    en: "{count, plural, one {# person has} other {# people have}} no chat account yet and could not be asked (/goalkeeper join)",
    ru: "{count, plural, one {у # человека} few {у # человек} many {у # человек} other {у # человека}} пока нет учётной записи в чате, спросить не удалось (/goalkeeper join)",
  },
  stale: {
    en: "no entry for five working days on {goals}",
    ru: "пять рабочих дней без записей: {goals}",
  },
  oddNumbers: {
    en: "{count, plural, one {one question about numbers} other {# questions about numbers}}",
    ru: "{count, plural, one {# вопрос по цифрам} few {# вопроса по цифрам} many {# вопросов по цифрам} other {# вопроса по цифрам}}",
  },

  more: { en: "More for the week {dates}", ru: "Подробнее о неделе {dates}" },
  moreNeeds: { en: "Next in order", ru: "Дальше по порядку" },
  morePromises: { en: "Your open promises", ru: "Ваши открытые обещания" },
  moreChanged: { en: "All changes", ru: "Все изменения" },
  moreMissing: { en: "No check-in from", ru: "Нет отчёта" },
  moreGaps: { en: "Worth a friendly question", ru: "Стоит спросить по-дружески" },
  moreRemove: { en: "All blockers that are yours", ru: "Все препятствия за вами" },
  howRanked: {
    en: "The order weighs what is at stake against the team’s target, how sure it is, how little time is left, who can change it, and whether it is new; the same thing weighs less in its second and third week.",
    ru: "Порядок учитывает, сколько поставлено на карту относительно цели команды, насколько это надёжно, сколько осталось времени, кто может повлиять и новое ли это; на второй и третьей неделе то же самое весит меньше.",
  },
});
