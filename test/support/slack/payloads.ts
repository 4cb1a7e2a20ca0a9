import { giveResponseUrl, giveTrigger, type ResponseUrl } from "./grants.ts";
import type { Json } from "./json.ts";
import { messageJson } from "./messages.ts";
import { stateOf, viewJson } from "./views.ts";
import { type Channel, type Message, nextTs, type OpenView, type User, type Workspace, type World } from "./world.ts";

export interface Acting {
  world: World;
  workspace: Workspace;
  user: User;
}

export interface Where {
  channel?: Channel;
  message?: Message;
  view?: OpenView;
}

export function commandPayload(acting: Acting, channel: Channel, typed: string): { payload: Json; url: ResponseUrl } {
  const { world, workspace, user } = acting;
  const [command = "", ...rest] = typed.split(" ");
  const url = responseUrlFor(acting, channel);
  const payload = {
    token: world.app.verificationToken,
    team_id: workspace.id,
    team_domain: workspace.domain,
    channel_id: channel.id,
    channel_name: channel.kind === "im" ? "directmessage" : channel.name,
    user_id: user.id,
    user_name: user.name,
    command,
    text: rest.join(" ").trim(),
    api_app_id: world.app.id,
    is_enterprise_install: "false",
    response_url: `${world.baseUrl}/respond/${url.id}`,
    trigger_id: giveTrigger(world.grants, workspace.id, user.id),
  };
  return { payload, url };
}

export function actionPayload(acting: Acting, where: Where, action: Json): Json {
  const { world } = acting;
  const url = where.channel && where.message ? responseUrlFor(acting, where.channel, where.message) : undefined;
  return {
    type: "block_actions",
    ...origin(acting),
    trigger_id: giveTrigger(world.grants, acting.workspace.id, acting.user.id, where.view?.id),
    ...place(acting, where),
    ...(url ? { response_url: `${world.baseUrl}/respond/${url.id}` } : {}),
    actions: [{ ...action, action_ts: nextTs(world) }],
  };
}

export function suggestionPayload(
  acting: Acting,
  where: Where,
  asked: { action_id: string; block_id: string; value: string },
): Json {
  return { type: "block_suggestion", ...origin(acting), ...place(acting, where), ...asked };
}

export function submissionPayload(acting: Acting, view: OpenView): Json {
  const { world, workspace, user } = acting;
  const trigger_id = giveTrigger(world.grants, workspace.id, user.id, view.id);
  return {
    type: "view_submission",
    ...origin(acting),
    trigger_id,
    view: viewJson(world, workspace, view),
    response_urls: [],
  };
}

export function closedPayload(acting: Acting, view: OpenView, isCleared: boolean): Json {
  return {
    type: "view_closed",
    ...origin(acting),
    view: viewJson(acting.world, acting.workspace, view),
    is_cleared: isCleared,
  };
}

export function shortcutPayload(acting: Acting, callbackId: string): Json {
  const trigger_id = giveTrigger(acting.world.grants, acting.workspace.id, acting.user.id);
  return { type: "shortcut", ...origin(acting), callback_id: callbackId, trigger_id, action_ts: nextTs(acting.world) };
}

export function messageShortcutPayload(acting: Acting, channel: Channel, message: Message, callbackId: string): Json {
  const { world, workspace } = acting;
  return {
    type: "message_action",
    ...origin(acting),
    callback_id: callbackId,
    trigger_id: giveTrigger(world.grants, workspace.id, acting.user.id),
    action_ts: nextTs(world),
    message_ts: message.ts,
    channel: { id: channel.id, name: channel.name },
    message: messageJson(workspace, message),
    response_url: `${world.baseUrl}/respond/${responseUrlFor(acting, channel, message).id}`,
  };
}

const withoutTime = ["app_uninstalled", "tokens_revoked"];

export function eventPayload(world: World, workspace: Workspace, event: Json, eventId: string): Json {
  const bot = {
    enterprise_id: null,
    team_id: workspace.id,
    user_id: workspace.botUser,
    is_bot: true,
    is_enterprise_install: false,
  };
  return {
    token: world.app.verificationToken,
    team_id: workspace.id,
    context_team_id: workspace.id,
    context_enterprise_id: null,
    api_app_id: world.app.id,
    event: { ...(withoutTime.includes(String(event.type)) ? {} : { event_ts: nextTs(world) }), ...event },
    type: "event_callback",
    event_id: eventId,
    event_time: Math.floor(world.clock.now().getTime() / 1000),
    authorizations: [bot],
    is_ext_shared_channel: false,
  };
}

function responseUrlFor({ world, workspace, user }: Acting, channel: Channel, original?: Message): ResponseUrl {
  return giveResponseUrl(world.grants, { team: workspace.id, channel: channel.id, user: user.id, original });
}

function origin({ world, workspace, user }: Acting): Json {
  return {
    token: world.app.verificationToken,
    api_app_id: world.app.id,
    team: { id: workspace.id, domain: workspace.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: workspace.id },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function place({ world, workspace }: Acting, { channel, message, view }: Where): Json {
  if (view) return { container: { type: "view", view_id: view.id }, view: viewJson(world, workspace, view) };
  if (!channel || !message) return {};
  const container = {
    type: "message",
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: message.ephemeral,
  };
  const where = { id: channel.id, name: channel.kind === "im" ? "directmessage" : channel.name };
  return {
    container,
    channel: where,
    state: { values: stateOf(message) },
    ...(message.ephemeral ? {} : { message: messageJson(workspace, message) }),
  };
}
