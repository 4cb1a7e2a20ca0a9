import type { Block } from "../../view/view.ts";
import type { PersonWork } from "../../work.ts";
import { teamAsOf } from "./activity-facts.ts";
import { dataGaps } from "./data-gaps.ts";
import { ownGaps } from "./own-report.ts";

/** What in the caller's own numbers deserves a second look, from every team in which they sell. */
export async function ownQuestions(work: PersonWork): Promise<Block[]> {
  const { caller, words } = work;
  const teams = caller.memberships.filter(({ role }) => role === "rep");
  const blocks: Block[] = [];
  for (const { teamId } of teams) {
    const { team, asOf } = await teamAsOf(work, teamId);
    const gaps = await dataGaps(work, teamId, { asOf, zone: team.zone, reps: [{ id: caller.personId }] });
    blocks.push(...ownGaps(words, { gaps }, caller.personId));
  }
  return blocks;
}
