/** What a row of a CRM export can be about, in the order in which files must be read: people before their deals. */
export const importKinds = ["people", "deals", "entries"] as const;
export type ImportKind = (typeof importKinds)[number];

type FieldShape = { readonly required: boolean; readonly headers: readonly string[] };

const needed = (...headers: readonly string[]): FieldShape => ({ required: true, headers });
const maybe = (...headers: readonly string[]): FieldShape => ({ required: false, headers });

/** The fields of each kind, and the headers by which exports in English and Russian usually call them. */
export const importFields = {
  people: {
    name: needed(
      ...["name", "full name", "sales agent", "agent", "sales rep", "rep", "employee", "salesperson", "user"],
      ...["имя", "фио", "сотрудник", "менеджер по продажам", "продавец", "агент"],
    ),
    id: maybe("id", "user id", "employee id", "external id", "ид", "код", "табельный номер"),
    email: maybe("email", "e-mail", "mail", "почта", "эл почта", "электронная почта"),
    team: maybe("team", "department", "group", "sales team", "команда", "отдел", "группа"),
    manager: maybe("manager", "team lead", "lead", "supervisor", "boss", "руководитель", "начальник", "тимлид"),
    office: maybe("office", "regional office", "region", "branch", "офис", "регион", "филиал"),
    hired: maybe("hired", "hired on", "hire date", "start date", "joined", "принят", "дата приема", "дата найма"),
  },
  deals: {
    id: needed(
      ...["id", "deal id", "opportunity id", "external id", "record id", "number", "deal number"],
      ...["ид", "номер", "номер сделки", "id сделки", "код"],
    ),
    owner: needed(
      ...["owner", "deal owner", "sales agent", "opportunity owner", "agent", "rep", "sales rep", "assigned to"],
      ...["ответственный", "владелец", "менеджер", "продавец", "сотрудник"],
    ),
    stage: needed(
      ...["stage", "deal stage", "status", "state", "pipeline stage"],
      ...["стадия", "стадия сделки", "этап", "этап сделки", "статус"],
    ),
    opened: maybe(
      ...["opened", "opened on", "engage date", "created", "created date", "create date", "created at", "open date"],
      ...["создана", "дата создания", "дата открытия", "открыта", "дата начала"],
    ),
    closed: maybe(
      ...["closed", "closed on", "close date", "closed date", "won date", "closed at"],
      ...["закрыта", "дата закрытия", "дата завершения"],
    ),
    value: maybe(
      ...["value", "close value", "amount", "deal value", "deal amount", "revenue", "sum", "price"],
      ...["сумма", "бюджет", "стоимость", "выручка"],
    ),
    currency: maybe("currency", "deal currency", "валюта"),
    product: maybe("product", "product name", "продукт", "товар"),
    account: maybe("account", "account name", "company", "customer", "client", "компания", "клиент", "контрагент"),
  },
  entries: {
    person: needed(
      ...["person", "name", "rep", "owner", "sales agent", "employee", "email"],
      ...["сотрудник", "имя", "фио", "ответственный", "менеджер", "продавец"],
    ),
    metric: needed("metric", "measure", "kpi", "what", "показатель", "метрика"),
    amount: needed("amount", "value", "count", "number", "result", "количество", "сумма", "значение", "результат"),
    date: needed("date", "day", "on", "дата", "день"),
    note: maybe("note", "comment", "notes", "примечание", "комментарий", "заметка"),
    id: maybe("id", "external id", "entry id", "ид", "код", "номер"),
  },
} as const satisfies Readonly<Record<ImportKind, Readonly<Record<string, FieldShape>>>>;

export const fieldsOf = (kind: ImportKind): Readonly<Record<string, FieldShape>> => importFields[kind];

/** Headers are compared without case, punctuation or "ё". */
export const headerKey = (header: string): string =>
  header
    .toLowerCase()
    .replace(/ё/g, "е")
    .replace(/[^\p{L}\p{N}]+/gu, "");
