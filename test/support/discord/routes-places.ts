import { ApiError } from "./api-error.ts";
import type { Call, Core, Reply, Route } from "./core.ts";
import { channelOf, noContent, ok, param, route } from "./core.ts";
import type { Guild } from "./model.ts";
import { wireChannel, wireGuild, wireMember, wireRole, wireUser } from "./wire.ts";
import { permissionsOf } from "./world.ts";

export const placeRoutes: Route[] = [
  route("GET", "/users/@me", (call) => ok(user(call.core, call.core.world.botId))),
  route("GET", "/users/:id", (call) => ok(user(call.core, param(call, 0)))),
  route("GET", "/applications/@me", application),
  route("GET", "/oauth2/applications/@me", application),
  route("GET", "/channels/:id", (call) => ok(wireChannel(call.core.world, channelOf(call.core, param(call, 0))))),
  route("GET", "/guilds/:id", (call) => ok(wireGuild(call.core.world, guildOf(call)))),
  route("GET", "/guilds/:id/channels", (call) => ok(wireGuild(call.core.world, guildOf(call)).channels)),
  route("GET", "/guilds/:id/roles", (call) => ok([...guildOf(call).roles.values()].map(wireRole))),
  route("GET", "/guilds/:id/members", members),
  route("GET", "/guilds/:id/members/search", search),
  route("GET", "/guilds/:id/members/:id", member),
  route("GET", "/guilds/:id/audit-logs", auditLog),
  route("DELETE", "/users/@me/guilds/:id", leave),
];

function guildOf(call: Call): Guild {
  const guild = call.core.world.guilds.get(param(call, 0));
  if (!guild) throw new ApiError(10004);
  return guild;
}

function user({ world }: Core, id: string) {
  const found = world.users.get(id);
  if (!found) throw new ApiError(10013);
  return wireUser(found);
}

function application({ core }: Call): Reply {
  const bot = user(core, core.world.botId);
  const rest = { description: "", icon: null, bot_public: true, bot_require_code_grant: false, verify_key: "" };
  return ok({ id: core.world.appId, name: bot.username, flags: 0, bot, ...rest });
}

function member(call: Call): Reply {
  const guild = guildOf(call);
  const found = guild.members.get(param(call, 1));
  if (!found) throw new ApiError(call.core.world.users.has(param(call, 1)) ? 10007 : 10013);
  return ok(wireMember(call.core.world, guild, found));
}

function members(call: Call): Reply {
  const guild = guildOf(call);
  const after = BigInt(call.query.get("after") ?? "0");
  const page = [...guild.members.values()]
    .filter((one) => BigInt(one.userId) > after)
    .sort((a, b) => (BigInt(a.userId) < BigInt(b.userId) ? -1 : 1))
    .slice(0, Number(call.query.get("limit") ?? 1));
  return ok(page.map((one) => wireMember(call.core.world, guild, one)));
}

function search(call: Call): Reply {
  const { world } = call.core;
  const guild = guildOf(call);
  const start = (call.query.get("query") ?? "").toLowerCase();
  const found = [...guild.members.values()].filter((one) =>
    [one.nick, world.users.get(one.userId)?.name].some((name) => name?.toLowerCase().startsWith(start)),
  );
  return ok(found.slice(0, Number(call.query.get("limit") ?? 1)).map((one) => wireMember(world, guild, one)));
}

const viewAuditLog = 1n << 7n;
const botAdd = 28;

/** Of all that an audit log holds, only who added the bot. */
function auditLog(call: Call): Reply {
  const { world } = call.core;
  const guild = guildOf(call);
  if ((permissionsOf(guild, world.botId) & viewAuditLog) === 0n) throw new ApiError(50013);
  const entry = {
    id: world.newId(),
    action_type: botAdd,
    target_id: world.botId,
    user_id: guild.addedBy ?? guild.ownerId,
  };
  return ok({ audit_log_entries: call.query.get("action_type") === String(botAdd) ? [entry] : [], users: [] });
}

function leave(call: Call): Reply {
  const { id } = guildOf(call);
  call.core.world.guilds.delete(id);
  call.core.gateway.dispatch("GUILD_DELETE", { id }, id);
  return noContent;
}
