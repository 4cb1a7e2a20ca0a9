import type { WebSocket } from "ws";
import type { Json } from "./model.ts";
import { wireMember } from "./wire.ts";
import type { World } from "./world.ts";

/** One identified shard; it outlives its socket so that what it missed can be sent when it resumes. */
export interface Session {
  id: string;
  shard: number;
  shards: number;
  intents: number;
  socket: WebSocket | undefined;
  resumable: boolean;
  /** When its socket was lost; a session can be resumed for two minutes. */
  lostAt?: number;
  sent: { s: number; t: string; d: unknown }[];
}

const guilds = 1 << 0;
const members = 1 << 1;
const guildMessages = 1 << 9;
const directMessages = 1 << 12;

/** https://discord.com/developers/docs/events/gateway#list-of-intents */
export function wants(session: Session, event: string, inGuild: boolean): boolean {
  const need = /^GUILD_MEMBER_/.test(event)
    ? members
    : /^MESSAGE_/.test(event)
      ? inGuild
        ? guildMessages
        : directMessages
      : /^(GUILD_(CREATE|UPDATE|DELETE|ROLE_)|CHANNEL_|THREAD_)/.test(event)
        ? guilds
        : 0;
  return need === 0 || (session.intents & need) !== 0;
}

export function send(
  socket: WebSocket | undefined,
  op: number,
  d: unknown = null,
  s: number | null = null,
  t?: string,
) {
  if (socket?.readyState === 1) socket.send(JSON.stringify({ op, d, s, t: t ?? null }));
}

export function push(session: Session, event: string, data: unknown) {
  const entry = { s: (session.sent.at(-1)?.s ?? 0) + 1, t: event, d: data };
  session.sent.push(entry);
  if (session.sent.length > 5000) session.sent.shift();
  send(session.socket, 0, entry.d, entry.s, entry.t);
}

export function shardOf(guildId: string | undefined, shards: number): number {
  return guildId ? Number((BigInt(guildId) >> 22n) % BigInt(shards)) : 0;
}

export function parsePayload(raw: string): { op: number; d: Json } | undefined {
  try {
    const parsed: unknown = JSON.parse(raw);
    if (typeof parsed !== "object" || parsed === null || !("op" in parsed) || typeof parsed.op !== "number") return;
    const d = "d" in parsed && typeof parsed.d === "object" && parsed.d !== null ? parsed.d : {};
    return { op: parsed.op, d: d as Json };
  } catch {
    return undefined;
  }
}

/** https://discord.com/developers/docs/events/gateway-events#request-guild-members */
export function sendMembers(world: World, session: Session, d: Json) {
  const guild = world.guilds.get(String(d.guild_id));
  if (!guild) return;
  const ids = d.user_ids === undefined ? undefined : [d.user_ids].flat().map(String);
  const query = String(d.query ?? "").toLowerCase();
  // The whole list is only for those with the privileged intent.
  if (!ids && !query && !wants(session, "GUILD_MEMBER_ADD", true)) return;
  const found = [...guild.members.values()].filter((member) =>
    ids ? ids.includes(member.userId) : (world.users.get(member.userId)?.name ?? "").toLowerCase().startsWith(query),
  );
  push(session, "GUILD_MEMBERS_CHUNK", {
    guild_id: guild.id,
    members: found.map((member) => wireMember(world, guild, member)),
    chunk_index: 0,
    chunk_count: 1,
    ...(d.nonce === undefined ? {} : { nonce: d.nonce }),
  });
}
