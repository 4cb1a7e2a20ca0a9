import type {
  ActionsBlock,
  ConfirmationDialog,
  PlainTextElement,
  PlainTextOption,
  Button as SlackButton,
} from "@slack/types";
import type { Button, ChoiceAction } from "../../src/view/view.ts";
import { chunks, label, limits } from "./limits.ts";

export const plainText = (text: string, most: number): PlainTextElement => ({
  type: "plain_text",
  text: label(text, most),
  emoji: false,
});

export function buttonBlocks(buttons: readonly Button[]): ActionsBlock[] {
  const elements = buttons.map(
    ({ label: text, action, style, confirm }, at): SlackButton => ({
      type: "button",
      action_id: `do:${at}`,
      text: plainText(text, limits.button.label),
      value: action,
      ...(style ? { style } : {}),
      ...(confirm ? { confirm: confirmation(confirm, style) } : {}),
    }),
  );
  return chunks(elements, limits.actions).map((group) => ({ type: "actions", elements: group }));
}

function confirmation(
  { title, text, yes, no }: NonNullable<Button["confirm"]>,
  style: Button["style"],
): ConfirmationDialog {
  return {
    title: plainText(title, limits.confirm.title),
    text: plainText(text, limits.confirm.text),
    confirm: plainText(yes, limits.confirm.button),
    deny: plainText(no, limits.confirm.button),
    ...(style ? { style } : {}),
  };
}

export function choiceBlocks(name: string, items: readonly ChoiceAction[]): ActionsBlock[] {
  const menus = chunks(items, limits.option.count);
  return menus.map((menu, at) => ({
    type: "actions",
    elements: [
      {
        type: "static_select",
        action_id: `choose:${at}`,
        placeholder: plainText(menus.length > 1 ? `${at + 1}/${menus.length} ${name}` : name, limits.placeholder),
        options: menu.map(({ label: text, action }) => optionOf(text, action)),
      },
    ],
  }));
}

export function optionOf(text: string, value: string, description?: string): PlainTextOption {
  return {
    text: plainText(text, limits.option.label),
    value,
    ...(description ? { description: plainText(description, limits.option.label) } : {}),
  };
}
