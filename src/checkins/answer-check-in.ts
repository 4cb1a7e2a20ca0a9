import { UsageError, UserError } from "../errors.ts";
import { amountInWords } from "../goals/amounts.ts";
import { checkinTexts as m } from "../i18n/checkins.ts";
import { isBlockerCode } from "../insight/rules/blocker-taxonomy.ts";
import { audit } from "../org/audit.ts";
import { refreshSummary } from "../summaries/post-summary.ts";
import type { PersonWork } from "../work.ts";
import { closeRequest } from "./blocker-requests.ts";
import { addBlocker, type NewBlocker } from "./blockers.ts";
import { goalsAskedAbout, noBlocker } from "./check-in-form.ts";
import { isOpenForEdits, type OpenCheckIn } from "./open-check-in.ts";
import { questionsOfRound } from "./questions.ts";
import { readTotals, type TotalChange } from "./read-totals.ts";
import { unsayPrompts } from "./steps.ts";

export type Answered = {
  readonly isLate: boolean;
  readonly isEdit: boolean;
  readonly logged: readonly string[];
  readonly blocker: number | null;
};

/** Takes a filled form: numbers become entries, a blocker becomes an item, the rest is kept as answers. */
export async function answerCheckIn(
  work: PersonWork,
  checkIn: OpenCheckIn,
  values: Readonly<Record<string, string>>,
): Promise<Answered> {
  const isOpen = isOpenForEdits(checkIn, work.now);
  const isEdit = checkIn.state === "answered";
  if (isEdit && !isOpen) throw new UserError(m.closedNoEdit, { when: work.words.time(checkIn.round.closesAt) });
  const goals = await goalsAskedAbout(work, checkIn.round.teamId);
  const changes = readTotals(values.numbers ?? "", goals, work.words);
  await checkScales(work, checkIn, values);
  await logChanges(work, checkIn, changes);
  const blocker = await noteBlocker(work, checkIn, values);
  await keepAnswers(work, checkIn, values);
  const { db, now } = work;
  await db.checkIn.update({
    where: { id: checkIn.id },
    data: {
      state: "answered",
      nextAt: null,
      isLate: checkIn.isLate || !isOpen,
      ...(isEdit ? { editedAt: now } : { answeredAt: now }),
    },
  });
  await unsayPrompts(work, checkIn.id, "answered");
  await audit(work, { action: isEdit ? "checkin edit" : "checkin", subject: "checkin", subjectId: checkIn.id });
  await refreshSummary(work, checkIn.round.teamId);
  const logged = changes.map(({ progress, by }) => {
    const { goal, actual } = progress;
    return `#${goal.number} ${goal.name} ${amountInWords(work.words, goal.metric, actual + by)}`;
  });
  return { isLate: !isOpen, isEdit, logged, blocker };
}

const onScale = /^[1-5]$/u;

async function checkScales(
  work: PersonWork,
  checkIn: OpenCheckIn,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const questions = await questionsOfRound(work, checkIn.round.questionSetId);
  const bad = questions.filter(({ key, kind }) => {
    const value = values[key]?.trim() ?? "";
    return (kind === "confidence" || kind === "scale") && value !== "" && !onScale.test(value);
  });
  if (bad.length === 0) return;
  throw new UsageError(bad.map(({ key }) => ({ field: key, text: m.noNumber, with: { typed: values[key] ?? "" } })));
}

async function logChanges(
  { db, orgId, caller, now }: PersonWork,
  checkIn: OpenCheckIn,
  changes: readonly TotalChange[],
) {
  if (changes.length === 0) return;
  await db.entry.createMany({
    data: changes.map(({ progress: { goal }, by }) => ({
      orgId,
      personId: caller.personId,
      teamId: goal.teamId,
      metricId: goal.metricId,
      amount: by,
      date: caller.today,
      source: "checkin" as const,
      externalId: `${checkIn.id}:${goal.id}:${now.getTime()}`,
      byPersonId: caller.personId,
      goalId: goal.id,
      at: now,
    })),
  });
}

/** One blocker a check-in: an edit changes its category, "nothing" closes it again. */
async function noteBlocker(
  work: PersonWork,
  checkIn: OpenCheckIn,
  values: Readonly<Record<string, string>>,
): Promise<number | null> {
  const { db, orgId, caller, now } = work;
  const chosen = values.blocker ?? noBlocker;
  const known = await db.blocker.findFirst({ where: { orgId, checkInId: checkIn.id, closedAt: null } });
  if (!isBlockerCode(chosen)) {
    if (known) {
      await db.blocker.update({ where: { id: known.id }, data: { closedAt: now, closedOn: caller.today } });
      await closeRequest(work, known);
    }
    return null;
  }
  if (known) {
    await db.blocker.update({ where: { id: known.id }, data: { category: chosen } });
    return known.number;
  }
  const help = values.help?.trim();
  const blocker: NewBlocker = { category: chosen, checkInId: checkIn.id, ...(help ? { note: help } : {}) };
  return (await addBlocker(work, checkIn.round.teamId, blocker)).number;
}

async function keepAnswers({ db, orgId }: PersonWork, checkIn: OpenCheckIn, values: Readonly<Record<string, string>>) {
  const given = Object.entries(values).filter(([key, value]) => key !== "checkIn" && value.trim() !== "");
  await db.answer.deleteMany({ where: { orgId, checkInId: checkIn.id } });
  await db.answer.createMany({
    data: given.map(([key, value]) => ({ orgId, checkInId: checkIn.id, key, value: value.trim() })),
  });
}
