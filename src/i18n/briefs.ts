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
  teamWide: {
    en: "The whole team is below its line, so look at leads, season, price and product before looking at people.",
    ru: "Ниже плана вся команда, поэтому сначала стоит посмотреть на лиды, сезон, цену и продукт, а не на людей.",
  },

  needsYou: { en: "Needs you", ru: "Нужны вы" },
  help: { en: "{person} asks for help: {text}", ru: "{person} просит помощи: {text}" },
  behind: {
    en: "{person}, {goal}: {actual} of {target} after {elapsed} of {total, plural, one {# working day} other {# working days}} (line: {expected}). Suggest looking at it together.",
    ru: "{person}, {goal}: {actual} из {target} за {elapsed} из {total, plural, one {# рабочего дня} few {# рабочих дней} many {# рабочих дней} other {# рабочего дня}} (по плану {expected}). Предложите посмотреть вместе.",
  },
  behindAll: {
    en: "{person}, {goal}: {actual} of {target} after {elapsed} of {total, plural, one {# working day} other {# working days}} (line: {expected}), as most of the team.",
    ru: "{person}, {goal}: {actual} из {target} за {elapsed} из {total, plural, one {# рабочего дня} few {# рабочих дней} many {# рабочих дней} other {# рабочего дня}} (по плану {expected}), как у большинства в команде.",
  },
  missedTwice: {
    en: "{person}: two check-ins in a row are missing. Perhaps talk; the reason may be the timing.",
    ru: "{person}: нет двух отчётов подряд. Возможно, стоит поговорить; причина может быть в неудобном времени.",
  },
  unsure: {
    en: "{person} rates the own confidence {value} of 5. Ask what would raise it.",
    ru: "{person} оценивает свою уверенность на {value} из 5. Спросите, что могло бы её повысить.",
  },
  blocker: {
    en: "Blocker №{number} is yours to remove: {what}, {person}, open {days, plural, =0 {since today} one {# day} other {# days}}.",
    ru: "Препятствие №{number} за вами: {what}, {person}, {days, plural, =0 {с сегодняшнего дня} one {открыто # день} few {открыто # дня} many {открыто # дней} other {открыто # дня}}.",
  },
  showGoal: { en: "Show #{number}", ru: "Показать #{number}" },
  showGoals: { en: "Goals of {name}", ru: "Цели: {name}" },
  showCheckIns: { en: "Check-ins", ru: "Отчёты" },
  resolve: { en: "№{number} is gone", ru: "№{number} устранено" },
  answer: { en: "Answer #{number}", ru: "Ответить по #{number}" },

  changed: { en: "Changed", ru: "Изменилось" },
  change: { en: "{person}, {goal}: {before} → {now}", ru: "{person}, {goal}: {before} → {now}" },
  changeTeam: { en: "{goal}: {before} → {now}", ru: "{goal}: {before} → {now}" },
  notReported: { en: "No check-in from", ru: "Нет отчёта" },
  notAccepted: { en: "Not accepted for three working days", ru: "Не приняты три рабочих дня" },
  goalOf: { en: "{goal} ({person})", ru: "{goal} ({person})" },
  questions: { en: "Waiting for your answer", ru: "Ждут вашего ответа" },
  question: { en: "{person} asks about {goal}", ru: "{person}: вопрос о цели {goal}" },
  objection: { en: "{person} objects to {goal}", ru: "{person}: возражение по цели {goal}" },
  recognise: { en: "Worth a thank you", ru: "Стоит поблагодарить" },
  reached: { en: "{person} reached {goal}", ru: "{person}: достигнута цель {goal}" },
  reachedTeam: { en: "the team reached {goal}", ru: "команда достигла цели {goal}" },
  best: {
    en: "{person}: best week yet in {metric} ({amount})",
    ru: "{person}: лучшая неделя по показателю {metric} ({amount})",
  },
  gaps: { en: "Data gaps", ru: "Пробелы в данных" },
  stale: {
    en: "no entry for five working days on {goals}",
    ru: "пять рабочих дней без записей: {goals}",
  },
  identical: {
    en: "the same numbers three weeks in a row: {people}",
    ru: "одинаковые цифры три недели подряд: {people}",
  },
  farAbove: {
    en: "far above the own best so far, worth a question: {people}",
    ru: "намного выше собственного максимума, стоит уточнить: {people}",
  },
});
