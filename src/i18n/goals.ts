import { goalOptionTexts } from "./goal-options.ts";
import { standingTexts } from "./goal-standing.ts";
import { texts } from "./texts.ts";

/** Goals: setting, logging, showing. What passes between a goal's owner and the manager is in goal-agreement.ts. */
export const goalTexts = texts({
  ...goalOptionTexts,
  badFrom: {
    en: "“{typed}” is not a day or period I can read. Write it like today, 1 Dec or next month.",
    ru: "Не получилось прочитать «{typed}». Напишите, например, сегодня, 1 декабря или следующий месяц.",
  },
  badBy: {
    en: "“{typed}” is not a day or period I can read. Write it like 30 Nov, end of month or Q1.",
    ru: "Не получилось прочитать «{typed}». Напишите, например, 30 ноября, конец месяца или 1 квартал.",
  },
  endsFirst: {
    en: "The goal would end before it begins. Give a later end, or say from which day it runs.",
    ru: "Цель закончилась бы раньше, чем началась. Укажите более поздний срок или день начала.",
  },
  tooLong: {
    en: "A goal can run for two years at most. Please give an earlier end.",
    ru: "Цель может длиться не более двух лет. Укажите более ранний срок.",
  },
  targetNotPositive: {
    en: "The target must be more than zero.",
    ru: "Цель должна быть больше нуля.",
  },
  stretchTooSmall: {
    en: "The stretch target must be at least the target, {target}.",
    ru: "Амбициозная цель должна быть не меньше основной: {target}.",
  },
  stretchOfLimit: {
    en: "Here less is better, so there is no stretch target. Leave it empty.",
    ru: "Здесь чем меньше, тем лучше, поэтому амбициозной цели нет. Оставьте поле пустым.",
  },
  tooLarge: { en: "That number is too large to keep.", ru: "Это число слишком велико." },
  unitMoney: {
    en: "{metric} is kept in {currency}. Write an amount in {currency}, like 5k {currency}; other currencies and units are not mixed in.",
    ru: "«{metric}» ведётся в {currency}. Укажите сумму в {currency}, например 5 тыс. {currency}; другие валюты и единицы не смешиваются.",
  },
  unitCount: {
    en: "{metric} is counted in whole numbers. Write it like 12, without a currency or %.",
    ru: "«{metric}» считается в штуках. Напишите целое число, например 12, без валюты и знака %.",
  },
  unitPercent: {
    en: "{metric} is a rate. Write the target as a percentage from 0 to 100, like 25%.",
    ru: "«{metric}» — это доля. Укажите цель в процентах от 0 до 100, например 25\u00a0%.",
  },
  unitTrials: {
    en: "{metric} is a rate. Write how many out of how many, like 3 of 10.",
    ru: "«{metric}» — это доля. Напишите, сколько из скольких, например 3 из 10.",
  },
  noName: { en: "Please give the goal a name.", ru: "Дайте цели название." },
  personWithoutTeam: {
    en: "{name} is not in a team yet. Add them first: /team add",
    ru: "{name} пока не состоит в команде. Сначала добавьте: /team add",
  },
  notInThatTeam: { en: "{name} is not in the team {team}.", ru: "{name} не состоит в команде {team}." },

  addedOwn: {
    en: "{goal} is set: {target} by {end}. It counts from now on.",
    ru: "Цель {goal} поставлена: {target} к {end}. Она уже действует.",
  },
  addedTeam: {
    en: "{goal} is set for {team}: {target} by {end}. It counts from now on.",
    ru: "Цель {goal} поставлена для команды {team}: {target} к {end}. Она уже действует.",
  },
  addedFor: {
    en: "{goal} is set for {name}: {target} by {end}. They were asked to say what they understood.",
    ru: "Цель {goal} поставлена, исполнитель {name}: {target} к {end}. Мы попросили рассказать, как она понята.",
  },
  newMetric: {
    en: "{metric} is a new metric; from now on other goals can count it too.",
    ru: "{metric} — новый показатель; теперь его могут считать и другие цели.",
  },
  hints: { en: "Hints, if you like:", ru: "Подсказки, если пригодятся:" },
  hintNoMetric: {
    en: "name what is counted (calls, deals, revenue)",
    ru: "назовите, что считается (звонки, сделки, выручка)",
  },
  hintVague: {
    en: "“more” and “better” can be read many ways; a plain word for what is counted is clearer",
    ru: "«больше» и «лучше» каждый понимает по-своему; яснее назвать, что именно считается",
  },
  hintNoParent: {
    en: "the team has such a goal too; {parent} makes this one a part of it",
    ru: "у команды есть такая же цель; с {parent} эта станет её частью",
  },

  loggedOwn: { en: "Logged {amount} for {date} on {goal}.", ru: "Записано {amount} за {date}, цель {goal}." },
  loggedFor: {
    en: "Logged {amount} for {date} on {goal}, in {name}’s name.",
    ru: "Записано {amount} за {date}, цель {goal}, исполнитель {name}.",
  },
  setOwn: {
    en: "{goal} now stands at {total}. Recorded as a change of {amount}.",
    ru: "По цели {goal} теперь {total}. Записано изменение: {amount}.",
  },
  alreadyThat: {
    en: "{goal} already stands at {total}; nothing to change.",
    ru: "По цели {goal} уже {total}, менять нечего.",
  },
  reached: {
    en: "Goal reached. Congratulations!",
    ru: "Цель достигнута. Поздравляем!",
  },
  typo: {
    en: "{amount} is at least five times what is usual here ({usual}). If it is a typo, press Undo.",
    ru: "{amount} — это как минимум в пять раз больше обычного ({usual}). Если это опечатка, нажмите «Отменить».",
  },
  totalNegative: { en: "A total cannot be less than zero.", ru: "Итог не может быть меньше нуля." },
  nothingLogged: {
    en: "Zero changes nothing, so nothing was logged.",
    ru: "Ноль ничего не меняет, поэтому запись не сделана.",
  },
  inFuture: {
    en: "{date} has not come yet. Log it on the day, or give an earlier day.",
    ru: "{date} ещё не наступило. Запишите результат в этот день или укажите более ранний.",
  },
  beforeHire: {
    en: "{name} started on {date}; give that day or a later one.",
    ru: "Первый рабочий день ({name}): {date}. Укажите его или более поздний день.",
  },
  outsidePeriod: {
    en: "{goal} runs from {start} to {end}, and {date} is not in it. Give a day in that time, like on:“{end}”.",
    ru: "Цель {goal} идёт с {start} по {end}, а {date} сюда не входит. Укажите день из этого срока, например on:«{end}».",
  },
  correctionNeedsNote: {
    en: "A correction downwards needs a note, like note:“deal cancelled”.",
    ru: "К уменьшению нужен комментарий, например note:«сделка отменена».",
  },
  belowZero: {
    en: "Only {total} is logged, so it cannot be lowered by {amount}.",
    ru: "Записано всего {total}, уменьшить на {amount} нельзя.",
  },
  closedAlready: {
    en: "{goal} is closed, so it no longer changes. /goal history shows what happened.",
    ru: "Цель {goal} закрыта и больше не меняется. Что было: /goal history.",
  },
  undone: {
    en: "Undone: {amount} for {date} on {goal}. The history keeps it, struck out.",
    ru: "Отменено: {amount} за {date}, цель {goal}. В истории запись останется с пометкой.",
  },
  nothingToUndo: { en: "You have no entry to undo here.", ru: "Здесь нет вашей записи, которую можно отменить." },
  undoneAlready: { en: "That entry was already undone.", ru: "Эта запись уже отменена." },

  buttonUndo: { en: "Undo", ru: "Отменить" },
  buttonLogMore: { en: "Log more", ru: "Записать ещё" },
  buttonLog: { en: "Log", ru: "Записать" },
  buttonShow: { en: "Show", ru: "Показать" },
  buttonEdit: { en: "Edit", ru: "Изменить" },
  buttonClose: { en: "Close", ru: "Закрыть" },
  buttonHistory: { en: "History", ru: "История" },
  buttonAdd: { en: "Set a goal", ru: "Поставить цель" },

  listTitle: { en: "Goals", ru: "Цели" },
  listEmpty: {
    en: "No goals here yet.",
    ru: "Здесь пока нет целей.",
  },
  listMore: {
    en: "{count, plural, one {# more goal is} other {# more goals are}} not shown. Narrow the list with who: or status:.",
    ru: "Ещё {count, plural, one {# цель не показана} few {# цели не показаны} many {# целей не показано} other {# цели не показано}}. Сузьте список: who: или status:.",
  },
  columnGoal: { en: "Goal", ru: "Цель" },
  columnOwner: { en: "Whose", ru: "Чья" },
  columnDone: { en: "Done", ru: "Сделано" },
  columnTarget: { en: "Target", ru: "Нужно" },
  columnEnd: { en: "By", ru: "Срок" },
  columnStatus: { en: "Status", ru: "Статус" },
  openOne: { en: "Show a goal", ru: "Показать цель" },

  fieldOwner: { en: "Whose", ru: "Чья цель" },
  fieldSoFar: { en: "So far", ru: "Сделано" },
  fieldPeriod: { en: "Period", ru: "Срок" },
  fieldLine: { en: "Line", ru: "План на сегодня" },
  fieldStatus: { en: "Status", ru: "Статус" },
  fieldStretch: { en: "Stretch", ru: "Амбициозная цель" },
  fieldParent: { en: "Part of", ru: "Часть цели" },
  fieldAgreement: { en: "Agreement", ru: "Договорённость" },
  wholeTeam: { en: "the team {team}", ru: "команда {team}" },
  period: { en: "{start} – {end}", ru: "{start} – {end}" },

  ...standingTexts,

  changed: {
    en: "{goal} is changed (version {version}): {changes}.",
    ru: "Цель {goal} изменена (версия {version}): {changes}.",
  },
  changedAsk: {
    en: "{name} was asked to accept the new version.",
    ru: "Просьба принять новую версию отправлена: {name}.",
  },
  change: { en: "{what} {before} → {after}", ru: "{what} {before} → {after}" },
  whatTarget: { en: "target", ru: "цель" },
  whatStretch: { en: "stretch", ru: "амбициозная цель" },
  whatEnd: { en: "end", ru: "срок" },
  nothingChanged: {
    en: "Nothing would change. Give a new target, end or stretch.",
    ru: "Ничего не изменится. Укажите новую цель, срок или амбициозную цель.",
  },
  setByOther: {
    en: "{name} set this goal. To change it, use /goal object and say what would be realistic.",
    ru: "Эту цель поставил другой человек ({name}). Чтобы её изменить, используйте /goal object и напишите, что было бы реально.",
  },
  closedNow: { en: "{goal} is closed: {result}.", ru: "Цель {goal} закрыта: {result}." },
  closedFigures: { en: "It ended at {figures}.", ru: "Итог: {figures}." },
  lessonKept: { en: "What was learned: {lesson}", ru: "Вывод: {lesson}" },

  historyTitle: { en: "History of {goal}", ru: "История цели {goal}" },
  historyVersion: {
    en: "set version {version}: {target} by {end}",
    ru: "версия {version}: {target} к {end}",
  },
  historyReason: { en: "because: {reason}", ru: "причина: {reason}" },
  historyEntry: { en: "logged {amount} for {date}", ru: "запись {amount} за {date}" },
  historyEntryFor: {
    en: "logged {amount} for {date} in {name}’s name",
    ru: "запись {amount} за {date}, исполнитель {name}",
  },
  historyVoided: { en: "undone by {name}, {time}", ru: "отменено: {name}, {time}" },
  historyCorrection: { en: "corrected by {amount} for {date}", ru: "исправление {amount} за {date}" },
  historyPrivate: {
    en: "What others wrote stays between them and the manager; on a team’s goal, so do their entries.",
    ru: "То, что написали другие, остаётся между ними и руководителем, а в общей цели — и их записи.",
  },
  historyClosed: { en: "closed: {result}", ru: "цель закрыта: {result}" },
  historyMore: {
    en: "{count, plural, one {# earlier event is} other {# earlier events are}} not shown; /report csv has the entries that count.",
    ru: "Ещё {count, plural, one {# более раннее событие не показано} few {# более ранних события не показаны} many {# более ранних событий не показано} other {# более раннего события не показано}}; действующие записи есть в /report csv.",
  },
});
