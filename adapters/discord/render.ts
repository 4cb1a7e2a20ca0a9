import {
  type APIAllowedMentions,
  type APIComponentInContainer,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
  type RawFile,
} from "discord.js";
import type { Locale } from "../../src/i18n/texts.ts";
import type { View } from "../../src/view/view.ts";
import { limits, shorten } from "./limits.ts";
import type { People } from "./markdown.ts";
import { type Capacity, type Page, paginate } from "./pages.ts";
import { type Part, partsOf, plainPart } from "./parts.ts";
import { drawn, type Upload, uploaded } from "./pictures.ts";

/** A message as Discord takes it. */
export type Body = {
  readonly flags?: number;
  readonly embeds?: APIEmbed[];
  readonly components: APIMessageTopLevelComponent[];
  readonly attachments: { id: string; filename: string; description?: string }[];
  readonly allowed_mentions: APIAllowedMentions;
};
/** With `inWords` where there are files: the same for where none may be attached. */
export type Rendered = { readonly body: Body; readonly files: RawFile[]; readonly inWords?: Body };

export type Reader = { readonly locale: Locale; readonly people: People };

const v2: Capacity = { components: limits.message.components - 1, text: limits.message.text, rows: Infinity };
const legacy: Capacity = { components: Infinity, text: limits.embed.description, rows: 5 };

/** A view as one or more messages of components. */
export function renderView(view: View, reader: Reader, file?: Upload): Promise<Rendered[]> {
  return renderPages(
    paginate([...partsOf(view, reader.people), ...fileParts(file)], v2),
    reader,
    file,
    (page, names) => ({
      flags: MessageFlags.IsComponentsV2,
      components: [
        { type: ComponentType.Container, components: page.map((part, at) => component(part, names.get(at))) },
      ],
    }),
  );
}

/** The same for where Discord does not take components as content: the text in an embed, the buttons below. */
export function renderAsEmbed(view: View, reader: Reader, file?: Upload): Promise<Rendered[]> {
  return renderPages(paginate([...partsOf(view, reader.people), ...fileParts(file)], legacy), reader, file, (page) => ({
    embeds: embedsOf(view, page),
    components: page.flatMap((part) => (part.kind === "row" ? [part.row] : [])),
  }));
}

const fileParts = (file: Upload | undefined): Part[] => (file ? [{ kind: "file", name: file.name }] : []);

function withoutFiles(part: Part): Part[] {
  if (part.kind === "file") return [];
  if (part.kind !== "picture") return [part];
  return part.words === "" ? [] : [plainPart(part.words)];
}

type Layout = (
  page: Page,
  names: ReadonlyMap<number, string>,
) => Pick<Body, "flags" | "components"> & { embeds?: APIEmbed[] };

async function renderPages(
  pages: readonly Page[],
  reader: Reader,
  file: Upload | undefined,
  layout: Layout,
): Promise<Rendered[]> {
  return Promise.all(
    pages.map(async (page) => {
      const names = new Map<number, string>();
      const uploads: Upload[] = [];
      for (const [at, part] of page.entries()) {
        if (part.kind === "file" && file) uploads.push(file);
        if (part.kind !== "picture") continue;
        const name = `chart-${at + 1}.png`;
        names.set(at, name);
        uploads.push(await drawn(part.picture, name, reader.locale));
      }
      const { files, attachments } = uploaded(uploads);
      const users = [...new Set(page.flatMap((part) => (part.kind === "text" ? part.mentions : [])))];
      const body: Body = { ...layout(page, names), attachments, allowed_mentions: { parse: [], users } };
      if (files.length === 0) return { body, files };
      const told = page.flatMap(withoutFiles);
      const inWords = layout(told.length > 0 ? told : [plainPart("…")], new Map());
      return { body, files, inWords: { ...body, ...inWords, attachments: [] } };
    }),
  );
}

function component(part: Part, picture: string | undefined): APIComponentInContainer {
  switch (part.kind) {
    case "text":
      return { type: ComponentType.TextDisplay, content: part.text };
    case "row":
      return part.row;
    case "divider":
      return { type: ComponentType.Separator, divider: true };
    case "picture": {
      const item = { media: { url: `attachment://${picture}` }, description: part.picture.alt || null };
      return { type: ComponentType.MediaGallery, items: [item] };
    }
    case "file":
      return { type: ComponentType.File, file: { url: `attachment://${part.name}` } };
  }
}

function embedsOf(view: View, page: Page): APIEmbed[] {
  const description = page
    .flatMap((part) => (part.kind === "text" ? [part.text] : part.kind === "divider" ? ["⎯⎯⎯"] : []))
    .join("\n");
  return [{ description: description === "" ? shorten(view.summary, limits.embed.title) || "…" : description }];
}
