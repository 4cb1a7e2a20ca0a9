import type { MetricUnit } from "../../generated/prisma/client.ts";
import { dispersion, type Exposure, gammaPrior, type TeamPrior } from "../rules/forecast-counts.ts";
import { type BetaPrior, betaPrior } from "../rules/funnel.ts";
import type { NotDefined } from "../rules/not-defined.ts";
import { sum } from "../rules/order-statistics.ts";
import type { Evidence } from "./evidence.ts";

/** What everybody with a metric did, read once for all of them; a team's series is its own only peer. */
export type Peers = {
  readonly people: number;
  readonly together: Exposure & { readonly workedDays: number };
  /** How much weeks vary beyond chance. */
  readonly dispersion: number;
  /** Money: what each booking brought; none where there is nobody to learn sizes from but the series itself. */
  readonly sizes: readonly number[];
  readonly events: TeamPrior | NotDefined<"no_exposure">;
  readonly rate: BetaPrior | NotDefined<"no_trials">;
};

export function peersOf(unit: MetricUnit, all: readonly Evidence[]): Peers {
  const exposures = all.map(({ exposure }) => exposure);
  const conversions = all.map(({ exposure, successes }) => ({ successes, trials: exposure.events }));
  return {
    people: all.length,
    together: {
      events: sum(exposures.map(({ events }) => events)),
      days: sum(exposures.map(({ days }) => days)),
      workedDays: sum(all.map(({ workedDays }) => workedDays)),
    },
    dispersion: dispersion(all.map(({ weeks }) => weeks)),
    sizes: all.length > 1 ? all.flatMap(({ sizes }) => sizes) : [],
    events: gammaPrior(exposures),
    rate: betaPrior(unit === "percent" ? conversions : []),
  };
}
