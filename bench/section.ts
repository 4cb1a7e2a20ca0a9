/** What one bench found: the program and its peer are rows of one table. */
export type Section = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What was measured, against what, and what the numbers do not say. */
  readonly notes?: readonly string[];
};

export type Bench = () => Promise<readonly Section[]>;
