import { texts } from "./texts.ts";

/** What may come of a goal, in words that never claim more than is known. */
export const forecastTexts = texts({
  now: { en: "Where each goal of a team stands", ru: "Положение дел по каждой цели команды" },
  forecast: { en: "What may come of each goal of a team", ru: "Прогноз по каждой цели команды" },
  math: { en: "How a goal’s figures were computed", ru: "Как посчитаны цифры цели" },
  teamMath: { en: "How a team’s total was computed", ru: "Как посчитан итог команды" },
  optionTeam: { en: "Team", ru: "Команда" },
  optionGoal: { en: "Goal", ru: "Цель" },

  field: { en: "Forecast", ru: "Прогноз" },
  about: { en: "about {chance}", ru: "около {chance}" },
  below: { en: "below {chance}", ru: "меньше {chance}" },
  above: { en: "above {chance}", ru: "больше {chance}" },
  range: { en: "{low}–{high}", ru: "{low}–{high}" },
  likely: {
    en: "Likely {range} by {date} (80% range); chance to reach {target}: {chance}.",
    ru: "Скорее всего {range} к {date} (диапазон 80\u00a0%); вероятность достичь {target}: {chance}.",
  },
  reached: {
    en: "The target is reached; likely {range} by {date} (80% range).",
    ru: "Цель достигнута; скорее всего {range} к {date} (диапазон 80\u00a0%).",
  },
  basis: {
    en: "Based on own {name}: {events} in {days, plural, one {# working day} other {# working days}}, and on the team’s average.",
    ru: "Основано на своих данных («{name}»: {events} за {days, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}}) и на среднем по команде.",
  },
  basisMoney: {
    en: "Based on {events, plural, one {# own booking} other {# own bookings}} in {days, plural, one {# working day} other {# working days}} and the team’s average.",
    ru: "Основано на {events, plural, one {# своей сделке} few {# своих сделках} many {# своих сделках} other {# своей сделки}} за {days, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}} и на среднем по команде.",
  },
  basisLittle: {
    en: "Mostly the team’s average: little own history yet.",
    ru: "В основном по среднему команды: своей истории пока мало.",
  },
  basisAlike: {
    en: "Mostly the team’s average: the people of the team hardly differ in this.",
    ru: "В основном по среднему команды: люди в ней в этом почти не различаются.",
  },
  basisTeam: {
    en: "Based on the team’s own series: {events} in {days, plural, one {# working day} other {# working days}} of its people.",
    ru: "Основано на ряде самой команды: {events} за {days, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}} её людей.",
  },
  basisRate: {
    en: "Based on {trials, plural, one {# trial} other {# trials}} so far, about {further} more to come, and the team’s average.",
    ru: "Основано на {trials, plural, one {# попытке} few {# попытках} many {# попытках} other {# попытки}}; ещё ожидается около {further}; учтено среднее по команде.",
  },

  none: { en: "No forecast: {reason}", ru: "Прогноза нет: {reason}" },
  noneLimit: {
    en: "a limit is judged by how much of it is used so far.",
    ru: "предел оценивается по тому, сколько от него уже израсходовано.",
  },
  noneTarget: { en: "there is no target to reach.", ru: "нет цели, которую нужно достичь." },
  noneNotStarted: { en: "the period has not begun.", ru: "период ещё не начался." },
  noneOver: { en: "the period is over.", ru: "период закончился." },
  noneWorkingDays: { en: "there are no working days in the period.", ru: "в периоде нет рабочих дней." },
  noneTooEarly: {
    en: "nothing is recorded yet, and the period has only begun.",
    ru: "записей пока нет, а период только начался.",
  },
  noneHistory: {
    en: "there is no working time with records to learn from yet.",
    ru: "пока нет рабочего времени с записями, по которым можно судить.",
  },
  noneEvents: {
    en: "nobody has recorded anything yet; whether nothing came or nothing was written down cannot be told apart.",
    ru: "пока никто ничего не записал; ничего не было или не записали — различить нельзя.",
  },
  noneSizes: {
    en: "nothing has been booked in the last weeks, so the usual size is not known.",
    ru: "за последние недели ничего не записано, поэтому обычный размер неизвестен.",
  },
  noneFewTrials: {
    en: "with fewer than 10 trials a rate says little yet.",
    ru: "пока меньше 10 попыток, доля мало о чём говорит.",
  },
  noneTrials: { en: "there are no trials to learn from yet.", ru: "пока нет попыток, по которым можно судить." },

  needsUnits: {
    en: "{gap} more reach it; at the usual rate the {days, plural, one {# working day} other {# working days}} left bring {further}.",
    ru: "До цели {gap}; при обычном темпе за {days, plural, one {оставшийся # рабочий день} few {оставшиеся # рабочих дня} many {оставшиеся # рабочих дней} other {оставшиеся # рабочего дня}} придёт {further}.",
  },
  needsDeals: {
    en: "{gap} is missing: about {deals, plural, one {# booking} other {# bookings}} of the usual size ({size}); the time left usually brings {further}.",
    ru: "Не хватает {gap}: это около {deals, plural, one {# сделки} few {# сделок} many {# сделок} other {# сделки}} обычного размера ({size}); за оставшееся время обычно приходит {further}.",
  },
  oneDeal: {
    en: "One booking decides: {gap} is missing, and the usual size is {size}.",
    ru: "Решает одна сделка: не хватает {gap}, а обычный размер {size}.",
  },
  needsTrials: {
    en: "{need} of the next {further} have to succeed.",
    ru: "Из следующих {further} должны удаться {need}.",
  },
  needsNoTrials: {
    en: "It holds even if none of the next {further} succeeds.",
    ru: "Показатель сохранится, даже если не удастся ни одна из следующих {further}.",
  },
  needsTooMany: {
    en: "All of the next {further} together are not enough; more trials are needed.",
    ru: "Даже всех следующих {further} не хватит: попыток нужно больше.",
  },
  nothingLeft: { en: "No working days are left.", ru: "Рабочих дней не осталось." },
  aboutCount: { en: "about {count}", ru: "около {count}" },
  lessThanOne: { en: "less than one", ru: "меньше 1" },

  uncertain: {
    en: "{status} by the chance, {other} by the line: uncertain",
    ru: "по вероятности: {status}, по плану: {other}; картина неясная",
  },
  pending: {
    en: "{status} (today’s figures say: {other}; a change is told once it has lasted two working days)",
    ru: "{status} (по сегодняшним цифрам: {other}; об изменении сообщается, когда оно держится два рабочих дня)",
  },
  stale: { en: "no entry for 5 working days", ru: "5 рабочих дней без записей" },
  learned: {
    en: "by the course of {count, plural, one {the period before} other {# earlier periods}}",
    ru: "по ходу {count, plural, one {# прошлого периода} few {# прошлых периодов} many {# прошлых периодов} other {# прошлого периода}}",
  },

  nowTitle: { en: "{team}: where it stands, through {date}", ru: "{team}: положение дел на {date}" },
  forecastTitle: { en: "{team}: what may come, as of {date}", ru: "{team}: прогноз по данным на {date}" },
  ownTitle: { en: "Your goals", ru: "Ваши цели" },
  verdict: {
    en: "{name}: {actual} of {target} ({share}), {pace}.",
    ru: "{name}: {actual} из {target} ({share}), {pace}.",
  },
  verdictLine: { en: "The line through {date} is {expected}{learned}.", ru: "По плану к {date}: {expected}{learned}." },
  learnedIn: { en: " ({learned})", ru: " ({learned})" },
  noVerdict: {
    en: "The goals have no common target to measure the team against.",
    ru: "Общей цели, по которой можно оценить команду, нет.",
  },
  empty: {
    en: "No goals are running now. Set one: /goal add",
    ru: "Сейчас нет действующих целей. Поставить: /goal add",
  },
  more: {
    en: "{count, plural, one {One more goal is} other {# more goals are}} in the file: /report csv report:{report}",
    ru: "Ещё {count, plural, one {# цель} few {# цели} many {# целей} other {# цели}} в файле: /report csv report:{report}",
  },
  columnGoal: { en: "Goal", ru: "Цель" },
  columnOwner: { en: "Whose", ru: "Чья" },
  columnDone: { en: "Done / target", ru: "Сделано / цель" },
  columnPace: { en: "Of the line", ru: "От плана" },
  columnStatus: { en: "Status", ru: "Статус" },
  columnLikely: { en: "Likely (80% range) / target", ru: "Вероятно (диапазон 80\u00a0%) / цель" },
  others: { en: "The others", ru: "Остальные" },
  columnChance: { en: "Chance", ru: "Вероятность" },
  paceNote: {
    en: "“Of the line” compares what is done with what the working days so far ask for; 100% is exactly on it. The chance is to reach the target by the end.",
    ru: "«От плана» сравнивает сделанное с тем, что положено к этому рабочему дню; 100\u00a0% — точно по плану. Вероятность: достичь цели к концу срока.",
  },
  wholeTeam: { en: "the team", ru: "команда" },
  unknown: { en: "—", ru: "—" },

  buttonAdd: { en: "Set a goal", ru: "Поставить цель" },
  buttonMath: { en: "See the math", ru: "Как посчитано" },
  buttonTeamMath: { en: "The total’s math", ru: "Как посчитан итог" },
  buttonForecast: { en: "Forecast", ru: "Прогноз" },
  buttonNow: { en: "Where it stands", ru: "Положение дел" },
  buttonCsv: { en: "CSV", ru: "CSV" },
  chooseMath: { en: "See the math of one goal", ru: "Как посчитана одна цель" },

  record: {
    en: "How past forecasts came true ({count, plural, one {# goal} other {# goals}}): said below 30%: {low}; from 30 to 70%: {middle}; above: {high}.",
    ru: "Как сбывались прогнозы ({count, plural, one {# цель} few {# цели} many {# целей} other {# цели}}): меньше 30\u00a0%: {low}; от 30 до 70\u00a0%: {middle}; больше: {high}.",
  },
  recordBin: { en: "{hit} of {count} reached", ru: "достигнуто {hit} из {count}" },
  recordNone: { en: "none", ru: "не было" },
  recordFew: {
    en: "How often such forecasts come true is shown once 30 goals with a forecast are over: so far {count} of 30.",
    ru: "Как часто сбываются такие прогнозы, будет показано после 30 завершённых целей с прогнозом: пока {count} из 30.",
  },

  slim: { en: "{person}, {goal}. {said}", ru: "{person}, {goal}. {said}" },
  slimTeam: { en: "The team’s {goal}. {said}", ru: "Цель команды {goal}. {said}" },
  endLoaded: {
    en: "{name}: {share} of the result came in the last fifth of the working time in the {count, plural, one {period} other {# periods}} before; even would be 20%. A hurried end can cost discounts; a short weekly review may spread the work. Target: {target}.",
    ru: "{name}: {share} результата {count, plural, one {в прошлом периоде} few {в прошлых # периодах} many {в прошлых # периодах} other {в прошлых # периода}} пришло в последнюю пятую часть рабочего времени; равномерно было бы 20\u00a0%. Спешка в конце может обернуться скидками; короткий еженедельный разбор помогает распределить работу. Цель: {target}.",
  },
  buttonMathOf: { en: "The math of {goal}", ru: "Как посчитано: {goal}" },

  chartActual: { en: "Done", ru: "Сделано" },
  chartLine: { en: "Line", ru: "План" },
  chartBand: { en: "Likely (80%)", ru: "Вероятно (80\u00a0%)" },
  chartTarget: { en: "Target", ru: "Цель" },
  chartAlt: {
    en: "Chart of {name}: {actual} by {date}; by {end} likely {range} (80% range) against a target of {target}.",
    ru: "График «{name}»: {actual} на {date}; к {end} скорее всего {range} (диапазон 80\u00a0%) при цели {target}.",
  },

  csvNumber: { en: "number", ru: "номер" },
  csvGoal: { en: "goal", ru: "цель" },
  csvOwner: { en: "owner", ru: "чья" },
  csvStart: { en: "start", ru: "начало" },
  csvEnd: { en: "end", ru: "конец" },
  csvAsOf: { en: "as of", ru: "на дату" },
  csvUnit: { en: "unit", ru: "единица" },
  csvDone: { en: "done", ru: "сделано" },
  csvTarget: { en: "target", ru: "цель (число)" },
  csvLine: { en: "line", ru: "план" },
  csvPace: { en: "done by line, %", ru: "от плана, %" },
  csvStatus: { en: "status", ru: "статус" },
  csvChance: { en: "chance", ru: "вероятность" },
  csvLow: { en: "low (80% range)", ru: "от (диапазон 80\u00a0%)" },
  csvHigh: { en: "high (80% range)", ru: "до (диапазон 80\u00a0%)" },
  csvNote: { en: "note", ru: "примечание" },
});
