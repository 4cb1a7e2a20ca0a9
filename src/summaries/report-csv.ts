import { mustBeAbleTo } from "../access.ts";
import { addDays, type LocalDate } from "../calendar/dates.ts";
import { type Answer, defineCommand } from "../command/command.ts";
import {
  choice,
  localDate,
  type NamedValue,
  optional,
  type PersonValue,
  personOrTeam,
  teamRef,
} from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { amountInFile } from "../goals/amounts.ts";
import { metricName } from "../goals/metrics.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import type { Message } from "../i18n/texts.ts";
import { permittedTeam, teamOf } from "../org/find.ts";
import { activeMembership } from "../org/membership.ts";
import { note, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { csvText, unitInFile } from "./csv.ts";
import { type ReportName, reportTables } from "./report-tables.ts";

/** About three months of a large team; more belongs in the database's own backup. */
const mostRows = 50_000;
const usualDays = 90;

const reportNames = {
  week: m.reportWeek,
  now: m.reportNow,
  forecast: m.reportForecast,
  activity: m.reportActivity,
  causes: m.reportCauses,
  decisions: m.reportDecisions,
} as const satisfies Record<ReportName, Message>;

type Asked = { readonly where: Prisma.EntryWhereInput; readonly whose: string };

export const csvCommand = defineCommand({
  name: "report csv",
  summary: m.csv,
  readsOnly: true,
  options: {
    who: optional(personOrTeam(m.optionWho, { hint: m.hintWho })),
    from: optional(localDate(m.optionFrom, { prefer: "past" })),
    to: optional(localDate(m.optionTo, { prefer: "past" })),
    report: optional(choice(m.optionReport, reportNames, { hint: m.hintReport })),
    team: optional(teamRef(m.optionTeam, { outOfForm: true })),
  },
  examples: [
    "report csv",
    "report csv me 2026-11-01 2026-11-30",
    "report csv team from:2026-10-01",
    "report csv report:week",
  ],
  async run(work, options) {
    if (options.report) {
      if ((options.who && options.who !== "team") || options.from || options.to) throw new UserError(m.csvReportOfTeam);
      return reportFile(work, options.report, teamOf(work.caller, options.team));
    }
    const to = options.to ?? work.caller.today;
    const from = options.from ?? addDays(to, -usualDays);
    if (to < from) {
      throw new UserError(m.csvBackwards, { from: work.words.date(from, "long"), to: work.words.date(to, "long") });
    }
    return file(work, await askedFor(work, options.who, options.team), { from, to });
  },
});

/** A report as it stands now, for whoever may see that report. */
async function reportFile(work: PersonWork, name: ReportName, team: NamedValue): Promise<Answer> {
  const { words } = work;
  mustBeAbleTo(work.caller, `report ${name}`, { teamId: team.id });
  const rows = await reportTables[name](work, team);
  const values = { report: words.plain(reportNames[name]), team: team.name, count: Math.max(0, rows.length - 1) };
  return {
    kind: "reply",
    view: view(words.plain(m.csvReport, values), paragraph(words.text(m.csvReport, values))),
    file: { name: `goalkeeper-${name}-${work.caller.today}.csv`, content: csvText(rows) },
  };
}

/** Managers mean their team when they name nobody; everybody else means themselves. */
async function askedFor(
  work: PersonWork,
  who: PersonValue | "team" | undefined,
  team: { id: string; name: string } | undefined,
): Promise<Asked> {
  const { caller } = work;
  const manages = caller.memberships.some(({ role }) => role === "manager");
  if (who === "team" || team || (who === undefined && manages)) {
    const subject = permittedTeam(caller, "report csv", team);
    return { where: { teamId: subject.id }, whose: subject.name };
  }
  const person = who ?? { id: caller.personId, name: caller.name };
  if (person.id === caller.personId) return { where: { personId: person.id }, whose: person.name };
  const teams = await sharedTeams(work, person.id);
  mustBeAbleTo(caller, "report csv", { personId: person.id, teamId: teams[0] ?? null });
  return { where: { personId: person.id, ...(caller.isAdmin ? {} : { teamId: { in: teams } }) }, whose: person.name };
}

/** Teams of that person that the caller manages. */
async function sharedTeams({ db, orgId, caller }: PersonWork, personId: string): Promise<string[]> {
  const managed = caller.memberships.filter(({ role }) => role === "manager").map(({ teamId }) => teamId);
  const shared = await db.membership.findMany({
    where: { orgId, personId, teamId: { in: managed }, ...activeMembership(caller.today) },
    select: { teamId: true },
  });
  return shared.map(({ teamId }) => teamId);
}

async function file(
  work: PersonWork,
  { where, whose }: Asked,
  span: { from: LocalDate; to: LocalDate },
): Promise<Answer> {
  const { words } = work;
  const entries = await entriesIn(work, where, span);
  const shown = entries.slice(0, mostRows).reverse();
  const rows = await rowsOf(work, shown);
  const values = {
    count: shown.length,
    whose,
    from: words.date(span.from, "long"),
    to: words.date(span.to, "long"),
  };
  const cut = entries.length > mostRows ? note(words.text(m.csvCut, { limit: mostRows })) : null;
  return {
    kind: "reply",
    view: view(words.plain(m.csvReady, values), paragraph(words.text(m.csvReady, values)), cut),
    file: { name: `goalkeeper-${span.from}-${span.to}.csv`, content: csvText(rows) },
  };
}

function entriesIn(
  { db, orgId }: PersonWork,
  where: Prisma.EntryWhereInput,
  { from, to }: { from: string; to: string },
) {
  return db.entry.findMany({
    where: { ...where, orgId, voidedAt: null, date: { gte: from, lte: to } },
    include: { metric: true },
    orderBy: [{ date: "desc" }, { at: "desc" }, { id: "desc" }],
    take: mostRows + 1,
  });
}

type Entry = Awaited<ReturnType<typeof entriesIn>>[number];

async function rowsOf(work: PersonWork, entries: readonly Entry[]): Promise<string[][]> {
  const { db, orgId, words } = work;
  const personIds = [...new Set(entries.map(({ personId }) => personId))];
  const people = await db.person.findMany({
    where: { orgId, id: { in: personIds } },
    select: { id: true, name: true },
  });
  const goalIds = [...new Set(entries.flatMap(({ goalId }) => goalId ?? []))];
  const goals = await db.goal.findMany({
    where: { orgId, id: { in: goalIds } },
    select: { id: true, number: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const goalNames = new Map(goals.map(({ id, number, name }) => [id, `#${number} ${name}`]));
  const columns = [m.csvDate, m.csvPerson, m.csvMetric, m.csvAmount, m.csvUnit, m.csvSource, m.csvNote, m.csvGoal];
  return [
    columns.map((column) => words.plain(column)),
    ...entries.map((entry) => [
      entry.date,
      names.get(entry.personId) ?? "",
      metricName(words, entry.metric),
      amountOf(entry),
      unitOf(work, entry),
      entry.source,
      isOwn(work, entry) ? (entry.note ?? "") : "",
      entry.goalId ? (goalNames.get(entry.goalId) ?? "") : "",
    ]),
  ];
}

/** What others wrote about their work is theirs. */
const isOwn = ({ caller }: PersonWork, { personId, byPersonId }: Entry): boolean =>
  personId === caller.personId || byPersonId === caller.personId;

/** Of rates, the successes. */
const amountOf = ({ metric, amount }: Entry): string =>
  metric.unit === "percent" ? amount.toString() : amountInFile(metric, amount);

const unitOf = ({ words }: PersonWork, { metric, trials }: Entry): string =>
  metric.unit === "percent" ? words.plain(m.csvOutOf, { trials: String(trials ?? 0n) }) : unitInFile(words, metric);
