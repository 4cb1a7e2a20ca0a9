import { texts } from "./texts.ts";

/** From activity to outcome: the funnel, the link in time, what would close a gap, and odd numbers. */
export const activityTexts = texts({
  report: {
    en: "From activity to result: funnel, link, what is needed",
    ru: "От действий к результату: воронка, связь, сколько нужно",
  },
  funnel: { en: "Set or show the stages of the team’s funnel", ru: "Задать или показать этапы воронки команды" },
  optionTeam: { en: "Team", ru: "Команда" },
  optionStages: { en: "Stages, first to last", ru: "Этапы от первого к последнему" },
  hintStages: { en: "calls > meetings > deals, or auto", ru: "звонки > встречи > сделки или авто" },

  dealOpened: { en: "Deals opened", ru: "Открытые сделки" },
  dealDecided: { en: "Deals decided", ru: "Завершённые сделки" },
  dealWon: { en: "Deals won", ru: "Выигранные сделки" },

  funnelIs: { en: "The funnel of {team}: {stages}.", ru: "Воронка команды {team}: {stages}." },
  funnelIsSet: {
    en: "Your team set it. Back to what is logged: /team funnel auto",
    ru: "Её задала команда. Вернуть по записям: /team funnel авто",
  },
  funnelIsUsual: {
    en: 'Nobody set it: it is taken from what was logged in the last 26 weeks. Another order: /team funnel "calls > meetings > deals"',
    ru: 'Её никто не задавал: она взята из записей за последние 26 недель. Другой порядок: /team funnel "звонки > встречи > сделки"',
  },
  funnelEmpty: {
    en: '{team} has no funnel yet: it takes two kinds of counts, such as calls and deals. Log both, import deals, or name the stages: /team funnel "calls > deals"',
    ru: 'У команды {team} пока нет воронки: нужны хотя бы два вида количеств, например звонки и сделки. Записывайте оба, импортируйте сделки или назовите этапы: /team funnel "звонки > сделки"',
  },
  stageUnknown: {
    en: "“{typed}” is not a stage I know. There are: {stages}.",
    ru: "Этап «{typed}» не найден. Есть: {stages}.",
  },
  stageNotCount: {
    en: "{metric} cannot be a stage: only counts of which more is better can follow each other.",
    ru: "{metric} не может быть этапом: следовать друг за другом могут только количества, где больше — лучше.",
  },
  stagesFew: {
    en: "A funnel needs two stages or more, each named once.",
    ru: "Воронке нужно не меньше двух этапов, каждый один раз.",
  },
  stagesMany: { en: "A funnel holds eight stages at most.", ru: "В воронке не больше восьми этапов." },

  title: { en: "{team}: activity and result, {start} – {end}", ru: "{team}: действия и результат, {start} – {end}" },
  step: { en: "{from} → {to}", ru: "{from} → {to}" },
  chartTitle: { en: "From {from} to {to}", ru: "Воронка: {from} – {to}" },
  chartUnit: { en: "{start} – {end}, whole team", ru: "{start} – {end}, вся команда" },
  chartStage: { en: "{name} {count}", ru: "{name}: {count}" },
  chartAlt: {
    en: "Funnel chart: {stages}. Shares between them: {shares}.",
    ru: "Воронка: {stages}. Доли между этапами: {shares}.",
  },
  trendTitle: { en: "{from} and {to}, week by week", ru: "По неделям: {from} и {to}" },
  trendUnit: {
    en: "100 is each one’s own weekly average; whole team",
    ru: "100 — собственное среднее за неделю; вся команда",
  },
  trendAverage: { en: "average", ru: "среднее" },
  trendLine: { en: "{name} from {first} to {last} a week", ru: "{name}: было {first}, стало {last} в неделю" },
  trendAlt: {
    en: "Line chart by week up to {date}, the first four weeks against the last four: {lines}.",
    ru: "График по неделям до {date}, первые четыре недели и последние четыре: {lines}.",
  },
  chartOldEnough: {
    en: "{successes} of {trials} that are old enough to tell",
    ru: "{successes} из {trials}, по которым уже можно судить",
  },
  noShare: { en: "not defined", ru: "не определена" },

  shareIs: { en: "{successes} of {trials} ({share}).", ru: "{successes} из {trials} ({share})." },
  shareNothing: {
    en: "nothing to count yet at the first of the two.",
    ru: "на первом из двух этапов пока нет данных.",
  },
  shareMoreOut: {
    en: "{successes} after {trials}: more came out than went in, so there is no share. Perhaps the first is not always logged.",
    ru: "{successes} после {trials}: вышло больше, чем вошло, поэтому доли нет. Возможно, первое записывают не всегда.",
  },
  tooFew: {
    en: "Reps are not compared: it takes five with numbers here, newcomers not counted; there {count, plural, =0 {are none} one {is one} other {are #}}.",
    ru: "Продавцы не сравниваются: нужно пять человек с данными, не считая новичков; {count, plural, =0 {пока нет никого} one {есть # человек} few {есть # человека} many {есть # человек} other {есть # человека}}.",
  },
  noDifference: {
    en: "Among {count, plural, one {# rep} other {# reps}} nobody stands out beyond chance.",
    ru: "Среди {count, plural, one {# продавца} few {# продавцов} many {# продавцов} other {# продавца}} никто не выделяется сильнее, чем случайно.",
  },
  likelyBelow: { en: "Likely below the team: {people}.", ru: "Вероятно, ниже команды: {people}." },
  likelyAbove: { en: "Likely above the team: {people}.", ru: "Вероятно, выше команды: {people}." },
  standsAt: { en: "{person} ({low} to {high})", ru: "{person} (от {low} до {high})" },

  columnRep: { en: "Rep", ru: "Продавец" },
  cellCompared: { en: "{counts} · {low}–{high}", ru: "{counts} · {low}–{high}" },
  cellCounts: { en: "{successes} of {trials}", ru: "{successes} из {trials}" },
  cellNone: { en: "—", ru: "—" },
  newcomer: { en: "{name} (new)", ru: "{name} (новичок)" },
  moreReps: {
    en: "{count, plural, one {# more rep is} other {# more reps are}} in the CSV file.",
    ru: "{count, plural, one {Ещё # продавец} few {Ещё # продавца} many {Ещё # продавцов} other {Ещё # продавца}} в файле CSV.",
  },

  linkTitle: { en: "Does more activity go with more results?", ru: "Меняются ли результаты вместе с действиями?" },
  linkInsufficient: {
    en: "{from} and {to}: not enough data. It takes three reps with eight weeks each; {reps, plural, =0 {nobody has that yet} one {one has that} other {# have that}}, and the longest row is {weeks, plural, =0 {empty} one {# week} other {# weeks}}.",
    ru: "{from} и {to}: данных недостаточно. Нужны три продавца, у каждого по восемь недель; {reps, plural, =0 {пока таких нет} one {пока такой #} few {пока таких #} many {пока таких #} other {пока таких #}}, самый длинный ряд — {weeks, plural, =0 {пустой} one {# неделя} few {# недели} many {# недель} other {# недели}}.",
  },
  linkNone: {
    en: "{from} and {to}: no reliable link in {weeks, plural, one {# week} other {# weeks}} of {reps, plural, one {# rep} other {# reps}} (strongest {rho}, {when}; p = {p}).",
    ru: "{from} и {to}: надёжной связи нет; {weeks, plural, one {# неделя} few {# недели} many {# недель} other {# недели}}, {reps, plural, one {# продавец} few {# продавца} many {# продавцов} other {# продавца}} (сильнее всего {rho}, {when}; p = {p}).",
  },
  linkPossible: {
    en: "{from} and {to}: possibly. Within a rep, weeks with more of the first tend a little to {direction, select, fewer {fewer} other {more}} of the second {when} ({rho}, p = {p}): too weak or too unsure to build on.",
    ru: "{from} и {to}: возможно. У одного и того же продавца недели, где больше первого, немного чаще идут с {direction, select, fewer {меньшим} other {большим}} числом второго {when} ({rho}, p = {p}): слишком слабо или ненадёжно, чтобы на это опираться.",
  },
  linkFound: {
    en: "{from} and {to}: they go together. Within a rep, weeks with more of the first tend to {direction, select, fewer {fewer} other {more}} of the second {when} ({rho}, p = {p}, {weeks, plural, one {# week} other {# weeks}}, {reps, plural, one {# rep} other {# reps}}).",
    ru: "{from} и {to}: меняются вместе. У одного и того же продавца недели, где больше первого, чаще идут с {direction, select, fewer {меньшим} other {большим}} числом второго {when} ({rho}, p = {p}; {weeks, plural, one {# неделя} few {# недели} many {# недель} other {# недели}}, {reps, plural, one {# продавец} few {# продавца} many {# продавцов} other {# продавца}}).",
  },
  whenSame: { en: "in the same week", ru: "на той же неделе" },
  whenLater: {
    en: "{lag, plural, one {a week} other {# weeks}} later",
    ru: "через {lag, plural, one {# неделю} few {# недели} many {# недель} other {# недели}}",
  },
  linkEnd: {
    en: "It goes together, it does not prove cause: try it with two or three reps for four weeks and compare.",
    ru: "Меняться вместе не значит быть причиной: попробуйте с двумя-тремя продавцами четыре недели и сравните.",
  },
  warnFewData: {
    en: "Few data: fewer than five reps or thirteen weeks.",
    ru: "Данных мало: меньше пяти продавцов или тринадцати недель.",
  },
  warnSimpson: {
    en: "Between reps it looks different ({between}) than within them ({within}): who does more may simply have the larger book of business.",
    ru: "Между продавцами картина другая ({between}), чем у каждого отдельно ({within}): у тех, кто делает больше, может быть просто больше клиентов.",
  },
  warnReverse: {
    en: "The other way round it is as strong: results first, activity after.",
    ru: "В обратную сторону связь не слабее: сначала результат, потом действия.",
  },
  warnSameEvent: {
    en: "In the same week both sides count the same deals.",
    ru: "В пределах одной недели обе стороны считают одни и те же сделки.",
  },
  warnSelfReported: {
    en: "The activity is reported by hand and is a target: such numbers tend to grow by themselves.",
    ru: "Действия записывают вручную, и по ним есть цель: такие числа обычно завышаются со временем даже без умысла.",
  },
  warnChosen: {
    en: "Reps may choose whom they contact: activity can follow promising accounts rather than make them so.",
    ru: "Продавцы могут сами выбирать, с кем связаться: возможно, действия следуют за перспективными клиентами, а не делают клиентов такими.",
  },
  warnRegression: {
    en: "The reps were picked after weak weeks: some of the rise comes by itself.",
    ru: "Продавцов выбрали после слабых недель: часть роста приходит сама.",
  },
  warnShock: {
    en: "There was a month in it in which the whole team fell short.",
    ru: "В этом периоде был месяц, когда просела вся команда.",
  },

  neededTitle: { en: "What would close the gap", ru: "Что закроет разрыв" },
  neededOwner: { en: "{person}, {goal}", ru: "{person}, {goal}" },
  neededGap: { en: "{amount} to go (by {date})", ru: "осталось {amount} (до {date})" },
  neededResults: {
    en: "about {count, plural, one {# result} other {# results}} of the usual size",
    ru: "примерно {count, plural, one {# результат} few {# результата} many {# результатов} other {# результата}} обычного размера",
  },
  neededLine: {
    en: "{activity}: about {need} (80% range {low} to {high}){perDay}",
    ru: "{activity}: примерно {need} (80\u00a0%: от {low} до {high}){perDay}",
  },
  neededPerDay: { en: ", {perDay} a working day", ru: ", {perDay} в рабочий день" },
  neededOver: {
    en: "{line}; more than a busy day so far ({busy})",
    ru: "{line}; больше, чем бывало в насыщенный день ({busy})",
  },
  neededTooLate: {
    en: "{activity}: new ones can no longer land in this period; work on the open deals",
    ru: "{activity}: новые уже не успеют принести результат в этом периоде; займитесь открытыми сделками",
  },
  neededNoConversion: {
    en: "{activity}: nothing of it has become a result yet, so no number can be given",
    ru: "{activity}: пока ни разу не дошло до результата, поэтому число назвать нельзя",
  },
  neededLeast: {
    en: "{activity}: about {need} or more (80% range {low} to {high}){perDay}",
    ru: "{activity}: примерно {need} или больше (80\u00a0%: от {low} до {high}){perDay}",
  },
  neededNoCycle: {
    en: "“Or more”: how long such a result takes is not known, so what would come too late is not taken off.",
    ru: "«Или больше»: сколько времени занимает такой результат, неизвестно, поэтому то, что не успеет, не вычтено.",
  },
  neededNotInFunnel: {
    en: "{goal}: not enough data, since it is no stage of the funnel. /team funnel can add it.",
    ru: "{goal}: данных недостаточно, этого нет среди этапов воронки. Добавить: /team funnel.",
  },
  neededNoShare: {
    en: "{goal}: not enough data. No share is known from {from} to {to} yet.",
    ru: "{goal}: данных недостаточно. Доля на шаге {from} → {to} пока неизвестна.",
  },
  neededNoSizes: {
    en: "{goal}: not enough data. No single result with an amount was logged in the last year.",
    ru: "{goal}: данных недостаточно. За последний год нет ни одного результата с суммой.",
  },
  neededMore: {
    en: "{count, plural, one {# more goal is} other {# more goals are}} in the CSV file.",
    ru: "{count, plural, one {Ещё # цель} few {Ещё # цели} many {Ещё # целей} other {Ещё # цели}} в файле CSV.",
  },

  benchmarkTitle: { en: "Benchmarks", ru: "Ориентиры" },
  benchmark: {
    en: "The upper quarter of the team has at least {count} a week: {stage}.",
    ru: "У верхней четверти команды не меньше {count} в неделю: {stage}.",
  },

  gapsTitle: { en: "Worth a friendly question", ru: "Стоит спросить по-дружески" },
  gapsNote: {
    en: "A question is not a reproach: no number is changed or left out because of it.",
    ru: "Вопрос — не упрёк: ни одно число из-за него не меняется и не исключается.",
  },
  gapOf: { en: "{person}: {what}", ru: "{person}: {what}" },
  gapIdentical: { en: "the same numbers three weeks in a row", ru: "одинаковые цифры три недели подряд" },
  gapFarAbove: {
    en: "{metric} {amount} last week, more than three times the best of the last three months",
    ru: "{metric}: {amount} за прошлую неделю, более чем втрое больше лучшей недели за три месяца",
  },
  gapBackDated: {
    en: "{metric} {amount} for {date} was entered more than a week later",
    ru: "{metric}: {amount} за {date}, записано больше чем через неделю",
  },
  gapClosedFirst: {
    en: "the deal {deal} was closed on {date}, before it was opened",
    ru: "сделка {deal} закрыта {date}, раньше, чем открыта",
  },
  gapFullDay: {
    en: "on {date} more activity than a day holds; perhaps a whole week in one entry",
    ru: "{date}: действий больше, чем вмещает день; возможно, вся неделя одной записью",
  },
  gapNoActivity: {
    en: "results in the last four weeks, but no activity logged",
    ru: "за четыре недели есть результаты, но нет записанных действий",
  },
  gapsInsight: {
    en: "{person}: {what} (worth a friendly question)",
    ru: "{person}: {what} (стоит спросить по-дружески)",
  },
  gapsOwnTitle: { en: "Please look at this once more", ru: "Пожалуйста, взгляните ещё раз" },
  gapsOwnNote: {
    en: "If it is right, there is nothing to do. Your last entry is taken back with /goal undo, an older one is put right with a note: /goal log #12 -5 note:“typo”",
    ru: "Если всё верно, ничего делать не нужно. Последнюю запись отменит /goal undo, более раннюю поправит запись с пояснением: /goal log #12 -5 note:«опечатка»",
  },

  insightBelow: {
    en: "{person}, {step}: {successes} of {trials}, likely {low} to {high}; the team is at {team}. Likely below the team, so look at this step together.",
    ru: "{person}, {step}: {successes} из {trials}, вероятно от {low} до {high}; у команды {team}. Вероятно, ниже команды: посмотрите этот шаг вместе.",
  },
  showFunnel: { en: "Show the funnel", ru: "Показать воронку" },

  howTitle: { en: "How it is counted", ru: "Как это считается" },
  howFunnel: {
    en: "Stages: {stages}, {isSet, select, yes {set by the team} other {taken from what is logged}}; /team funnel changes them.",
    ru: "Этапы: {stages}, {isSet, select, yes {заданы командой} other {взяты из записей}}; изменить: /team funnel.",
  },
  howWindow: {
    en: "Counted over 26 weeks up to {date} ({zone}). Logged counts are put beside each other; a meeting is not tied to its call.",
    ru: "Считаются 26 недель по {date} ({zone}). Количества ставятся рядом; встреча не привязана к своему звонку.",
  },
  howDeals: {
    en: "Deals are followed one by one from their opening; those still open count once they are older than four in five were when decided ({days, plural, one {# day} other {# days}}).",
    ru: "Сделки прослеживаются по одной с открытия; ещё открытые учитываются, когда они старше, чем четыре из пяти к моменту решения ({days, plural, one {# день} few {# дня} many {# дней} other {# дня}}).",
  },
  howShrink: {
    en: "Small numbers are drawn towards the team’s share; ranges hold the true share in 9 of 10 cases. So many are named that on average at most one in ten is named by chance. Newcomers are left out for 90 days.",
    ru: "Малые числа подтягиваются к доле команды; границы верны в 9 случаях из 10. Названо столько людей, чтобы случайно оказался назван в среднем не более чем один из десяти. Новички не сравниваются 90 дней.",
  },
  howLink: {
    en: "The link compares each rep with themselves over up to 52 weeks, without the team’s ups and downs, at nought to eight weeks’ distance; p allows for everything tried (2,000 random shifts).",
    ru: "Связь сравнивает каждого продавца с самим собой за срок до 52 недель, без общих подъёмов и спадов команды, со сдвигом от нуля до восьми недель; p учитывает все проверки (2000 случайных сдвигов).",
  },
  howNeeded: {
    en: "What is needed is the gap divided by the shares on the way and by the share of deals that take no longer than the days left.",
    ru: "Сколько нужно: разрыв, делённый на доли по пути и на долю сделок, которые укладываются в оставшиеся дни.",
  },

  ownTitle: { en: "Your activity and results, {start} – {end}", ru: "Ваши действия и результаты, {start} – {end}" },
  ownNothing: {
    en: "Not enough data yet: it takes two kinds of counts in the team, such as calls and deals. What you log with /goal log will show here.",
    ru: "Данных пока недостаточно: нужны хотя бы два вида количеств, например звонки и сделки. Здесь появится то, что вы запишете через /goal log.",
  },
  ownPast: { en: "You against your own past", ru: "Вы и ваше прошлое" },
  columnStage: { en: "Stage", ru: "Этап" },
  columnNow: { en: "Last 13 weeks", ru: "Последние 13 недель" },
  columnBefore: { en: "13 weeks before", ru: "13 недель до них" },
  columnUpper: { en: "Upper quarter of the team", ru: "Верхняя четверть команды" },
  upperFrom: { en: "from {count}", ru: "от {count}" },
  ownCompare: {
    en: "Averages of the weeks you worked, against your own past. The upper quarter is shown only where five people or more are in it, without names.",
    ru: "Средние за отработанные недели в сравнении с вашим прошлым. Верхняя четверть показана, только если сравнивать можно пятерых и больше, без имён.",
  },
  ownNewcomer: {
    en: "You are in your first 90 days: nobody compares your numbers with others’.",
    ru: "Идут ваши первые 90 дней: ваши показатели ни с кем не сравнивают.",
  },

  csvWhat: { en: "what", ru: "что" },
  csvWho: { en: "who", ru: "кто" },
  csvItem: { en: "item", ru: "о чём" },
  csvValue: { en: "value", ru: "значение" },
  csvOf: { en: "out of", ru: "из" },
  csvShare: { en: "share", ru: "доля" },
  csvLow: { en: "low", ru: "нижняя граница" },
  csvHigh: { en: "high", ru: "верхняя граница" },
  csvRemark: { en: "remark", ru: "примечание" },
  csvStep: { en: "step", ru: "шаг" },
  csvLink: { en: "link", ru: "связь" },
  csvNeeded: { en: "needed", ru: "нужно" },
  csvBenchmark: { en: "upper quarter a week", ru: "верхняя четверть в неделю" },
  csvGap: { en: "question", ru: "вопрос" },
  csvTeam: { en: "team", ru: "команда" },
  standingBelow: { en: "likely below the team", ru: "вероятно, ниже команды" },
  standingAbove: { en: "likely above the team", ru: "вероятно, выше команды" },
  standingUsual: { en: "like the team", ru: "как у команды" },
  standingNone: { en: "not compared", ru: "не сравнивается" },
  verdictInsufficient: { en: "not enough data", ru: "данных недостаточно" },
  verdictNone: { en: "no reliable link", ru: "надёжной связи нет" },
  verdictPossible: { en: "possible", ru: "возможно" },
  verdictFound: { en: "goes together", ru: "меняются вместе" },
  afterWeeks: { en: "{verdict}; lag {lag}, p {p}", ru: "{verdict}; сдвиг {lag}, p {p}" },
});
