import type { Text } from "./text.ts";

/** A form of at most five fields, so that it fits both platforms. Its context is fixed when it opens. */
export type Form = {
  /** Which declared form or command takes the values. */
  readonly name: string;
  /** What the form is about (team, round, goal), fixed at opening; travels with the form and is checked again at sending. */
  readonly state: Readonly<Record<string, string>>;
  readonly title: string;
  readonly intro?: Text;
  readonly submit: string;
  readonly fields: readonly Field[];
};

export type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  readonly value?: string;
} & (
  | { readonly kind: "text"; readonly maxLength?: number; readonly multiline?: boolean }
  | { readonly kind: "number" | "date" | "channel" }
  | { readonly kind: "choice"; readonly options: readonly Choice[] }
  /** A choice too large to list: suggestions come as the person types. */
  | { readonly kind: "search"; readonly of: "goal" | "metric" | "team" | "zone"; readonly chosen?: Choice }
  | { readonly kind: "person"; readonly orTeam?: boolean; readonly orGroup?: boolean }
);

export type Choice = { readonly value: string; readonly label: string; readonly description?: string };

/** Something wrong with one field, or with the whole (`field` absent), in words for the person who typed it. */
export type Problem = { readonly field?: string; readonly text: string };

export const maxFields = 5;
