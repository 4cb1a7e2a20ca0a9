import { addDays, endOfWeek, isoWeek, type LocalDate, startOfWeek } from "../calendar/dates.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import type { Words } from "../i18n/words.ts";

/** An ISO week, Monday to Sunday on the team's calendar; `key` is like "2026-W48". */
export type Week = { readonly key: string; readonly start: LocalDate; readonly end: LocalDate };

export const weekOf = (date: LocalDate): Week => ({
  key: isoWeek(date),
  start: startOfWeek(date),
  end: endOfWeek(date),
});

/** What is posted from Monday to Wednesday is about the week before; later in the week it is about the week itself. */
export const weekReportedOn = (date: LocalDate): Week => weekOf(addDays(date, -3));

export const weekDates = (words: Words, { start, end }: Week): string =>
  words.plain(m.dates, { start: words.date(start), end: words.date(end, "long") });
