/** A chart as data. Points' x is a local date or a category; y is null where nothing is known. */
export type Chart =
  | {
      readonly kind: "lines";
      readonly title: string;
      readonly unit: string;
      readonly x: readonly string[];
      readonly series: readonly ChartLine[];
      /** A band between two lines, such as an 80 % range. */
      readonly band?: {
        readonly label: string;
        readonly low: readonly (number | null)[];
        readonly high: readonly (number | null)[];
      };
      /** A horizontal line such as the target. */
      readonly mark?: { readonly label: string; readonly y: number };
    }
  | {
      readonly kind: "bars";
      readonly title: string;
      readonly unit: string;
      readonly bars: readonly {
        readonly label: string;
        readonly value: number;
        readonly tone?: ChartTone;
        /** What the tone says, in words below the name in a Pareto chart: nobody needs colour to read it. */
        readonly note?: string;
      }[];
      /** A cumulative share (0 to 1) per bar makes it a Pareto chart. */
      readonly cumulative?: readonly number[];
    }
  | {
      readonly kind: "funnel";
      readonly title: string;
      readonly unit: string;
      readonly stages: readonly {
        readonly label: string;
        readonly value: number;
        readonly note?: string;
        /** The share that came here from the stage before, where it is another than value by value; null where it is not defined. */
        readonly passed?: number | null;
      }[];
    };

/** Tones differ in lightness and in dash as well as in hue, so that nobody needs colour to read them. */
export type ChartTone = "main" | "line" | "muted" | "good" | "warn";

export type ChartLine = {
  readonly label: string;
  readonly tone: ChartTone;
  readonly dashed?: boolean;
  readonly y: readonly (number | null)[];
};
