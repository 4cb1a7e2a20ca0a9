import { causesTexts as m } from "../../i18n/causes.ts";
import type { Message } from "../../i18n/texts.ts";
import type { Words } from "../../i18n/words.ts";
import type { NotDefined } from "../rules/not-defined.ts";
import type { CausesFacts } from "./causes-facts.ts";
import type { MarketShare } from "./market.ts";

type ReasonIn<Part> = Part extends NotDefined<infer Reason> ? Reason : never;
export type Missing =
  | ReasonIn<CausesFacts["parts"]>
  | ReasonIn<CausesFacts["change"]>
  | ReasonIn<CausesFacts["market"]>
  | ReasonIn<CausesFacts["adjusted"]>
  | ReasonIn<MarketShare["growth"]>;

const reasons: Readonly<Record<Missing, Message>> = {
  no_line: m.missNoLine,
  limit: m.missLimit,
  rate: m.missRate,
  too_few_people: m.missPeople,
  no_deals: m.missDeals,
  nothing_before: m.missBefore,
  negative: m.missNegative,
  deals_do_not_match: m.missMatch,
  too_large: m.missTooLarge,
  not_begun: m.missNotBegun,
  no_market: m.missMarket,
  no_market_before: m.missMarketBefore,
  more_than_market: m.missMarketSmall,
  no_money: m.missMoney,
  no_external: m.missExternal,
  no_target: m.missTarget,
};

/** "Not enough data: …" with what is missing and, where somebody can add it, how. */
export const missingInWords = (words: Words, { notDefined }: NotDefined<Missing>): string =>
  words.plain(m.missing, { what: words.plain(reasons[notDefined]) });
