import type { Request } from "../../src/bot.ts";
import { catalog } from "../../src/catalog.ts";
import { findCommand } from "../../src/command/find-command.ts";
import { parseText } from "../../src/command/parse-text.ts";
import { channelMentionOf, mentionOf } from "../../src/org/find.ts";

type Mention = { readonly kind: "person" | "channel"; readonly id: string; readonly name: string };

export type Typed = { readonly request: Request; readonly mentioned: readonly string[] };

const mentionPattern = /<([@#])([A-Z0-9]+)(?:\|([^>]*))?>/gu;

/** Slack escapes these three and nothing else. */
const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Links come as <https://…|words>; what stood there was the address. */
const withoutLinks = (text: string): string =>
  text.replace(/<((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?>/gu, (_, url: string, words?: string) =>
    url.startsWith("http") ? url : (words ?? url.replace(/^\w+:/u, "")),
  );

/**
 * What a slash command asks for, told without any I/O. A mention becomes the platform's id where an option takes a person
 * or a channel; inside free text it stays the name that was seen.
 */
export function readTyped(slash: string, text: string): Typed {
  const mentions = new Map<string, Mention>();
  const held = withoutLinks(text).replace(mentionPattern, (_, sign: string, id: string, name?: string) => {
    const mention: Mention = { kind: sign === "@" ? "person" : "channel", id, name: unescaped(name ?? id) };
    const token = `\uE000${mentions.size}\uE001`;
    mentions.set(token, mention);
    return token;
  });
  const source = `${slash.replace(/^\//u, "")} ${unescaped(held)}`.trim();
  const mentioned = [...mentions.values()].flatMap(({ kind, id }) => (kind === "person" ? [id] : []));
  return { request: requestFor(source, mentions), mentioned: [...new Set(mentioned)] };
}

type Mentions = ReadonlyMap<string, Mention>;

function requestFor(source: string, mentions: Mentions): Request {
  const found = mentions.size > 0 ? findCommand(source, catalog) : null;
  if (found?.kind !== "command") return { kind: "text", text: shown(source, mentions) };
  const { values, extra } = parseText(found.command, found.rest);
  if (extra.length > 0) return { kind: "text", text: shown(source, mentions) };
  const read = Object.entries(values).map(([name, value]): [string, string] => {
    const kind = found.command.options[name]?.kind;
    const isReference = kind === "person" || kind === "channel";
    return [name, isReference ? raw(value, mentions) : shown(value, mentions)];
  });
  return { kind: "command", name: found.command.name, values: Object.fromEntries(read) };
}

/** Characters that nobody types hold a mention's place while the text is read. */
const token = /\uE000\d+\uE001/gu;

const shown = (text: string, mentions: Mentions): string =>
  text.replace(token, (found) => {
    const mention = mentions.get(found);
    return mention ? `${mention.kind === "person" ? "@" : "#"}${mention.name}` : "";
  });

const raw = (text: string, mentions: Mentions): string =>
  text.replace(token, (found) => {
    const mention = mentions.get(found);
    if (!mention) return "";
    return mention.kind === "person" ? mentionOf(mention.id, mention.name) : channelMentionOf(mention.id, mention.name);
  });

/** A message as plain words, for a form to begin with. */
export function wordsOf(message: string, names: ReadonlyMap<string, string>): string {
  const named = withoutLinks(message)
    .replace(mentionPattern, (_, sign: string, id: string, name?: string) => `${sign}${name || names.get(id) || "…"}`)
    .replace(/<!(?:subteam\^\w+\|)?([^>|]+)(?:\|([^>]*))?>/gu, (_, word: string, name?: string) => name ?? `@${word}`);
  return unescaped(named);
}

export const usersIn = (message: string): string[] =>
  [...message.matchAll(mentionPattern)].flatMap(([, sign, id]) => (sign === "@" && id ? [id] : []));
