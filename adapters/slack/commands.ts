import type { z } from "zod";
import { wordsFor } from "../../src/i18n/words.ts";
import { commandSchema, placeOf } from "./acts.ts";
import { type Built, build, within } from "./built.ts";
import type { Connection } from "./connection.ts";
import { refreshHome } from "./home-refresh.ts";
import { patience } from "./limits.ts";
import { openView } from "./open-form.ts";
import type { Page } from "./render.ts";
import { type Outlet, pagesFor, say, sayPages } from "./respond.ts";
import { slackTexts as m } from "./texts.ts";
import { readTyped } from "./typed-text.ts";
import type { Workspace } from "./workspaces.ts";

type Acknowledge = (content?: Page & { response_type: "ephemeral" }) => Promise<void>;
type Command = z.infer<typeof commandSchema>;

/**
 * A slash command. Whether a form follows is known before anything is looked up, so the acknowledgement never waits for
 * the database; a quick answer comes with it, a slow one later.
 */
export async function onCommand(
  connection: Connection,
  workspace: Workspace,
  body: unknown,
  acknowledge: Acknowledge,
): Promise<void> {
  const command = commandSchema.parse(body);
  const { request, mentioned } = readTyped(command.command, command.text);
  const place = placeOf({ id: command.channel_id, name: command.channel_name });
  const building = build(connection, {
    workspace,
    user: { id: command.user_id, name: command.user_name },
    place,
    // Slack repeats a command under the same trigger; a person who types it twice gets another.
    key: `command:${command.trigger_id}`,
    mentioned,
    request: () => request,
  });
  const outlet: Outlet = { url: command.response_url, isOwn: false };
  if (connection.bot.foresee(request) === "form") {
    const opening = { workspace, userId: command.user_id, trigger: command.trigger_id, place, outlet };
    const shown = openView(connection, opening, building);
    connection.later("a form", () => shown);
    return acknowledge();
  }
  connection.later("the Home tab", async () => refreshHome(connection, await building));
  await answer(connection, command, building, outlet, acknowledge);
}

async function answer(
  connection: Connection,
  command: Command,
  building: Promise<Built>,
  outlet: Outlet,
  acknowledge: Acknowledge,
): Promise<void> {
  const early = await within(building, patience.answered);
  if (!early) {
    const text = wordsFor(connection.locales.get(command.user_id) ?? "en", "UTC").plain(m.working);
    const told = acknowledge({ text, blocks: [], response_type: "ephemeral" });
    connection.later("a slow answer", async () => {
      await Promise.allSettled([told]);
      await giveLate(connection, command, await building, outlet);
    });
    return told;
  }
  const { asker, answer: given } = early;
  if (given.kind !== "reply" || given.file) {
    connection.later("an answer", () => giveLate(connection, command, early, outlet));
    return acknowledge();
  }
  const pages = await pagesFor(connection, asker, given);
  const [first, ...rest] = pages;
  try {
    await acknowledge(first && { ...first, response_type: "ephemeral" });
  } catch (err) {
    // What was done is done: whoever hears nothing of it would do it again.
    connection.log.warn({ err, workspaceId: asker.workspace.id }, "a command could not be acknowledged");
    connection.later("an answer", () => sayPages(connection, asker, pages, outlet));
    return;
  }
  connection.later("the rest of an answer", () => sayPages(connection, asker, rest, outlet));
}

/** Takes the place of the word that it is being worked on. */
async function giveLate(connection: Connection, command: Command, built: Built, outlet: Outlet): Promise<void> {
  const { asker, answer: given } = built;
  if (given.kind === "reply") return say(connection, asker, { ...given, replaces: true }, outlet);
  const opening = {
    workspace: asker.workspace,
    userId: asker.userId,
    trigger: command.trigger_id,
    place: asker.place,
    outlet,
  };
  await openView(connection, opening, Promise.resolve(built));
}
