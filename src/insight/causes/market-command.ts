import { addMonths, type DateRange } from "../../calendar/dates.ts";
import { type Answer, type Command, defineCommand, reply } from "../../command/command.ts";
import {
  metricRef,
  type NamedValue,
  optional,
  type QuantityValue,
  quantity,
  teamRef,
  text,
} from "../../command/option.ts";
import { UserError } from "../../errors.ts";
import type { Metric } from "../../generated/prisma/client.ts";
import { amountInWords, storedAmount } from "../../goals/amounts.ts";
import { goalPeriod } from "../../goals/goal-period.ts";
import { metricName } from "../../goals/metrics.ts";
import { marketTexts as m } from "../../i18n/market.ts";
import { teamTexts } from "../../i18n/team.ts";
import { audit } from "../../org/audit.ts";
import { permittedTeam } from "../../org/find.ts";
import { said } from "../../org/team-commands.ts";
import { strong } from "../../view/text.ts";
import { heading, list, note, view } from "../../view/view.ts";
import type { PersonWork } from "../../work.ts";
import { datesInWords } from "./change-words.ts";
import { marketFigures, ownInMarket } from "./market.ts";

const market = defineCommand({
  name: "team market",
  summary: m.summary,
  options: {
    metric: optional(metricRef(m.optionMetric, { hint: m.hintMetric })),
    amount: optional(quantity(m.optionAmount, { hint: m.hintAmount })),
    from: optional(text(m.optionFrom, { hint: m.hintFrom, maxLength: 40 })),
    to: optional(text(m.optionTo, { maxLength: 40 })),
    team: optional(teamRef(teamTexts.optionTeam, { outOfForm: true })),
  },
  examples: ["team market", "team market revenue 1.2m Q3", "team market deals 400 from:2026-07-01 to:2026-09-30"],
  async run(work, { metric: named, amount, from, to, team }) {
    const subject = permittedTeam(work.caller, "team market", team);
    const metric = await metricFor(work, named);
    if (metric.unit === "percent") throw new UserError(m.rate, { metric: metricName(work.words, metric) });
    if (amount === undefined) {
      if (from || to) throw new UserError(m.needsAmount);
      return listFigures(work, subject, metric);
    }
    return setFigure(work, subject, { metric, range: rangeOf(work, from, to), amount: storedIn(work, metric, amount) });
  },
});

/** Revenue, or whatever money the organisation counts, where none was named. */
async function metricFor({ db, orgId }: PersonWork, named: NamedValue | undefined): Promise<Metric> {
  const where = named ? { orgId, id: named.id } : { orgId, unit: "money" as const };
  const metric = await db.metric.findFirst({ where, orderBy: { createdAt: "asc" } });
  if (!metric) throw new UserError(m.needsMetric);
  return metric;
}

function storedIn({ words }: PersonWork, metric: Metric, written: QuantityValue): bigint {
  const { currency } = metric;
  if (written.currency && written.currency !== currency) {
    const values = { metric: metricName(words, metric), currency: currency ?? words.plain(m.aCount) };
    throw new UserError(m.otherCurrency, values);
  }
  if (written.percent || written.of !== undefined || written.value < 0) throw new UserError(m.badAmount);
  return storedAmount(metric, written);
}

/** A named period without a year ("Q3") is the last one that has begun: a market is measured, not planned. */
function rangeOf({ caller, words }: PersonWork, from?: string, to?: string): DateRange {
  if (!from && !to) throw new UserError(m.needsPeriod);
  const read = goalPeriod(from, to, caller.today);
  if ("problem" in read) throw new UserError(m.badPeriod, { typed: [from, to].filter(Boolean).join(" – ") });
  const { start, end } = read.range;
  if (start <= caller.today) return read.range;
  const hasYear = /\d{4}/u.test(`${from ?? ""} ${to ?? ""}`);
  const earlier = { start: addMonths(start, -12), end: addMonths(end, -12) };
  if (hasYear || earlier.start > caller.today) throw new UserError(m.notBegun, { date: words.date(start, "long") });
  return earlier;
}

type NewFigure = { readonly metric: Metric; readonly range: DateRange; readonly amount: bigint };

/** What was there before stays in the change log; 0 takes a figure away. */
async function setFigure(work: PersonWork, team: NamedValue, { metric, range, amount }: NewFigure): Promise<Answer> {
  const { db, orgId, caller, words } = work;
  const period = { startsOn: range.start, endsOn: range.end };
  const where = { teamId_metricId_startsOn_endsOn: { teamId: team.id, metricId: metric.id, ...period } };
  const before = await db.marketFigure.findUnique({ where });
  const values = { metric: strong(metricName(words, metric)), dates: datesInWords(words, range) };
  if (amount === 0n && !before) throw new UserError(m.noSuchFigure, values);
  const data = { amount, byPersonId: caller.personId };
  if (amount === 0n) await db.marketFigure.delete({ where });
  else {
    const made = { orgId, teamId: team.id, metricId: metric.id, ...period };
    await db.marketFigure.upsert({ where, create: { ...made, ...data }, update: data });
  }
  await audit(work, {
    action: "team market",
    subject: "metric",
    subjectId: metric.id,
    ...(before ? { before: { team: team.id, ...period, amount: before.amount.toString() } } : {}),
    after: { team: team.id, ...period, amount: amount.toString() },
  });
  if (amount === 0n) return said(work, m.removed, values);
  const was = before && before.amount !== amount ? amountInWords(words, metric, before.amount) : null;
  const now = { ...values, amount: amountInWords(words, metric, amount) };
  return was ? said(work, m.corrected, { ...now, was }) : said(work, m.noted, now);
}

async function listFigures(work: PersonWork, team: NamedValue, metric: Metric): Promise<Answer> {
  const { words } = work;
  const figures = await marketFigures(work, team.id, metric.id);
  const title = words.plain(m.title, { team: team.name, metric: metricName(words, metric) });
  if (figures.length === 0) return said(work, m.none, { metric: metricName(words, metric) });
  const lines = [];
  for (const figure of figures) {
    const { range, own, market, share } = await ownInMarket(work, figure);
    const values = {
      ...{ dates: strong(datesInWords(words, range)), market: amountInWords(words, metric, market) },
      ...{ own: amountInWords(words, metric, own), share: words.percent(share) },
    };
    lines.push(words.text(range.end < work.caller.today ? m.line : m.lineRunning, values));
  }
  return reply(view(title, heading(title), list(lines), note(words.text(m.listNote))));
}

export const marketCommands: readonly Command[] = [market];
