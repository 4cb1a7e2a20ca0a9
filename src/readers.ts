import { isCountry, isRegion } from "./calendar/holidays.ts";
import { parseScheduleWhen } from "./calendar/schedule.ts";
import { isZone, zonesMeantBy } from "./calendar/zones.ts";
import type { Reader, Readers } from "./command/read-options.ts";
import { UserError } from "./errors.ts";
import { parseDate } from "./goals/dates-written.ts";
import { findGoal } from "./goals/find.ts";
import { findMetric } from "./goals/metrics.ts";
import { parseQuantity } from "./goals/quantity.ts";
import { readingTexts as m } from "./i18n/reading.ts";
import { findPerson, findTeam, readChannel, readGroup } from "./org/find.ts";

const readQuantity: Reader = (typed) => {
  const quantity = parseQuantity(typed);
  if (!quantity) throw new UserError(m.badNumber, { typed });
  return quantity;
};

const readNumber: Reader = (typed) => {
  const quantity = parseQuantity(typed);
  if (!quantity) throw new UserError(m.badNumber, { typed });
  return quantity.value;
};

const readDate: Reader = (typed, option, { caller }) => {
  const date = parseDate(typed, caller.today, { prefer: option.prefer ?? "future" });
  if (!date) throw new UserError(m.badDate, { typed });
  return date;
};

const readWhen: Reader = (typed) => {
  const when = parseScheduleWhen(typed);
  if (!when) throw new UserError(m.badWhen, { typed });
  return when;
};

const readZone: Reader = (typed, _option, { words }) => {
  if (isZone(typed)) return typed;
  const zones = zonesMeantBy(typed);
  if (zones.length === 0) throw new UserError(m.badZone, { typed });
  throw new UserError(m.shortZone, { typed, zones: words.list(zones) });
};

const readHolidays: Reader = (typed) => {
  if (/^(none|off|нет|без)$/iu.test(typed)) return { country: "" };
  const [country = "", ...rest] = typed.toUpperCase().split("-");
  const region = rest.join("-");
  if (!isCountry(country) || (region !== "" && !isRegion(country, region)))
    throw new UserError(m.badHolidays, { typed });
  return region ? { country, region } : { country };
};

/** Keyboards have the straight apostrophe, our labels the curly one. */
const folded = (text: string): string => text.toLowerCase().replaceAll("'", "’");

const readChoice: Reader = (typed, option, { words }) => {
  const wanted = folded(typed);
  const choices = option.choices ?? [];
  const found = choices.find(({ value, label }) => [value, label.en, label.ru].some((name) => folded(name) === wanted));
  if (!found) {
    const list = choices.map(({ value, label }) => `${value} (${words.plain(label)})`).join(", ");
    throw new UserError(m.badChoice, { typed, choices: list });
  }
  return found.value;
};

const readPerson: Reader = (typed, option, work) =>
  (option.orGroup ? readGroup(typed) : null) ??
  (option.orTeam && /^(?:the )?(?:team|команда|команды|команде)$/iu.test(typed) ? "team" : findPerson(work, typed));

/** How a raw value of each kind is read, whichever door it came through. */
export const readers: Readers = {
  text: (typed) => typed,
  number: readNumber,
  quantity: readQuantity,
  date: readDate,
  when: readWhen,
  zone: readZone,
  holidays: readHolidays,
  person: readPerson,
  goal: (typed, _option, work) => findGoal(work, typed),
  metric: (typed, _option, work) => findMetric(work, typed),
  team: (typed, _option, work) => findTeam(work, typed),
  channel: (typed, _option, work) => readChannel(work, typed),
  choice: readChoice,
  command: (typed) => typed.replace(/^\//, "").toLowerCase(),
};
