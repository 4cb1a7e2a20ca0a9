import type { Post } from "./deliver.ts";
import type * as payloads from "./payloads.ts";
import { stackOf } from "./views.ts";
import { channelNamed, findMessage, type Message, type OpenView, userNamed } from "./world.ts";

/** What a person looks at when pressing something: a message, the Home tab, or the open form. */
export type Surface = Message | "home" | "form";

export function surfaceOf(post: Post, user: string, surface: Surface): Message | OpenView {
  const { workspace } = userNamed(post.world, user);
  if (surface === "home") return workspace.homes.get(user) ?? fail(`${user} sees nothing on the Home tab`);
  if (surface === "form") return stackOf(workspace, user).at(-1) ?? fail(`${user} has no form open`);
  if (surface.onlyFor !== undefined && surface.onlyFor !== user) return fail(`${user} cannot see this message`);
  const { channel } = channelNamed(post.world, surface.channel);
  const isThere = surface.ephemeral
    ? workspace.ephemerals.includes(surface)
    : findMessage(channel, surface.ts) === surface;
  return isThere ? surface : fail("the message is gone");
}

export function whereOf(post: Post, shown: Message | OpenView): payloads.Where {
  if ("rootId" in shown) return { view: shown };
  return { channel: channelNamed(post.world, shown.channel).channel, message: shown };
}

function fail(message: string): never {
  throw new Error(message);
}
