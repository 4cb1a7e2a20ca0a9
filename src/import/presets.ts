import { type Mapping, mappingSchema } from "./mapping.ts";

/** Mappings that need no file of their own. */
export const presets: Readonly<Record<string, Mapping>> = {
  generic: mappingSchema.parse({
    files: [
      { kind: "entries", guess: true },
      { kind: "deals", guess: true, metrics: { opened: "engagements" } },
      { kind: "people", guess: true },
    ],
  }),
  "maven-crm": mappingSchema.parse({
    currency: "USD",
    files: [
      {
        kind: "people",
        columns: { name: "sales_agent", manager: "manager", office: "regional_office" },
        since: "2016-10-01",
      },
      {
        kind: "deals",
        columns: {
          ...{ id: "opportunity_id", owner: "sales_agent", stage: "deal_stage", opened: "engage_date" },
          ...{ closed: "close_date", value: "close_value", product: "product", account: "account" },
        },
        stages: { open: ["Prospecting", "Engaging"], won: ["Won"], lost: ["Lost"] },
        values: { product: { GTXPro: "GTX Pro" } },
        metrics: { opened: "engagements", won: "deals", value: "revenue" },
      },
    ],
  }),
};
