import { daysBetween } from "../calendar/dates.ts";
import { isRequested, requestInWords } from "../checkins/blocker-requests.ts";
import { figures, statusInWords } from "../goals/goal-words.ts";
import { type GoalProgress, loadProgress } from "../goals/progress.ts";
import { decisionTexts } from "../i18n/decisions.ts";
import { myTexts as m } from "../i18n/my.ts";
import { summaryTexts } from "../i18n/summaries.ts";
import type { Words } from "../i18n/words.ts";
import { actionLine } from "../insight/decisions/action-words.ts";
import { namesOf } from "../insight/decisions/actions.ts";
import { strong, type Text } from "../view/text.ts";
import { type Block, heading, list, paragraph } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { blockerWhat } from "./blocker-words.ts";

export const ownGoals = (work: PersonWork): Promise<GoalProgress[]> =>
  loadProgress(work, { ownerId: work.caller.personId, closedAt: null, state: { not: "draft" } });

/** Messages of the platforms hold about this many lines of a list well. */
const mostGoals = 8;

export function goalLines(words: Words, goals: readonly GoalProgress[]): Block {
  if (goals.length === 0) return paragraph(words.text(m.noGoals));
  const lines = goals
    .slice(0, mostGoals)
    .map(
      (one): Text => [
        strong(`#${one.goal.number} ${one.goal.name}`),
        `: ${figures(words, one)}. ${statusInWords(words, one)}, `,
        words.plain(m.dayUntil, { date: words.date(one.goal.endsOn, "weekday") }),
      ],
    );
  const left = goals.length - lines.length;
  return list(left > 0 ? [...lines, [words.plain(summaryTexts.andMore, { count: left })]] : lines);
}

/** What the caller promised in the last check-in they answered; null when they promised nothing. */
export async function lastPromise({ db, orgId, caller }: PersonWork): Promise<string | null> {
  const last = await db.checkIn.findFirst({
    where: { orgId, personId: caller.personId, state: "answered" },
    orderBy: { dueAt: "desc" },
    select: { answers: { where: { key: "commitment" }, select: { value: true } } },
  });
  const value = last?.answers[0]?.value;
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

export function promise(words: Words, promised: string | null): Block[] {
  return promised === null ? [] : [heading(words.plain(m.promised)), paragraph([promised])];
}

/** Steps that the caller promised to do, the next one first. */
export async function ownActions({ db, orgId, caller, words }: PersonWork): Promise<Block[]> {
  const open = await db.actionItem.findMany({
    where: { orgId, ownerId: caller.personId, state: "open" },
    orderBy: [{ dueOn: "asc" }, { number: "asc" }],
    take: mostGoals,
  });
  if (open.length === 0) return [];
  const names = await namesOf(
    { db, orgId },
    open.flatMap(({ ownerId, aboutId }) => [ownerId, aboutId]),
  );
  const lines = open.map((action) => actionLine(words, action, names, caller.today));
  return [heading(words.plain(decisionTexts.promised)), list(lines)];
}

export async function ownBlockers({ db, orgId, caller, words }: PersonWork): Promise<Block[]> {
  const open = await db.blocker.findMany({
    where: { orgId, personId: caller.personId, closedAt: null },
    orderBy: { openedOn: "asc" },
    take: mostGoals,
  });
  if (open.length === 0) return [];
  const lines = open.map((blocker): Text => {
    const { number, category, note, openedOn } = blocker;
    const values = {
      number: String(number),
      what: blockerWhat(words, category),
      days: Math.max(0, daysBetween(openedOn, caller.today)),
    };
    return [
      words.plain(m.dayBlocker, values),
      ...(isRequested(blocker) ? [`, ${requestInWords(words, blocker, caller.today)}`] : []),
      ...(note ? [`: ${note}`] : []),
    ];
  });
  return [heading(words.plain(m.blockers)), list(lines)];
}
