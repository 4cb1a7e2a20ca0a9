import { createHash } from "node:crypto";
import { runs } from "../../command/action.ts";
import { goalNumber } from "../../goals/goal-store.ts";
import type { GoalProgress } from "../../goals/progress.ts";
import { briefTexts as m } from "../../i18n/briefs.ts";
import { emphasis, person } from "../../view/text.ts";
import { chanceInWords } from "../forecasts/forecast-words.ts";
import type { GatherInsights, Insight, InsightContext } from "../insight.ts";
import { significanceOfProbability } from "../rules/insight-rank.ts";
import { isDefined } from "../rules/not-defined.ts";
import { missedTwice, type OwnWords, ownWords } from "./own-words.ts";
import { type Proposal, proposalButton } from "./propose.ts";
import { stakeOfGoal, stakeOfPerson, timeLeft } from "./stake.ts";

type AboutPerson = {
  readonly kind: string;
  readonly personId: string;
  readonly unchanged: string;
  readonly significance?: number;
  readonly control: "manager" | "rep";
  readonly proposal: Proposal;
  readonly say: (name: string) => Insight["say"];
};

const lowConfidence = 2;
const highConfidence = 4;
const slim = 0.3;

/** What people asked for or felt in their check-ins, and who has not been heard of. */
export const whatPeopleSay: GatherInsights = async (context) => {
  const said = await ownWords(context.work, context.teamId, context.week.week);
  const goals = weightiestGoals(context);
  const silent = await missedTwice(context.work, context.teamId, context.week.week);
  const found = [
    ...said.filter(({ key }) => key === "help").map(wantsHelp),
    ...said.filter(({ key }) => key === "confidence").flatMap((one) => feels(one, goals.get(one.personId))),
    ...silent.map(isSilent),
  ];
  const names = new Map(context.week.reps.map(({ id, name }) => [id, name]));
  return found.flatMap((one) => insightOf(context, one, names.get(one.personId)));
};

function insightOf(context: InsightContext, one: AboutPerson, name: string | undefined): Insight[] {
  if (name === undefined) return [];
  const { kind, personId, unchanged, significance = 1, control, proposal, say } = one;
  const key = `${kind}:${personId}`;
  const facts = { ...stakeOfPerson(context, personId), ...timeLeft(context, personId), significance, control };
  const button: Insight["button"] =
    kind === "missed"
      ? (words) => ({ label: words.plain(m.showCheckIns), action: runs("checkin status") })
      : (words) => proposalButton(words, proposal, key, name);
  return [{ key, personId, unchanged, facts, say: say(name), button }];
}

/** A new request is a new finding, so its words decide; they are not kept in a readable form. */
const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

const wantsHelp = ({ personId, text }: OwnWords): AboutPerson => ({
  ...{ kind: "help", personId, unchanged: digest(text), control: "manager", proposal: "talk" },
  say: (name) => (words) => words.text(m.help, { person: person(personId, name), text: emphasis(shortened(text)) }),
});

/** The chance that a confidence of 1 to 5 stands for: the middle of its fifth. */
const feltChance = (confidence: number): number => (confidence - 0.5) / 5;

/** How sure the figures are, times how far what is felt lies from them. */
const doubt = (confidence: number, chance: number): number =>
  significanceOfProbability(chance) * Math.abs(feltChance(confidence) - chance);

/** Low confidence, or confidence that the numbers do not share. */
function feels({ personId, text }: OwnWords, weightiest: Doubtful | undefined): AboutPerson[] {
  const value = Number(text);
  const about = { personId, unchanged: text, control: "rep", proposal: "ask" } as const;
  if (value >= 1 && value <= lowConfidence) {
    return [
      {
        ...{ ...about, kind: "unsure", significance: significanceOfProbability(feltChance(value)) },
        say: (name) => (words) => words.text(m.unsure, { person: person(personId, name), value: text }),
      },
    ];
  }
  if (!(value >= highConfidence) || !weightiest || weightiest.chance >= slim) return [];
  const { chance, progress } = weightiest;
  return [
    {
      ...{ ...about, kind: "mismatch", significance: doubt(value, chance) },
      say: (name) => (words) =>
        words.text(m.mismatch, {
          person: person(personId, name),
          value: text,
          goal: `${goalNumber(progress.goal)} ${progress.goal.name}`,
          chance: chanceInWords(words, chance),
        }),
    },
  ];
}

const isSilent = (personId: string): AboutPerson => ({
  ...{ kind: "missed", personId, unchanged: "missed", control: "rep", proposal: "talk" },
  say: (name) => (words) => words.text(m.missedTwice, { person: person(personId, name) }),
});

type Doubtful = { readonly progress: GoalProgress; readonly chance: number };

/** By person: the goal of theirs with the most at stake, where there is a forecast of it. */
function weightiestGoals(context: InsightContext): ReadonlyMap<string, Doubtful> {
  const { byGoal } = context.week.forecasts;
  const shareOf = ({ progress }: Doubtful): number => {
    const { valueAtStake, teamTarget } = stakeOfGoal(context, progress);
    return teamTarget > 0 ? valueAtStake / teamTarget : 0;
  };
  const found = new Map<string, Doubtful>();
  for (const { progress, outlook } of byGoal.values()) {
    const { ownerId, state } = progress.goal;
    if (!ownerId || state !== "understood" || !isDefined(outlook)) continue;
    const one = { progress, chance: outlook.hitProbability };
    const other = found.get(ownerId);
    if (!other || shareOf(one) > shareOf(other)) found.set(ownerId, one);
  }
  return found;
}

const longestQuote = 160;

function shortened(text: string): string {
  const letters = [...text.replace(/\s+/gu, " ")];
  return letters.length > longestQuote ? `${letters.slice(0, longestQuote - 1).join("")}…` : letters.join("");
}
