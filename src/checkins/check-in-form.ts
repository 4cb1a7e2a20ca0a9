import { amountInWords } from "../goals/amounts.ts";
import { metricName } from "../goals/metrics.ts";
import { type GoalProgress, loadProgress } from "../goals/progress.ts";
import { blockerNames } from "../i18n/blockers.ts";
import { checkinTexts as m } from "../i18n/checkins.ts";
import type { Words } from "../i18n/words.ts";
import { firstBlockerChoices } from "../insight/rules/blocker-taxonomy.ts";
import type { Choice, Field, Form } from "../view/form.ts";
import type { PersonWork } from "../work.ts";
import type { OpenCheckIn } from "./open-check-in.ts";
import { isOpenForEdits } from "./open-check-in.ts";
import { type Question, questionLabel, questionsOfRound } from "./questions.ts";

/** The caller's own goals that a round asks about: open, begun, and counted by themselves. */
export async function goalsAskedAbout(work: PersonWork, teamId: string): Promise<GoalProgress[]> {
  const { today, personId } = work.caller;
  return loadProgress(work, {
    ownerId: personId,
    teamId,
    closedAt: null,
    startsOn: { lte: today },
    endsOn: { gte: today },
    metric: { unit: { not: "percent" } },
  });
}

/** "#12 Calls: 45", the line that the rep changes; the same line is read back by `readTotals`. */
export function totalLine(words: Words, { goal, actual }: GoalProgress): string {
  return `#${goal.number} ${goal.name}: ${amountInWords(words, goal.metric, actual)}`;
}

const confidences = [m.confidence1, m.confidence2, m.confidence3, m.confidence4, m.confidence5] as const;
const scale = ["1", "2", "3", "4", "5"] as const;

export const noBlocker = "none";

function blockerOptions(words: Words): Choice[] {
  const choices = firstBlockerChoices.map((code) => ({
    value: code as string,
    label: words.plain(blockerNames[code]),
  }));
  return [{ value: noBlocker, label: words.plain(m.noBlocker) }, ...choices];
}

type Filled = {
  readonly words: Words;
  readonly goals: readonly GoalProgress[];
  readonly values: Readonly<Record<string, string>>;
};

function fieldFor(question: Question, { words, goals, values }: Filled): Field | null {
  const value = values[question.key];
  const base = {
    name: question.key,
    label: questionLabel(words, question),
    required: false,
    ...(value ? { value } : {}),
  };
  switch (question.kind) {
    case "numbers":
      return numbersField(base, { words, goals, values });
    case "confidence":
      return {
        ...base,
        kind: "choice",
        options: scale.map((n, at) => ({ value: n, label: words.plain(confidences[at] ?? m.confidence3) })),
      };
    case "scale":
      return { ...base, kind: "choice", options: scale.map((n) => ({ value: n, label: n })) };
    case "blocker":
      return { ...base, kind: "choice", value: value ?? noBlocker, options: blockerOptions(words) };
    case "commitment":
    case "help":
    case "text":
      return { ...base, kind: "text", multiline: true, maxLength: 1_000 };
  }
}

function numbersField(
  base: { name: string; label: string; required: boolean; value?: string },
  filled: Filled,
): Field | null {
  const { words, goals } = filled;
  const [only] = goals;
  if (!only) return null;
  const hint = words.plain(m.numbersHint);
  if (goals.length === 1) {
    const label = words.plain(m.numbersOne, { goal: `${only.goal.name} (${metricName(words, only.goal.metric)})` });
    return {
      ...base,
      label,
      hint,
      kind: "text",
      value: base.value ?? amountInWords(words, only.goal.metric, only.actual),
    };
  }
  const lines = goals.map((goal) => totalLine(words, goal)).join("\n");
  return { ...base, hint, kind: "text", multiline: true, value: base.value ?? lines };
}

/** The caller's last commitment comes along, so that next week begins with what was promised. */
async function lastAnswers({ db, orgId, caller }: PersonWork, before: OpenCheckIn): Promise<Record<string, string>> {
  const last = await db.checkIn.findFirst({
    where: { orgId, personId: caller.personId, state: "answered", dueAt: { lt: before.dueAt } },
    orderBy: { dueAt: "desc" },
    include: { answers: true },
  });
  const kept = last?.answers.filter(({ key }) => key === "confidence" || key === "commitment") ?? [];
  return Object.fromEntries(kept.flatMap(({ key, value }) => (typeof value === "string" ? [[key, value]] : [])));
}

const ownAnswers = (checkIn: OpenCheckIn): Record<string, string> =>
  Object.fromEntries(
    checkIn.answers.flatMap(({ key, value }) => (typeof value === "string" && key !== "numbers" ? [[key, value]] : [])),
  );

/** The form of one check-in: fixed to its round when it opens, filled with totals and the last answers. */
export async function checkInForm(
  work: PersonWork,
  checkIn: OpenCheckIn,
  typed: Readonly<Record<string, string>>,
): Promise<Form> {
  const { words } = work;
  const questions = await questionsOfRound(work, checkIn.round.questionSetId);
  const goals = await goalsAskedAbout(work, checkIn.round.teamId);
  const answers = checkIn.state === "answered" ? ownAnswers(checkIn) : await lastAnswers(work, checkIn);
  const values = { ...answers, ...typed };
  const fields = questions.flatMap((question) => fieldFor(question, { words, goals, values }) ?? []);
  const isOpen = isOpenForEdits(checkIn, work.now);
  return {
    name: "checkin",
    state: { checkIn: checkIn.id },
    title: words.plain(m.title, { date: words.date(checkIn.round.date) }),
    intro: isOpen
      ? words.text(m.introPrivate, { closes: words.time(checkIn.round.closesAt) })
      : words.text(m.introLate),
    submit: words.plain(m.send),
    fields,
  };
}
