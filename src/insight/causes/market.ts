import type { DateRange, LocalDate } from "../../calendar/dates.ts";
import type { MarketFigure, Metric } from "../../generated/prisma/client.ts";
import type { Work } from "../../work.ts";
import { shareSplit } from "../rules/causes.ts";
import { isDefined, type NotDefined, notDefined } from "../rules/not-defined.ts";
import { periodBefore } from "./comparable.ts";
import { wholeParts } from "./whole-parts.ts";

export type OwnInMarket = {
  readonly range: DateRange;
  readonly own: bigint;
  readonly market: bigint;
  readonly share: number;
};

export type MarketShare = {
  readonly now: OwnInMarket;
  /** What of the own growth came with the market and what was won from others: adds up to the growth exactly. */
  readonly growth:
    | { readonly before: OwnInMarket; readonly market: bigint; readonly share: bigint; readonly total: bigint }
    | NotDefined<"no_market_before" | "more_than_market">;
};

export type NoMarketShare = NotDefined<"no_line" | "limit" | "rate" | "no_market" | "more_than_market">;

const mostFigures = 12;

/** A team's figures for a metric, the latest first. */
export function marketFigures({ db, orgId }: Work, teamId: string, metricId: string): Promise<MarketFigure[]> {
  return db.marketFigure.findMany({
    where: { orgId, teamId, metricId },
    orderBy: [{ endsOn: "desc" }, { startsOn: "desc" }],
    take: mostFigures,
  });
}

/** The team's share of its market in the latest complete period with a figure, against the period before it. */
export async function marketShare(
  work: Work,
  teamId: string,
  metric: Metric,
  asOf: LocalDate,
): Promise<MarketShare | NoMarketShare> {
  if (metric.unit === "percent") return notDefined("rate");
  if (metric.direction === "less") return notDefined("limit");
  const figures = await marketFigures(work, teamId, metric.id);
  const latest = figures.find(({ endsOn }) => endsOn <= asOf);
  if (!latest) return notDefined("no_market");
  const before = periodBefore({ start: latest.startsOn, end: latest.endsOn });
  const earlier = figures.find(({ startsOn, endsOn }) => startsOn === before.start && endsOn === before.end);
  const now = await ownInMarket(work, latest);
  if (now.own > now.market) return notDefined("more_than_market");
  return { now, growth: earlier ? growthOf(await ownInMarket(work, earlier), now) : notDefined("no_market_before") };
}

export function growthOf(before: OwnInMarket, now: OwnInMarket): MarketShare["growth"] {
  if (before.own > before.market) return notDefined("more_than_market");
  const numbers = ({ own, market }: OwnInMarket) => ({ own: Number(own), market: Number(market) });
  const split = shareSplit(numbers(before), numbers(now));
  if (!isDefined(split)) return notDefined("no_market_before");
  const total = now.own - before.own;
  const [market = 0n, share = 0n] = wholeParts([split.market, split.share], total);
  return { before, market, share, total };
}

/** What the team itself reached in the period of a figure. */
export async function ownInMarket({ db, orgId }: Work, figure: MarketFigure): Promise<OwnInMarket> {
  const { teamId, metricId, startsOn, endsOn, amount: market } = figure;
  const { _sum } = await db.entry.aggregate({
    where: { orgId, teamId, metricId, voidedAt: null, date: { gte: startsOn, lte: endsOn } },
    _sum: { amount: true },
  });
  const own = _sum.amount ?? 0n;
  return { range: { start: startsOn, end: endsOn }, own, market, share: Number(own) / Number(market) };
}
