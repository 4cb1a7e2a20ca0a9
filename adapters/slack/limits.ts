/** What Slack takes at most, in characters (code points) unless named otherwise: https://docs.slack.dev/reference/block-kit */
export const limits = {
  message: {
    /** 50, less room for a mark that there is more and one that it was edited. */
    blocks: 47,
    /** Undocumented: about 13,200 in all blocks together (https://github.com/slackapi/bolt-js/issues/2509). */
    characters: 12_000,
    /** The line for notifications. */
    text: 1_000,
    tables: 1,
  },
  /** 100, less room for a mark that there is more. */
  view: { blocks: 97, title: 24, button: 24, metadata: 3_000, stacked: 3 },
  header: 150,
  /** Of one block's running text: 3,000, less room for marks. */
  text: 2_800,
  table: { rows: 100, columns: 20, characters: 8_000 },
  actions: 25,
  button: { label: 75, value: 2_000 },
  confirm: { title: 100, text: 300, button: 30 },
  placeholder: 150,
  option: { label: 75, value: 150, count: 100, groups: 100 },
  input: { label: 2_000, hint: 2_000, value: 3_000 },
  url: 3_000,
  altText: 1_000,
  fileTitle: 200,
  responseUrl: { uses: 5, ms: 30 * 60_000 },
} as const;

/** How long things may take, in milliseconds; Slack gives three seconds for an acknowledgement and for a trigger. */
export const patience = {
  /** After this a workspace that was known a moment ago is not looked up anew. */
  found: 700,
  /** After this a form that is not ready yet is shown as being on its way. */
  formBuilt: 500,
  /** After this a command is told that it is being worked on. */
  answered: 1_500,
  /** After this a sent form is told that it is being worked on. */
  submitted: 1_800,
  /** One call to Slack. */
  call: 8_000,
  /** Calls that a person waits for. */
  quickCall: 2_500,
  /** All calls for one message; the outbox gives 25 seconds. */
  delivery: 20_000,
} as const;

export const lengthOf = (text: string): number => [...text].length;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The first characters of a text as readers count them, at most so many code points. */
export function headOf(text: string, most: number): string {
  if (text.length <= most) return text;
  let head = "";
  let length = 0;
  for (const { segment } of graphemes.segment(text)) {
    length += lengthOf(segment);
    if (length > most) break;
    head += segment;
  }
  // A single "character" longer than the limit is possible: combining marks without end.
  return head === "" ? [...text].slice(0, most).join("") : head;
}

/** Cut visibly. */
export const shorten = (text: string, most: number): string =>
  lengthOf(text) <= most ? text : `${headOf(text, most - 1)}…`;

/** Slack refuses empty labels. */
export const label = (text: string, most: number): string => shorten(text.trim() === "" ? "…" : text, most);

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
