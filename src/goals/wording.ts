import { monthPattern } from "./month-names.ts";
import { parseNumber } from "./quantity.ts";

export type FitClass = "too_easy" | "good_fit" | "stretch" | "unrealistic" | "insufficient_data";

export type WordingCode =
  | "NO_METRIC"
  | "NO_NUMBER"
  | "NO_DEADLINE"
  | "VAGUE"
  | "FIT_TOO_EASY"
  | "FIT_UNREALISTIC"
  | "NO_PARENT";

/** Null for "attainable" while the fit is not known. */
export type WordingCheck = {
  specific: boolean;
  measurable: boolean;
  attainable: boolean | null;
  relevant: boolean;
  timeBound: boolean;
  codes: WordingCode[];
};

/** Hints about the wording of a goal in English or Russian; they never block. */
export function checkWording(
  text: string,
  { fit, hasParent }: { fit: FitClass | null; hasParent: boolean },
): WordingCheck {
  const clean = text.toLowerCase().replace(/ё/g, "е");
  const check = {
    specific: metric.test(clean),
    measurable: parseNumber(clean.replaceAll(new RegExp(dates, "gu"), " ")) !== null,
    attainable: fit === null || fit === "insufficient_data" ? null : fit === "good_fit" || fit === "stretch",
    relevant: hasParent,
    timeBound: deadline.test(clean),
  };
  const codes: WordingCode[] = [];
  if (!check.specific) codes.push("NO_METRIC");
  if (!check.measurable) codes.push("NO_NUMBER");
  if (!check.timeBound) codes.push("NO_DEADLINE");
  if (!check.measurable && vague.test(clean)) codes.push("VAGUE");
  if (fit === "too_easy") codes.push("FIT_TOO_EASY");
  if (fit === "unrealistic") codes.push("FIT_UNREALISTIC");
  if (!check.relevant) codes.push("NO_PARENT");
  return { ...check, codes };
}

/** Stems; a trailing "*" takes any ending. */
const metricWords = `
  revenue sales sale bookings turnover income profit margin mrr arr acv gmv quota deal* contract* order* invoice* payment*
  call* dial* meeting* demo* visit* email* letter* message* proposal* quote* offer* presentation* lead* opportunit*
  prospect* customer* client* account* user* subscription* subscriber* seat* license* licence* renewal* upsell* referral*
  churn refund* complaint* discount* conversion* rate* share pipeline nps csat retention backlog overdue receivable*
  trial* signup* sign-up* unit* item* product* review* task* pilot* partner* appointment* conversation* follow-up*
  выручк* продаж* оборот* доход* прибыл* марж* сделк* сделок договор* контракт* заказ* счет* счёт* оплат* платеж*
  звонк* звонок* встреч* демо* визит* письм* писем предложени* кп презентаци* лид* клиент* покупател* заказчик*
  аккаунт* пользовател* подписк* подписок подписчик* лиценз* продлени* допродаж* отток* возврат* жалоб* скид* скидок
  конверси* дол[яиюе] рынк* воронк* дебиторк* просрочк* тестов* пилот* партнер* товар* штук* единиц* отзыв* задач*
  рекомендаци* консультаци* заявк* заявок переговор* контакт* чек* средний средн* касани* показ* план*`;

const vagueWords = `
  improve* better best more greater higher increase* grow growth boost* enhance* strengthen* optimi* maximi* actively
  proactive* harder faster stronger try tries efficient* effective* quality soon asap many some lots several
  улучш* лучше лучш* больше побольше более выше вырасти рост* увелич* повыс* повыш* нарасти* наращива* усил* активн*
  активнее стара* постара* эффективн* качественн* быстрее сильнее развив* оптимиз* максим* скорее много несколько чаще`;

const day = "\\d{1,2}(?:st|nd|rd|th|-?го|-?е)?";
const year = "(?:19|20)\\d{2}";
const monthName = `(?:${monthPattern})`;

/** Numbers in these name a time, not an amount; "march" may be a verb only where no amount is written anyway. */
const dates = words(
  `${year}-\\d{2}(?:-\\d{2})?`,
  `\\d{1,2}\\.\\d{1,2}\\.(?:${year}|\\d{2})`,
  `(?:0?[1-9]|[12]\\d|3[01])\\.(?:0[1-9]|1[0-2])`,
  `${day}(?: of)? ${monthName}\\.?(?:,? ${year})?`,
  `${monthName}\\.? ${day}(?:,? ${year})?`,
  `(?:q|h|к)[1-4]`,
  `[1-4](?:-?(?:й|ый|ом|м|го))? ?(?:квартал\\p{L}*|кв|полугоди\\p{L}*)`,
  `${year}(?: ?г(?:\\.|од\\p{L}*)?)?`,
  `\\d+ (?:days?|weeks?|months?|дн(?:я|ей)|недел\\p{L}+|месяц\\p{L}*)`,
);

const period = "week|month|quarter|year|day|sprint";
const ruPeriod = "недел\\p{L}+|месяц\\p{L}*|квартал\\p{L}*|год|года|году|день|дня|полугоди\\p{L}+";

const deadline = words(
  `${year}-\\d{2}(?:-\\d{2})?`,
  `\\d{1,2}\\.\\d{1,2}\\.(?:${year}|\\d{2})`,
  `(?:0?[1-9]|[12]\\d|3[01])\\.(?:0[1-9]|1[0-2])`,
  `${day}(?: of)? ${monthName}`,
  `${monthName} ${day}`,
  `(?:by|in|until|till|before|end of|during|for|this|next|of) (?:the )?(?:end of )?(?:the )?${monthName}`,
  `(?:до|к|в|за|на|конц\\p{L}|конец) (?:конц\\p{L} )?${monthName}`,
  `(?:(?:this|next|per|each|every|a|the|end of|in a|current|following) )(?:the |this )?(?:${period})`,
  "weekly|monthly|quarterly|daily|annually|today|tomorrow|eow|eom|eoq|eoy|(?:week|month|quarter|year)[- ]end",
  "(?:by|until|till|on|before|this|next) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri)",
  "(?:q|h)[1-4]",
  "(?:in|within|for) \\d+ (?:days?|weeks?|months?)",
  `(?:за|в|на|до|к|конц\\p{L}|конец|эт\\p{L}+|следующ\\p{L}+|текущ\\p{L}+|кажд\\p{L}+) (?:конц\\p{L} |эт\\p{L}+ |следующ\\p{L}+ |текущ\\p{L}+ )?(?:${ruPeriod})`,
  "еженедельно|ежемесячно|ежеквартально|ежедневно|сегодня|завтра",
  "(?:до|к|в|во) (?:понедельник\\p{L}*|вторник\\p{L}*|сред[уеы]|четверг\\p{L}*|пятниц\\p{L}+|суббот\\p{L}+|воскресень\\p{L}+)",
  `[1-4](?:-?(?:й|ый|ом|м|го))? ?(?:квартал\\p{L}*|кв|полугоди\\p{L}*)`,
  "(?:за|через|в течение) \\d+ (?:дн(?:я|ей)|недел\\p{L}+|месяц\\p{L}*)",
);

const metric = words(...stems(metricWords));
const vague = words(...stems(vagueWords));

function stems(list: string): string[] {
  return list
    .trim()
    .split(/\s+/)
    .map((stem) => stem.replace("*", "\\p{L}*"));
}

function words(...patterns: string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join("|")})(?![\\p{L}\\p{N}])`, "u");
}
