import type { WebClient } from "@slack/web-api";
import type { Locale } from "../../src/i18n/texts.ts";
import type { Outgoing } from "../../src/outbox/deliverer.ts";
import { chartPng } from "../../src/view/chart-png.ts";
import { errorName } from "./errors.ts";
import type { Holds } from "./holds.ts";
import { limits, patience, shorten } from "./limits.ts";
import { isOurBlocks } from "./problems.ts";
import { escaped, type Page, type Picture } from "./render.ts";
import { cutWords } from "./rich-text.ts";

export type Poster = {
  readonly client: WebClient;
  readonly holds: Holds;
  readonly message: Outgoing;
  /** Somebody should learn of a message that Slack refused as it was. */
  readonly refused: (error: unknown) => void;
};

export type Spot = { readonly channel: string; readonly thread?: string | undefined };

/**
 * Slack knows no idempotency key: should we die between its answer and our commit, the message is sent again and stands
 * there twice. The outbox id goes along as metadata, so that such repeats can be counted.
 */
export async function postPage({ client, holds, message, refused }: Poster, page: Page, spot: Spot): Promise<string> {
  const metadata = { event_type: "goalkeeper_message", event_payload: { id: message.id } };
  const base = {
    channel: spot.channel,
    ...(spot.thread ? { thread_ts: spot.thread } : {}),
    ...{ unfurl_links: false, unfurl_media: false, metadata },
  };
  const post = (content: { text: string; blocks?: Page["blocks"] }) =>
    holds.call(message.workspace.id, "chat.postMessage", () => client.chat.postMessage({ ...base, ...content }));
  try {
    return tsOf(await post(page));
  } catch (error) {
    if (!isOurBlocks(errorName(error))) throw error;
    refused(error);
    return postPlainly(page, post);
  }
}

const plainLength = 3_500;

/** Better plain than silent. */
async function postPlainly(
  page: Page,
  post: (content: { text: string }) => Promise<{ ts?: string | undefined }>,
): Promise<string> {
  let first: string | undefined;
  for (const text of cutWords(plainOf(page), plainLength, plainLength)) {
    const ts = tsOf(await post({ text: escaped(text) }));
    first ??= ts;
  }
  if (first === undefined) throw new Error("There was nothing to say");
  return first;
}

/** What is read in a page, a block a line. */
function plainOf({ text, blocks }: Page): string {
  const lines = blocks.map((block) => textsIn(block).join(" ")).filter((line) => line !== "");
  return lines.length > 0 ? lines.join("\n") : text;
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" ? (key === "text" || key === "fallback" ? [inner] : []) : textsIn(inner),
  );
}

export async function updatePage(poster: Poster, page: Page, at: { channel: string; ts: string }): Promise<void> {
  const { client, holds, message, refused } = poster;
  const update = (content: { text: string; blocks: Page["blocks"] }) =>
    holds.call(message.workspace.id, "chat.update", () => client.chat.update({ ...at, ...content }));
  try {
    await update(page);
  } catch (error) {
    if (!isOurBlocks(errorName(error))) throw error;
    refused(error);
    await update({ text: escaped(shorten(plainOf(page), plainLength)), blocks: [] });
  }
}

export async function postPicture(poster: Poster, picture: Picture, spot: Spot, locale: Locale): Promise<void> {
  const { client, holds, message } = poster;
  const file = await chartPng(picture.chart, locale);
  const { channel: channel_id, thread: thread_ts } = spot;
  const place = thread_ts ? { channel_id, thread_ts } : { channel_id };
  const alt = shorten(picture.alt, limits.altText);
  // The library knows only alt_text, Slack's documentation only alt_txt, and a picture without words is none to some.
  const announced = { filename: "chart.png", length: file.length, alt_text: alt, alt_txt: alt };
  const { file_id: id, upload_url: url } = await holds.call(message.workspace.id, "files.getUploadURLExternal", () =>
    client.files.getUploadURLExternal(announced),
  );
  if (!id || !url) throw new Error("Slack told no place for a file");
  const signal = AbortSignal.timeout(patience.call);
  const taken = await fetch(url, { method: "POST", body: new Uint8Array(file), signal });
  if (!taken.ok) throw new Error(`Slack took no file: HTTP ${taken.status}`);
  const title = shorten(picture.chart.title || "…", limits.fileTitle);
  await holds.call(message.workspace.id, "files.completeUploadExternal", () =>
    client.files.completeUploadExternal({ ...place, files: [{ id, title }] }),
  );
}

function tsOf({ ts }: { ts?: string | undefined }): string {
  if (!ts) throw new Error("Slack named no message");
  return ts;
}
