import { type Json, recordsAt, textAt } from "../json.ts";
import { codePoints, limits } from "../limits.ts";
import { messageJson, post } from "../messages.ts";
import { findMessage, type SharedFile, violate, type World } from "../world.ts";
import { destination } from "./chat.ts";
import { argument, type Call, type Methods, no, violated, yes } from "./method.ts";

const scopes = ["files:write"];

export const fileMethods: Methods = {
  "files.getUploadURLExternal": { run: uploadUrl, scopes },
  "files.completeUploadExternal": { run: complete, scopes },
};

function uploadUrl(call: Call): Json {
  const { world, workspace } = call;
  const length = Number(call.args.length);
  const altText = argument(call, "alt_txt") || undefined;
  if (!(length > 0)) return violated(call, "invalid_arguments", ["length must be positive [json-pointer:/length]"]);
  if (length > limits.fileBytes) return violated(call, "file_upload_size_restricted", ["larger than 1 GB"]);
  if (altText && codePoints(altText) > limits.altText)
    return violated(call, "alt_txt_too_large", [
      `must be less than ${limits.altText + 1} characters [json-pointer:/alt_txt]`,
    ]);
  const id = `F${world.nextNumber()}`;
  const name = argument(call, "filename");
  workspace.files.set(id, {
    id,
    name,
    title: name,
    altText,
    bytes: new Uint8Array(),
    mimetype: mimetype(name),
    length,
    uploaded: false,
  });
  return yes({ file_id: id, upload_url: `${world.baseUrl}/upload/${workspace.id}/${id}` });
}

/** Takes the bytes that the app sends to the upload URL; says what is wrong with them. */
export function receiveUpload(world: World, team: string, id: string, bytes: Uint8Array): string | undefined {
  const file = world.workspaces.get(team)?.files.get(id);
  if (!file) return "not found";
  if (bytes.length !== file.length) {
    violate(world, "upload", `${file.name}: ${bytes.length} bytes came, ${file.length} were announced`);
    return "wrong length";
  }
  Object.assign(file, { bytes, uploaded: true });
  return undefined;
}

function complete(call: Call): Json {
  const { world, workspace } = call;
  const files: SharedFile[] = [];
  for (const wanted of recordsAt(call.args, "files")) {
    const file = workspace.files.get(textAt(wanted, "id") ?? "");
    if (!file?.uploaded) return violated(call, "file_not_found", [`${textAt(wanted, "id")} was not uploaded`]);
    file.title = textAt(wanted, "title") ?? file.name;
    const { length: _, uploaded: __, ...shared } = file;
    files.push(shared);
  }
  const answer = yes({
    files: files.map(({ id, name, title, mimetype: type }) => ({ id, name, title, mimetype: type })),
  });
  if (!argument(call, "channel_id")) return answer;
  const channel = destination(call);
  if (typeof channel === "string") return no(channel);
  if (channel.archived) return no("is_archived");
  if (!channel.members.has(workspace.botUser)) return no("not_in_channel");
  const thread = argument(call, "thread_ts");
  if (thread && !findMessage(channel, thread)) return no("thread_not_found");
  const content = {
    text: argument(call, "initial_comment"),
    blocks: call.args.blocks,
    ...(thread ? { thread_ts: thread } : {}),
  };
  const message = post(world, workspace, channel, { user: workspace.botUser, content });
  message.files = files;
  return { ...answer, message: messageJson(workspace, message) };
}

function mimetype(name: string): string {
  const ending = name.split(".").at(-1)?.toLowerCase() ?? "";
  const known: Record<string, string> = {
    png: "image/png",
    csv: "text/csv",
    json: "application/json",
    txt: "text/plain",
    svg: "image/svg+xml",
  };
  return known[ending] ?? "application/octet-stream";
}
