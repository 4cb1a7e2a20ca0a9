import type { AuditEvent, Metric } from "../generated/prisma/client.ts";
import { amountInWords } from "../goals/amounts.ts";
import { planTexts as m } from "../i18n/plans.ts";
import type { Message } from "../i18n/texts.ts";
import type { Words } from "../i18n/words.ts";
import { person, type Text } from "../view/text.ts";
import { heading, list, note, type View, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { loadPlan } from "./plan-store.ts";

const mostShown = 40;

/** Who changed a plan, when, from what to what; the newest first. */
export async function planLog(work: PersonWork, planId: string): Promise<View> {
  const { db, orgId, words } = work;
  const { plan, metric } = await loadPlan(work, planId);
  const where = { orgId, subject: "plan", subjectId: plan.id };
  const events = await db.auditEvent.findMany({
    where,
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: mostShown + 1,
  });
  const ids = events.flatMap(({ byPersonId }) => byPersonId ?? []);
  const people = await db.person.findMany({ where: { orgId, id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(people.map(({ id, name }) => [id, person(id, name)]));
  const title = words.plain(m.logTitle, { number: plan.number });
  const lines = events
    .slice(0, mostShown)
    .flatMap((event) =>
      changesOf(words, metric, event).map(
        (what): Text => [...[words.time(event.at), " · ", names.get(event.byPersonId ?? "") ?? "—", ": "], what],
      ),
    );
  const hidden = events.length - mostShown;
  return view(title, heading(title), list(lines), hidden > 0 ? note(words.text(m.more, { count: hidden })) : null);
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (stored: unknown): Fields =>
  typeof stored === "object" && stored !== null && !Array.isArray(stored) ? (stored as Fields) : {};

const labels: Readonly<Record<string, Message>> = {
  total: m.whatTotal,
  unit: m.whatUnit,
  gamma: m.whatGamma,
  extra: m.whatExtra,
  byMonths: m.whatMonths,
  basis: m.whatBasis,
  weight: m.whatWeight,
  floor: m.whatFloor,
  cap: m.whatCap,
  rate: m.whatRate,
  proposal: m.whatProposal,
};

function changesOf(words: Words, metric: Metric, { action, before, after }: AuditEvent): string[] {
  const [was, is] = [fields(before), fields(after)];
  if (action === "plan start") return [words.plain(m.logStarted, { total: inWords(words, metric, "total", is.total) })];
  if (action === "plan ask") return [words.plain(m.logAsked, { names: String(is.names ?? "") })];
  if (action === "plan send") return [words.plain(m.logSent, { count: Number(is.goals ?? 0) })];
  if (action === "plan anew") return [words.plain(m.logAnew)];
  return Object.entries(labels).flatMap(([key, label]) => {
    if (!(key in is) || was[key] === is[key]) return [];
    const values = {
      what: words.plain(label),
      before: inWords(words, metric, key, was[key]),
      after: inWords(words, metric, key, is[key]),
    };
    const line = is.line ?? was.line;
    return [
      line === undefined ? words.plain(m.logChange, values) : words.plain(m.logLine, { ...values, name: String(line) }),
    ];
  });
}

const bases: Readonly<Record<string, Message>> = {
  weights: m.useWeights,
  keep: m.basisKeep,
  scale: m.basisScale,
  gap: m.basisGap,
};

const amounts: readonly string[] = ["total", "unit", "floor", "cap", "proposal"];

function inWords(words: Words, metric: Metric, key: string, value: unknown): string {
  if (value === null || value === undefined) return words.plain(key === "weight" ? m.reckoned : m.none);
  if (amounts.includes(key)) return amountInWords(words, metric, BigInt(String(value)));
  if (key === "extra") return words.percent(Number(value));
  if (key === "byMonths") return words.plain(value === true ? m.monthly : m.whole);
  if (key === "basis") return words.plain(bases[String(value)] ?? m.useWeights);
  return typeof value === "number" ? words.number(value) : String(value);
}
