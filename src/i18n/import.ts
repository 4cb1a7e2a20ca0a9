import { texts } from "./texts.ts";

export const importTexts = texts({
  mappingNotJson: { en: "The mapping is not JSON: {reason}", ru: "Файл соответствий — не JSON: {reason}" },
  mappingWrong: { en: "The mapping needs attention: {problems}", ru: "В файле соответствий есть ошибки: {problems}" },
  columnsMissing: {
    en: "{file} lacks columns for “{kind}”: {missing}. It has these columns: {found}.",
    ru: "В файле {file} не хватает столбцов для «{kind}»: {missing}. Найдены столбцы: {found}.",
  },
  unknownEncoding: {
    en: "{file}: there is no encoding called {encoding}.",
    ru: "{file}: кодировки {encoding} не существует.",
  },
  wrongEncoding: {
    en: '{file} is not written in {encoding} throughout. Name its encoding in the mapping: "encoding": "windows-1251".',
    ru: 'Файл {file} не весь записан в {encoding}. Укажите кодировку в файле соответствий: "encoding": "windows-1251".',
  },
  unreadable: { en: "{file} cannot be read as CSV: {reason}", ru: "{file} не читается как CSV: {reason}" },
  emptyFile: {
    en: "{file} is empty: its first line must name the columns.",
    ru: "Файл {file} пуст: в первой строке нужны названия столбцов.",
  },

  fewCells: {
    en: "The line has {count, plural, one {# cell} other {# cells}} and the header {wanted}.",
    ru: "В строке {count, plural, one {# ячейка} few {# ячейки} many {# ячеек} other {# ячейки}}, а в заголовке {wanted}.",
  },
  emptyCell: { en: "The column “{column}” is empty.", ru: "Столбец «{column}» пуст." },
  badDate: {
    en: "“{typed}” in “{column}” is not a date. Write it like 2026-11-30.",
    ru: "«{typed}» в столбце «{column}» — не дата. Напишите, например, 2026-11-30.",
  },
  ambiguousDate: {
    en: '“{typed}” in “{column}” could be two dates. Say in the mapping which part comes first: "dates": "dmy" or "mdy".',
    ru: '«{typed}» в столбце «{column}» можно прочесть двояко. Укажите порядок в файле соответствий: "dates": "dmy" или "mdy".',
  },
  futureDate: { en: "“{typed}” in “{column}” lies ahead.", ru: "«{typed}» в столбце «{column}» — будущая дата." },
  badNumber: { en: "“{typed}” in “{column}” is not a number.", ru: "«{typed}» в столбце «{column}» — не число." },
  largeNumber: {
    en: "“{typed}” in “{column}” is too large.",
    ru: "«{typed}» в столбце «{column}» — слишком большое число.",
  },
  wholeNumber: {
    en: "{metric} is counted in whole numbers, not “{typed}”.",
    ru: "«{metric}» считается в целых числах, а не «{typed}».",
  },
  trialsNumber: {
    en: "{metric} is a rate; write it like “3 of 10”, not “{typed}”.",
    ru: "«{metric}» — это доля; запишите как «3 из 10», а не «{typed}».",
  },
  badCurrency: { en: "“{typed}” is not a currency.", ru: "«{typed}» — не валюта." },
  badEmail: { en: "“{typed}” is not an e-mail address.", ru: "«{typed}» — не адрес почты." },
  badStage: {
    en: 'The mapping does not say what the stage “{typed}” means. Add it under "stages".',
    ru: 'В файле соответствий не сказано, что значит стадия «{typed}». Добавьте её в "stages".',
  },
  wonWithoutDate: {
    en: "The deal is won but has no closing date.",
    ru: "Сделка выиграна, но дата закрытия не указана.",
  },
  closedBeforeOpened: {
    en: "Taken, but please look: the deal closed before it opened.",
    ru: "Принято, но проверьте: сделка закрыта раньше, чем открыта.",
  },
  belowZero: {
    en: "A deal’s value cannot be below zero: “{typed}”.",
    ru: "Стоимость сделки не может быть меньше нуля: «{typed}».",
  },
  noPerson: {
    en: "Nobody is called “{typed}”. Import people first, or add them to a team.",
    ru: "Сотрудника «{typed}» нет. Сначала импортируйте сотрудников или добавьте его в команду.",
  },
  severalPeople: {
    en: "Several people are called “{typed}”; use their e-mail address.",
    ru: "Сотрудников «{typed}» несколько; укажите адрес почты.",
  },
  noTeam: {
    en: "{person} is in no team. Add them first: /team add",
    ru: "{person} не состоит ни в одной команде. Сначала добавьте: /team add",
  },
  noMetric: {
    en: "There is no metric “{typed}”. There are: {metrics}.",
    ru: "Показателя «{typed}» нет. Есть: {metrics}.",
  },
  repeated: {
    en: "The same id comes again in line {line}; the later line counts.",
    ru: "Тот же номер есть в строке {line}; учтена более поздняя строка.",
  },

  managersTeam: { en: "Team {manager}", ru: "Команда ({manager})" },
  engagements: { en: "Deals begun", ru: "Начатые сделки" },

  dryRun: { en: "Dry run: nothing was changed.", ru: "Пробный прогон: ничего не изменено." },
  done: { en: "The import is done.", ru: "Импорт завершён." },
  rows: {
    en: "{file} ({kind}): {rows, plural, one {# line} other {# lines}}, {refused, number} refused",
    ru: "{file} ({kind}): {rows, plural, one {# строка} few {# строки} many {# строк} other {# строки}}, отклонено {refused, number}",
  },
  people: {
    en: "People: {added, number} new, {changed, number} changed, {same, number} as before",
    ru: "Сотрудники: новых {added, number}, изменено {changed, number}, без изменений {same, number}",
  },
  teams: {
    en: "Teams: {added, number} new; they stay paused until a manager says /team resume",
    ru: "Команды: новых {added, number}; они на паузе, пока руководитель не наберёт /team resume",
  },
  deals: {
    en: "Deals: {added, number} new, {changed, number} changed, {same, number} as before",
    ru: "Сделки: новых {added, number}, изменено {changed, number}, без изменений {same, number}",
  },
  entries: {
    en: "Entries: {added, number} new, {corrected, number} corrected, {voided, number} withdrawn, {same, number} as before",
    ru: "Записи: новых {added, number}, исправлено {corrected, number}, отозвано {voided, number}, без изменений {same, number}",
  },
  remark: { en: "{file}, line {line}: {text}", ru: "{file}, строка {line}: {text}" },
  refusedTitle: { en: "Refused lines", ru: "Отклонённые строки" },
  moreRemarks: { en: "…and {count} more.", ru: "…и ещё {count}." },

  summary: {
    en: "Bring people, deals or results from a CRM",
    ru: "Перенести сотрудников, сделки или результаты из CRM",
  },
  optionKind: { en: "What the lines are", ru: "Что в строках" },
  optionCsv: { en: "CSV, the first line names the columns", ru: "CSV, в первой строке названия столбцов" },
  optionCsvHint: { en: "Up to 3,000 characters", ru: "До 3000 символов" },
  optionDraft: { en: "Checked draft", ru: "Проверенный черновик" },
  kindPeople: { en: "People", ru: "Сотрудники" },
  kindDeals: { en: "Deals", ru: "Сделки" },
  kindEntries: { en: "Results", ru: "Результаты" },
  title: { en: "Import from a CRM", ru: "Импорт из CRM" },
  howTo: {
    en: "Large exports go through the server’s command line, which shows progress and can be repeated without doubling anything:",
    ru: "Большие выгрузки загружаются на сервере из командной строки: видно ход, а повтор ничего не удваивает:",
  },
  howToSmall: {
    en: "A small CSV can be pasted right here. It is checked first, and nothing changes until you confirm.",
    ru: "Небольшой CSV можно вставить прямо здесь. Сначала он проверяется, и до подтверждения ничего не меняется.",
  },
  paste: { en: "Paste a CSV…", ru: "Вставить CSV…" },
  checked: { en: "Checked, nothing changed yet", ru: "Проверено, пока ничего не изменено" },
  confirm: { en: "Import", ru: "Импортировать" },
  nothingToDo: { en: "There is nothing to change.", ru: "Менять нечего." },
  imported: { en: "Imported", ru: "Импортировано" },

  noOrganisation: {
    en: "There is no organisation yet. Start Goalkeeper and connect Slack or Discord first.",
    ru: "Организации ещё нет. Сначала запустите Goalkeeper и подключите Slack или Discord.",
  },
  whichOrganisation: {
    en: "Say with --org which organisation this is for: {names}.",
    ru: "Укажите через --org, для какой организации импорт: {names}.",
  },
  noSuchOrganisation: {
    en: "There is no organisation “{typed}”. There are: {names}.",
    ru: "Организации «{typed}» нет. Есть: {names}.",
  },
  noFile: { en: "{file} cannot be opened. Check the path.", ru: "Файл {file} не открывается. Проверьте путь." },
  noMapping: {
    en: "“{typed}” is neither a mapping file nor one of: {presets}.",
    ru: "«{typed}» — не файл соответствий и не один из наборов: {presets}.",
  },
  noReport: {
    en: "The remarks cannot be written to {file}. Choose another place with --report.",
    ru: "Записать замечания в {file} не получается. Укажите другое место в --report.",
  },
  reportWritten: { en: "All remarks: {file}", ru: "Все замечания: {file}" },
});
