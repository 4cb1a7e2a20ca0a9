import type { RawFile } from "discord.js";
import type { Locale } from "../../src/i18n/texts.ts";
import type { Chart } from "../../src/view/chart.ts";
import { chartPng } from "../../src/view/chart-png.ts";

export type Picture = { readonly chart: Chart; readonly alt: string };

/** What is uploaded with a message: its name as components refer to it, and its words for those who do not see it. */
export type Upload = { readonly name: string; readonly alt?: string; readonly data: Buffer };

export async function drawn({ chart, alt }: Picture, name: string, locale: Locale): Promise<Upload> {
  return { name, alt, data: await chartPng(chart, locale) };
}

/** Files as the REST client takes them, and the list by which Discord knows what they are. */
export function uploaded(files: readonly Upload[]): {
  files: RawFile[];
  attachments: { id: string; filename: string; description?: string }[];
} {
  return {
    files: files.map(({ name, data }) => ({ name, data })),
    attachments: files.map(({ name, alt }, at) => ({
      id: String(at),
      filename: name,
      ...(alt ? { description: alt } : {}),
    })),
  };
}
