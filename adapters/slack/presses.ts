import type { Request } from "../../src/bot.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import { digest, namedUser, type Press, placeOf, pressSchema } from "./acts.ts";
import { build, within } from "./built.ts";
import type { Connection } from "./connection.ts";
import { readContext } from "./form-context.ts";
import { refreshHome } from "./home-refresh.ts";
import { limits, patience } from "./limits.ts";
import { type Opening, openView, putInto } from "./open-form.ts";
import { type Outlet, respond, say } from "./respond.ts";
import { slackTexts as m } from "./texts.ts";
import type { Workspace } from "./workspaces.ts";

/** A button or a menu, in a message, in a view or in the Home tab. */
export async function onPress(
  connection: Connection,
  workspace: Workspace,
  body: unknown,
  acknowledge: () => Promise<void>,
): Promise<void> {
  const press = pressSchema.parse(body);
  const [action] = press.actions;
  const value = action?.selected_option?.value ?? action?.value ?? "";
  const request: Request = { kind: "press", action: value };
  const { place, outlet, depth } = whereOf(press);
  const building = build(connection, {
    workspace,
    user: namedUser(press.user),
    place,
    key: `press:${digest([press.user.id, action?.action_ts, value])}`,
    request: () => request,
  });
  const opening: Opening = {
    ...{ workspace, userId: press.user.id, trigger: press.trigger_id, place, outlet },
    // A fourth view does not fit on the stack; the top one gives way.
    depth,
  };
  const isForm = connection.bot.foresee(request) === "form";
  const inView = press.view?.type === "modal" ? press.view.id : null;
  const showing =
    inView !== null && (!isForm || depth >= limits.view.stacked)
      ? building.then((built) => putInto(connection, { ...opening, depth: depth - 1 }, inView, built))
      : isForm || outlet === null
        ? openView(connection, opening, building)
        : answer(connection, opening, building, outlet);
  // Before the acknowledgement, which may fail: what shows the answer is watched from the start.
  connection.later("a press", async () => {
    await showing;
    await refreshHome(connection, await building, press.view?.type === "home");
  });
  await acknowledge();
}

function whereOf({ view, channel, response_url: url, container }: Press): {
  place: ReturnType<typeof placeOf>;
  outlet: Outlet | null;
  depth: number;
} {
  if (view) {
    const context = readContext(view.private_metadata);
    const depth = view.type === "modal" ? (context?.depth ?? 1) : 0;
    return { place: context?.place, outlet: context?.respondTo ?? null, depth };
  }
  // An answer in a conversation between two people must stay hidden from the other; there our message is ephemeral.
  const isOwn = Boolean(channel?.id.startsWith("D")) && !container?.is_ephemeral;
  return { place: placeOf(channel), outlet: url ? { url, isOwn } : null, depth: 0 };
}

async function answer(
  connection: Connection,
  opening: Opening,
  building: ReturnType<typeof build>,
  outlet: Outlet,
): Promise<void> {
  if (!(await within(building, patience.answered))) {
    const text = wordsFor(connection.locales.get(opening.userId) ?? "en", "UTC").plain(m.working);
    await respond({ ...outlet, isOwn: false }, { text, blocks: [] });
  }
  const built = await building;
  if (built.answer.kind === "reply") await say(connection, built.asker, built.answer, outlet);
  else await openView(connection, opening, Promise.resolve(built));
}
