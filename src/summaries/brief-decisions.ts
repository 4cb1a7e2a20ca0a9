import type { ActionItem } from "../generated/prisma/client.ts";
import { briefTexts as m } from "../i18n/briefs.ts";
import type { Words } from "../i18n/words.ts";
import type { LastDecisions } from "../insight/decisions/decisions-of.ts";
import { strong, type Text } from "../view/text.ts";

const mostNamed = 2;

/** What became of what was decided; null where nothing was. */
export function decidedLine(words: Words, { done, dropped, carried, open, ahead }: LastDecisions): Text | null {
  const named = open.slice(0, mostNamed).map((action) => openAction(words, action));
  const parts = [
    ...(done.length > 0 ? [words.plain(m.decidedDone, { count: done.length })] : []),
    ...(carried.length > 0 ? [words.plain(m.decidedCarried, { count: carried.length })] : []),
    ...(dropped.length > 0 ? [words.plain(m.decidedDropped, { count: dropped.length })] : []),
    ...(ahead.length > 0 ? [words.plain(m.decidedAhead, { count: ahead.length })] : []),
    ...(open.length > 0 ? [words.plain(m.decidedOpen, { count: open.length, list: named.join("; ") })] : []),
  ];
  return parts.length === 0 ? null : [strong(words.plain(m.decided)), `: ${parts.join(", ")}.`];
}

const longestTitle = 60;

export function openAction(words: Words, { number, title, dueOn }: ActionItem): string {
  const letters = [...title];
  const short = letters.length > longestTitle ? `${letters.slice(0, longestTitle - 1).join("")}…` : title;
  return words.plain(m.openAction, { number: String(number), title: short, date: words.date(dueOn, "weekday") });
}
