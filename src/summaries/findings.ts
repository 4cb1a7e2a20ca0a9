import { longestAction, opens, runs } from "../command/action.ts";
import { amountInWords } from "../goals/amounts.ts";
import type { GoalProgress } from "../goals/progress.ts";
import { briefTexts as m } from "../i18n/briefs.ts";
import type { Words } from "../i18n/words.ts";
import { blockerInfo, isBlockerCode } from "../insight/rules/blocker-taxonomy.ts";
import { isTeamWideShortfall } from "../insight/rules/causes.ts";
import { median } from "../insight/rules/order-statistics.ts";
import { emphasis, person, type Text } from "../view/text.ts";
import type { Button } from "../view/view.ts";
import { blockerWhat } from "./blocker-words.ts";
import type { BriefFacts } from "./brief-facts.ts";
import type { OpenBlocker } from "./week-facts.ts";

/** Something that needs the manager: `key` names it from week to week, the button is the one action proposed. */
export type BriefFinding = {
  readonly key: string;
  readonly text: Text;
  readonly button?: Button;
  /** Whom it is about: nobody is named twice. */
  readonly personId?: string;
};

export type BriefFindings = readonly BriefFinding[];

export const mostFindings = 3;

type Gather = (words: Words, facts: BriefFacts, managerId: string) => BriefFinding[];

/** Who and what needs a manager, the most urgent first; each kind of finding is one function more in the list. */
export function gatherFindings(words: Words, facts: BriefFacts, managerId: string): BriefFindings {
  const all = gatherers.flatMap((gather) => gather(words, facts, managerId));
  const named = new Set<string>([managerId]);
  return all.filter(({ personId }) => {
    if (personId === undefined) return true;
    if (named.has(personId)) return false;
    named.add(personId);
    return true;
  });
}

const wantsHelp: Gather = (words, { ownWords, names }) =>
  ownWords
    .filter(({ key }) => key === "help")
    .map(({ personId, text }) => {
      const name = names.get(personId) ?? "";
      const said = words.text(m.help, { person: person(personId, name), text: emphasis(shortened(text)) });
      return { key: `help:${personId}`, personId, text: said, ...goalsButton(words, name) };
    });

const isBehind: Gather = (words, facts) => {
  const isShared = isTeamBelowLine(facts);
  return facts.week.progress
    .filter(({ goal, pace }) => goal.ownerId !== null && pace.status === "behind" && goal.closedAt === null)
    .sort((one, other) => urgency(one) - urgency(other))
    .map((progress) => {
      const { goal, actual, pace, ownerName } = progress;
      const ownerId = goal.ownerId ?? "";
      const text = words.text(isShared ? m.behindAll : m.behind, {
        person: person(ownerId, ownerName ?? ""),
        goal: `#${goal.number} ${goal.name}`,
        actual: amountInWords(words, goal.metric, actual),
        target: amountInWords(words, goal.metric, goal.target),
        elapsed: words.number(pace.daysElapsed),
        total: pace.days,
        expected: amountInWords(words, goal.metric, BigInt(Math.round(pace.expected ?? 0))),
      });
      const action = runs("goal show", { goal: `#${goal.number}` });
      const button = { label: words.plain(m.showGoal, { number: String(goal.number) }), action };
      return { key: `behind:${goal.id}`, personId: ownerId, text, button };
    });
};

/** The furthest from its line first; nothing at all is the furthest. */
const urgency = ({ pace }: GoalProgress): number => pace.paceIndex ?? 0;

const ownsBlocker: Gather = (words, { week, names }, managerId) =>
  week.blockers
    .filter((one) => isManagers(one, managerId))
    .map(({ id, number, category, days, personId }) => {
      const who = person(personId, names.get(personId) ?? "");
      const text = words.text(m.blocker, {
        number: String(number),
        what: blockerWhat(words, category),
        person: who,
        days,
      });
      const action = opens("blocker resolve", { blocker: String(number) });
      return {
        key: `blocker:${id}`,
        text,
        button: { label: words.plain(m.resolve, { number: String(number) }), action },
      };
    });

/** Named as owner, or nobody was named and the kind of blocker is a manager's to remove. */
function isManagers({ ownerId, category }: OpenBlocker, managerId: string): boolean {
  if (ownerId) return ownerId === managerId;
  return isBlockerCode(category) && blockerInfo(category).control === "manager";
}

const missedTwice: Gather = (words, facts) =>
  facts.missedTwice
    .filter((id) => facts.week.reps.some((rep) => rep.id === id))
    .map((personId) => {
      const text = words.text(m.missedTwice, { person: person(personId, facts.names.get(personId) ?? "") });
      const button = { label: words.plain(m.showCheckIns), action: runs("checkin status") };
      return { key: `missed:${personId}`, personId, text, button };
    });

const lowConfidence = 2;

const isUnsure: Gather = (words, { ownWords, names }) =>
  ownWords
    .filter(({ key, text }) => key === "confidence" && Number(text) >= 1 && Number(text) <= lowConfidence)
    .map(({ personId, text: value }) => {
      const name = names.get(personId) ?? "";
      const text = words.text(m.unsure, { person: person(personId, name), value });
      return { key: `unsure:${personId}`, personId, text, ...goalsButton(words, name) };
    });

const gatherers: readonly Gather[] = [wantsHelp, isBehind, ownsBlocker, missedTwice, isUnsure];

/** A very long name leaves no room for itself in a button. */
function goalsButton(words: Words, name: string): { button?: Button } {
  if (encodeURIComponent(name).length > longestAction - 30) return {};
  return { button: { label: words.plain(m.showGoals, { name }), action: runs("goal list", { who: name }) } };
}

const longestQuote = 160;

function shortened(text: string): string {
  const letters = [...text.replace(/\s+/gu, " ")];
  return letters.length > longestQuote ? `${letters.slice(0, longestQuote - 1).join("")}…` : letters.join("");
}

/** Fewer people cannot show whether something happened to all of them. */
const fewestToCompare = 4;

/** Whether most of the team is below its line, so that the cause is hardly one person's. */
export function isTeamBelowLine({ week }: BriefFacts): boolean {
  const metricId = week.main?.line.metric.id;
  const own = week.progress.filter(
    ({ goal, pace }) => goal.ownerId && goal.metricId === metricId && (pace.expected ?? 0) > 0,
  );
  if (own.length < fewestToCompare || own[0]?.goal.metric.direction === "less") return false;
  const factor = median(own.map(({ actual, pace }) => Number(actual) / (pace.expected ?? 1))) ?? 1;
  return isTeamWideShortfall(factor, own.filter(({ pace }) => pace.status === "behind").length, own.length);
}
