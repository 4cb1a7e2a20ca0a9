import { deliver, type Post } from "./deliver.ts";
import { optionsOf, type Placed } from "./elements.ts";
import { findField } from "./find.ts";
import { type Json, labelAt } from "./json.ts";
import * as payloads from "./payloads.ts";
import { type Surface, surfaceOf, whereOf } from "./surface.ts";
import { suggestionProblems } from "./validate.ts";
import type { Choice } from "./values.ts";
import { keyOf } from "./views.ts";
import { type Message, type OpenView, userNamed, violate } from "./world.ts";

/** What a select offered last: one picks from what one sees. */
const offered = new WeakMap<Message | OpenView, Map<string, Json[]>>();

/** What an external select offers for what was typed so far: the words of its options. */
export async function types(
  post: Post,
  user: string,
  words: string,
  typed: string,
  surface: Surface = "form",
): Promise<string[]> {
  const shown = surfaceOf(post, user, surface);
  const options = await suggestions(post, user, shown, findField(shown, words), typed);
  return options.map((option) => labelAt(option, "text") ?? "");
}

export async function suggestedFor(
  post: Post,
  user: string,
  shown: Message | OpenView,
  placed: Placed,
  choice: Choice,
): Promise<Json[]> {
  const words = choice === null ? [] : [choice].flat().map(String);
  const seen = offered.get(shown)?.get(keyOf(placed)) ?? [];
  if (words.every((word) => seen.some((option) => labelAt(option, "text") === word))) return seen;
  const found = await Promise.all(words.map((word) => suggestions(post, user, shown, placed, word)));
  return found.flat();
}

async function suggestions(
  post: Post,
  user: string,
  shown: Message | OpenView,
  placed: Placed,
  value: string,
): Promise<Json[]> {
  const { element, block } = placed;
  if (value.length < Number(element.min_query_length ?? 3)) return [];
  const acting = { world: post.world, ...userNamed(post.world, user) };
  const asked = { action_id: String(element.action_id), block_id: String(block.block_id), value };
  const payload = payloads.suggestionPayload(acting, whereOf(post, shown), asked);
  const { acknowledged, body } = await deliver(post, { kind: "interactive", payload });
  if (!acknowledged) return [];
  violate(post.world, "block_suggestion", suggestionProblems(body));
  const options = optionsOf(body ?? {});
  offered.set(shown, new Map(offered.get(shown)).set(keyOf(placed), options));
  return options;
}
