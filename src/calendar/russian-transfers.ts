import type { LocalDate } from "./dates.ts";

type Transfers = { off: readonly LocalDate[]; short: readonly LocalDate[]; worked: readonly LocalDate[] };

/**
 * What the government moves each year and no rule predicts; short days end an hour earlier (Labour Code, article 95).
 * Decrees 1314 of 10.08.2023, 1335 of 04.10.2024 and 1466 of 24.09.2025, and article 112 for a holiday on a weekend.
 * Five-day week: 248, 247 and 247 working days.
 */
export const russianTransfers: Readonly<Record<number, Transfers>> = {
  2024: {
    off: ["2024-04-29", "2024-04-30", "2024-05-10", "2024-12-30", "2024-12-31"],
    short: ["2024-02-22", "2024-03-07", "2024-05-08", "2024-06-11", "2024-11-02"],
    worked: ["2024-04-27", "2024-11-02", "2024-12-28"],
  },
  2025: {
    off: ["2025-05-02", "2025-05-08", "2025-06-13", "2025-11-03", "2025-12-31"],
    short: ["2025-03-07", "2025-04-30", "2025-06-11", "2025-11-01"],
    worked: ["2025-11-01"],
  },
  2026: {
    off: ["2026-01-09", "2026-03-09", "2026-05-11", "2026-12-31"],
    short: ["2026-04-30", "2026-05-08", "2026-06-11", "2026-11-03"],
    worked: [],
  },
};
