import type { Attachment, Channel, Component, Message, MessageBody, Pings, UploadedFile } from "./model.ts";
import { flag, walk } from "./model.ts";
import type { World } from "./world.ts";

/** "in the past few minutes": https://discord.com/developers/docs/resources/message#create-message */
const nonceLife = 5 * 60_000;

export interface NewMessage {
  channel: Channel;
  authorId: string;
  body: MessageBody;
  files?: UploadedFile[];
  ephemeralFor?: string;
  loading?: boolean;
  interaction?: { id: string; type: number; userId: string };
}

export function sameNonce(world: World, authorId: string, body: MessageBody): Message | undefined {
  if (!body.enforce_nonce || body.nonce === undefined || body.nonce === null) return undefined;
  const known = world.nonces.get(`${authorId}:${body.nonce}`);
  return known && world.ticks() - known.at < nonceLife ? world.messages.get(known.id) : undefined;
}

export function postMessage(world: World, draft: NewMessage): Message {
  const { channel, body, authorId } = draft;
  const message: Message = {
    id: world.newId(),
    channelId: channel.id,
    authorId,
    content: "",
    embeds: [],
    components: [],
    attachments: [],
    flags: 0,
    pings: { users: [], roles: [], everyone: false },
    createdAt: world.now(),
    loading: draft.loading ?? false,
    deleted: false,
    reactions: [],
    ...(channel.guildId ? { guildId: channel.guildId } : {}),
    ...(draft.ephemeralFor ? { ephemeralFor: draft.ephemeralFor } : {}),
    ...(draft.interaction ? { interaction: draft.interaction } : {}),
    ...(body.nonce === undefined || body.nonce === null ? {} : { nonce: String(body.nonce) }),
    ...(body.message_reference?.message_id ? { replyTo: body.message_reference.message_id } : {}),
  };
  fill(world, message, body, draft.files ?? []);
  message.pings = pingsOf(message, body);
  if (message.nonce !== undefined)
    world.nonces.set(`${authorId}:${message.nonce}`, { id: message.id, at: world.ticks() });
  keep(world, channel, message);
  return message;
}

/** The light mode keeps only what an edit or a repeated nonce may still ask for. */
function keep(world: World, channel: Channel, message: Message) {
  world.messages.set(message.id, message);
  if (!world.light) channel.all.push(message);
  else if (world.messages.size > 10_000) world.messages.delete(String(world.messages.keys().next().value));
}

export function editMessage(world: World, message: Message, body: MessageBody, files: UploadedFile[]) {
  const first = message.loading;
  fill(world, message, body, files);
  message.loading = false;
  if (first) message.pings = pingsOf(message, body);
  else message.editedAt = world.now();
}

export function deleteMessage(world: World, message: Message) {
  message.deleted = true;
  if (world.light) world.messages.delete(message.id);
}

function fill(world: World, message: Message, body: MessageBody, files: UploadedFile[]) {
  if (body.content !== undefined) message.content = body.content ?? "";
  if (body.embeds !== undefined) message.embeds = body.embeds ?? [];
  message.flags |= body.flags ?? 0;
  if (message.ephemeralFor) message.flags |= flag.ephemeral;
  message.attachments = attachmentsOf(world, message, body, files);
  if (body.components !== undefined) message.components = numbered(body.components ?? [], message.attachments);
}

/** An edit that lists attachments keeps only those; one that does not keeps all. */
function attachmentsOf(world: World, message: Message, body: MessageBody, files: UploadedFile[]): Attachment[] {
  const listed = body.attachments ?? undefined;
  const kept = message.attachments.filter((one) => !listed || listed.some((entry) => String(entry.id) === one.id));
  const added = files.map((file): Attachment => {
    const entry = listed?.find((one) => String(one.id) === file.index);
    const id = world.newId();
    const filename = entry?.filename ?? file.name;
    return {
      id,
      filename,
      contentType: file.contentType,
      size: file.data.length,
      url: `https://cdn.discordapp.com/attachments/${message.channelId}/${id}/${filename}`,
      data: file.data,
      ...(entry?.description ? { description: entry.description } : {}),
    };
  });
  return [...kept, ...added];
}

/** Discord numbers the components and turns `attachment://` into the uploaded file's address. */
function numbered(components: Component[], attachments: Attachment[]): Component[] {
  const copy = structuredClone(components);
  const used = new Set([...walk(copy)].flatMap((one) => (one.id ? [one.id] : [])));
  let next = 0;
  const resolve = (media: { url: string } | undefined) => {
    const name = media?.url.startsWith("attachment://") ? media.url.slice("attachment://".length) : undefined;
    const file = attachments.findLast((one) => one.filename === name);
    if (media && file) media.url = file.url;
  };
  for (const one of walk(copy)) {
    if (!one.id) {
      do next += 1;
      while (used.has(next));
      one.id = next;
    }
    resolve(one.media);
    resolve(one.file);
    for (const item of one.items ?? []) resolve(item.media);
  }
  return copy;
}

/** Who is really notified, by the text and by what allowed_mentions permits. */
function pingsOf(message: Message, { allowed_mentions: allowed }: MessageBody): Pings {
  const displays = [...walk(message.components)].map((one) => (one.type === 10 ? (one.content ?? "") : ""));
  const written = [message.content, ...displays].join("\n");
  if (message.ephemeralFor) return { users: [], roles: [], everyone: false };
  const may = (kind: "users" | "roles", id: string) =>
    !allowed || (allowed.parse ?? []).includes(kind) || (allowed[kind] ?? []).includes(id);
  const ids = (pattern: RegExp) => [...new Set([...written.matchAll(pattern)].map((match) => match[1] ?? ""))];
  return {
    users: ids(/<@!?(\d+)>/g).filter((id) => may("users", id)),
    roles: ids(/<@&(\d+)>/g).filter((id) => may("roles", id)),
    everyone: /@(everyone|here)\b/.test(written) && (!allowed || (allowed.parse ?? []).includes("everyone")),
  };
}
