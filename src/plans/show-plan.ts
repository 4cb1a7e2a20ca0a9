import { localDateOf } from "../calendar/zones.ts";
import type { Text } from "../view/text.ts";
import type { View } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { type PlanContext, planView } from "./plan-view.ts";
import { asItStands, type Reckoned } from "./reckon.ts";

/** A plan as its managers see it, with what was just done said first. */
export async function shownPlan(work: PersonWork, reckoned: Reckoned, first?: Text): Promise<View> {
  return planView(work.words, reckoned, { ...(await contextOf(work, reckoned)), ...(first ? { first } : {}) });
}

export const planById = async (work: PersonWork, planId: string, first?: Text): Promise<View> =>
  shownPlan(work, await asItStands(work, planId), first);

async function contextOf({ db, orgId, caller }: PersonWork, { full }: Reckoned): Promise<PlanContext> {
  const { plan, goal: parent, lines } = full;
  const sent =
    plan.state === "sent"
      ? await db.auditEvent.findFirst({
          where: { orgId, subject: "plan", subjectId: plan.id, action: "plan send" },
          orderBy: { at: "desc" },
        })
      : null;
  const after = sent?.after as { readonly goals?: unknown } | null | undefined;
  const names = new Map(lines.flatMap(({ personId, name }) => (personId ? [[personId, name]] : [])));
  const others =
    plan.state === "sent"
      ? []
      : await db.goal.findMany({
          where: {
            ...{ orgId, metricId: plan.metricId, ownerId: { in: [...names.keys()] }, closedAt: null },
            ...{ startsOn: plan.startsOn, endsOn: plan.endsOn },
          },
          select: { number: true, name: true, ownerId: true },
          orderBy: { number: "asc" },
        });
  return {
    parent,
    sentAt: sent?.at ?? null,
    today: sent ? localDateOf(sent.at, caller.zone) : caller.today,
    goals: Number(after?.goals ?? 0),
    others: others.map((goal) => ({ goal, name: names.get(goal.ownerId ?? "") ?? "—" })),
  };
}
