import { UsageError, type UsageProblem } from "../errors.ts";
import { storedAmount } from "../goals/amounts.ts";
import type { GoalProgress } from "../goals/progress.ts";
import { parseQuantity } from "../goals/quantity.ts";
import { checkinTexts as m } from "../i18n/checkins.ts";
import type { Words } from "../i18n/words.ts";
import { totalLine } from "./check-in-form.ts";

/** How much a goal's total changes: the difference to the total so far, or what was added with a plus. */
export type TotalChange = { readonly progress: GoalProgress; readonly by: bigint };

const field = "numbers";

/** Reads the totals field; a line left as it was changes nothing. Throws a UsageError naming each unreadable line. */
export function readTotals(typed: string, goals: readonly GoalProgress[], words: Words): TotalChange[] {
  const [only] = goals;
  if (!only || typed.trim() === "") return [];
  const problems: UsageProblem[] = [];
  const lines =
    goals.length === 1 && !typed.includes("\n")
      ? [typed]
      : typed
          .split("\n")
          .map((line) => line.trim())
          .filter(Boolean);
  const changes = lines.flatMap((line): TotalChange[] => {
    const parsed = goals.length === 1 && lines.length === 1 ? readOne(line, only) : readLine(line, goals, words);
    if (parsed) return parsed.by === 0n ? [] : [parsed];
    const text = goals.length === 1 ? { text: m.noNumber, with: { typed: line } } : { text: m.badLine, with: { line } };
    problems.push({ field, ...text });
    return [];
  });
  if (problems.length > 0) throw new UsageError(problems);
  return changes;
}

function readLine(line: string, goals: readonly GoalProgress[], words: Words): TotalChange | null {
  const unchanged = goals.find((progress) => totalLine(words, progress) === line);
  if (unchanged) return { progress: unchanged, by: 0n };
  const cut = line.lastIndexOf(":");
  const name = (cut < 0 ? "" : line.slice(0, cut)).trim();
  const number = /^#?(\d+)/u.exec(name)?.[1];
  const progress =
    goals.find(({ goal }) => String(goal.number) === number) ??
    goals.find(({ goal }) => name !== "" && goal.name.toLowerCase() === name.toLowerCase());
  return progress ? readOne(line.slice(cut + 1), progress) : null;
}

function readOne(typed: string, progress: GoalProgress): TotalChange | null {
  const isAdded = /^\s*\+/u.test(typed);
  const quantity = parseQuantity(typed.replace(/^\s*\+/u, "").trim());
  const { metric } = progress.goal;
  if (!quantity || (quantity.currency && quantity.currency !== metric.currency)) return null;
  const amount = storedAmount(metric, quantity);
  return { progress, by: isAdded ? amount : amount - progress.actual };
}
