import { isLocalDate, type LocalDate, localDate } from "../calendar/dates.ts";
import { localDateOf } from "../calendar/zones.ts";
import { parseDate } from "../goals/dates-written.ts";
import type { Dialect } from "./dialect.ts";

/** A number as exports write it; the file's decimal sign decides what 1.234 means. Null when it is none. */
export function readDecimal(cell: string, decimal: "." | ","): number | null {
  const bare = cell
    .replace(/[\s\u00a0\u202f'’]/g, "")
    .replace(/^\((.+)\)$/, "-$1")
    .replace("−", "-");
  const match = /^([-+]?)(?:\p{Sc}|[A-Z]{3})?([-+]?)(\d[\d.,]*)(?:\p{Sc}|[A-Z]{3}|руб\.?|р\.)?$/u.exec(bare);
  const digits = match?.[3];
  if (!match || digits === undefined) return null;
  const plain = plainDigits(digits, decimal);
  if (plain === null) return null;
  const value = Number(plain);
  return match[1] === "-" || match[2] === "-" ? -value : value;
}

function plainDigits(digits: string, decimal: "." | ","): string | null {
  const grouping = decimal === "." ? "," : ".";
  const grouped = new RegExp(`^\\d{1,3}(?:\\${grouping}\\d{3})+(?:\\${decimal}\\d+)?$`);
  if (grouped.test(digits)) return digits.replaceAll(grouping, "").replace(decimal, ".");
  if (new RegExp(`^\\d+(?:\\${decimal}\\d*)?$`).test(digits)) return digits.replace(decimal, ".");
  // The other sign alone, where it cannot group thousands: "12,5" in a file with points.
  if (new RegExp(`^\\d+\\${grouping}(?:\\d{1,2}|\\d{4,})$`).test(digits)) return digits.replace(grouping, ".");
  return null;
}

export type DateContext = Pick<Dialect, "dates"> & { readonly zone: string; readonly today: LocalDate };

/** "ambiguous" is 03/04/2026 in a file that never shows which part is the month. */
export function readDate(cell: string, { dates, zone, today }: DateContext): LocalDate | "ambiguous" | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(cell);
  if (iso) return iso[5] === undefined ? existing(iso[1], iso[2], iso[3]) : dateOfInstant(cell, zone);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(cell) ?? /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/.exec(cell);
  if (compact) return existing(compact[1], compact[2], compact[3]);
  const points = /^(\d{1,2})[.-](\d{1,2})[.-](\d{4}|\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(cell);
  if (points) return existing(points[3], points[2], points[1]);
  const slashes = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?)?$/i.exec(cell);
  if (slashes) return bySlashes(slashes[1] ?? "", slashes[2] ?? "", slashes[3] ?? "", dates);
  return /(?<!\d)\d{4}(?!\d)/.test(cell) ? parseDate(cell, today, { prefer: "past" }) : null;
}

function bySlashes(first: string, second: string, year: string, dates: Dialect["dates"]) {
  const order = Number(first) > 12 ? "dmy" : Number(second) > 12 ? "mdy" : first === second ? "dmy" : dates;
  if (order === null) return "ambiguous";
  return order === "dmy" ? existing(year, second, first) : existing(year, first, second);
}

function dateOfInstant(cell: string, zone: string): LocalDate | null {
  const instant = new Date(
    cell
      .replace(" ", "T")
      .replace(/\s/g, "")
      .replace(/([+-]\d{2})(\d{2})$/, "$1:$2"),
  );
  return Number.isNaN(instant.getTime()) ? null : localDateOf(instant, zone);
}

function existing(year = "", month = "", day = ""): LocalDate | null {
  const date = localDate(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(day));
  return isLocalDate(date) ? date : null;
}

const wonWords = /(?<!un)won(?!\p{L})|success|(?<!\p{L})sold|выигр|успешн|реализован|продано|оплачен/iu;
const lostWords =
  /lost|loose|lose(?!d)|fail|reject|cancel|проигр|потер|отказ|отмен|провал|не реализован|нереализован/iu;

export type StageWords = {
  readonly open?: readonly string[] | undefined;
  won: readonly string[];
  lost: readonly string[];
};

/** What a stage means, by the mapping's words or by usual ones; null for a stage that the mapping does not know. */
export function readStage(cell: string, words: StageWords | undefined): "open" | "won" | "lost" | null {
  if (!words) return lostWords.test(cell) ? "lost" : wonWords.test(cell) ? "won" : "open";
  const is = (list: readonly string[]) => list.some((word) => word.toLowerCase() === cell.toLowerCase());
  if (is(words.won)) return "won";
  if (is(words.lost)) return "lost";
  return words.open === undefined || is(words.open) ? "open" : null;
}
