import { choiceProblems, elementRules } from "./element-rules.ts";
import { optionsOf, type Placed, placedElements } from "./elements.ts";
import { isJson, type Json, jsonAt, listAt, textAt } from "./json.ts";
import { codePoints, limits } from "./limits.ts";
import { blockProblems, frameProblems, schemaProblems } from "./schema.ts";

/** Everything Slack would refuse about the content of a message. */
export function messageProblems(message: Json): string[] {
  const blocks = listAt(message, "blocks");
  const attachments = listAt(message, "attachments");
  return [
    ...badLists(message),
    ...blocksProblems(blocks, "/blocks", limits.blocksInMessage),
    ...tooMany(attachments, limits.attachmentsInMessage, "/attachments"),
    ...attachments.flatMap((one, index) => attachmentProblems(one, `/attachments/${index}`)),
    ...messageOnly(blocks),
    ...longText(textAt(message, "text")),
  ];
}

/** Everything Slack would refuse about a modal or a Home tab. */
export function viewProblems(view: unknown): string[] {
  if (!isJson(view)) return ["missing required field: view [json-pointer:/view]"];
  const home = view.type === "home";
  const { blocks: _, ...frame } = view;
  const blocks = listAt(view, "blocks");
  const hasInput = blocks.some((block) => textAt(block, "type") === "input");
  return [
    ...(Array.isArray(view.blocks) ? [] : ["missing required field: blocks [json-pointer:/view]"]),
    ...frameProblems(home ? "HomeView" : "ModalView", frame, "/view"),
    ...blocksProblems(blocks, "/view/blocks", limits.blocksInView),
    ...(hasInput && !home && !jsonAt(view, "submit") ? ["missing required field: submit [json-pointer:/view]"] : []),
    ...focusProblems(blocks),
    ...(isTooLargeView(view) ? [`view is larger than ${limits.viewBytes} bytes [json-pointer:/view]`] : []),
  ];
}

export function isTooLargeView(view: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(view) ?? "") > limits.viewBytes;
}

/** The answer to a block_suggestion: options or option_groups, at most a hundred. */
export function suggestionProblems(answer: unknown): string[] {
  if (!isJson(answer)) return ["missing required field: options [json-pointer:/]"];
  const element = { type: "static_select", ...answer };
  return [
    ...schemaProblems("StaticSelect", element, ""),
    ...choiceProblems({ ...element, type: "external_answer" }, ""),
    ...tooMany(optionsOf(answer), limits.suggestions, "/options"),
  ];
}

function blocksProblems(blocks: unknown[], at: string, most: number): string[] {
  const placed = placedElements(blocks, at);
  return [
    ...tooMany(blocks, most, at),
    ...blocks.flatMap((block, index) => blockProblems(block, `${at}/${index}`)),
    ...blocks.filter(isJson).flatMap((block, index) => blockRules(block, `${at}/${index}`)),
    ...repeated(blocks.map((block) => textAt(block, "block_id"))).map(
      (id) => `block_id already exists: ${id} [json-pointer:${at}]`,
    ),
    ...repeatedActionIds(placed),
    ...placed.flatMap(elementRules),
  ];
}

function blockRules(block: Json, at: string): string[] {
  const type = textAt(block, "type");
  const empty = (key: string) => Array.isArray(block[key]) && listAt(block, key).length === 0;
  const problems: string[] = [];
  if (type === "section" && !block.text && listAt(block, "fields").length === 0)
    problems.push(`one of text or fields is required [json-pointer:${at}]`);
  if ((type === "actions" || type === "context") && empty("elements"))
    problems.push(`must have at least 1 element [json-pointer:${at}/elements]`);
  if (type === "section" && empty("fields")) problems.push(`must have at least 1 item [json-pointer:${at}/fields]`);
  if (type === "table" || type === "data_table") problems.push(...tableRules(block, at));
  if (type === "image" && block.image_url !== undefined && !isWebUrl(block.image_url))
    problems.push(`invalid url [json-pointer:${at}/image_url]`);
  return problems;
}

