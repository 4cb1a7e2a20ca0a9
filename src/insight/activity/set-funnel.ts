import type { NamedValue } from "../../command/option.ts";
import { UsageError } from "../../errors.ts";
import { ensureStartingMetrics, metricName } from "../../goals/metrics.ts";
import { activityTexts as m } from "../../i18n/activity.ts";
import { audit } from "../../org/audit.ts";
import { strong } from "../../view/text.ts";
import { note, paragraph, type View, view } from "../../view/view.ts";
import type { PersonWork } from "../../work.ts";
import { teamAsOf } from "./activity-facts.ts";
import { canBeStage, dealStages, funnelIn, funnelOf, isDealStage, stageName, withFunnel } from "./stages.ts";

const mostStages = 8;
const backToUsual = /^(auto|авто)$/iu;
const between = /\s*(?:>|→|,|;|->)\s*/u;

/** Keeps the stages that a manager names, first to last; "auto" goes back to what is logged. */
export async function setFunnel(work: PersonWork, team: NamedValue, typed: string): Promise<void> {
  const { db, orgId } = work;
  const { settings } = await db.team.findFirstOrThrow({ where: { id: team.id, orgId }, select: { settings: true } });
  const before = funnelIn(settings);
  const after = backToUsual.test(typed.trim()) ? undefined : await stagesNamed(work, typed);
  if (before?.join() === after?.join()) return;
  await db.team.update({ where: { id: team.id }, data: { settings: withFunnel(settings, after) } });
  await audit(work, {
    ...{ action: "team funnel", subject: "team", subjectId: team.id },
    ...{ before: { stages: before?.join(" > ") ?? "auto" }, after: { stages: after?.join(" > ") ?? "auto" } },
  });
}

async function stagesNamed(work: PersonWork, typed: string): Promise<string[]> {
  await ensureStartingMetrics(work);
  const metrics = await work.db.metric.findMany({ where: { orgId: work.orgId }, orderBy: { key: "asc" } });
  const names = typed.split(between).filter((name) => name !== "");
  const { words } = work;
  const keys = names.map((name) => {
    const wanted = name.toLowerCase();
    const deal = Object.entries(dealStages).find(([key, label]) =>
      [key, label.en.toLowerCase(), label.ru.toLowerCase()].includes(wanted),
    );
    // A metric of that name comes first: "Deals won" is one of the metrics that everybody has.
    const metric = metrics.find((one) => [one.key, one.name.toLowerCase(), one.nameRu?.toLowerCase()].includes(wanted));
    if (!metric && !deal) {
      const stages = [...metrics.filter(canBeStage).map(({ key }) => key), ...Object.keys(dealStages)].join(", ");
      throw new UsageError([{ field: "stages", text: m.stageUnknown, with: { typed: name, stages } }]);
    }
    if (metric && !canBeStage(metric))
      throw new UsageError([{ field: "stages", text: m.stageNotCount, with: { metric: metricName(words, metric) } }]);
    return metric?.key ?? deal?.[0] ?? "";
  });
  if (keys.length < 2 || new Set(keys).size < keys.length)
    throw new UsageError([{ field: "stages", text: m.stagesFew }]);
  if (keys.length > mostStages) throw new UsageError([{ field: "stages", text: m.stagesMany }]);
  return inOrderOfDeals(keys);
}

/** Deals go through their stages in one order only. */
function inOrderOfDeals(keys: readonly string[]): string[] {
  const order = Object.keys(dealStages);
  const deals = keys.filter(isDealStage).sort((one, other) => order.indexOf(one) - order.indexOf(other));
  let next = 0;
  return keys.map((key) => (isDealStage(key) ? (deals[next++] ?? key) : key));
}

export async function showFunnel(work: PersonWork, team: NamedValue): Promise<View> {
  const { words } = work;
  const { asOf } = await teamAsOf(work, team.id);
  const { stages, isSet } = await funnelOf(work, team.id, asOf);
  const values = { team: strong(team.name), stages: stages.map((stage) => stageName(words, stage)).join(" → ") };
  if (stages.length < 2) return view(words.plain(m.funnelEmpty, values), paragraph(words.text(m.funnelEmpty, values)));
  return view(
    words.plain(m.funnelIs, values),
    paragraph(words.text(m.funnelIs, values)),
    note(words.text(isSet ? m.funnelIsSet : m.funnelIsUsual)),
  );
}
