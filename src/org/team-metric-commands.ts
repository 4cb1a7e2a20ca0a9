import { type Command, defineCommand, reply } from "../command/command.ts";
import { choice, optional, teamRef, text } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { ensureStartingMetrics, metricKey, metricName } from "../goals/metrics.ts";
import { teamTexts as m } from "../i18n/team.ts";
import { strong } from "../view/text.ts";
import { heading, list, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { audit } from "./audit.ts";
import { permittedTeam } from "./find.ts";
import { said } from "./team-commands.ts";

const actions = { list: m.list, add: m.addOne } as const;
const units = { count: m.unitCount, money: m.unitMoney, percent: m.unitPercent } as const;
const kinds = { outcome: m.kindOutcome, activity: m.kindActivity } as const;
const directions = { more: m.more, less: m.less } as const;

async function listMetrics(work: PersonWork) {
  const { db, orgId, words } = work;
  await ensureStartingMetrics(work);
  const metrics = await db.metric.findMany({ where: { orgId }, orderBy: { key: "asc" } });
  const title = words.plain(m.metricsTitle);
  const lines = metrics.map((metric) =>
    words.text(m.metricLine, {
      key: strong(metric.key),
      name: metricName(words, metric),
      kind: words.plain(kinds[metric.kind]),
      unit:
        metric.unit === "money"
          ? `${words.plain(units.money)}, ${metric.currency ?? ""}`
          : words.plain(units[metric.unit]),
      better: words.plain(directions[metric.direction]),
    }),
  );
  return reply(view(title, heading(title), list(lines)));
}

const currencyCode = /^[A-Z]{3}$/;

const metric = defineCommand({
  name: "team metric",
  summary: m.metric,
  options: {
    action: optional(choice(m.optionAction, actions)),
    name: optional(text(m.optionName, { maxLength: 60 })),
    unit: optional(choice(m.optionUnit, units)),
    kind: optional(choice(m.optionKind, kinds)),
    better: optional(choice(m.optionBetter, directions)),
    currency: optional(text(m.optionCurrency, { maxLength: 3, outOfForm: true })),
    team: optional(teamRef(m.optionTeam, { outOfForm: true })),
  },
  examples: ["team metric", "team metric add Demos kind:activity", "team metric add Complaints better:less"],
  async run(work, options) {
    permittedTeam(work.caller, "team metric", options.team);
    if (options.action !== "add") return listMetrics(work);
    if (!options.name) throw new UserError(m.metricNeedsName);
    const key = metricKey(options.name);
    const { db, orgId } = work;
    const unit = options.unit ?? "count";
    const org = await db.organisation.findUniqueOrThrow({ where: { id: orgId } });
    const currency = (options.currency ?? org.currency).toUpperCase();
    if (!currencyCode.test(currency)) throw new UserError(m.badCurrency, { typed: currency });
    const data = {
      name: options.name,
      unit,
      kind: options.kind ?? "outcome",
      direction: options.better ?? "more",
    } as const;
    const made = await db.metric.createManyAndReturn({
      data: [{ orgId, key, ...data, currency: unit === "money" ? currency : null }],
      skipDuplicates: true,
    });
    const added = made[0];
    if (!added) throw new UserError(m.metricTaken, { key });
    await audit(work, { action: "team metric", subject: "metric", subjectId: added.id, after: data });
    return said(work, m.metricAdded, { name: strong(added.name), key: strong(key) });
  },
});

export const teamMetricCommands: readonly Command[] = [metric];