function tableRules(block: Json, at: string): string[] {
  const widths = listAt(block, "rows").map((row) => (Array.isArray(row) ? row.length : 0));
  const problems: string[] = [];
  if (widths.length === 0) problems.push(`must have at least 1 row [json-pointer:${at}/rows]`);
  if (widths.some((width) => width > limits.tableColumns))
    problems.push(`no more than ${limits.tableColumns} items allowed [json-pointer:${at}/rows]`);
  if (new Set(widths).size > 1) problems.push(`rows must have the same number of columns [json-pointer:${at}/rows]`);
  const empty = recordsIn(block).some((cell) => cell.type === "raw_text" && cell.text === "");
  if (empty) problems.push(`must be more than 0 characters [json-pointer:${at}/rows]`);
  return problems;
}

function recordsIn(table: Json): Json[] {
  return listAt(table, "rows").flatMap((row) => (Array.isArray(row) ? row.filter(isJson) : []));
}

function messageOnly(blocks: unknown[]): string[] {
  const tables = blocks.filter((block) => textAt(block, "type") === "table").length;
  const markdown = blocks.map((block) => (textAt(block, "type") === "markdown" ? (textAt(block, "text") ?? "") : ""));
  const problems: string[] = [];
  if (tables > limits.tablesInMessage) problems.push("only_one_table_allowed [json-pointer:/blocks]");
  if (codePoints(markdown.join("")) > limits.markdownInAllBlocks)
    problems.push(`markdown blocks exceed ${limits.markdownInAllBlocks} characters together [json-pointer:/blocks]`);
  if (textLength(blocks) > limits.textInAllBlocks) problems.push("msg_blocks_too_long [json-pointer:/blocks]");
  return problems;
}

/** Characters a reader sees in these blocks, wherever they are nested. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (!isJson(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) => sum + (key === "text" && typeof inner === "string" ? codePoints(inner) : textLength(inner)),
    0,
  );
}

function attachmentProblems(attachment: unknown, at: string): string[] {
  if (!isJson(attachment)) return [`must be an object [json-pointer:${at}]`];
  const { blocks, ...rest } = attachment;
  const inner = Array.isArray(blocks) ? blocksProblems(blocks, `${at}/blocks`, limits.blocksInMessage) : [];
  return [...schemaProblems("MessageAttachment", rest, at), ...inner];
}

function focusProblems(blocks: unknown[]): string[] {
  const focused = placedElements(blocks).filter(({ element }) => element.focus_on_load === true);
  return focused.length > 1 ? ["only one element may have focus_on_load [json-pointer:/view/blocks]"] : [];
}

function repeatedActionIds(placed: Placed[]): string[] {
  const byBlock = new Map<Json, (string | undefined)[]>();
  for (const { block, element } of placed)
    byBlock.set(block, [...(byBlock.get(block) ?? []), textAt(element, "action_id")]);
  return [...byBlock.values()].flatMap(repeated).map((id) => `action_id already exists: ${id} [json-pointer:/blocks]`);
}

function badLists(message: Json): string[] {
  return ["blocks", "attachments"]
    .filter((key) => message[key] !== undefined && message[key] !== null && !Array.isArray(message[key]))
    .map((key) => `must be an array [json-pointer:/${key}]`);
}

function longText(text: string | undefined): string[] {
  return text !== undefined && codePoints(text) > limits.messageText ? ["msg_too_long [json-pointer:/text]"] : [];
}

function tooMany(list: unknown[], most: number, at: string): string[] {
  return list.length > most ? [`no more than ${most} items allowed [json-pointer:${at}]`] : [];
}

function repeated(ids: (string | undefined)[]): string[] {
  const given = ids.filter((id): id is string => id !== undefined);
  return [...new Set(given.filter((id, index) => given.indexOf(id) !== index))];
}

function isWebUrl(value: unknown): boolean {
  return /^https?:\/\//.test(String(value));
}
