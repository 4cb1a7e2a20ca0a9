import {
  type DateRange,
  dayOf,
  daysBetween,
  endOfMonth,
  endOfQuarter,
  endOfYear,
  monthOf,
  quarterOf,
} from "../calendar/dates.ts";
import { months } from "./month-names.ts";
import { parseNumbers } from "./quantity.ts";

export type ReadBack = { number: "match" | "mismatch" | "missing"; deadline: boolean; understood: boolean };

/** Whether somebody repeated a goal in their own words: a number within `tolerance` of it and one of the fragments. */
export function readBack(
  text: string,
  goal: { value: number; deadline: readonly string[]; tolerance?: number },
): ReadBack {
  const said = text.toLowerCase().replace(/ё/g, "е").replace(/\s+/g, " ");
  const fragments = [...goal.deadline].sort((a, b) => b.length - a.length).map(asPattern);
  const deadline = fragments.some((fragment) => said.search(fragment) >= 0);
  // The day of the deadline is not the number of the goal.
  const rest = fragments.reduce((left, fragment) => left.replaceAll(fragment, " ; "), said);
  const numbers = parseNumbers(rest);
  const slack = Math.abs(goal.value) * (goal.tolerance ?? 0.01) + 1e-9;
  const matches = numbers.some(({ value }) => Math.abs(value - goal.value) <= slack);
  const number = matches ? "match" : numbers.length === 0 ? "missing" : "mismatch";
  return { number, deadline, understood: matches && deadline };
}

/** The ways to name the last date of a goal in English and Russian, lower case; weeks and months also by their end. */
export function deadlineFragments({ start, end }: DateRange): string[] {
  const month = months[monthOf(end) - 1];
  if (month === undefined) return [end];
  const day = dayOf(end);
  const two = (number: number) => String(number).padStart(2, "0");
  const dayMonth = `${two(day)}.${two(monthOf(end))}`;
  return [
    end,
    ...[dayMonth, `${day}.${two(monthOf(end))}`].flatMap((text) => [`${text}.${end.slice(0, 4)}`, text]),
    ...[month.en, ...month.enShort].flatMap((name) => englishDays(day, name)),
    `${day} ${month.ruOf}`,
    `${day} ${month.ruShort}`,
    ...endsOf({ start, end }, month.en, month.ruOf),
  ];
}

function englishDays(day: number, month: string): string[] {
  const suffix = { one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th" }[ordinals.select(day)];
  return [
    `${day} ${month}`,
    `${month} ${day}`,
    `${day}${suffix} ${month}`,
    `${day}${suffix} of ${month}`,
    `${month} ${day}${suffix}`,
  ];
}

const ordinals = new Intl.PluralRules("en", { type: "ordinal" });

function endsOf({ start, end }: DateRange, month: string, ruMonth: string): string[] {
  const ends: string[] = [];
  if (end === endOfMonth(end)) {
    ends.push(...english(month), "eom", ...english("month"), ...russian(ruMonth), ...russian("месяца"));
  }
  if (end === endOfQuarter(end)) {
    const number = quarterOf(end);
    ends.push("eoq", ...english("quarter"), ...english(`q${number}`), ...russian("квартала"));
    ends.push(...russian(`${number} квартала`), ...russian(`${number}-го квартала`));
  }
  if (end === endOfYear(end)) ends.push("eoy", ...english("year"), ...russian("года"));
  if (daysBetween(start, end) < 7)
    ends.push("eow", ...english("week"), "this week", ...russian("недели"), "на этой неделе");
  return ends;
}

const english = (name: string): string[] => ["", "the ", "this "].map((article) => `end of ${article}${name}`);
const russian = (name: string): string[] => ["конца", "конец", "концу", "конце"].map((end) => `${end} ${name}`);

/** Whole words only: "1 march" is not in "31 march". */
function asPattern(fragment: string): RegExp {
  const literal = fragment.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}.])${literal}(?![\\p{L}\\p{N}])`, "gu");
}
