import type { Answer } from "../../src/command/command.ts";
import type { Connection } from "./connection.ts";
import { limits, patience } from "./limits.ts";
import { type Asker, mentionedIn } from "./people.ts";
import { type Page, pagesOf } from "./render.ts";
import { slackTexts as m } from "./texts.ts";

/** Where to answer: the conversation in which somebody asked, for half an hour and five times. */
export type Outlet = {
  readonly url: string;
  /** It is the person's own conversation with us, so an answer may stay there. */
  readonly isOwn: boolean;
};

type Reply = Extract<Answer, { kind: "reply" }>;

/** Five uses of a response_url, less one for a word that work goes on. */
const mostPages = limits.responseUrl.uses - 1;

export async function pagesFor(connection: Connection, asker: Asker, reply: Pick<Reply, "view">): Promise<Page[]> {
  const people = await mentionedIn(connection, asker.workspace, reply.view);
  return pagesOf(reply.view, { locale: asker.words.locale, people, surface: "message" }, mostPages);
}

/** Says the answer where it was asked for, or by direct message where that is no longer possible. */
export async function say(connection: Connection, asker: Asker, reply: Reply, outlet: Outlet | null): Promise<void> {
  if (reply.file) await sendFile(connection, asker, reply.file);
  const pages = await pagesFor(connection, asker, reply);
  await sayPages(connection, asker, pages, outlet, reply.replaces ?? false);
}

export async function sayPages(
  connection: Connection,
  asker: Asker,
  pages: readonly Page[],
  outlet: Outlet | null,
  replaces = false,
): Promise<void> {
  for (const [at, page] of pages.entries()) {
    const isFirst = at === 0 && replaces;
    if (!outlet || !(await respond(outlet, page, isFirst))) await sayDirectly(connection, asker, page);
  }
}

/** False when it was not taken: too late, or too often. */
export async function respond({ url, isOwn }: Outlet, page: Page, replaces = false): Promise<boolean> {
  const body = { ...page, response_type: isOwn ? "in_channel" : "ephemeral", replace_original: replaces };
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patience.call),
    });
    const said = await answer.text();
    return answer.ok && !said.includes('"ok":false');
  } catch {
    return false;
  }
}

/** A user's id stands for their conversation with us. */
async function sayDirectly({ quick, log }: Connection, { workspace, userId }: Asker, page: Page): Promise<void> {
  const message = { channel: userId, unfurl_links: false, unfurl_media: false, ...page };
  await quick(workspace.token)
    .chat.postMessage(message)
    .catch((err: unknown) => log.warn({ err, workspaceId: workspace.id }, "an answer found no way to the person"));
}

/** Files cannot be shown to one person only, so they go into the person's conversation with us. */
async function sendFile(connection: Connection, asker: Asker, file: NonNullable<Reply["file"]>): Promise<void> {
  const { workspace, userId, words } = asker;
  const client = connection.quick(workspace.token);
  try {
    const { channel } = await client.conversations.open({ users: userId });
    if (!channel?.id) throw new Error("Slack opened no conversation");
    const content = Buffer.from(file.content, "utf8");
    await client.files.uploadV2({ channel_id: channel.id, filename: file.name, title: file.name, file: content });
  } catch (err) {
    connection.log.warn({ err, workspaceId: workspace.id }, "a file could not be sent");
    const text = words.plain(m.fileNotSent);
    await sayDirectly(connection, asker, { text, blocks: [] });
  }
}
