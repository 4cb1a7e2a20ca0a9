import { deliver, type Post } from "./deliver.ts";
import type { DeliveryResult, SendOptions } from "./delivery.ts";
import { optionsOf, type Placed } from "./elements.ts";
import { findButton, findField } from "./find.ts";
import { type Json, textAt } from "./json.ts";
import * as payloads from "./payloads.ts";
import { suggestedFor } from "./suggest.ts";
import { type Surface, surfaceOf, whereOf } from "./surface.ts";
import { type Choice, chosenValue, optionNamed } from "./values.ts";
import { keyOf } from "./views.ts";
import { type Message, type OpenView, userNamed } from "./world.ts";

export async function clicks(
  post: Post,
  user: string,
  surface: Surface,
  words: string,
  options: SendOptions = {},
): Promise<DeliveryResult> {
  const shown = surfaceOf(post, user, surface);
  const { placed, option } = findButton(shown, words);
  if (option !== undefined)
    return picks(post, user, surface, textAt(placed.element, "action_id") ?? "", option, options);
  const { element, block } = placed;
  const type = textAt(element, "type");
  const said = { type, action_id: element.action_id, block_id: block.block_id, text: element.text };
  const value = element.value === undefined ? {} : { value: element.value };
  return acts(post, user, shown, { ...said, ...value }, options);
}

/** Chooses in a select, a picker, checkboxes or a menu outside a form's input block. */
export async function picks(
  post: Post,
  user: string,
  surface: Surface,
  words: string,
  choice: Choice,
  options: SendOptions = {},
): Promise<DeliveryResult> {
  const shown = surfaceOf(post, user, surface);
  const placed = findField(shown, words);
  const { action, result } = await choose(post, user, shown, placed, choice);
  if (!action) return result;
  return acts(post, user, shown, action, options);
}

interface Chosen {
  action: Json | undefined;
  result: DeliveryResult;
}

async function choose(
  post: Post,
  user: string,
  shown: Message | OpenView,
  placed: Placed,
  choice: Choice,
): Promise<Chosen> {
  const { element, block } = placed;
  const { workspace } = userNamed(post.world, user);
  const ids = { action_id: element.action_id, block_id: block.block_id };
  if (element.type === "overflow")
    return {
      action: { type: "overflow", ...ids, selected_option: optionNamed(optionsOf(element), String(choice)) },
      result: silence,
    };
  const suggested = String(element.type).includes("external")
    ? await suggestedFor(post, user, shown, placed, choice)
    : [];
  const value = chosenValue(workspace, element, choice, suggested);
  shown.typed.set(keyOf(placed), value);
  return { action: placed.dispatches ? { ...value, ...ids } : undefined, result: silence };
}

/** Fills one field; a field that dispatches tells the app at once. */
export async function fills(post: Post, user: string, words: string, choice: Choice): Promise<DeliveryResult> {
  return picks(post, user, "form", words, choice);
}

function acts(
  post: Post,
  user: string,
  shown: Message | OpenView,
  action: Json,
  options: SendOptions,
): Promise<DeliveryResult> {
  const acting = { world: post.world, ...userNamed(post.world, user) };
  return deliver(
    post,
    { kind: "interactive", payload: payloads.actionPayload(acting, whereOf(post, shown), action) },
    options,
  );
}

/** A choice that stays in the form until it is submitted tells the app nothing. */
const silence: DeliveryResult = {
  delivery: { kind: "interactive", payload: {} },
  status: 0,
  acknowledged: false,
  ackMs: 0,
  body: undefined,
  redelivered: [],
};
