import type { Request } from "../../src/bot.ts";
import type { Answer } from "../../src/command/command.ts";
import { explainFault } from "../../src/explain.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import type { Place } from "../../src/org/caller.ts";
import type { Connection } from "./connection.ts";
import { type Asker, askerOf, meet } from "./people.ts";
import type { Workspace } from "./workspaces.ts";

/** Somebody did something, as Slack told it. */
export type Deed = {
  readonly workspace: Workspace;
  readonly user: { readonly id: string; readonly name: string };
  readonly place?: Place | undefined;
  readonly key: string;
  /** People whom it names, who must be known before it is read. */
  readonly mentioned?: readonly string[];
  /** Settled once names are known. */
  readonly request: (names: ReadonlyMap<string, string>, asker: Asker) => Promise<Request> | Request;
};

/** `key` is the delivery's, under which a change is on record. */
export type Built = { readonly asker: Asker; readonly answer: Answer; readonly key: string };

const mostMentioned = 10;

/** The bot's answer. Never rejects: what breaks on the way to the bot is said as the bot would say it. */
export async function build(connection: Connection, deed: Deed): Promise<Built> {
  const { workspace, user, place } = deed;
  let asker: Asker = unknown(connection, deed);
  try {
    asker = await askerOf(connection, workspace, user, place && (await placed(connection, workspace, place)));
    const names = await met(connection, deed);
    const request = await deed.request(names, asker);
    const at = asker.place ? { place: asker.place } : {};
    const { key } = deed;
    return { asker, key, answer: await connection.bot.receive({ key, from: asker.from, request, ...at }) };
  } catch (err) {
    return { asker, key: deed.key, answer: explainFault(err, asker.words, connection) };
  }
}

function unknown({ locales }: Connection, { workspace, user }: Deed): Asker {
  const from = { workspaceId: workspace.id, externalId: user.id, name: user.name };
  return { workspace, userId: user.id, from, words: wordsFor(locales.get(user.id) ?? "en", "UTC") };
}

async function met(connection: Connection, { workspace, mentioned = [] }: Deed): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const id of mentioned.slice(0, mostMentioned)) {
    try {
      names.set(id, await meet(connection, workspace, id));
    } catch (err) {
      connection.log.warn({ err, workspaceId: workspace.id }, "Slack did not tell who was mentioned");
    }
  }
  return names;
}

/** Slack hides the names of private channels from slash commands. */
async function placed(connection: Connection, workspace: Workspace, place: Place): Promise<Place> {
  if (place.name !== "privategroup") return place;
  return { ...place, name: (await channelName(connection, workspace, place.externalId)) ?? place.name };
}

/** Null for a channel that Slack does not show us. */
export async function channelName(
  { db, quick }: Connection,
  workspace: Workspace,
  externalId: string,
): Promise<string | null> {
  const where = { orgId: workspace.orgId, workspaceId: workspace.id, externalId };
  const known = await db.teamChannel.findFirst({ where, select: { name: true } });
  if (known) return known.name;
  try {
    const { channel } = await quick(workspace.token).conversations.info({ channel: externalId });
    return channel?.name ?? null;
  } catch {
    return null;
  }
}

/** Settles with null when it takes longer. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((settle) => {
    timer = setTimeout(settle, ms, null);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
