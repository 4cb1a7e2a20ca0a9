import { addDays, type LocalDate } from "../../calendar/dates.ts";
import { type WorkCalendar, workingDays } from "../../calendar/working-days.ts";
import { departmentName, isRequested, requestInWords } from "../../checkins/blocker-requests.ts";
import { blockerAge } from "../../checkins/blockers.ts";
import { runs } from "../../command/action.ts";
import type { Blocker } from "../../generated/prisma/client.ts";
import { causesTexts as m } from "../../i18n/causes.ts";
import type { Words } from "../../i18n/words.ts";
import { teamTime } from "../../org/calendars.ts";
import { usualAnswerDays } from "../../org/department-owners.ts";
import { blockerWhat } from "../../summaries/blocker-words.ts";
import { shortTeam } from "../../summaries/csv-button.ts";
import { person, type Text } from "../../view/text.ts";
import type { Button } from "../../view/view.ts";
import { namesOf } from "../decisions/actions.ts";
import { proposalButton } from "../decisions/propose.ts";
import { stakeOfBlocker, timeLeft } from "../decisions/stake.ts";
import { type GatherInsights, type Insight, type InsightContext, teamKey } from "../insight.ts";
import { blockerInfo, isBlockerCode } from "../rules/blocker-taxonomy.ts";
import { isDefined } from "../rules/not-defined.ts";
import { type BlockerCauses, blockerCauses, controlOf } from "./blocker-causes.ts";
import { askButton } from "./blockers-part.ts";
import { teamParts } from "./team-parts.ts";

/** Four weeks, in which several tell of the same. */
const lookBack = 28;

/** Blockers past the time an answer may take, reasons that are nobody's own, and a whole team below its line. */
export const causeInsights: GatherInsights = async (context) => {
  const { work, teamId, week } = context;
  const span = { start: addDays(week.through, 1 - lookBack), end: week.through };
  const currency = week.lines.find(({ metric }) => metric.unit === "money")?.metric.currency ?? "";
  const causes = await blockerCauses(work, teamId, span, currency);
  return [...(await lateBlockers(context, causes)), ...systemic(context, causes), ...teamWide(context)];
};

/** What a manager can remove is found elsewhere, and outside nobody can be asked. */
async function lateBlockers(context: InsightContext, { open }: BlockerCauses): Promise<Insight[]> {
  const { work, teamId, week } = context;
  const first = open[0];
  if (!first) return [];
  const { calendar } = await teamTime(work, teamId, { start: first.openedOn, end: week.through });
  const managers = await work.db.membership.findMany({
    where: { orgId: work.orgId, teamId, role: "manager" },
    select: { personId: true },
  });
  const late = open.filter(
    (blocker) =>
      ["company", "rep"].includes(controlOf(blocker.category)) &&
      !managers.some(({ personId }) => personId === blocker.ownerId) &&
      isLate(blocker, week.through, calendar),
  );
  const names = await namesOf(
    work,
    late.map(({ personId }) => personId),
  );
  return late.map((blocker) => lateOne(context, blocker, names.get(blocker.personId) ?? ""));
}

function isLate(blocker: Blocker, on: LocalDate, calendar: WorkCalendar): boolean {
  if (isRequested(blocker)) return blocker.dueOn < on;
  return workingDays(calendar, addDays(blocker.openedOn, 1), addDays(on, -1)) >= usualAnswerDays;
}

function lateOne(context: InsightContext, blocker: Blocker, name: string): Insight {
  const { id, personId, category } = blocker;
  const control = controlOf(category);
  const key = `late-blocker:${id}`;
  return {
    key,
    personId: control === "rep" ? personId : null,
    unchanged: isRequested(blocker) ? "asked" : "open",
    facts: {
      ...stakeOfBlocker(context, blocker),
      ...timeLeft(context, personId),
      significance: 1,
      control,
    },
    say: (words) => saidOf(words, blocker, name, context.week.through),
    button: (words) =>
      control === "rep"
        ? proposalButton(words, "talk", key, name)
        : (askButton(words, blocker) ?? causesButton(words, context)),
  };
}

function saidOf(words: Words, blocker: Blocker, name: string, on: LocalDate): Text {
  const { number, category, personId } = blocker;
  const values = {
    number: String(number),
    what: blockerWhat(words, category),
    person: person(personId, name),
    days: blockerAge(blocker, on),
  };
  if (isRequested(blocker)) {
    return words.text(m.lateRequest, { ...values, asked: requestInWords(words, blocker, on) });
  }
  if (controlOf(category) === "rep") return words.text(m.lateOwn, values);
  const department = isBlockerCode(category) ? blockerInfo(category).owner : null;
  return words.text(m.lateBlocker, { ...values, department: departmentName(words, department ?? "manager") });
}

function systemic(context: InsightContext, { systemic: categories, open }: BlockerCauses): Insight[] {
  return categories.flatMap((category): Insight[] => {
    const same = open.filter((blocker) => blocker.category === category);
    const first = same.find((blocker) => !isRequested(blocker));
    if (same.length === 0) return [];
    return [
      {
        key: teamKey(context, "systemic", category),
        personId: null,
        unchanged: "systemic",
        facts: {
          ...stakeOfSeveral(context, same),
          ...timeLeft(context, null),
          significance: 1,
          control: controlOf(category),
        },
        say: (words) => words.text(m.systemicFound, { what: blockerWhat(words, category), count: same.length }),
        button: (words) => (first ? askButton(words, first) : null) ?? causesButton(words, context),
      },
    ];
  });
}

/** The money at risk in one currency, or as large a part of the team as meets it. */
function stakeOfSeveral(context: InsightContext, same: readonly Blocker[]) {
  const priced = same.find(({ valueAtRisk }) => (valueAtRisk ?? 0n) > 0n);
  if (!priced) {
    const people = new Set(same.map(({ personId }) => personId)).size;
    return { valueAtStake: people, teamTarget: Math.max(people, context.week.reps.length) };
  }
  const added = same.filter(({ currency }) => currency === priced.currency);
  const valueAtRisk = added.reduce((sum, one) => sum + (one.valueAtRisk ?? 0n), 0n);
  return stakeOfBlocker(context, { ...priced, valueAtRisk });
}

function teamWide(context: InsightContext): Insight[] {
  const { week, progress } = context;
  const line = week.main?.line;
  const parts = line ? teamParts(line, progress) : null;
  if (!line?.target || !parts || !isDefined(parts) || !parts.isTeamWide) return [];
  const { behind, middle, reps } = parts;
  return [
    {
      key: teamKey(context, "team-wide"),
      personId: null,
      unchanged: "below",
      facts: {
        ...{ valueAtStake: Math.abs(parts.team), teamTarget: Number(line.target) },
        ...timeLeft(context, null),
        significance: 1,
        control: "company",
      },
      say: (words) => words.text(m.teamWideFound, { behind, count: reps.length, share: words.percent(middle) }),
      button: (words) => causesButton(words, context),
    },
  ];
}

const causesButton = (words: Words, { week: { team } }: InsightContext): Button => ({
  label: words.plain(m.causesButton),
  action: runs("report causes", shortTeam(team)),
});
