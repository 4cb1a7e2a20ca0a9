import { mustBeAbleTo } from "../../access.ts";
import { type Command, defineCommand, type RawValues } from "../../command/command.ts";
import { formOf } from "../../command/form-of.ts";
import { goalRef, localDate, optional, personRef, text } from "../../command/option.ts";
import { UserError } from "../../errors.ts";
import type { InsightSeen } from "../../generated/prisma/client.ts";
import { goalNumber } from "../../goals/goal-store.ts";
import { decisionTexts as m } from "../../i18n/decisions.ts";
import { audit } from "../../org/audit.ts";
import { said } from "../../org/team-commands.ts";
import type { Form } from "../../view/form.ts";
import type { PersonWork } from "../../work.ts";
import { longestTitle, promise } from "./action-commands.ts";
import { namesOf, workdayIn } from "./actions.ts";
import { isProposal, proposalTerms } from "./propose.ts";

/** The latest time that a finding was shown, in a team where the caller may answer it. */
async function shownLast(work: PersonWork, key: string, act: "action decide" | "action later"): Promise<InsightSeen> {
  const { db, orgId, caller } = work;
  const managed = caller.memberships.filter(({ role }) => role === "manager").map(({ teamId }) => teamId);
  const found = await db.insightSeen.findFirst({
    where: { orgId, key, ...(caller.isAdmin ? {} : { teamId: { in: managed } }) },
    orderBy: [{ week: "desc" }, { id: "desc" }],
  });
  const isTheirs = found && (found.onlyFor.length === 0 || found.onlyFor.includes(caller.personId));
  if (!found || !isTheirs) throw new UserError(m.insightGone);
  mustBeAbleTo(caller, act, { teamId: found.teamId });
  return found;
}

/** What a promise that answers the finding is filled with. */
async function filledFrom(work: PersonWork, values: RawValues): Promise<RawValues> {
  const { insight, do: wanted, ...given } = values;
  if (!insight) return given;
  const { personId, key } = await shownLast(work, insight, "action decide");
  const name = (await namesOf(work, [personId])).get(personId ?? "");
  const goal = await work.db.goal.findFirst({
    where: { orgId: work.orgId, id: { in: [idIn(key)].flatMap((id) => id ?? []) } },
    select: { number: true },
  });
  const terms = isProposal(wanted) ? proposalTerms(wanted) : null;
  return {
    ...(terms && name ? { title: work.words.plain(terms.title, { name }) } : {}),
    ...(name ? { about: name } : {}),
    ...(terms ? { by: workdayIn(terms.days, work.caller.today) } : {}),
    ...(goal ? { goal: goalNumber(goal) } : {}),
    ...given,
  };
}

const idIn = (key: string): string | null => /:([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/u.exec(key)?.[1] ?? null;

const options = {
  title: text(m.optionTitle, { maxLength: longestTitle, hint: m.hintTitle }),
  about: optional(personRef(m.optionAbout, { hint: m.hintAbout })),
  by: optional(localDate(m.optionBy, { hint: m.hintBy })),
  goal: optional(goalRef(m.optionGoal)),
  for: optional(personRef(m.optionFor, { hint: m.hintFor })),
  insight: optional(text(m.optionInsight, { maxLength: 200, outOfForm: true })),
};

const decide: Command = defineCommand({
  name: "action decide",
  summary: m.decide,
  hidden: true,
  alwaysForm: true,
  options,
  examples: ["action decide"],
  async form(work, values): Promise<Form> {
    const filled = await filledFrom(work, values);
    const form = formOf(decide, filled, work.words);
    return { ...form, state: { ...form.state, ...(values.insight ? { insight: values.insight } : {}) } };
  },
  async run(work, { insight, for: owner, ...asked }) {
    const shown = insight ? await shownLast(work, insight, "action decide") : null;
    const team = shown ? await teamNamed(work, shown.teamId) : undefined;
    const answer = await promise(work, { ...asked, owner, team }, shown?.key ?? null);
    if (shown) await mark(work, shown, "acted");
    return answer;
  },
});

const later = defineCommand({
  name: "action later",
  summary: m.later,
  hidden: true,
  options: { insight: text(m.optionInsight, { maxLength: 200 }) },
  examples: ["action later behind:0"],
  async run(work, { insight }) {
    await mark(work, await shownLast(work, insight, "action later"), "dismissed");
    return said(work, m.leftOut);
  },
});

async function mark(work: PersonWork, shown: InsightSeen, state: "acted" | "dismissed"): Promise<void> {
  await work.db.insightSeen.update({ where: { id: shown.id, orgId: work.orgId }, data: { state } });
  await audit(work, {
    action: state === "acted" ? "action decide" : "action later",
    subject: "action",
    subjectId: shown.id,
    ...(shown.personId ? { after: { aboutId: shown.personId } } : {}),
  });
}

async function teamNamed({ db, orgId }: PersonWork, id: string) {
  return db.team.findFirstOrThrow({ where: { id, orgId }, select: { id: true, name: true } });
}

export const insightCommands: readonly Command[] = [decide, later];
