import type { IncomingMessage, ServerResponse } from "node:http";
import type { Message } from "../../src/i18n/texts.ts";
import type { MessageArguments } from "../../src/i18n/words.ts";

/** A request that cannot be answered as asked, in words for whoever looks at the page. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";
  readonly status: number;
  readonly text: Message;
  readonly with: MessageArguments;

  constructor(status: number, text: Message, values: MessageArguments = {}) {
    super(text.en);
    this.status = status;
    this.text = text;
    this.with = values;
  }
}

/** The same words in both languages, for problems that only a program can cause. */
export const plainProblem = (status: number, text: string): HttpProblem =>
  new HttpProblem(status, { en: text, ru: text });

const longestBody = 128 * 1024;

/** Reads a JSON body of at most 128 KiB. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
    throw plainProblem(415, "Send JSON (content-type: application/json).");
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > longestBody) throw plainProblem(413, "That is too much for one request.");
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw plainProblem(400, "The body is not JSON.");
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, "application/json; charset=utf-8", JSON.stringify(body));
}

export function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(body);
}

/** Nothing from elsewhere is loaded, nothing inline runs, nobody frames the page. */
export const safeHeaders: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
