import type { Request } from "../../src/bot.ts";
import { namedUser, placeOf, shortcutSchema } from "./acts.ts";
import { build } from "./built.ts";
import type { Connection } from "./connection.ts";
import { refreshHome } from "./home-refresh.ts";
import { shorten } from "./limits.ts";
import { openView } from "./open-form.ts";
import type { Outlet } from "./respond.ts";
import { usersIn, wordsOf } from "./typed-text.ts";
import type { Workspace } from "./workspaces.ts";

/** What the message shortcut copies; nothing else of the message or the conversation is read. */
const mostQuoted = 500;

type Shortcut = {
  readonly kind: "global" | "message";
  readonly name: string;
  readonly description: string;
  readonly command: string;
};

/** By callback id; the manifest is made from the same table. */
export const shortcuts: Readonly<Record<string, Shortcut>> = {
  check_in: { kind: "global", name: "Check in", description: "Answer your check-in", command: "checkin" },
  log_progress: { kind: "global", name: "Log progress", description: "Log progress on a goal", command: "goal log" },
  add_blocker: {
    kind: "message",
    name: "Turn into a blocker",
    description: "Open the form for a blocker with this message as its note",
    command: "blocker add",
  },
};

export async function onShortcut(
  connection: Connection,
  workspace: Workspace,
  body: unknown,
  acknowledge: () => Promise<void>,
): Promise<void> {
  const act = shortcutSchema.parse(body);
  const shortcut = shortcuts[act.callback_id];
  if (!shortcut) return acknowledge();
  const place = placeOf(act.channel);
  const text = act.message?.text ?? "";
  const building = build(connection, {
    workspace,
    user: namedUser(act.user),
    place,
    key: `shortcut:${act.trigger_id}`,
    request: async (): Promise<Request> => {
      const note =
        shortcut.kind === "message"
          ? shorten(wordsOf(text, await namesIn(connection, workspace, text)).trim(), mostQuoted)
          : "";
      return { kind: "command", name: shortcut.command, values: note ? { note } : {} };
    },
  });
  const outlet: Outlet | null = act.response_url ? { url: act.response_url, isOwn: false } : null;
  const opening = { workspace, userId: act.user.id, trigger: act.trigger_id, place, outlet };
  const showing = openView(connection, opening, building);
  connection.later("a shortcut", async () => {
    await showing;
    await refreshHome(connection, await building);
  });
  await acknowledge();
}

async function namesIn({ db }: Connection, { id }: Workspace, text: string): Promise<ReadonlyMap<string, string>> {
  const externalId = { in: usersIn(text) };
  if (externalId.in.length === 0) return new Map();
  const accounts = await db.account.findMany({
    where: { workspaceId: id, externalId },
    select: { externalId: true, name: true },
  });
  return new Map(accounts.map((account) => [account.externalId, account.name]));
}
