import { optionsOf, type Placed, placedElements } from "./elements.ts";
import { labelAt, recordsAt, textAt } from "./json.ts";
import type { Message, OpenView } from "./world.ts";

const buttons = ["button", "workflow_button", "icon_button"];

export interface Pressed {
  placed: Placed;
  /** The chosen line, when what was pressed is in an overflow menu. */
  option: string | undefined;
}

/** A button by its words or action_id; a line of an overflow menu by its words. */
export function findButton(shown: Message | OpenView, words: string): Pressed {
  const all = placedElements(allBlocks(shown));
  const button = all.find(({ element }) => buttons.includes(textAt(element, "type") ?? "") && isCalled(element, words));
  if (button) return { placed: button, option: undefined };
  const menu = all.find(
    ({ element }) =>
      element.type === "overflow" && optionsOf(element).some((option) => labelAt(option, "text") === words),
  );
  if (menu) return { placed: menu, option: words };
  const pressable = all.filter(
    ({ element }) => element.type === "overflow" || buttons.includes(textAt(element, "type") ?? ""),
  );
  const seen = pressable.flatMap(({ element }) => [
    labelAt(element, "text") ?? "",
    ...recordsAt(element, "options").map((option) => labelAt(option, "text") ?? ""),
  ]);
  throw new Error(`no button "${words}"; there are: ${seen.filter(Boolean).join(", ")}`);
}

/** A field by its label, its placeholder, or its action_id or block_id. */
export function findField(shown: Message | OpenView, words: string): Placed {
  const fields = placedElements(allBlocks(shown)).filter(
    ({ element }) => !buttons.includes(textAt(element, "type") ?? ""),
  );
  const found =
    fields.find(({ label }) => label === words) ??
    fields.find(({ element, block }) =>
      [textAt(element, "action_id"), textAt(block, "block_id"), labelAt(element, "placeholder")].includes(words),
    ) ??
    fields.find(({ label }) => label?.startsWith(words));
  if (found) return found;
  throw new Error(
    `no field "${words}"; there are: ${fields.map(({ label, element }) => label ?? textAt(element, "action_id")).join(", ")}`,
  );
}

function isCalled(element: Placed["element"], words: string): boolean {
  return (
    labelAt(element, "text") === words ||
    textAt(element, "action_id") === words ||
    textAt(element, "accessibility_label") === words
  );
}

function allBlocks(shown: Message | OpenView) {
  if (!("attachments" in shown)) return shown.blocks;
  return [...shown.blocks, ...shown.attachments.flatMap((one) => recordsAt(one, "blocks"))];
}
