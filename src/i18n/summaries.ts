import { texts } from "./texts.ts";

/** The weekly summary in the channel, its thread, and the reports by command. What managers get is in briefs.ts. */
export const summaryTexts = texts({
  week: { en: "See the weekly summary before it is posted", ru: "Посмотреть недельную сводку до публикации" },
  share: { en: "Post the weekly summary in the channel now", ru: "Опубликовать недельную сводку в канале сейчас" },
  mine: { en: "My goals, my week against my usual, my promises", ru: "Мои цели, неделя против обычной, обещания" },
  csv: { en: "Entries as a CSV file", ru: "Записи в файле CSV" },
  optionTeam: { en: "Team", ru: "Команда" },
  optionWho: { en: "Whose", ru: "Чьи" },
  hintWho: { en: "A person, or “team” for the whole team", ru: "Человек или «команда» целиком" },
  optionFrom: { en: "From", ru: "С" },
  optionTo: { en: "To", ru: "По" },

  title: { en: "{team}: week {dates} ({zone})", ru: "{team}: неделя {dates} ({zone})" },
  dates: { en: "{start} – {end}", ru: "{start} – {end}" },
  verdict: {
    en: "{name}: {actual} of {target} ({share}), {pace}.",
    ru: "{name}: {actual} из {target} ({share}), {pace}.",
  },
  verdictLine: {
    en: "The line through {date} is {expected}{learned}.",
    ru: "По плану к концу дня {date}: {expected}{learned}.",
  },
  verdictLimit: {
    en: "{name}: {actual} of at most {target}, {pace}.",
    ru: "{name}: {actual} при пределе {target}, {pace}.",
  },
  verdictChange: {
    en: "{points} points against the same day last week.",
    ru: "{points} п. п. к тому же дню прошлой недели.",
  },
  verdictSame: { en: "No change against the same day last week.", ru: "Без изменений к тому же дню прошлой недели." },
  verdictNew: { en: "Nothing to compare with last week yet.", ru: "Сравнить с прошлой неделей пока нельзя." },
  noCommonTarget: {
    en: "{count, plural, one {One goal is} other {# goals are}} open; there is no common target to measure against.",
    ru: "{count, plural, one {Открыта # цель} few {Открыты # цели} many {Открыто # целей} other {Открыто # цели}}; общей цели для сравнения нет.",
  },
  noGoals: { en: "No goals are set for this week.", ru: "На эту неделю целей нет." },
  logged: { en: "Logged: {list}.", ru: "Записано: {list}." },
  incomplete: {
    en: "Incomplete: {missing} of {asked} check-ins are missing.",
    ru: "Данные неполные: не хватает {missing} из {asked} отчётов.",
  },

  paceOnTrack: { en: "on track", ru: "по плану" },
  paceAtRisk: { en: "a little behind the line", ru: "небольшое отставание от плана" },
  paceBehind: { en: "behind the line", ru: "отставание от плана" },
  paceLittleAbove: { en: "a little above the line", ru: "немного выше плана" },
  paceAbove: { en: "above the line", ru: "выше плана" },
  paceReached: { en: "reached", ru: "цель достигнута" },
  paceKept: { en: "kept", ru: "предел соблюдён" },
  paceOver: { en: "the period is over", ru: "срок прошёл" },
  paceBreached: { en: "over the limit", ru: "предел превышен" },
  paceEarly: { en: "too early to tell", ru: "пока рано судить" },
  paceNotStarted: { en: "not begun yet", ru: "ещё не началось" },
  paceNoDays: { en: "no working days left", ru: "рабочих дней не осталось" },
  paceNone: { en: "no working days in it", ru: "нет рабочих дней" },
  paceNoTarget: { en: "no target to compare with", ru: "не с чем сравнить" },
  paceRate: { en: "a rate has no daily line", ru: "для доли нет плана по дням" },

  columnGoal: { en: "Goal", ru: "Цель" },
  columnDone: { en: "Done / target", ru: "Сделано / цель" },
  columnShare: { en: "Share", ru: "Доля" },
  columnChange: { en: "Week", ru: "Неделя" },
  until: { en: "{name}, until {date}", ru: "{name}, до {date}" },
  points: { en: "{points} pts", ru: "{points} п. п." },
  fresh: { en: "new", ru: "новая" },
  unknown: { en: "—", ru: "—" },

  reached: { en: "Reached this week: {list}.", ru: "Достигнуто за неделю: {list}." },
  reachedBy: { en: "{person}: {goal}", ru: "{person}: {goal}" },
  andMore: { en: "and {count} more", ru: "и ещё {count}" },
  blockers: {
    en: "{count, plural, one {Open blocker} other {# open blockers, oldest first}}: {list}.",
    ru: "{count, plural, one {Открытое препятствие} few {# открытых препятствия, старые первыми} many {# открытых препятствий, старые первыми} other {# открытого препятствия, старые первыми}}: {list}.",
  },
  blocker: {
    en: "{what} ({days, plural, =0 {today} one {# day} other {# days}}, {owner})",
    ru: "{what} ({days, plural, =0 {сегодня} one {# день} few {# дня} many {# дней} other {# дня}}, {owner})",
  },
  ownerless: { en: "outside the company", ru: "вне компании" },
  participation: { en: "{answered} of {asked} checked in.", ru: "Отчитались: {answered} из {asked}." },
  participationMany: {
    en: "{answered} of {asked} check-ins answered.",
    ru: "Сдано отчётов: {answered} из {asked}.",
  },
  participationNone: { en: "No check-in was due yet.", ru: "Отчётов ещё не ждали." },
  inThread: { en: "Details and how it is counted are in the thread.", ru: "Подробности и правила счёта в ветке." },

  nothingTitle: { en: "{team}: a quiet week", ru: "{team}: тихая неделя" },
  nothing: {
    en: "Nothing was recorded from {start} to {end}: no goals and no entries.",
    ru: "С {start} по {end} ничего не записано: ни целей, ни результатов.",
  },
  firstGoal: { en: "A first goal takes a minute: /goal add", ru: "Первая цель займёт минуту: /goal add" },

  chartActual: { en: "Done", ru: "Сделано" },
  chartLine: { en: "Working-day line", ru: "План по рабочим дням" },
  chartTarget: { en: "Target", ru: "Цель" },
  chartAlt: {
    en: "Chart of {name}: {actual} by {date}, while the line is at {expected} then and at {target} on {end}.",
    ru: "График «{name}»: {actual} на {date}; по плану к этому дню {expected}, а {end}: {target}.",
  },

  repLogged: { en: "Logged this week: {list}", ru: "Записано за неделю: {list}" },
  repBlockers: { en: "In the way: {list}", ru: "Мешает: {list}" },
  repTitle: { en: "{name}, week {dates}", ru: "{name}, неделя {dates}" },
  moreTitle: { en: "More goals", ru: "Остальные цели" },

  howTitle: { en: "How it is counted", ru: "Как это считается" },
  howWeek: {
    en: "The week runs from Monday 00:00 to the next Monday 00:00, {zone}. An entry belongs to the local day it is about.",
    ru: "Неделя идёт с понедельника 00:00 до следующего понедельника 00:00, {zone}. Запись относится к тому местному дню, о котором она.",
  },
  howLine: {
    en: "The line is the target times the share of working days that are complete; holidays and absences are left out. Once there are records of earlier periods, it follows the share of the result that usually comes by then. On track is from 95% of the line, a little behind from 75%.",
    ru: "План на день: цель, умноженная на долю прошедших рабочих дней без праздников и отсутствий. Когда есть записи прошлых периодов, план идёт по доле результата, которая обычно приходит к этому дню. По плану: от 95\u00a0% от него, небольшое отставание: от 75\u00a0%.",
  },
  howSums: {
    en: "Goals of people are added up only where metric, currency and dates agree; where the team has a goal of its own, that one is shown. Rates are pooled: all successes out of all trials.",
    ru: "Цели сотрудников складываются, только если совпадают показатель, валюта и сроки; если у команды есть своя цель, показана она. Доли объединяются: все успехи из всех попыток.",
  },
  howChange: {
    en: "“Week” compares the share reached with the share reached by the same day last week, in percentage points.",
    ru: "«Неделя» сравнивает достигнутую долю с долей на тот же день прошлой недели, в процентных пунктах.",
  },
  howHidden: {
    en: "Targets of single people are not shown here; the team decides that.",
    ru: "Цели отдельных людей здесь не показаны: так решено в команде.",
  },
  howPeople: {
    en: "Who was away is not counted among those asked. Notes and the names of who did not report are not shown in the channel.",
    ru: "Те, кого не было, не входят в число опрошенных. Заметки и имена не сдавших отчёт в канале не показываются.",
  },

  preview: {
    en: "Only you see this. It is posted in {channels} exactly like this, with {count, plural, =0 {nothing} one {one message} other {# messages}} in its thread.",
    ru: "Это видите только вы. Так сводка появится в {channels}, в ветке: {count, plural, =0 {пусто} one {# сообщение} few {# сообщения} many {# сообщений} other {# сообщения}}.",
  },
  previewNowhere: {
    en: "Only you see this. The team has no channel yet, so it is posted nowhere: /team channel",
    ru: "Это видите только вы. Канала у команды пока нет, поэтому сводка никуда не публикуется: /team channel",
  },
  shareButton: { en: "Post it now", ru: "Опубликовать сейчас" },
  shared: {
    en: "The summary of {team} for {dates} is on its way to {channels}. The schedule will not post this week again.",
    ru: "Сводка команды {team} за {dates} отправляется в {channels}. По расписанию эта неделя повторно не публикуется.",
  },
  sharedAlready: {
    en: "The summary of {team} for {dates} was posted already, {when}. It changes by itself when answers of that week change.",
    ru: "Сводка команды {team} за {dates} уже опубликована: {when}. Если ответы за неделю изменятся, она обновится сама.",
  },
  weekButton: { en: "See the week", ru: "Посмотреть неделю" },
  optionWeek: { en: "Any day of the week", ru: "Любой день недели" },
  weekAhead: { en: "That week has not begun yet.", ru: "Эта неделя ещё не началась." },
  postedNowhere: {
    en: "The weekly summary of {team} was not posted: the team has no channel that I can post in. Name one with /team channel, and the next summary appears there. I will not repeat this.",
    ru: "Недельная сводка команды {team} не опубликована: у команды нет канала, доступного для публикации. Укажите его командой /team channel, и следующая сводка появится там. Это сообщение повторяться не будет.",
  },
  noChannel: {
    en: "{team} has no channel to post in. Name one with /team channel.",
    ru: "У команды {team} нет канала для публикации. Укажите его командой /team channel.",
  },

  mineTitle: { en: "Your report, week {dates}", ru: "Ваши итоги, неделя {dates}" },
  mineUsual: { en: "This week against your own usual", ru: "Эта неделя и ваша обычная" },
  mineUsualLine: {
    en: "{name}: {now} so far; your average of {weeks, plural, one {one week} other {the last # weeks}} is {usual}",
    ru: "{name}: пока {now}; ваше среднее за {weeks, plural, one {# неделю} few {# недели} many {# недель} other {# недели}}: {usual}",
  },
  mineUsualNew: { en: "{name}: {now} so far; no earlier weeks yet", ru: "{name}: пока {now}; прошлых недель ещё нет" },
  mineNothing: { en: "Nothing logged in the last nine weeks.", ru: "За последние девять недель записей нет." },

  csvReady: {
    en: "{count, plural, =0 {No entries} one {One entry} other {# entries}} from {from} to {to}: {whose}.",
    ru: "{count, plural, =0 {Записей нет} one {# запись} few {# записи} many {# записей} other {# записи}} с {from} по {to}: {whose}.",
  },
  csvCut: {
    en: "The file holds the newest {limit} entries; ask for a shorter time to get the rest.",
    ru: "В файле последние {limit} записей; остальные можно получить за более короткий срок.",
  },
  csvBackwards: {
    en: "The end, {to}, is before the beginning, {from}.",
    ru: "Конец срока ({to}) раньше начала ({from}).",
  },
  optionReport: { en: "A report instead of the entries", ru: "Отчёт вместо записей" },
  hintReport: { en: "Of the whole team, as it stands now", ru: "По всей команде, на сегодня" },
  reportWeek: { en: "Week", ru: "Неделя" },
  reportNow: { en: "Now", ru: "Сейчас" },
  reportForecast: { en: "Forecast", ru: "Прогноз" },
  reportActivity: { en: "Activity", ru: "Активность" },
  reportCauses: { en: "Causes", ru: "Причины" },
  reportDecisions: { en: "Decisions", ru: "Решения" },
  csvButton: { en: "CSV", ru: "CSV" },
  csvReport: {
    en: "{report}, {team}: {count, plural, =0 {no lines} one {one line} other {# lines}}.",
    ru: "{report}, {team}: {count, plural, =0 {строк нет} one {# строка} few {# строки} many {# строк} other {# строки}}.",
  },
  csvReportOfTeam: {
    en: "A report is about the whole team as it stands now: leave out the person and the dates, or leave out the report.",
    ru: "Отчёт показывает всю команду на сегодня: уберите человека и даты или уберите отчёт.",
  },
  csvWeek: { en: "week", ru: "неделя" },
  csvAsOf: { en: "as of", ru: "на дату" },
  csvDone: { en: "done", ru: "сделано" },
  csvTarget: { en: "target", ru: "цель (число)" },
  csvLine: { en: "line", ru: "план на дату" },
  csvPoints: { en: "change in points", ru: "изменение, п. п." },
  csvPace: { en: "pace", ru: "темп" },
  csvDate: { en: "date", ru: "дата" },
  csvPerson: { en: "person", ru: "человек" },
  csvMetric: { en: "metric", ru: "показатель" },
  csvAmount: { en: "amount", ru: "значение" },
  csvUnit: { en: "unit", ru: "единица" },
  csvSource: { en: "source", ru: "источник" },
  csvNote: { en: "note", ru: "комментарий" },
  csvGoal: { en: "goal", ru: "цель" },
  csvCount: { en: "count", ru: "шт." },
  csvOutOf: { en: "out of {trials}", ru: "из {trials}" },
});
