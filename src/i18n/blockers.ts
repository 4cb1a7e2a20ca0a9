import type { BlockerCode, Department } from "../insight/rules/blocker-taxonomy.ts";
import { type Message, texts } from "./texts.ts";

/** What stands in the way, in people's words. */
export const blockerNames: Readonly<Record<BlockerCode, Message>> = texts({
  rep_skill: { en: "I need a skill", ru: "Не хватает навыка" },
  rep_time: { en: "I lack time", ru: "Не хватает времени" },
  process_approval: { en: "Approval takes long", ru: "Долгое согласование" },
  process_pricing_authority: { en: "No say on price", ru: "Нет полномочий по цене" },
  process_crm: { en: "CRM or process", ru: "CRM или порядок работы" },
  lead_assignment: { en: "How leads are assigned", ru: "Распределение лидов" },
  marketing_leads: { en: "Too few or poor leads", ru: "Мало лидов или они слабые" },
  brand_awareness: { en: "They do not know us", ru: "Нас не знают" },
  product_gap: { en: "The product lacks something", ru: "В продукте чего-то нет" },
  product_quality: { en: "Product quality", ru: "Качество продукта" },
  production_stock: { en: "Production or stock", ru: "Производство или склад" },
  delivery: { en: "Delivery", ru: "Доставка" },
  service_issue: { en: "Customer service", ru: "Обслуживание клиентов" },
  onboarding_of_customer: { en: "Customer onboarding", ru: "Подключение клиента" },
  legal_finance: { en: "Legal or finance", ru: "Юристы или финансы" },
  competition: { en: "A competitor", ru: "Конкурент" },
  price_market: { en: "Price", ru: "Цена" },
  customer_budget: { en: "Customer’s budget", ru: "Бюджет клиента" },
  customer_timing_no_decision: { en: "Customer does not decide", ru: "Клиент не принимает решение" },
  economy_season: { en: "Economy or season", ru: "Экономика или сезон" },
  regulation: { en: "Regulation", ru: "Регулирование" },
  other: { en: "Something else", ru: "Другое" },
});

export const departmentNames: Readonly<Record<Department, Message>> = texts({
  manager: { en: "manager", ru: "руководитель" },
  marketing: { en: "marketing", ru: "маркетинг" },
  product: { en: "product", ru: "продукт" },
  production: { en: "production", ru: "производство" },
  customer_service: { en: "customer service", ru: "служба поддержки" },
  legal_finance: { en: "legal and finance", ru: "юристы и финансы" },
});

export const blockerTexts = texts({
  add: { en: "Note what stands in the way", ru: "Отметить препятствие" },
  list: { en: "Open blockers, with owner and age", ru: "Открытые препятствия: кто решает и сколько дней" },
  resolve: { en: "A blocker is gone", ru: "Препятствие устранено" },
  edit: { en: "Say more about a blocker", ru: "Уточнить препятствие" },
  optionCategory: { en: "What is it", ru: "В чём дело" },
  optionNote: { en: "In a few words", ru: "В двух словах" },
  optionDeal: { en: "Deal", ru: "Сделка" },
  optionValue: { en: "Value at risk", ru: "Сумма под угрозой" },
  optionGoal: { en: "Goal", ru: "Цель" },
  optionOwner: { en: "Who can remove it", ru: "Кто может устранить" },
  optionNumber: { en: "Number of the blocker", ru: "Номер препятствия" },
  optionHow: { en: "How it was solved", ru: "Как решилось" },
  optionWho: { en: "Whose", ru: "Чьи" },
  added: {
    en: "Blocker №{number} noted: {what}. Who can act: {owner}.",
    ru: "Препятствие №{number} записано: {what}. Кто может помочь: {owner}.",
  },
  needsText: { en: "Please say in a few words what it is.", ru: "Пожалуйста, опишите в двух словах." },
  none: { en: "No open blockers.", ru: "Открытых препятствий нет." },
  title: { en: "Open blockers", ru: "Открытые препятствия" },
  line: {
    en: "№{number} {what}{note}: {person}, {owner}, open {days, plural, =0 {since today} one {# day} other {# days}}",
    ru: "№{number} {what}{note}: {person}, {owner}, {days, plural, =0 {с сегодняшнего дня} one {открыто # день} few {открыто # дня} many {открыто # дней} other {открыто # дня}}",
  },
  resolved: {
    en: "Blocker №{number} is closed after {days, plural, =0 {less than a day} one {# day} other {# days}}. Thank you.",
    ru: "Препятствие №{number} закрыто, прошло: {days, plural, =0 {меньше дня} one {# день} few {# дня} many {# дней} other {# дня}}. Спасибо.",
  },
  resolvedForYou: {
    en: "{person} closed your blocker №{number}: {what}.",
    ru: "{person}: ваше препятствие №{number} закрыто ({what}).",
  },
  notFound: {
    en: "There is no open blocker №{number} that you can see. /blocker list shows them.",
    ru: "Нет открытого препятствия №{number}, доступного вам. Список: /blocker list.",
  },
  edited: { en: "Blocker №{number} is updated.", ru: "Препятствие №{number} уточнено." },
  resolveButton: { en: "It is gone", ru: "Устранено" },
  moreButton: { en: "Say more", ru: "Уточнить" },
  nobodyInside: { en: "nobody inside the company", ru: "внутри компании никто" },
});
