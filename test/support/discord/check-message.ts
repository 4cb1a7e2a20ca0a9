import type { Problem } from "./api-error.ts";
import { componentProblems } from "./check-components.ts";
import type { Embed, Message, MessageBody, UploadedFile } from "./model.ts";
import { flag, walk } from "./model.ts";

/** What is wrong with the message that would result; `before` is the one being edited. */
export function messageProblems(body: MessageBody, files: UploadedFile[], before?: Message): Problem[] {
  const v2 = (((body.flags ?? 0) | (before?.flags ?? 0)) & flag.componentsV2) !== 0;
  return [
    ...(v2 ? legacyFields(body, before) : contentProblems(body)),
    ...embedProblems(body.embeds ?? []),
    ...componentProblems(body.components ?? [], v2),
    ...fileProblems(body, files, before),
    ...mentionProblems(body),
  ];
}

/** Nothing to show: Discord answers 50006. */
export function isEmpty(body: MessageBody, files: UploadedFile[]): boolean {
  const lists = [body.embeds, body.components, body.sticker_ids, files];
  return !body.content?.trim() && lists.every((list) => !list?.length);
}

/** What the message had before counts too: an edit must clear it. */
function legacyFields(body: MessageBody, before?: Message): Problem[] {
  const had = { content: before?.content, embeds: before?.embeds, sticker_ids: undefined };
  const used = (["content", "embeds", "sticker_ids"] as const).filter(
    (field) => ((body[field] === undefined ? had[field] : body[field])?.length ?? 0) > 0,
  );
  return used.map((field) => ({
    path: `/${field}`,
    code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  }));
}

function contentProblems(body: MessageBody): Problem[] {
  if ([...(body.content ?? "")].length <= 2000) return [];
  return [{ path: "/content", code: "BASE_TYPE_MAX_LENGTH", message: "Must be 2000 or fewer in length." }];
}

function embedProblems(embeds: Embed[]): Problem[] {
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  const problems: Problem[] = [];
  if (total > 6000)
    problems.push({ path: "/embeds", code: "MAX_EMBED_SIZE_EXCEEDED", message: `${total} characters of at most 6000` });
  embeds.forEach((embed, at) => {
    for (const field of embed.fields ?? [])
      if (!field.name.trim() || !field.value.trim())
        problems.push({ path: `/embeds/${at}/fields`, code: "BASE_TYPE_REQUIRED", message: "This field is required" });
  });
  return problems;
}

function embedLength(embed: Embed): number {
  const fields = (embed.fields ?? []).flatMap((field) => [field.name, field.value]);
  const texts = [embed.title, embed.description, embed.author?.name, embed.footer?.text, ...fields];
  return texts.reduce((sum, text) => sum + [...(text ?? "")].length, 0);
}

function fileProblems(body: MessageBody, files: UploadedFile[], before?: Message): Problem[] {
  const problems: Problem[] = [];
  if (files.length > 10) problems.push({ path: "/files", code: "BASE_TYPE_BAD_LENGTH", message: "At most 10 files." });
  const known = new Set([...files.map((file) => file.index), ...(before?.attachments ?? []).map((one) => one.id)]);
  for (const one of body.attachments ?? [])
    if (!known.has(String(one.id)))
      problems.push({
        path: "/attachments",
        code: "ATTACHMENT_NOT_FOUND",
        message: `No file for attachment ${one.id}`,
      });
  const names = new Set([...files, ...(body.attachments ?? []), ...(before?.attachments ?? [])].map(nameOf));
  for (const url of mediaUrls(body)) {
    if (url.startsWith("attachment://") && !names.has(url.slice("attachment://".length)))
      problems.push({
        path: "/components",
        code: "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
        message: `The referenced attachment was not found: ${url}`,
      });
  }
  return problems;
}

function nameOf(file: { name?: string; filename?: string | null }): string {
  return file.name ?? file.filename ?? "";
}

function mediaUrls(body: MessageBody): string[] {
  return [...walk(body.components)].flatMap((one) =>
    [one.media?.url, one.file?.url, ...(one.items ?? []).map((item) => item.media.url)].filter(
      (url) => url !== undefined,
    ),
  );
}

function mentionProblems({ allowed_mentions: allowed }: MessageBody): Problem[] {
  const clash = (["users", "roles"] as const).filter(
    (kind) => allowed?.parse?.includes(kind) && (allowed[kind]?.length ?? 0) > 0,
  );
  return clash.map((kind) => ({
    path: "/allowed_mentions",
    code: "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
  }));
}

/** True when the text could notify people and nothing says whom it may. */
export function mayPingUnasked(body: MessageBody): boolean {
  if (body.allowed_mentions) return false;
  return Boolean(body.content) || [...walk(body.components)].some((one) => one.type === 10);
}
