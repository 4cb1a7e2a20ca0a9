import { isJson, type Json, jsonAt, labelAt, listAt, recordsAt, textAt } from "./json.ts";

/** An element a person can touch, with the block that holds it and the words beside it. */
export interface Placed {
  block: Json;
  element: Json;
  /** json-pointer of the element. */
  at: string;
  label: string | undefined;
  optional: boolean;
  dispatches: boolean;
}

/** Every interactive element of a list of blocks, in reading order. */
export function placedElements(blocks: unknown[], at = "/blocks"): Placed[] {
  return blocks.filter(isJson).flatMap((block, index) => placedIn(block, `${at}/${index}`));
}

function placedIn(block: Json, at: string): Placed[] {
  const type = textAt(block, "type");
  if (type === "input") {
    const element = jsonAt(block, "element");
    if (!element) return [];
    const optional = block.optional === true;
    const dispatches = block.dispatch_action === true;
    return [{ block, element, at: `${at}/element`, label: labelAt(block, "label"), optional, dispatches }];
  }
  const accessory = jsonAt(block, "accessory");
  const own = recordsAt(block, "elements").map((element, index) => ({ element, at: `${at}/elements/${index}` }));
  const actions = recordsAt(block, "actions").map((element, index) => ({ element, at: `${at}/actions/${index}` }));
  const found = [...(accessory ? [{ element: accessory, at: `${at}/accessory` }] : []), ...own, ...actions]
    .filter(({ element }) => isInteractive(element))
    .map((one) => ({ ...one, block, label: labelAt(block, "text"), optional: true, dispatches: true }));
  return [...found, ...placedElements(listAt(block, "child_blocks"), `${at}/child_blocks`)];
}

const silent = ["image", "mrkdwn", "plain_text", "card", "text"];

function isInteractive(element: Json): boolean {
  const type = textAt(element, "type");
  return type !== undefined && !silent.includes(type) && !type.startsWith("rich_text_")
    ? true
    : type === "rich_text_input";
}

/** Options of a select, in groups or not. */
export function optionsOf(element: Json): Json[] {
  const grouped = recordsAt(element, "option_groups").flatMap((group) => recordsAt(group, "options"));
  return [...recordsAt(element, "options"), ...grouped];
}

/** Blocks as Slack keeps them: everything that lacks an id is given one. */
export function withIds(blocks: unknown[], nextId: () => string): Json[] {
  const copy = structuredClone(blocks).filter(isJson);
  for (const block of copy) block.block_id ??= nextId();
  for (const { element } of placedElements(copy)) element.action_id ??= nextId();
  return copy;
}
