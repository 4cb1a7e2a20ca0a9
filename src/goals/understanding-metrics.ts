import { addDays } from "../calendar/dates.ts";
import { type WorkingTime, workingMinutes } from "../calendar/working-hours.ts";
import { localDateOf } from "../calendar/zones.ts";
import type { Goal, GoalDialogue, GoalRevision } from "../generated/prisma/client.ts";
import type { Work } from "../work.ts";
import { ownersTimes } from "./acceptance.ts";
import type { Delivery } from "./understanding.ts";

export const understandingDays = 90;

const dayInMs = 86_400_000;

type Sent = GoalRevision & { readonly goal: Goal & { readonly dialogue: readonly GoalDialogue[] } };

/** What became of the goals that others set for a team's people in the last ninety days; every version counts. */
export async function deliveriesOf(work: Work, teamId: string): Promise<Delivery[]> {
  const since = new Date(work.now.getTime() - understandingDays * dayInMs);
  const revisions = await work.db.goalRevision.findMany({
    where: {
      ...{ orgId: work.orgId, at: { gte: since } },
      goal: { teamId, ownerId: { not: null }, sentAt: { not: null } },
    },
    include: { goal: { include: { dialogue: { orderBy: [{ at: "asc" }, { id: "asc" }] } } } },
  });
  const sent = revisions.filter(({ byPersonId, goal }) => byPersonId !== goal.ownerId);
  if (sent.length === 0) return [];
  const owners = [...new Set(sent.flatMap(({ goal }) => goal.ownerId ?? []))];
  const from = addDays(localDateOf(since, "UTC"), -1);
  const timeOf = await ownersTimes(work, teamId, owners, from);
  return sent.map((one) => deliveryOf(one, timeOf(one.goal.ownerId ?? "")));
}

function deliveryOf({ version, at, goal }: Sent, time: WorkingTime | null): Delivery {
  const said = goal.dialogue.filter((one) => one.version === version);
  const readBacks = said.filter(({ kind }) => kind === "read_back");
  const first = readBacks[0];
  // A part of a plan is written before it is sent.
  const sentAt = version === goal.version && goal.sentAt && goal.sentAt < (first?.at ?? goal.sentAt) ? goal.sentAt : at;
  return {
    minutesToAcknowledge: first && time ? workingMinutes(sentAt, first.at, time) : null,
    firstReadBackMatched: first?.matched ?? null,
    clarity: readBacks.flatMap(({ clarity }) => clarity ?? []).at(-1) ?? null,
    askedQuestion: said.some(({ kind }) => kind === "question"),
  };
}
