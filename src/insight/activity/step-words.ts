import { activityTexts as m } from "../../i18n/activity.ts";
import type { Words } from "../../i18n/words.ts";
import { person, type Text } from "../../view/text.ts";
import { isDefined } from "../rules/not-defined.ts";
import { stageName } from "./stages.ts";
import type { ComparedRate, Step, StepOfRep } from "./steps.ts";
import { fewestToCompare } from "./team-reps.ts";

export const stepName = (words: Words, { from, to }: Pick<Step, "from" | "to">): string =>
  words.plain(m.step, { from: stageName(words, from), to: stageName(words, to) });

/** Small shares with a decimal, since 1 % and 2 % of thousands are far apart. */
export function shareInWords(words: Words, share: number): string {
  if (share <= 0 || share >= 0.095) return words.percent(share);
  if (share < 0.0005) return `<${words.percent(0.001, 1)}`;
  return words.percent(share, 1);
}

/** "240 of 1,200 (20%)", or why the two make no share. */
function sharesInWords(words: Words, { share, team }: Pick<Step, "share" | "team">): string {
  const counts = { successes: words.number(team.successes), trials: words.number(team.trials) };
  if (isDefined(share)) return words.plain(m.shareIs, { ...counts, share: shareInWords(words, share.rate) });
  return share.notDefined === "nothing_yet" ? words.plain(m.shareNothing) : words.plain(m.shareMoreOut, counts);
}

/** A step of the whole team, and who stands out in it; without names for those who may not see single people. */
export function stepInWords(words: Words, step: Step, showsPeople: boolean): Text {
  const name = { kind: "strong" as const, text: stepName(words, step) };
  const shares = [name, ": ", sharesInWords(words, step)];
  if (!isDefined(step.share) || !showsPeople) return shares;
  if (step.comparable < fewestToCompare) return [...shares, " ", words.plain(m.tooFew, { count: step.comparable })];
  const below = standing(words, step, "below");
  const above = standing(words, step, "above");
  if (below.length + above.length === 0)
    return [...shares, " ", words.plain(m.noDifference, { count: step.comparable })];
  return [
    ...shares,
    ...(below.length > 0 ? [" ", ...words.text(m.likelyBelow, { people: joined(below) })] : []),
    ...(above.length > 0 ? [" ", ...words.text(m.likelyAbove, { people: joined(above) })] : []),
  ];
}

const joined = (people: readonly Text[]): Text => people.flatMap((one, at) => (at === 0 ? one : [", ", ...one]));

export type ComparedStep = StepOfRep & { readonly compared: ComparedRate };

export const standingOut = ({ reps }: Step, wanted: "below" | "above"): ComparedStep[] =>
  reps.filter((one): one is ComparedStep => one.compared?.standing === wanted);

const standing = (words: Words, step: Step, wanted: "below" | "above"): Text[] =>
  standingOut(step, wanted).map(({ rep, compared }) =>
    words.text(m.standsAt, { person: person(rep.id, rep.name), ...rangeInWords(words, compared) }),
  );

export const rangeInWords = (words: Words, { low, high }: ComparedRate) => ({
  low: shareInWords(words, low),
  high: shareInWords(words, high),
});

/** "20 of 100 · 14%–27%"; a dash where nothing can be said. */
export function cellInWords(words: Words, { counts, share, compared }: StepOfRep): string {
  if (!isDefined(share) && share.notDefined === "nothing_yet") return words.plain(m.cellNone);
  const own = words.plain(m.cellCounts, {
    successes: words.number(counts.successes),
    trials: words.number(counts.trials),
  });
  return compared ? words.plain(m.cellCompared, { counts: own, ...rangeInWords(words, compared) }) : own;
}
