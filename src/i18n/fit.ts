import { texts } from "./texts.ts";

/** How a goal fits the person it is for: hints before it is sent, never a refusal. */
export const fitTexts = texts({
  classTooEasy: {
    en: "Too easy: the chance to reach it is {chance}.",
    ru: "Слишком легко: вероятность достичь — {chance}.",
  },
  classFits: {
    en: "Fits: the chance to reach it is {chance}.",
    ru: "Подходит: вероятность достичь — {chance}.",
  },
  classStretch: {
    en: "A stretch: the chance to reach it is {chance}.",
    ru: "Напряжённо: вероятность достичь — {chance}.",
  },
  classUnrealistic: {
    en: "Looks unrealistic: the chance to reach it is {chance}.",
    ru: "Похоже, нереально: вероятность достичь — {chance}.",
  },
  classUnknown: {
    en: "Not enough data yet to say how this fits.",
    ru: "Данных пока мало, чтобы сказать, насколько цель подходит.",
  },
  classTooEasyShort: { en: "too easy", ru: "слишком легко" },
  classFitsShort: { en: "fits", ru: "подходит" },
  classStretchShort: { en: "stretch", ru: "напряжённо" },
  classUnrealisticShort: { en: "unrealistic", ru: "нереально" },
  classUnknownShort: { en: "not enough data", ru: "мало данных" },
  expected: {
    en: "Expected: about {expected} in {days} working days; the target is {target}.",
    ru: "Ожидаемо: около {expected} за рабочие дни ({days}); цель — {target}.",
  },
  expectedWithBooked: {
    en: "Expected: about {expected} by the end, {booked} of it already there; the target is {target}.",
    ru: "Ожидаемо: около {expected} к концу срока, из них {booked} уже есть; цель — {target}.",
  },
  basisOwn: {
    en: "Based on {events} in the last {days, plural, one {# working day} other {# working days}} and the team’s average.",
    ru: "По своей истории ({events} за {days, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}}) и среднему команды.",
  },
  basisTeam: {
    en: "Mostly the team’s average: there are fewer than three complete periods of own history.",
    ru: "В основном по среднему команды: своей истории меньше трёх полных периодов.",
  },
  events: {
    en: "{count, plural, one {# own result} other {# own results}}",
    ru: "{count, plural, one {# результат} few {# результата} many {# результатов} other {# результата}}",
  },

  reasonAboveBest: {
    en: "above {count, plural, one {the one earlier period} other {the best of # earlier periods}}: {best} for as many working days",
    ru: "выше лучшего из прошлых периодов ({count}): {best} за столько же рабочих дней",
  },
  reasonBelowWorst: {
    en: "below {count, plural, one {the one earlier period} other {the weakest of # earlier periods}}: {worst} for as many working days",
    ru: "ниже самого слабого из прошлых периодов ({count}): {worst} за столько же рабочих дней",
  },
  reasonRamp: {
    en: "still getting up to speed: about {share} of full productivity is expected in this time",
    ru: "ещё идёт вхождение в должность: на это время ожидается около {share} полной отдачи",
  },
  reasonRampNothing: {
    en: "still learning the job: no result is expected in this time yet, so a goal of activity may fit better",
    ru: "ещё идёт обучение: результата в это время пока не ждут, поэтому лучше подойдёт цель по активности",
  },
  reasonLeave: {
    en: "only {days} of {normal, plural, one {# working day is} other {# working days are}} left after absences, and the target is for all of them",
    ru: "с учётом отсутствий остаётся {days} из {normal, plural, one {# рабочего дня} few {# рабочих дней} many {# рабочих дней} other {# рабочего дня}}, а цель поставлена на всё это время",
  },
  reasonCapacity: {
    en: "it takes about {need} a working day; on the busiest days it was {busy}",
    ru: "нужно около {need} за рабочий день; в самые загруженные дни было {busy}",
  },
  reasonCapacityOf: {
    en: "it takes about {need} a working day of “{activity}”; on the busiest days it was {busy}",
    ru: "нужно около {need} за рабочий день («{activity}»); в самые загруженные дни было {busy}",
  },
  reasonRatchet: {
    en: "more than 25% above the previous goal ({previous} for as many days), which was exceeded: raising the bar only for those who beat it teaches people to hold back",
    ru: "более чем на 25\u00a0% выше прошлой цели ({previous} за столько же дней), которая была перевыполнена: если поднимать планку только тем, кто её взял, люди учатся сдерживаться",
  },
  reasonOutlier: {
    en: "far from the usual {usual}; is there a digit too many or too few?",
    ru: "далеко от обычного ({usual}); нет ли лишней или пропущенной цифры?",
  },

  stepTitle: { en: "Before it is sent: {name}, {goal}", ru: "Перед отправкой: {name}, {goal}" },
  stepNothingSent: {
    en: "Nothing has been sent to {name} yet. These are hints; you decide.",
    ru: "{name}: пока ничего не отправлено. Это подсказки, решать вам.",
  },
  sendAsIs: { en: "Send as it is", ru: "Отправить как есть" },
  sendRamped: { en: "Send ramped: {target}", ru: "Отправить с учётом ввода в должность: {target}" },
  sendForLeave: { en: "Send for the days at work: {target}", ru: "Отправить за рабочие дни: {target}" },
  change: { en: "Change", ru: "Изменить" },
  sendSummary: { en: "Send a goal that was looked at", ru: "Отправить просмотренную цель" },
  optionDraft: { en: "Draft", ru: "Черновик" },
  optionAs: { en: "How", ru: "Как" },
  asIs: { en: "as it is", ru: "как есть" },
  asRamped: { en: "ramped", ru: "с учётом ввода в должность" },
  sentAlready: { en: "This goal was sent already: #{number}.", ru: "Эта цель уже отправлена: #{number}." },
  ownHint: { en: "How it fits, for your eyes only:", ru: "Насколько подходит (видите только вы):" },
  fitHint: { en: "How it fits:", ru: "Насколько подходит:" },

  rampSummary: {
    en: "Set or show how newcomers get up to speed",
    ru: "Настроить или показать ввод новичков в должность",
  },
  optionRamp: { en: "Percent of full productivity, month by month", ru: "Процент полной отдачи по месяцам" },
  hintRamp: {
    en: "Like 0 25 50 75 100; or smb_3m, mid_5m, ent_9m",
    ru: "Например, 0 25 50 75 100; или smb_3m, mid_5m, ent_9m",
  },
  badRamp: {
    en: "“{typed}” could not be read. Write percentages from 0 to 100 for each month since hire, like 0 25 50 75 100.",
    ru: "Не получилось прочитать «{typed}». Напишите проценты от 0 до 100 за каждый месяц с приёма, например 0 25 50 75 100.",
  },
  rampIs: {
    en: "Newcomers of {team} are expected to reach, month by month since hire: {table}%; all of it after that.",
    ru: "Команда {team}: от новичков по месяцам с приёма ожидается {table}\u00a0%, дальше — полная отдача.",
  },
  rampSet: {
    en: "Noted. Newcomers of {team} are expected to reach, month by month since hire: {table}%; all of it after that.",
    ru: "Записано. Команда {team}: от новичков по месяцам с приёма ожидается {table}\u00a0%, дальше — полная отдача.",
  },

  insightUnrealistic: {
    en: "{name}: {goal} looks unrealistic; about {expected} is likely, the target is {target}. The chance to reach it is {chance}.",
    ru: "{name}: цель {goal} выглядит нереальной; ожидается около {expected}, цель — {target}. Вероятность достичь — {chance}.",
  },
  insightTooEasy: {
    en: "{name}: {goal} looks too easy; about {expected} is likely, the target is {target}.",
    ru: "{name}: цель {goal} выглядит слишком лёгкой; ожидается около {expected}, цель — {target}.",
  },
  insightNotAccepted: {
    en: "{name} has not accepted {goal} yet, sent {days, plural, one {# working day} other {# working days}} ago. The message may not have been clear.",
    ru: "{name}: цель {goal} пока не принята, отправлена {days, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}} назад. Возможно, сообщение было неясным.",
  },
  insightOver: {
    en: "The parts of {goal} add up to {sum}, {share} more than the target of {target}.",
    ru: "Части цели {goal} вместе дают {sum}: на {share} больше цели {target}.",
  },
  insightUnder: {
    en: "The parts of {goal} add up to {sum}; {gap} of {target} is assigned to nobody.",
    ru: "Части цели {goal} вместе дают {sum}; {gap} из {target} никому не назначено.",
  },
  insightUnclear: {
    en: "{missed} of the last {count} goals were first read back differently. The wording of the goals may be unclear; a short talk when sending helps.",
    ru: "Из последних целей ({count}) при первом пересказе понято иначе: {missed}. Возможно, цели сформулированы неясно; помогает короткий разговор при отправке.",
  },
  buttonRevise: { en: "Revise the goal", ru: "Пересмотреть цель" },
  buttonShowGoal: { en: "Show the goal", ru: "Показать цель" },
});
