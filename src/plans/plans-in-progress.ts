import { opens, runs } from "../command/action.ts";
import { amountInWords } from "../goals/amounts.ts";
import { planTexts as m } from "../i18n/plans.ts";
import { type Block, buttons, heading, list, paragraph, type View, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { asOfGoal, goalsOf } from "./plan-store.ts";

const mostShown = 10;

/** The plans of the caller's teams that were not sent yet, so that none is lost when its message is. */
export async function plansInProgress(work: PersonWork): Promise<View> {
  const { db, orgId, caller, words } = work;
  const managed = caller.memberships.filter(({ role }) => role === "manager").map(({ teamId }) => teamId);
  const drafts = await db.plan.findMany({
    where: { orgId, state: "draft", ...(caller.isAdmin ? {} : { teamId: { in: managed } }) },
    orderBy: { number: "desc" },
    take: mostShown,
  });
  const goals = await goalsOf(work, drafts);
  const plans = drafts.map((draft) => asOfGoal(draft, goals.get(draft.goalId ?? "")));
  const teams = await db.team.findMany({ where: { orgId, id: { in: plans.map(({ teamId }) => teamId) } } });
  const metrics = await db.metric.findMany({ where: { orgId, id: { in: plans.map(({ metricId }) => metricId) } } });
  const lines = plans.map(({ number, name, teamId, metricId, total, endsOn }) => {
    const metric = metrics.find(({ id }) => id === metricId);
    const team = teams.find(({ id }) => id === teamId)?.name ?? "";
    const amount = metric ? amountInWords(words, metric, total) : "";
    return words.plain(m.planLine, { number, name, team, total: amount, end: words.date(endsOn) });
  });
  const title = words.plain(plans.length > 0 ? m.inProgress : m.noneInProgress);
  const start = buttons({ label: words.plain(m.newPlan), action: opens("goal split"), style: "primary" });
  if (plans.length === 0) return view(title, paragraph([title]), start);
  const menu: Block = {
    kind: "choice",
    label: words.plain(m.show),
    options: plans.map(({ id }, at) => ({ label: lines[at] ?? "", action: runs("goal split-show", { plan: id }) })),
  };
  return view(title, heading(title), list(lines.map((line) => [line])), menu, start);
}
