import { deliver, eventDelivery, type Post } from "./deliver.ts";
import type { DeliveryResult, SendOptions } from "./delivery.ts";
import type { Json } from "./json.ts";
import { revokeTokens } from "./web-api/auth.ts";
import { userJson } from "./web-api/users.ts";
import { addUser } from "./workspace.ts";
import { channelNamed, type DoNotDisturb, type UserInput, userNamed, type Workspace } from "./world.ts";

export type Sent = Promise<DeliveryResult>;

export interface Changes {
  /** Any event, as Slack wraps it. */
  event(team: string, event: Json, options?: SendOptions): Sent;
  /** Opens the Home tab (or Messages) of the app. */
  opensHome(user: string, options?: SendOptions): Sent;
  changesUser(user: string, change: Partial<Omit<UserInput, "id">>): Sent;
  joinsTeam(team: string, user: UserInput): Sent;
  /** The account is closed; its DM answers user_disabled from now on. */
  deactivates(user: string): Sent;
  setsDnd(user: string, dnd: DoNotDisturb): Sent;
  renames(channel: string, name: string): Sent;
  archives(channel: string): Sent;
  unarchives(channel: string): Sent;
  deletesChannel(channel: string): Sent;
  joins(user: string, channel: string): Sent;
  leaves(user: string, channel: string): Sent;
  invitesBot(channel: string, by: string): Sent;
  removesBot(channel: string): Sent;
  uninstalls(team: string): Sent;
  revokesTokens(team: string): Sent;
}

/** Things that happen in a workspace: the state changes and the app is told. */
export function changes(post: Post): Changes {
  const { world } = post;
  const tell = (workspace: Workspace, event: Json, options: SendOptions = {}): Sent =>
    deliver(post, eventDelivery(world, workspace, event), options);
  const teamNamed = (team: string): Workspace => world.workspaces.get(team) ?? missing(team);

  const changesUser: Changes["changesUser"] = (id, change) => {
    const { workspace, user } = userNamed(world, id);
    Object.assign(user, change);
    return tell(workspace, { type: "user_change", user: userJson(world, workspace, user, true) });
  };
  const inChannel = (id: string, change: (found: ReturnType<typeof channelNamed>) => Json): Sent => {
    const found = channelNamed(world, id);
    return tell(found.workspace, change(found));
  };
  const membership = (type: string, user: string, channel: string, extra: Json = {}): Json => ({
    type,
    user,
    channel,
    channel_type: "C",
    ...extra,
  });

  return {
    event: (team, event, options) => tell(teamNamed(team), event, options),
    opensHome: (id, options) => {
      const { workspace } = userNamed(world, id);
      const view = workspace.homes.get(id);
      const shown = view ? { view: { id: view.id, hash: view.hash, type: "home" } } : {};
      return tell(workspace, { type: "app_home_opened", user: id, channel: `D${id}`, tab: "home", ...shown }, options);
    },
    changesUser,
    joinsTeam: (team, input) => {
      const workspace = teamNamed(team);
      return tell(workspace, { type: "team_join", user: userJson(world, workspace, addUser(workspace, input), true) });
    },
    deactivates: (user) => changesUser(user, { deleted: true }),
    setsDnd: (id, dnd) => {
      const { workspace, user } = userNamed(world, id);
      user.dnd = dnd;
      return tell(workspace, {
        type: "dnd_updated_user",
        user: id,
        dnd_status: { dnd_enabled: dnd.start !== undefined },
      });
    },
    renames: (id, name) =>
      inChannel(id, ({ channel }) => {
        channel.name = name;
        return {
          type: channel.kind === "private" ? "group_rename" : "channel_rename",
          channel: { id, name, created: 1 },
        };
      }),
    archives: (id) => inChannel(id, ({ channel }) => archived(channel, true)),
    unarchives: (id) => inChannel(id, ({ channel }) => archived(channel, false)),
    deletesChannel: (id) =>
      inChannel(id, ({ workspace, channel }) => {
        workspace.channels.delete(id);
        return { type: channel.kind === "private" ? "group_deleted" : "channel_deleted", channel: id };
      }),
    joins: (user, id) =>
      inChannel(id, ({ workspace, channel }) => {
        channel.members.add(user);
        return membership("member_joined_channel", user, id, { team: workspace.id });
      }),
    leaves: (user, id) =>
      inChannel(id, ({ workspace, channel }) => {
        channel.members.delete(user);
        return membership("member_left_channel", user, id, { team: workspace.id });
      }),
    invitesBot: (id, by) =>
      inChannel(id, ({ workspace, channel }) => {
        channel.members.add(workspace.botUser);
        return membership("member_joined_channel", workspace.botUser, id, { team: workspace.id, inviter: by });
      }),
    removesBot: (id) =>
      inChannel(id, ({ workspace, channel }) => {
        channel.members.delete(workspace.botUser);
        return {
          type: channel.kind === "private" ? "group_left" : "channel_left",
          channel: id,
          actor_id: workspace.botUser,
        };
      }),
    uninstalls: async (team) => {
      const workspace = teamNamed(team);
      revokeTokens(workspace, "inactive");
      await tell(workspace, { type: "tokens_revoked", tokens: { oauth: [], bot: [workspace.botUser] } });
      return tell(workspace, { type: "app_uninstalled" });
    },
    revokesTokens: (team) => {
      const workspace = teamNamed(team);
      revokeTokens(workspace, "revoked");
      return tell(workspace, { type: "tokens_revoked", tokens: { oauth: [], bot: [workspace.botUser] } });
    },
  };
}

function archived(channel: { id: string; kind: string; archived: boolean }, value: boolean): Json {
  channel.archived = value;
  const kind = channel.kind === "private" ? "group" : "channel";
  return { type: `${kind}_${value ? "archive" : "unarchive"}`, channel: channel.id };
}

function missing(team: string): never {
  throw new Error(`no workspace ${team}`);
}
