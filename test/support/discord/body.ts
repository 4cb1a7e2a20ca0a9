import type { IncomingMessage } from "node:http";
import { invalidForm } from "./api-error.ts";
import type { UploadedFile } from "./model.ts";

export interface Received {
  body: unknown;
  files: UploadedFile[];
}

export async function readBody(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const contentType = request.headers["content-type"] ?? "";
  if (raw.length === 0) return { body: {}, files: [] };
  if (contentType.startsWith("multipart/form-data")) return readForm(raw, contentType);
  return { body: parseJson(raw.toString("utf8")), files: [] };
}

async function readForm(raw: Buffer, contentType: string): Promise<Received> {
  const form = await new Response(new Uint8Array(raw), { headers: { "content-type": contentType } }).formData();
  const files: UploadedFile[] = [];
  let body: unknown = {};
  for (const [key, value] of form.entries()) {
    if (typeof value === "string") {
      if (key === "payload_json") body = parseJson(value);
      continue;
    }
    const index = /^files\[(\d+)\]$/.exec(key)?.[1] ?? key;
    const data = Buffer.from(await value.arrayBuffer());
    files.push({ index, name: value.name, contentType: value.type || "application/octet-stream", data });
  }
  return { body, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidForm({ path: "", code: "JSON_INVALID", message: "The request body contains invalid JSON." });
  }
}
