/**
 * Everything Discord limits, in the units in which it counts.
 * https://discord.com/developers/docs/components/reference and https://discord.com/developers/docs/interactions/application-commands
 */
export const limits = {
  message: { components: 40, text: 4_000, content: 2_000, embeds: 10, files: 10, fileBytes: 10 * 1024 * 1024 },
  embed: { total: 6_000, title: 256, description: 4_096 },
  button: { label: 80, inRow: 5 },
  select: { options: 25, label: 100, value: 100, description: 100, placeholder: 150 },
  customId: 100,
  altText: 1_024,
  modal: { title: 45, components: 5, label: 45, description: 100, value: 4_000, placeholder: 100 },
  command: { text: 4_000, commands: 100, subcommands: 25, options: 25, name: 32, description: 100, choices: 25 },
  choice: { name: 100, value: 100 },
  typed: 6_000,
  threadName: 100,
  /** Minutes without a word after which a thread is archived: a week, the longest that there is. */
  threadSleepsAfter: 10_080,
  nonce: 25,
} as const;

/** Milliseconds. Discord gives three seconds for the first answer and fifteen minutes for what follows it. */
export const patience = {
  deferAfter: 1_500,
  deferFormAfter: 2_300,
  tokenLives: 14.5 * 60_000,
  restTimeout: 8_000,
  repeatAfter: 200,
  rolesHold: 5 * 60_000,
  delivery: 20_000,
  globalLimit: 2_000,
  betweenParts: 6_000,
  close: 3_000,
} as const;

/** Cuts where a reader sees it: what is longer ends in an ellipsis. Counted as Discord counts at its strictest, in UTF-16 units. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${wholeCharacters(text, limit - 1).trimEnd()}…`;
}

const characters = new Intl.Segmenter();

/** The longest beginning that fits and tears no character apart. */
export function wholeCharacters(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (const { index, segment } of characters.segment(text.slice(0, limit + 64))) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  return text.slice(0, end === 0 ? Math.max(1, limit) : end);
}
