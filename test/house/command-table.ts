import { catalog } from "../../src/catalog.ts";
import { usageOf } from "../../src/command/usage.ts";
import { wordsFor } from "../../src/i18n/words.ts";

/** The README's table of commands, derived from the catalog. */
export function commandTable(): string {
  const words = wordsFor("en", "UTC");
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const rows = catalog
    .filter(({ hidden }) => !hidden)
    .map((command) => `| \`${cell(usageOf(command))}\` | ${cell(words.plain(command.summary))} |`);
  return ["| Command | What it does |", "| --- | --- |", ...rows].join("\n");
}
