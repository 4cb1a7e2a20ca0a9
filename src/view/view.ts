import type { Chart } from "./chart.ts";
import type { Text } from "./text.ts";

/** A message, modelled once; every platform renders it. Views are plain data, so that they can wait in the outbox. */
export type View = {
  /** One plain line for notifications and screen readers. */
  readonly summary: string;
  readonly blocks: readonly Block[];
};

export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: Text }
  | { readonly kind: "fields"; readonly fields: readonly { readonly label: string; readonly value: Text }[] }
  | { readonly kind: "list"; readonly items: readonly Text[] }
  | { readonly kind: "table"; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "note"; readonly text: Text }
  | { readonly kind: "divider" }
  | { readonly kind: "buttons"; readonly buttons: readonly Button[] }
  | { readonly kind: "choice"; readonly label: string; readonly options: readonly ChoiceAction[] }
  | { readonly kind: "chart"; readonly chart: Chart; readonly alt: string };

const known: Readonly<Record<Block["kind"], true>> = {
  ...{ heading: true, text: true, fields: true, list: true, table: true, note: true, divider: true },
  ...{ buttons: true, choice: true, chart: true },
};

/** Whether every block is one that we can show; a newer release may have stored others. */
export const isKnownView = ({ blocks }: View): boolean => blocks.every(({ kind }) => Object.hasOwn(known, kind));

export type Column = { readonly label: string; readonly align?: "left" | "right" };

/** `action` is an encoded action (see command/action.ts), at most 100 characters, so that it fits every platform. */
export type Button = {
  readonly label: string;
  readonly action: string;
  readonly style?: "primary" | "danger";
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string };
};

/** One of the things that a menu in a message can do. */
export type ChoiceAction = { readonly label: string; readonly action: string };

export const view = (summary: string, ...blocks: readonly (Block | null)[]): View => ({
  summary,
  blocks: blocks.filter((block): block is Block => block !== null),
});

export const heading = (text: string): Block => ({ kind: "heading", text });
export const paragraph = (text: Text): Block => ({ kind: "text", text });
export const list = (items: readonly Text[]): Block => ({ kind: "list", items });
export const note = (text: Text): Block => ({ kind: "note", text });
export const divider: Block = { kind: "divider" };
export const buttons = (...items: readonly (Button | null)[]): Block | null => {
  const shown = items.filter((item): item is Button => item !== null);
  return shown.length === 0 ? null : { kind: "buttons", buttons: shown };
};
