import { type Message, texts } from "./texts.ts";

export const demoTexts = texts({
  organisation: { en: "Practice Ltd (made up)", ru: "ООО «Тренировка» (вымышленная)" },
  team: { en: "Sales", ru: "Продажи" },
  channel: { en: "sales", ru: "продажи" },
  teamRevenue: { en: "Team revenue", ru: "Выручка команды" },
  revenue: { en: "Revenue", ru: "Выручка" },
  calls: { en: "Calls", ru: "Звонки" },
  meetings: { en: "Meetings", ru: "Встречи" },
  deals: { en: "Deals won", ru: "Выигранные сделки" },
  readBack: { en: "{target} by {date}", ru: "{target} до {date}" },
  question: { en: "Do renewals count?", ru: "Продления считаются?" },
  answer: { en: "Yes, at their full first-year value.", ru: "Да, по полной стоимости первого года." },
  lessonReached: {
    en: "Two referrals early in the month made the difference.",
    ru: "Помогли две рекомендации в начале месяца.",
  },
  lessonMissed: {
    en: "Two large deals slipped into the next month.",
    ru: "Две крупные сделки перенеслись на следующий месяц.",
  },
  away: { en: "Holiday", ru: "Отпуск" },
});

/** People of the practice room; the key is also their id there. */
export const demoNames = texts({
  max: { en: "Max Weber", ru: "Максим Сидоров" },
  ana: { en: "Ana Costa", ru: "Анна Ковалёва" },
  boris: { en: "Boris Lang", ru: "Борис Лапин" },
  nina: { en: "Nina Park", ru: "Нина Орлова" },
  chen: { en: "Chen Li", ru: "Тимур Ахметов" },
  dora: { en: "Dora Novak", ru: "Ольга Ветрова" },
  emil: { en: "Emil Ross", ru: "Егор Данилов" },
});

export const demoAccounts: readonly Message[] = [
  { en: "Northwind Bakery", ru: "Пекарня «Север»" },
  { en: "Blue Harbour Hotels", ru: "Отели «Гавань»" },
  { en: "Maple Clinics", ru: "Клиники «Клён»" },
  { en: "Orbit Logistics", ru: "«Орбита Логистик»" },
  { en: "Granite Builders", ru: "Стройка «Гранит»" },
  { en: "Sunrise Schools", ru: "Школы «Рассвет»" },
  { en: "Copper & Sons", ru: "«Медь и сыновья»" },
  { en: "Riverside Foods", ru: "Продукты «Речные»" },
  { en: "Lantern Media", ru: "Медиа «Фонарь»" },
  { en: "Pinewood Furniture", ru: "Мебель «Сосна»" },
  { en: "Falcon Couriers", ru: "Курьеры «Сокол»" },
  { en: "Amber Optics", ru: "Оптика «Янтарь»" },
  { en: "Willow Gardens", ru: "Сады «Ива»" },
  { en: "Castle Insurance", ru: "Страхование «Замок»" },
];

export const demoProducts: readonly Message[] = [
  { en: "Starter", ru: "Стартовый" },
  { en: "Team", ru: "Командный" },
  { en: "Enterprise", ru: "Корпоративный" },
];

export const demoStages: Readonly<Record<"open" | "won" | "lost", Message>> = texts({
  open: { en: "Proposal", ru: "Предложение" },
  won: { en: "Won", ru: "Выиграна" },
  lost: { en: "Lost", ru: "Проиграна" },
});

export const demoCommitments: readonly Message[] = [
  { en: "Send the two open proposals", ru: "Отправить два готовых предложения" },
  { en: "Call back everybody from the trade fair", ru: "Перезвонить всем с выставки" },
  { en: "Book four demos for next week", ru: "Назначить четыре демо на следующую неделю" },
  { en: "Agree the contract with the customer’s lawyers", ru: "Согласовать договор с юристами клиента" },
  { en: "Ask three customers for a referral", ru: "Попросить рекомендацию у трёх клиентов" },
  { en: "Bring the notes in the CRM up to date", ru: "Привести записи в CRM в порядок" },
];

export const demoHelp: readonly Message[] = [
  { en: "Join the call with the purchasing director", ru: "Присоединиться к звонку с директором по закупкам" },
  { en: "Listen to one of my demos", ru: "Послушать одно моё демо" },
  { en: "A decision on the discount", ru: "Решение по скидке" },
];

type DemoBlocker = { readonly category: string; readonly note: Message; readonly resolution?: Message };

export const demoBlockers: readonly DemoBlocker[] = [
  {
    category: "process_approval",
    note: { en: "The discount has waited for approval since Monday", ru: "Скидка ждёт согласования с понедельника" },
    resolution: { en: "Approved up to 10% without asking", ru: "До 10\u00a0% теперь можно без согласования" },
  },
  { category: "product_gap", note: { en: "They need single sign-on", ru: "Им нужен единый вход" } },
  {
    category: "marketing_leads",
    note: { en: "Few of the fair’s leads have a budget", ru: "У лидов с выставки почти нет бюджета" },
    resolution: { en: "Marketing now asks for the budget first", ru: "Маркетинг теперь сначала уточняет бюджет" },
  },
  { category: "customer_budget", note: { en: "Budget frozen until January", ru: "Бюджет заморожен до января" } },
  {
    category: "delivery",
    note: { en: "Delivery takes six weeks, a competitor’s two", ru: "Поставка шесть недель, у конкурента две" },
  },
  {
    category: "price_market",
    note: { en: "A rival is a fifth cheaper", ru: "Конкурент дешевле на пятую часть" },
    resolution: { en: "Kept the price and added training", ru: "Цену оставили, добавили обучение" },
  },
  { category: "product_gap", note: { en: "The export lacks their format", ru: "В выгрузке нет их формата" } },
  { category: "rep_skill", note: { en: "I get stuck at the price talk", ru: "Теряюсь в разговоре о цене" } },
];
