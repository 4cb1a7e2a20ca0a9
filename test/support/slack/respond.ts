import type { ResponseUrl } from "./grants.ts";
import { isJson, type Json, parseJson } from "./json.ts";
import { post, remove, rewrite } from "./messages.ts";
import { messageProblems } from "./validate.ts";
import { type Channel, violate, type Workspace, type World } from "./world.ts";

/** Something an app said through a response_url. */
export function respond(world: World, url: ResponseUrl, body: string): Json | undefined {
  const content = parseJson(body);
  const workspace = world.workspaces.get(url.team);
  const channel = workspace?.channels.get(url.channel);
  if (!isJson(content) || !workspace || !channel) return { ok: false, error: "invalid_payload" };
  if (content.delete_original === true) {
    if (url.original) remove(workspace, channel, url.original);
    return undefined;
  }
  const refused = refusal(world, "response_url", content);
  if (refused) return refused;
  if (content.replace_original === true && url.original && !url.original.deleted) {
    rewrite(world, url.original, { attachments: [], blocks: [], ...content });
    return undefined;
  }
  say(world, workspace, channel, url.user, content);
  return undefined;
}

/** The body of an acknowledged command: seen by the one who typed it, or by all when the app says in_channel. */
export function sayAcknowledgement(world: World, url: ResponseUrl, content: Json): void {
  const workspace = world.workspaces.get(url.team);
  const channel = workspace?.channels.get(url.channel);
  if (!workspace || !channel || refusal(world, "acknowledgement", content)) return;
  say(world, workspace, channel, url.user, content);
}

function say(world: World, workspace: Workspace, channel: Channel, onlyFor: string, content: Json): void {
  const shared = content.response_type === "in_channel";
  post(world, workspace, channel, { user: workspace.botUser, content, ...(shared ? {} : { onlyFor }) });
}

function refusal(world: World, where: string, content: Json): Json | undefined {
  const empty = !content.text && !content.blocks && !content.attachments;
  const problems = empty ? ["no_text"] : world.light ? [] : messageProblems(content);
  if (problems.length === 0) return undefined;
  violate(world, where, problems);
  return { ok: false, error: empty ? "no_text" : "invalid_blocks" };
}
