import type { Fault } from "./faults.ts";
import type { Grants } from "./grants.ts";
import type { Json } from "./json.ts";
import type { Answered } from "./until.ts";

export interface Clock {
  now(): Date;
}

export interface AppIdentity {
  id: string;
  clientId: string;
  clientSecret: string;
  signingSecret: string;
  appToken: string;
  verificationToken: string;
}

export interface UserInput {
  id: string;
  name: string;
  tz?: string;
  locale?: string;
  email?: string;
  is_bot?: boolean;
  is_admin?: boolean;
  is_owner?: boolean;
  deleted?: boolean;
}

export interface DoNotDisturb {
  start?: Date;
  end?: Date;
  snoozeUntil?: Date;
}

export interface User extends Required<Omit<UserInput, "email">> {
  email: string | undefined;
  dnd: DoNotDisturb;
}

export type ChannelKind = "public" | "private" | "im" | "mpim";

export interface ChannelInput {
  id: string;
  name: string;
  kind?: "public" | "private";
  /** Users in it; everyone by default. */
  members?: string[];
  /** Whether the bot was invited; true by default. */
  bot?: boolean;
  archived?: boolean;
}

export interface SharedFile {
  id: string;
  name: string;
  title: string;
  altText: string | undefined;
  bytes: Uint8Array;
  mimetype: string;
}

export interface Message {
  ts: string;
  channel: string;
  /** A user's id, or the bot's user id. */
  user: string;
  text: string;
  blocks: Json[];
  attachments: Json[];
  threadTs: string | undefined;
  metadata: Json | undefined;
  files: SharedFile[];
  replies: Message[];
  edited: boolean;
  deleted: boolean;
  ephemeral: boolean;
  /** Only this person sees an ephemeral message. */
  onlyFor: string | undefined;
  /** Picked values under "block_id/action_id". */
  typed: Map<string, Json>;
}

export interface Channel {
  id: string;
  name: string;
  kind: ChannelKind;
  archived: boolean;
  members: Set<string>;
  messages: Message[];
}

/** A modal or a Home tab as it stands before a person: what the app sent, and what was typed into it. */
export interface OpenView {
  id: string;
  user: string;
  hash: string;
  json: Json;
  title: string;
  callbackId: string;
  blocks: Json[];
  privateMetadata: string;
  rootId: string;
  previousId: string | undefined;
  /** Typed and picked values under "block_id/action_id". */
  typed: Map<string, Json>;
  /** Shown under each field since the last submission. */
  errors: Record<string, string>;
}

export interface Token {
  value: string;
  status: "active" | "revoked" | "inactive";
  expiresAt: Date | undefined;
  scopes: Set<string> | undefined;
}

export interface Workspace {
  id: string;
  name: string;
  domain: string;
  botUser: string;
  botId: string;
  botToken: string;
  tokens: Map<string, Token>;
  refreshTokens: Map<string, string>;
  users: Map<string, User>;
  channels: Map<string, Channel>;
  ephemerals: Message[];
  homes: Map<string, OpenView>;
  stacks: Map<string, OpenView[]>;
  files: Map<string, SharedFile & { length: number; uploaded: boolean }>;
  messagesTab: boolean;
  rotatesTokens: boolean;
}

export interface ApiCall {
  method: string;
  team: string | undefined;
  args: Json;
  /** Milliseconds since the fake began, and how long the answer took. */
  at: number;
  ms: number;
  status: number;
  ok: boolean;
  error: string | undefined;
}

export interface Violation {
  where: string;
  problem: string;
}

export interface World {
  clock: Clock;
  app: AppIdentity;
  baseUrl: string;
  workspaces: Map<string, Workspace>;
  calls: ApiCall[];
  counts: Map<string, number>;
  violations: Violation[];
  faults: Fault[];
  grants: Grants;
  /** OAuth codes not yet exchanged: code to team, installer and scopes. */
  codes: Map<string, { team: string; user: string; scopes: string[]; redirectUri: string | undefined }>;
  latencyMs: number;
  /** Counts calls and answers them; checks and keeps nothing. For benchmarks. */
  light: boolean;
  patienceMs: number;
  answered: Answered;
  nextNumber: () => number;
  startedAt: number;
}

export function violate(world: World, where: string, problems: string | string[]): void {
  for (const problem of [problems].flat()) world.violations.push({ where, problem });
}

export function userNamed(world: World, id: string): { workspace: Workspace; user: User } {
  for (const workspace of world.workspaces.values()) {
    const user = workspace.users.get(id);
    if (user) return { workspace, user };
  }
  throw new Error(`no user ${id} in any workspace`);
}

export function channelNamed(world: World, id: string): { workspace: Workspace; channel: Channel } {
  for (const workspace of world.workspaces.values()) {
    const channel = workspace.channels.get(id);
    if (channel) return { workspace, channel };
  }
  throw new Error(`no channel ${id} in any workspace`);
}

/** The conversation of one person with the bot, begun when first needed. */
export function directMessages(workspace: Workspace, user: string): Channel {
  const id = `D${user}`;
  const known = workspace.channels.get(id);
  if (known) return known;
  const members = new Set([user, workspace.botUser]);
  const made: Channel = { id, name: id, kind: "im", archived: false, members, messages: [] };
  workspace.channels.set(id, made);
  return made;
}

/** Ids of messages grow by one microsecond, so that no two are equal when the clock stands still. */
export function nextTs(world: World): string {
  const seconds = Math.floor(world.clock.now().getTime() / 1000);
  return `${seconds}.${String(world.nextNumber()).padStart(6, "0")}`;
}

export function findMessage(channel: Channel, ts: string): Message | undefined {
  for (const message of channel.messages) {
    if (message.ts === ts) return message;
    const reply = message.replies.find((one) => one.ts === ts);
    if (reply) return reply;
  }
  return undefined;
}
