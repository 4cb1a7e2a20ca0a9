import { isJson, type Json, labelAt, listAt, recordsAt, textAt } from "./json.ts";
import type { Message, OpenView } from "./world.ts";

/** What a person reads: blocks in order, one per line; the bare text only where there are no blocks. */
export function asText(shown: Message | OpenView): string {
  const lines = blocksAsText(shown.blocks);
  if ("title" in shown) {
    const errors = Object.values(shown.errors);
    return [shown.title, ...lines, ...errors, labelAt(shown.json, "submit"), labelAt(shown.json, "close")]
      .filter(Boolean)
      .join("\n");
  }
  const attached = shown.attachments.flatMap((one) => [
    ...["pretext", "title", "text"].flatMap((key) => textAt(one, key) ?? []),
    ...blocksAsText(recordsAt(one, "blocks")),
  ]);
  const files = shown.files.map((file) => `[${file.title}: ${file.altText ?? file.name}]`);
  const body = lines.length > 0 ? lines : shown.text === "" ? [] : [shown.text];
  return [...body, ...attached, ...files].join("\n");
}

export function blocksAsText(blocks: Json[]): string[] {
  return blocks.map(blockAsText).filter((line) => line !== "");
}

function blockAsText(block: Json): string {
  const words = [
    labelAt(block, "label"),
    textAt(block, "title") ?? labelAt(block, "title"),
    labelAt(block, "subtitle"),
    labelAt(block, "caption"),
    labelAt(block, "text"),
    labelAt(block, "body"),
    ...recordsAt(block, "fields").map((field) => textAt(field, "text")),
    ...listAt(block, "rows").map(rowAsText),
    ...recordsAt(block, "elements").map(elementAsText),
    ...[block.element, block.accessory].filter(isJson).map(elementAsText),
    ...recordsAt(block, "actions").map(elementAsText),
    ...blocksAsText(recordsAt(block, "child_blocks")),
    block.type === "image" || block.type === "video" ? bracketed(textAt(block, "alt_text")) : undefined,
    labelAt(block, "hint"),
  ];
  return words.filter(Boolean).join(block.type === "actions" || block.type === "context" ? " " : "\n");
}

function rowAsText(row: unknown): string {
  return (Array.isArray(row) ? row.filter(isJson) : []).map(elementAsText).join(" | ");
}

function elementAsText(element: Json): string {
  const type = textAt(element, "type") ?? "";
  if (type.startsWith("rich_text") && type !== "rich_text_input") return richText(element);
  switch (type) {
    case "image":
      return bracketed(textAt(element, "alt_text")) ?? "";
    case "button":
    case "workflow_button":
    case "icon_button":
      return `[${labelAt(element, "text") ?? ""}]`;
    case "overflow":
    case "radio_buttons":
    case "checkboxes":
      return recordsAt(element, "options")
        .map((option) => `(${[labelAt(option, "text"), labelAt(option, "description")].filter(Boolean).join(": ")})`)
        .join(" ");
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return `<${textAt(element, "initial_value") ?? labelAt(element, "placeholder") ?? ""}>`;
    default:
      return chosenText(element) ?? labelAt(element, "text") ?? placeholderText(element);
  }
}

function chosenText(element: Json): string | undefined {
  const many = recordsAt(element, "initial_options").map((option) => labelAt(option, "text"));
  const keys = ["initial_date", "initial_time", "initial_user", "initial_channel", "initial_conversation"];
  const one = labelAt(element.initial_option, "text") ?? keys.flatMap((key) => textAt(element, key) ?? [])[0];
  const shown = one ?? (many.length > 0 ? many.join(", ") : undefined);
  return shown === undefined ? undefined : `<${shown}>`;
}

function placeholderText(element: Json): string {
  const placeholder = labelAt(element, "placeholder");
  return placeholder === undefined ? "" : `<${placeholder}>`;
}

function richText(element: Json): string {
  const type = textAt(element, "type");
  const parts = recordsAt(element, "elements").map((part) =>
    textAt(part, "type")?.startsWith("rich_text") ? richText(part) : piece(part),
  );
  if (type === "rich_text") return parts.join("\n");
  if (type !== "rich_text_list") return parts.join("");
  const indent = "  ".repeat(Number(element.indent ?? 0));
  const ordered = element.style === "ordered";
  return parts.map((part, index) => `${indent}${ordered ? `${index + 1}.` : "•"} ${part}`).join("\n");
}

function piece(part: Json): string {
  switch (part.type) {
    case "text":
      return textAt(part, "text") ?? "";
    case "link":
      return textAt(part, "text") ?? textAt(part, "url") ?? "";
    case "user":
      return `<@${textAt(part, "user_id")}>`;
    case "usergroup":
      return `<!subteam^${textAt(part, "usergroup_id")}>`;
    case "channel":
      return `<#${textAt(part, "channel_id")}>`;
    case "broadcast":
      return `<!${textAt(part, "range")}>`;
    case "emoji":
      return `:${textAt(part, "name")}:`;
    case "date":
      return textAt(part, "fallback") ?? new Date(Number(part.timestamp) * 1000).toISOString();
    case "color":
      return textAt(part, "value") ?? "";
    default:
      return textAt(part, "text") ?? "";
  }
}

function bracketed(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `[${text}]`;
}
