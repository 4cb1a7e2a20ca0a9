import { texts } from "./texts.ts";

/** Why a result is as it is: /report causes, its findings and the sentence in the brief. */
export const causesTexts = texts({
  summary: {
    en: "What is behind the result: blockers by who can change them, the team’s part and the market’s",
    ru: "Что стоит за результатом: препятствия по тому, кто может их устранить, доля команды и рынка",
  },
  optionTeam: { en: "Team", ru: "Команда" },
  optionFrom: { en: "From", ru: "С" },
  optionTo: { en: "To", ru: "По" },
  bothDates: {
    en: "Please give both dates, or none for the period of the main goal.",
    ru: "Укажите обе даты или ни одной: тогда это период главной цели.",
  },
  backwards: {
    en: "The dates run backwards: {from} to {to}.",
    ru: "Даты идут в обратном порядке: {from} – {to}.",
  },
  notBegun: {
    en: "{from} has not come yet, so there is nothing to look back on.",
    ru: "{from} ещё не наступило, и смотреть пока не на что.",
  },
  title: { en: "{team}: what is behind the result, {dates}", ru: "{team}: что стоит за результатом, {dates}" },
  noGoal: {
    en: "No goal with an amount runs in these dates, so only blockers can be shown.",
    ru: "В эти даты нет цели с числом, поэтому видны только препятствия.",
  },
  verdict: {
    en: "{name}: {actual} of {target} ({share}) by {date}.",
    ru: "{name}: {actual} из {target} ({share}) на {date}.",
  },

  blockersTitle: { en: "In the way", ru: "Что мешает" },
  noBlockers: {
    en: "No blockers were noted in these dates. People note them with /blocker add or in the check-in.",
    ru: "За эти даты препятствий не записано. Их отмечают через /blocker add или в отчёте.",
  },
  columnReason: { en: "Reason", ru: "Причина" },
  columnCount: { en: "Count", ru: "Число" },
  columnStake: { en: "At stake", ru: "Под угрозой" },
  columnDays: { en: "Days lost (median)", ru: "Потеряно дней (медиана)" },
  notNoted: { en: "—", ru: "—" },
  days: { en: "{days} ({median})", ru: "{days} ({median})" },
  moreReasons: {
    en: "{count, plural, one {One reason more is} other {# reasons more are}} in the file.",
    ru: "{count, plural, one {Ещё # причина} few {Ещё # причины} many {Ещё # причин} other {Ещё # причины}} в файле.",
  },
  control: { en: "Who can change it: {list}.", ru: "Кто может изменить: {list}." },
  controlByCount: {
    en: "Who can change it, by count, as no value at risk is noted: {list}.",
    ru: "Кто может изменить (по числу, потому что суммы под угрозой не указаны): {list}.",
  },
  controlRep: { en: "the people themselves {share}", ru: "сами сотрудники {share}" },
  controlManager: { en: "the manager {share}", ru: "руководитель {share}" },
  controlCompany: { en: "other departments {share}", ru: "другие подразделения {share}" },
  controlExternal: { en: "nobody inside the company {share}", ru: "никто внутри компании {share}" },
  nameRep: { en: "people", ru: "сотрудники" },
  nameManager: { en: "manager", ru: "руководитель" },
  nameCompany: { en: "departments", ru: "подразделения" },
  nameExternal: { en: "outside", ru: "вне компании" },
  systemic: {
    en: "Several people or deals within four weeks, so not personal: {list}.",
    ru: "Несколько людей или сделок за четыре недели, то есть дело не в одном человеке: {list}.",
  },
  tooManyOthers: {
    en: "More than 15% are “something else”: naming the reason more closely with /blocker edit makes this report say more.",
    ru: "Больше 15\u00a0% отмечено как «другое»: если уточнить причину через /blocker edit, отчёт скажет больше.",
  },
  otherCurrencies: {
    en: "{count, plural, one {One blocker has} other {# blockers have}} a value in another currency, which is not added.",
    ru: "У {count, plural, one {# препятствия} few {# препятствий} many {# препятствий} other {# препятствия}} сумма в другой валюте, она не прибавлена.",
  },
  chartTitle: { en: "What is in the way", ru: "Что мешает" },
  chartCount: { en: "blockers", ru: "препятствия" },
  chartRest: { en: "other reasons", ru: "остальные" },
  chartAlt: {
    en: "Bars of {list}; the line shows the shares added up.",
    ru: "Столбцы: {list}; линия показывает накопленную долю.",
  },

  requestsTitle: { en: "Requests to departments", ru: "Запросы к подразделениям" },
  noRequests: { en: "None is open.", ru: "Открытых нет." },
  request: { en: "№{number} {what}: {asked}", ru: "№{number} {what}: {asked}" },
  askButton: { en: "Ask {department} about №{number}", ru: "№{number}: запрос ({department})" },

  partsTitle: { en: "Common to the team, and own", ru: "Общее для команды и своё" },
  parts: {
    en: "{metric}, {count} people by {date}: {total} against their lines. Common to all: {team}; people’s own: {own}. Half of them are at {middle} of the line or above, {behind} behind.",
    ru: "{metric}, людей: {count}, на {date}: {total} к их планам. Общее для всех: {team}; своё у отдельных людей: {own}. Половина из них на уровне {middle} плана или выше, отстают: {behind}.",
  },
  partsNewcomers: {
    en: "{count, plural, one {One newcomer is} other {# newcomers are}} left out until day 90.",
    ru: "{count, plural, one {# новичок не учтён} few {# новичка не учтены} many {# новичков не учтены} other {# новичка не учтены}} до 90-го дня.",
  },
  columnPerson: { en: "Person", ru: "Человек" },
  columnTotal: { en: "To the line", ru: "К плану" },
  columnTeam: { en: "Common", ru: "Общее" },
  columnOwn: { en: "Own", ru: "Своё" },
  morePeople: {
    en: "{count, plural, one {One person more is} other {# people more are}} in the file.",
    ru: "{count, plural, one {Ещё # человек} few {Ещё # человека} many {Ещё # человек} other {Ещё # человека}} в файле.",
  },

  changeTitle: { en: "Against the period before", ru: "По сравнению с прошлым периодом" },
  change: {
    en: "{metric} {before} in {datesBefore}, {after} in {dates}: {change}.",
    ru: "{metric}: {before} за {datesBefore}, {after} за {dates}. Изменение {change}.",
  },
  effect: { en: "{factor}: {effect}", ru: "{factor}: {effect}" },
  effectFromTo: { en: "{factor}: {effect} ({before} → {after})", ru: "{factor}: {effect} ({before} → {after})" },
  held: {
    en: "One of the periods has no {factor}; it is taken as in the other, so its effect is nothing.",
    ru: "В одном из периодов нет значения «{factor}»: взято как в другом, поэтому вклад нулевой.",
  },
  fewDeals: {
    en: "Fewer than 10 deals in one of the periods: chance alone can do as much.",
    ru: "В одном из периодов меньше 10 сделок: столько может дать и случайность.",
  },

  marketTitle: { en: "Market share", ru: "Доля рынка" },
  share: {
    en: "{dates}: {own} of a market of {market} are {share}.",
    ru: "{dates}: {own} из рынка в {market}, это {share}.",
  },
  growth: {
    en: "Against {dates} ({before}): {total}, of it {market} with the market and {won} from or to others.",
    ru: "К периоду {dates} ({before}): {total}, из них {market} вместе с рынком и {won} за счёт других или в их пользу.",
  },

  adjustedTitle: { en: "Reading without what is outside", ru: "Взгляд без внешних причин" },
  adjusted: {
    en: "As it is: {raw}. Beside it, without {used} of open external blockers: {adjusted}. It is for a talk only: never kept, never for pay.",
    ru: "Как есть: {raw}. Рядом, без {used} открытых внешних препятствий: {adjusted}. Это только для разговора: не хранится и не влияет на оплату.",
  },
  capped: {
    en: "{value} are documented, and at most 20% of the target may count: better revise the goal itself.",
    ru: "Записано {value}, а учитывается не больше 20\u00a0% цели: лучше пересмотреть саму цель.",
  },

  missing: { en: "Not enough data: {what}", ru: "Недостаточно данных: {what}" },
  missNoLine: {
    en: "nobody’s goal with an amount has a line in these dates yet.",
    ru: "пока ни у кого нет цели с числом, по которой в эти даты идёт план.",
  },
  missLimit: { en: "this goal is a limit, where less is better.", ru: "эта цель — предел: чем меньше, тем лучше." },
  missRate: { en: "a rate has no line to compare with.", ru: "у доли нет плана по дням для сравнения." },
  missPeople: {
    en: "it takes four people with goals on the same metric and dates.",
    ru: "нужно четыре человека с целями по одному показателю на те же даты.",
  },
  missDeals: {
    en: "the number of deals is missing. People log “deals”, or /goalkeeper import brings them from the CRM.",
    ru: "неизвестно число сделок. Его записывают в показатель «Сделки» или загружают из CRM: /goalkeeper import.",
  },
  missBefore: {
    en: "the period before has no deals and no result.",
    ru: "в прошлом периоде нет ни сделок, ни результата.",
  },
  missNegative: {
    en: "a result below nothing cannot be split by deals.",
    ru: "отрицательный результат нельзя разложить по сделкам.",
  },
  missMatch: {
    en: "the amounts and the number of deals do not belong together: one is entered without the other.",
    ru: "суммы и число сделок не сходятся: одно записано без другого.",
  },
  missTooLarge: { en: "the amounts are too large to split.", ru: "суммы слишком велики для разложения." },
  missNotBegun: {
    en: "no working day of the period is complete yet.",
    ru: "ещё не прошёл ни один рабочий день периода.",
  },
  missMarket: {
    en: "no market figure of a complete period. /team market notes one.",
    ru: "нет объёма рынка за завершённый период. Записать: /team market.",
  },
  missMarketBefore: {
    en: "the market of the period before is missing. /team market notes it.",
    ru: "нет объёма рынка за прошлый период. Записать: /team market.",
  },
  missMarketSmall: {
    en: "the market noted is smaller than the team’s own result. /team market corrects it.",
    ru: "записанный рынок меньше собственного результата команды. Исправить: /team market.",
  },
  missMoney: { en: "it takes a goal in money.", ru: "нужна цель в деньгах." },
  missExternal: {
    en: "no open external blocker has both a value and a note or deal.",
    ru: "нет открытого внешнего препятствия, у которого указаны и сумма, и заметка или сделка.",
  },
  missTarget: { en: "there is no target.", ru: "нет цели с числом." },

  how: {
    en: "How it is counted: days lost are the days that each blocker was open, added up. Common to the team is one’s line times the median distance of the others from theirs; the rest is own. What changed the result is split by the logarithmic mean and adds up exactly. Blockers are shown by kind; what people wrote stays with them and their manager.",
    ru: "Как это считается: потерянные дни — это сумма дней, когда препятствия были открыты. Общее для команды: свой план, умноженный на медиану отклонений остальных от их планов; остальное своё. Изменение разложено по логарифмическому среднему и сходится точно. Препятствия показаны по видам; слова людей остаются у них и их руководителя.",
  },

  lateBlocker: {
    en: "Blocker №{number}, {what} ({person}), has been open for {days, plural, one {# day} other {# days}}; {department} was not asked yet.",
    ru: "Препятствие №{number}, {what} ({person}), {days, plural, one {открыто # день} few {открыто # дня} many {открыто # дней} other {открыто # дня}}; запроса ещё не было ({department}).",
  },
  lateRequest: {
    en: "Blocker №{number}, {what} ({person}), has been open for {days, plural, one {# day} other {# days}}: {asked}.",
    ru: "Препятствие №{number}, {what} ({person}), {days, plural, one {открыто # день} few {открыто # дня} many {открыто # дней} other {открыто # дня}}: {asked}.",
  },
  lateOwn: {
    en: "{person} could use help: №{number}, {what}, has been open for {days, plural, one {# day} other {# days}}.",
    ru: "{person}: нужна помощь, №{number}, {what}, {days, plural, one {открыто # день} few {открыто # дня} many {открыто # дней} other {открыто # дня}}.",
  },
  systemicFound: {
    en: "{what}: {count, plural, one {# open blocker} other {# open blockers}}, and several people or deals tell of it within four weeks, so it is not personal.",
    ru: "{what}: {count, plural, one {# открытое препятствие} few {# открытых препятствия} many {# открытых препятствий} other {# открытого препятствия}}, о нём говорят несколько людей или сделок за четыре недели, то есть дело не в одном человеке.",
  },
  teamWideFound: {
    en: "Most of the team is below its line: {behind} of {count} are behind, half at {share} of it or below. What is in the way stands in the report of causes.",
    ru: "Ниже плана большая часть команды: отстают {behind} из {count}, у половины {share} плана или меньше. Что мешает, видно в отчёте о причинах.",
  },
  causesButton: { en: "See the causes", ru: "Причины" },

  csvPart: { en: "Part", ru: "Раздел" },
  csvWhat: { en: "What", ru: "Что" },
  csvControl: { en: "Who can change it", ru: "Кто может изменить" },
  csvAmount: { en: "Amount", ru: "Значение" },
  csvUnit: { en: "Unit", ru: "Единица" },
  csvShare: { en: "Share", ru: "Доля" },
  csvCumulative: { en: "Cumulative share", ru: "Накопленная доля" },
  csvDaysLost: { en: "Days lost", ru: "Потеряно дней" },
  csvMedian: { en: "Median days", ru: "Медиана дней" },
  csvOldest: { en: "Oldest, days", ru: "Самое старое, дней" },
  csvMarket: { en: "Market", ru: "Рынок" },
  csvWithMarket: { en: "Growth with the market", ru: "Рост вместе с рынком" },
  csvFromOthers: { en: "Growth from or to others", ru: "Рост за счёт других или в их пользу" },
  csvRaw: { en: "As it is", ru: "Как есть" },
  csvAdjusted: { en: "Without what is outside", ru: "Без внешних причин" },
  csvNote: { en: "Note", ru: "Пояснение" },

  dates: { en: "{start} – {end}", ru: "{start} – {end}" },
  whyTeam: {
    en: "Half of the people are at {share} of their line or below, so it is common to the team: look at leads, season, price and product first.",
    ru: "У половины людей {share} своего плана или меньше, то есть отставание общее: сначала стоит посмотреть на лиды, сезон, цену и продукт.",
  },
  whyOwn: {
    en: "Half of the people are at {share} of their line or above, so most of the distance is in single goals.",
    ru: "У половины людей {share} своего плана или больше, то есть отставание складывается из отдельных целей.",
  },
  whyChange: {
    en: "{metric} against {dates}: {change}, of it {effects}.",
    ru: "{metric} по сравнению с {dates}: {change}, в том числе {effects}.",
  },
  factorDecided: { en: "number of decided deals", ru: "число завершённых сделок" },
  factorWon: { en: "number of deals won", ru: "число выигранных сделок" },
  factorWinRate: { en: "win rate", ru: "доля побед" },
  factorDealSize: { en: "deal size", ru: "размер сделки" },
});
