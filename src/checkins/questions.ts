import { z } from "zod";
import { UserError } from "../errors.ts";
import { checkinTexts as m } from "../i18n/checkins.ts";
import { locales, type Message } from "../i18n/texts.ts";
import type { Words } from "../i18n/words.ts";
import { maxFields } from "../view/form.ts";
import type { Work } from "../work.ts";

const kinds = ["numbers", "confidence", "blocker", "commitment", "help", "text", "scale"] as const;
export type QuestionKind = (typeof kinds)[number];

/** `key` names the answer for ever, whatever the wording becomes; `label` is the team's own wording. */
export type Question = { readonly key: string; readonly kind: QuestionKind; readonly label?: string | undefined };

const stored = z.array(z.object({ key: z.string(), kind: z.enum(kinds), label: z.string().optional() }));

const usualQuestions: readonly Question[] = [
  { key: "numbers", kind: "numbers" },
  { key: "confidence", kind: "confidence" },
  { key: "blocker", kind: "blocker" },
  { key: "commitment", kind: "commitment" },
  { key: "help", kind: "help" },
];

/** The team's newest questions, or the usual five. */
export async function questionsOf(
  { db, orgId }: Work,
  teamId: string,
): Promise<{ id: string | null; questions: readonly Question[] }> {
  const newest = await db.questionSet.findFirst({ where: { orgId, teamId }, orderBy: { version: "desc" } });
  return newest
    ? { id: newest.id, questions: stored.parse(newest.questions) }
    : { id: null, questions: usualQuestions };
}

/** The questions that a round was opened with: a change takes effect with the next round. */
export async function questionsOfRound(
  { db, orgId }: Work,
  questionSetId: string | null,
): Promise<readonly Question[]> {
  if (!questionSetId) return usualQuestions;
  const set = await db.questionSet.findFirst({ where: { id: questionSetId, orgId } });
  return set ? stored.parse(set.questions) : usualQuestions;
}

const fixedLabels = {
  numbers: m.numbersMany,
  confidence: m.confidence,
  blocker: m.blocker,
  commitment: m.commitment,
  help: m.help,
} as const;

export function questionLabel(words: Words, question: Question): string {
  if (question.label) return question.label;
  return question.kind === "text" || question.kind === "scale" ? question.key : words.plain(fixedLabels[question.kind]);
}

const kindNames: Readonly<Record<QuestionKind, Message>> = {
  numbers: m.kindNumbers,
  confidence: m.kindConfidence,
  blocker: m.kindBlocker,
  commitment: m.kindCommitment,
  help: m.kindHelp,
  text: m.kindText,
  scale: m.kindScale,
};

/** Reads one question a line: a known word of either language, or "text: What did you learn?". */
export function parseQuestions(typed: string): Question[] {
  const lines = typed
    .split(/[\n;]/u)
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length > maxFields) throw new UserError(m.questionsMany, { count: lines.length });
  const questions = lines.map(parseQuestion);
  const twice = questions.find((question, at) => questions.findIndex(({ key }) => key === question.key) !== at);
  if (twice) throw new UserError(m.questionsTwice, { line: twice.label ?? twice.key });
  return questions;
}

function parseQuestion(line: string): Question {
  const [word = "", ...rest] = line.split(":");
  const label = rest.join(":").trim();
  const typed = word.trim().toLowerCase();
  const kind = kinds.find((one) => locales.some((locale) => kindNames[one][locale] === typed));
  if (!kind) throw new UserError(m.questionsBad, { line });
  if (kind !== "text" && kind !== "scale") return label ? { key: kind, kind, label } : { key: kind, kind };
  if (!label) throw new UserError(m.questionsBad, { line });
  return { key: `${kind}:${label.toLowerCase()}`, kind, label };
}

/** As it is typed, in the language of whoever reads it. */
export function questionLine({ plain }: Pick<Words, "plain">, { kind, label }: Question): string {
  const name = plain(kindNames[kind]);
  return label ? `${name}: ${label}` : name;
}
