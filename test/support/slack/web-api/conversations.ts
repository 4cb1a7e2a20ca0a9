import type { Json } from "../json.ts";
import { type Channel, directMessages, type Workspace } from "../world.ts";
import { argument, type Call, type Methods, no, page, violated, yes } from "./method.ts";

const reading = ["channels:read", "groups:read", "im:read", "mpim:read"];

export const conversationMethods: Methods = {
  "conversations.info": { run: info, scopes: reading },
  "conversations.list": { run: list, scopes: reading },
  "conversations.members": { run: members, scopes: reading },
  "conversations.open": { run: open, scopes: ["im:write", "mpim:write"] },
  "conversations.join": { run: join, scopes: ["channels:join"] },
  "users.conversations": {
    run: ofUser,
    scopes: reading,
    required: [],
    optional: ["cursor", "exclude_archived", "limit", "team_id", "types", "user"],
  },
};

export function channelJson(workspace: Workspace, channel: Channel): Json {
  const person = [...channel.members].find((id) => id !== workspace.botUser);
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === "public",
    is_group: channel.kind === "private",
    is_im: channel.kind === "im",
    is_mpim: channel.kind === "mpim",
    is_private: channel.kind !== "public",
    is_archived: channel.archived,
    is_member: channel.members.has(workspace.botUser),
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    context_team_id: workspace.id,
    ...(channel.kind === "im" ? { user: person } : {}),
  };
}

function info(call: Call): Json {
  const channel = visible(call);
  if (!channel) return no("channel_not_found");
  const counted = call.args.include_num_members ? { num_members: channel.members.size } : {};
  return yes({ channel: { ...channelJson(call.workspace, channel), ...counted } });
}

function list(call: Call): Json {
  return pageOf(
    call,
    [...call.workspace.channels.values()].filter((channel) => isVisible(call.workspace, channel)),
  );
}

function ofUser(call: Call): Json {
  const user = argument(call, "user") || call.workspace.botUser;
  if (!call.workspace.users.has(user)) return no("user_not_found");
  const all = [...call.workspace.channels.values()];
  return pageOf(
    call,
    all.filter((channel) => channel.members.has(user) && isVisible(call.workspace, channel)),
  );
}

function pageOf(call: Call, channels: Channel[]): Json {
  const kinds = (argument(call, "types") || "public_channel").split(",").map((kind) => kind.trim());
  const named: Record<Channel["kind"], string> = {
    public: "public_channel",
    private: "private_channel",
    im: "im",
    mpim: "mpim",
  };
  const unknown = kinds.filter((kind) => !Object.values(named).includes(kind));
  if (unknown.length > 0)
    return violated(call, "invalid_types", [`no such type of conversation: ${unknown.join(", ")}`]);
  const open = call.args.exclude_archived === true;
  const wanted = channels.filter((channel) => kinds.includes(named[channel.kind]) && !(open && channel.archived));
  const { items, response_metadata } = page(call, wanted, 1000);
  return yes({ channels: items.map((channel) => channelJson(call.workspace, channel)), response_metadata });
}

function members(call: Call): Json {
  const channel = visible(call);
  if (!channel) return no("channel_not_found");
  const { items, response_metadata } = page(call, [...channel.members], 1000);
  return yes({ members: items, response_metadata });
}

function open(call: Call): Json {
  const { workspace } = call;
  const known = workspace.channels.get(argument(call, "channel"));
  if (known) return yes({ channel: channelJson(workspace, known) });
  const ids = argument(call, "users").split(",").filter(Boolean);
  if (ids.length === 0) return violated(call, "users_list_not_supplied", ["neither channel nor users"]);
  const people = ids.map((id) => workspace.users.get(id));
  if (people.some((user) => user === undefined)) return no("user_not_found");
  if (people.some((user) => user?.deleted)) return no("user_disabled");
  if (people.some((user) => user?.is_bot)) return no("cannot_dm_bot");
  const channel = ids.length === 1 ? directMessages(workspace, ids[0] ?? "") : group(workspace, ids);
  return yes({ channel: call.args.return_im ? channelJson(workspace, channel) : { id: channel.id } });
}

function group(workspace: Workspace, ids: string[]): Channel {
  const id = `G${[...ids].sort().join("")}`;
  const known = workspace.channels.get(id);
  if (known) return known;
  const members = new Set([...ids, workspace.botUser]);
  const made: Channel = { id, name: `mpdm-${ids.join("-")}`, kind: "mpim", archived: false, members, messages: [] };
  workspace.channels.set(id, made);
  return made;
}

function join(call: Call): Json {
  const channel = visible(call);
  if (!channel) return no("channel_not_found");
  if (channel.archived) return no("is_archived");
  if (channel.kind !== "public") return no("method_not_supported_for_channel_type");
  channel.members.add(call.workspace.botUser);
  return yes({ channel: channelJson(call.workspace, channel) });
}

function visible(call: Call): Channel | undefined {
  const channel = call.workspace.channels.get(argument(call, "channel"));
  return channel && isVisible(call.workspace, channel) ? channel : undefined;
}

function isVisible(workspace: Workspace, channel: Channel): boolean {
  return channel.kind === "public" || channel.members.has(workspace.botUser);
}
