import { ApiError, invalidForm } from "./api-error.ts";
import { commandProblems } from "./check-commands.ts";
import type { Call, Core, Reply, Route } from "./core.ts";
import { noContent, ok, param, refuseIf, route } from "./core.ts";
import type { Command } from "./model.ts";

const global = "/applications/:id/commands";
const guild = "/applications/:id/guilds/:id/commands";

/** https://discord.com/developers/docs/interactions/application-commands */
export const commandRoutes: Route[] = [
  route("GET", global, (call) => ok(listed(call, undefined))),
  route("PUT", global, (call) => overwrite(call, undefined)),
  route("POST", global, (call) => upsert(call, undefined)),
  route("DELETE", `${global}/:id`, (call) => remove(call, undefined, param(call, 1))),
  route("GET", guild, (call) => ok(listed(call, param(call, 1)))),
  route("PUT", guild, (call) => overwrite(call, param(call, 1))),
  route("POST", guild, (call) => upsert(call, param(call, 1))),
  route("DELETE", `${guild}/:id`, (call) => remove(call, param(call, 1), param(call, 2))),
  route("GET", "/applications/:id/guilds/:id/commands/permissions", () => ok([])),
];

function listed({ core, params }: Call, guildId: string | undefined): Command[] {
  if (params[0] !== core.world.appId) throw new ApiError(10002, [], 404, "Unknown Application");
  if (guildId && !core.world.guilds.has(guildId)) throw new ApiError(50001);
  return (guildId ? core.world.guildCommands.get(guildId) : core.world.globalCommands) ?? [];
}

function store(core: Core, guildId: string | undefined, commands: Command[]) {
  if (guildId) core.world.guildCommands.set(guildId, commands);
  else core.world.globalCommands = commands;
}

function overwrite(call: Call, guildId: string | undefined): Reply {
  const { core } = call;
  const before = listed(call, guildId);
  if (!Array.isArray(call.body))
    throw invalidForm({ path: "", code: "BASE_TYPE_BAD_TYPE", message: "Only iterables may be used." });
  const wanted = call.body as Omit<Command, "id">[];
  const commands = wanted.map((command): Command => {
    const known = before.find((one) => one.name === command.name && (one.type ?? 1) === (command.type ?? 1));
    return registered(core, command, known, guildId);
  });
  refuseIf(core, () => commandProblems(wanted as Command[]));
  store(core, guildId, commands);
  return ok(commands);
}

function upsert(call: Call, guildId: string | undefined): Reply {
  const { core } = call;
  const wanted = call.body as Command;
  const before = listed(call, guildId);
  const known = before.find((one) => one.name === wanted.name);
  const command = registered(core, wanted, known, guildId);
  const all = [...before.filter((one) => one !== known), command];
  refuseIf(core, () => commandProblems([wanted]));
  store(core, guildId, all);
  return { status: known ? 200 : 201, body: command };
}

function registered(core: Core, wanted: Omit<Command, "id">, known: Command | undefined, guildId?: string): Command {
  const place = guildId ? { guild_id: guildId } : {};
  const id = known?.id ?? core.world.newId();
  const rest = { application_id: core.world.appId, version: core.world.newId(), type: wanted.type ?? 1 };
  return { description: "", default_member_permissions: null, ...wanted, ...rest, ...place, id };
}

function remove(call: Call, guildId: string | undefined, id: string): Reply {
  const before = listed(call, guildId);
  if (!before.some((one) => one.id === id)) throw new ApiError(10063, [], 404, "Unknown application command");
  const left = before.filter((one) => one.id !== id);
  store(call.core, guildId, left);
  return noContent;
}
