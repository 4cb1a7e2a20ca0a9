export const controls = ["rep", "manager", "company", "external"] as const;
export type Control = (typeof controls)[number];

export type Department = "manager" | "marketing" | "product" | "production" | "customer_service" | "legal_finance";

type Blocker = {
  readonly code: string;
  /** Who can remove it. */
  readonly control: Control;
  /** Who gets the request; null where nobody inside can be asked. */
  readonly owner: Department | null;
};

/** Every reason that may stand in the way of a deal or a goal; production, service, price and brand are influenced, not commanded. */
export const blockerTaxonomy = [
  { code: "rep_skill", control: "rep", owner: "manager" },
  { code: "rep_time", control: "rep", owner: "manager" },
  { code: "process_approval", control: "manager", owner: "manager" },
  { code: "process_pricing_authority", control: "manager", owner: "manager" },
  { code: "process_crm", control: "manager", owner: "manager" },
  { code: "lead_assignment", control: "manager", owner: "manager" },
  { code: "marketing_leads", control: "company", owner: "marketing" },
  { code: "brand_awareness", control: "company", owner: "marketing" },
  { code: "product_gap", control: "company", owner: "product" },
  { code: "product_quality", control: "company", owner: "product" },
  { code: "production_stock", control: "company", owner: "production" },
  { code: "delivery", control: "company", owner: "production" },
  { code: "service_issue", control: "company", owner: "customer_service" },
  { code: "onboarding_of_customer", control: "company", owner: "customer_service" },
  { code: "legal_finance", control: "company", owner: "legal_finance" },
  { code: "competition", control: "external", owner: null },
  { code: "price_market", control: "external", owner: null },
  { code: "customer_budget", control: "external", owner: null },
  { code: "customer_timing_no_decision", control: "external", owner: null },
  { code: "economy_season", control: "external", owner: null },
  { code: "regulation", control: "external", owner: null },
  { code: "other", control: "rep", owner: "manager" },
] as const satisfies readonly Blocker[];

export type BlockerCode = (typeof blockerTaxonomy)[number]["code"];

/** The first screen: eight at most, because more make answers inconsistent; every controller is among them. */
export const firstBlockerChoices = [
  "customer_timing_no_decision",
  "price_market",
  "competition",
  "product_gap",
  "process_approval",
  "marketing_leads",
  "rep_time",
  "other",
] as const satisfies readonly BlockerCode[];

export function isBlockerCode(text: string): text is BlockerCode {
  return blockerTaxonomy.some(({ code }) => code === text);
}

export function blockerInfo(code: BlockerCode): (typeof blockerTaxonomy)[number] {
  const found = blockerTaxonomy.find((blocker) => blocker.code === code);
  if (!found) throw new RangeError(`There is no blocker "${code}".`);
  return found;
}
