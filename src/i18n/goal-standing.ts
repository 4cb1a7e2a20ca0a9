import { texts } from "./texts.ts";

/** How far a goal has come and how that compares with its line. */
export const standingTexts = texts({
  ofTarget: { en: "{actual} of {target} ({share})", ru: "{actual} из {target} ({share})" },
  ofTargetOnly: { en: "{actual}; target {target}", ru: "{actual}; цель {target}" },
  ofLimit: { en: "{actual} of at most {target}", ru: "{actual} при пределе {target}" },
  rateSoFar: {
    en: "{actual} from {trials, plural, one {# trial} other {# trials}}; target {target}",
    ru: "{actual} из {trials, plural, one {# попытки} few {# попыток} many {# попыток} other {# попытки}}; цель {target}",
  },
  rateUnknown: { en: "nothing to measure yet; target {target}", ru: "пока нечего измерять; цель {target}" },
  line: {
    en: "{expected} after {elapsed} of {total, plural, one {# working day} other {# working days}} through {date}, {zone}",
    ru: "{expected} за {elapsed} из {total, plural, one {# рабочего дня} few {# рабочих дней} many {# рабочих дней} other {# рабочего дня}} по {date}, {zone}",
  },
  days: {
    en: "{elapsed} of {total, plural, one {# working day} other {# working days}} through {date}, {zone}",
    ru: "{elapsed} из {total, plural, one {# рабочего дня} few {# рабочих дней} many {# рабочих дней} other {# рабочего дня}} по {date}, {zone}",
  },
  lineBefore: { en: "The line so far: {line}.", ru: "План к этому дню: {line}." },

  statusReached: { en: "Reached", ru: "Достигнута" },
  statusMissed: { en: "Period over", ru: "Срок прошёл" },
  statusNotStarted: { en: "Starts {date}", ru: "Начнётся {date}" },
  statusFirstDay: { en: "First day", ru: "Первый день" },
  statusNotApplicable: { en: "No working days in it", ru: "Нет рабочих дней" },
  statusNoDaysLeft: { en: "No working days left", ru: "Рабочих дней не осталось" },
  statusTooEarly: { en: "Too early to tell", ru: "Пока рано судить" },
  statusOnTrack: { en: "On track", ru: "По плану" },
  statusAtRisk: { en: "A little behind", ru: "Небольшое отставание" },
  statusBehind: { en: "Behind", ru: "Отставание" },
  statusBreached: { en: "Over the limit", ru: "Предел превышен" },
  statusLittleAbove: { en: "A little above the line", ru: "Немного выше плана" },
  statusAbove: { en: "Above the line", ru: "Выше плана" },
  statusNoTarget: { en: "No target to compare with", ru: "Не с чем сравнить" },
  statusRate: { en: "A rate has no daily line", ru: "Для доли нет плана по дням" },
  bandStretch: { en: "stretch target reached", ru: "амбициозная цель достигнута" },
  bandThreshold: { en: "close to the target", ru: "близко к цели" },

  perDay: {
    en: "{amount} a working day from here reaches it ({days, plural, one {# day} other {# days}} left).",
    ru: "Чтобы достичь цели, нужно по {amount} в рабочий день (осталось {days, plural, one {# день} few {# дня} many {# дней} other {# дня}}).",
  },
  fewTrials: {
    en: "With fewer than 10 trials a rate says little yet.",
    ru: "Пока меньше 10 попыток, доля мало о чём говорит.",
  },
});
