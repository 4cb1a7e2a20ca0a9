import { describe, expect, test } from "vitest";
import type { Json } from "./json.ts";
import { messageProblems, suggestionProblems, viewProblems } from "./validate.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const section = (text: string, more: Json = {}) => ({ type: "section", text: { type: "mrkdwn", text }, ...more });
const button = (action_id: string, more: Json = {}) => ({ type: "button", text: plain("Go"), action_id, ...more });
const actions = (...elements: Json[]) => ({ type: "actions", elements });
const option = (text: string, value = text) => ({ text: plain(text), value });
const input = (element: Json, more: Json = {}) => ({ type: "input", label: plain("Label"), element, ...more });
const modal = (more: Json) => ({ type: "modal", title: plain("Title"), submit: plain("Save"), blocks: [], ...more });
const cell = (text: string) => ({ type: "raw_text", text });
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe("a message is refused", () => {
  test.each<[string, unknown[], string]>([
    ["for 51 blocks", times(51, () => ({ type: "divider" })), "no more than 50 items allowed [json-pointer:/blocks]"],
    [
      "for a long section",
      [section("x".repeat(3001))],
      "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ],
    ["for an empty section text", [section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
    ["for a section of nothing", [{ type: "section" }], "one of text or fields is required [json-pointer:/blocks/0]"],
    ["for a long header", [{ type: "header", text: plain("x".repeat(151)) }], "must be less than 151 characters"],
    [
      "for mrkdwn in a header",
      [{ type: "header", text: { type: "mrkdwn", text: "x" } }],
      "[json-pointer:/blocks/0/text",
    ],
    ["for 11 fields", [{ type: "section", fields: times(11, () => plain("x")) }], "no more than 10 items allowed"],
    ["for a long field", [{ type: "section", fields: [plain("x".repeat(2001))] }], "must be less than 2001 characters"],
    [
      "for the same block_id twice",
      [section("a", { block_id: "b" }), section("c", { block_id: "b" })],
      "block_id already exists: b",
    ],
    ["for the same action_id twice", [actions(button("a"), button("a"))], "action_id already exists: a"],
    [
      "for long words on a button",
      [actions(button("a", { text: plain("x".repeat(76)) }))],
      "must be less than 76 characters",
    ],
    ["for a long value", [actions(button("a", { value: "x".repeat(2001) }))], "must be less than 2001 characters"],
    ["for an unknown style", [actions(button("a", { style: "success" }))], "[json-pointer:/blocks/0/elements/0/style]"],
    ["for a stray property", [section("a", { colour: "red" })], "invalid additional property: colour"],
    ["for no actions", [actions()], "must have at least 1 element"],
    ["for 26 actions", [actions(...times(26, (n) => button(`a${n}`)))], "no more than 25 items allowed"],
    [
      "for 11 pieces of context",
      [{ type: "context", elements: times(11, () => plain("x")) }],
      "no more than 10 items allowed",
    ],
    [
      "for 6 lines of a menu",
      [section("a", { accessory: { type: "overflow", options: times(6, (n) => option(`${n}`)) } })],
      "no more than 5 items allowed",
    ],
    ["for an empty select", [actions({ type: "static_select", options: [] })], "must have at least 1 option"],
    ["for a select without options", [actions({ type: "static_select" })], "missing required field: options"],
    [
      "for a long value of an option",
      [actions({ type: "static_select", options: [option("a", "x".repeat(151))] })],
      "must be less than 151 characters",
    ],
    [
      "for a strange first choice",
      [actions({ type: "static_select", options: [option("a")], initial_option: option("b") })],
      "initial option must be one of the options",
    ],
    [
      "for an image without words",
      [{ type: "image", image_url: "https://a.b/c.png" }],
      "missing required field: alt_text",
    ],
    ["for two tables", times(2, () => ({ type: "table", rows: [[cell("a")]] })), "only_one_table_allowed"],
    ["for 101 rows", [{ type: "table", rows: times(101, () => [cell("a")]) }], "no more than 100 items allowed"],
    ["for 21 columns", [{ type: "table", rows: [times(21, () => cell("a"))] }], "no more than 20 items allowed"],
    ["for uneven rows", [{ type: "table", rows: [[cell("a")], [cell("a"), cell("b")]] }], "same number of columns"],
    ["for much markdown", times(2, () => ({ type: "markdown", text: "x".repeat(6001) })), "exceed 12000 characters"],
    ["for much text in all", times(5, () => section("x".repeat(2900))), "msg_blocks_too_long"],
    ["for an unknown block", [{ type: "banner" }], "unsupported type: banner"],
  ])("%s", (_name, blocks, problem) => {
    expect(messageProblems({ blocks }).join("\n")).toContain(problem);
  });

  test("but not for 3,000 characters that are not in the basic plane", () => {
    expect(messageProblems({ blocks: [section("🎯".repeat(3000))] })).toEqual([]);
  });
});

describe("a view is refused", () => {
  const text = { type: "plain_text_input", action_id: "v" };
  test.each<[string, Json, string]>([
    ["for an input without submit", { submit: undefined, blocks: [input(text)] }, "missing required field: submit"],
    [
      "for a long title",
      { title: plain("x".repeat(25)) },
      "must be less than 25 characters [json-pointer:/view/title/text]",
    ],
    [
      "for a long submit",
      { submit: plain("x".repeat(25)) },
      "must be less than 25 characters [json-pointer:/view/submit/text]",
    ],
    ["for much metadata", { private_metadata: "x".repeat(3001) }, "must be less than 3001 characters"],
    ["for 101 blocks", { blocks: times(101, () => ({ type: "divider" })) }, "no more than 100 items allowed"],
    [
      "for two focused fields",
      { blocks: times(2, () => input({ ...text, focus_on_load: true })) },
      "only one element may have focus_on_load",
    ],
    [
      "for a date that is none",
      { blocks: [input({ type: "datepicker", initial_date: "31.12.2026" })] },
      "has the wrong format",
    ],
    [
      "for too long a first value",
      { blocks: [input({ ...text, max_length: 2, initial_value: "abc" })] },
      "must be less than 3 characters",
    ],
    ["for a field in no input block", { blocks: [actions(text)] }, "[json-pointer:/view/blocks/0/elements/0"],
    ["for 250 kB", { blocks: times(90, () => section("я".repeat(2900))) }, "view is larger than"],
  ])("%s", (_name, more, problem) => {
    expect(viewProblems(JSON.parse(JSON.stringify(modal(more)))).join("\n")).toContain(problem);
  });

  test("as are more than a hundred suggestions", () => {
    expect(suggestionProblems({ options: times(101, (n) => option(`${n}`)) }).join()).toContain(
      "no more than 100 items allowed",
    );
    expect(suggestionProblems({ options: [] })).toEqual([]);
  });
});
