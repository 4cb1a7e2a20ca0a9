import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modalOf } from "../../adapters/slack/forms.ts";
import { charactersIn, pagesOf, viewBlocks } from "../../adapters/slack/render.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import type { Field, Form } from "../../src/view/form.ts";
import type { Piece, Text } from "../../src/view/text.ts";
import { type Block, heading, list, paragraph, type View, view } from "../../src/view/view.ts";
import { messageProblems, viewProblems } from "../support/slack/validate.ts";

const nasty = [
  "<!channel>",
  "&<>",
  "&amp;",
  "*bold* _it_ ~no~ `code`",
  "<@U1|x>",
  "<https://evil.test|ok>",
  "@here",
  ":tada:",
  "👩‍👩‍👧‍👦",
  "🏳️‍🌈",
  "Ёлочка",
  "مرحبا",
  "שלום",
  "\n",
  "  ",
  "x".repeat(200),
  "é",
  "\u202E",
  "0️⃣",
];
const words = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: "grapheme", maxLength: 40 })), { maxLength: 12 })
  .map((parts) => parts.join(" "));
const longWords = fc.oneof(
  words,
  fc.integer({ min: 1, max: 40 }).chain((n) => words.map((text) => `${text} `.repeat(n))),
);

const piece: fc.Arbitrary<Piece> = fc.oneof(
  longWords,
  words.map((text): Piece => ({ kind: "strong", text })),
  words.map((text): Piece => ({ kind: "code", text })),
  words.map((name): Piece => ({ kind: "person", personId: "p1", name, mention: true })),
  words.map((name): Piece => ({ kind: "person", personId: "p2", name })),
  fc.constant<Piece>({ kind: "time", at: "2026-11-23T09:00:00.000Z", format: "datetime", fallback: "Mon 10:00" }),
  fc
    .tuple(words, fc.constantFrom("https://a.test/x", "javascript:alert(1)", "not a url"))
    .map(([text, url]): Piece => ({ kind: "link", text, url })),
);
const text: fc.Arbitrary<Text> = fc.array(piece, { maxLength: 5 });
const action = fc.constantFrom("run:goal undo?goal=%2312", "open:goal log");

const block: fc.Arbitrary<Block> = fc.oneof(
  longWords.map(heading),
  text.map(paragraph),
  text.map((its): Block => ({ kind: "note", text: its })),
  fc.array(text, { maxLength: 100 }).map((items) => list(items)),
  fc
    .array(fc.record({ label: words, value: text }), { maxLength: 15 })
    .map((fields): Block => ({ kind: "fields", fields })),
  fc.integer({ min: 0, max: 24 }).chain((width) =>
    fc.array(fc.array(words, { minLength: width, maxLength: width }), { maxLength: 120 }).map(
      (rows): Block => ({
        kind: "table",
        columns: Array.from({ length: width }, (_, at) => ({
          label: at === 0 ? "" : `c${at}`,
          align: at % 2 ? "right" : "left",
        })),
        rows,
      }),
    ),
  ),
  fc.constant<Block>({ kind: "divider" }),
  fc.array(fc.record({ label: words, action }), { minLength: 1, maxLength: 30 }).map(
    (buttons): Block => ({
      kind: "buttons",
      buttons: buttons.map((button) => ({
        ...button,
        confirm: { title: button.label, text: button.label.repeat(3), yes: button.label, no: "" },
      })),
    }),
  ),
  fc
    .record({ label: words, options: fc.array(fc.record({ label: words, action }), { minLength: 1, maxLength: 130 }) })
    .map((choice): Block => ({ kind: "choice", ...choice })),
);
const anyView: fc.Arbitrary<View> = fc.record({ summary: longWords, blocks: fc.array(block, { maxLength: 25 }) });

const people = new Map([["p1", "U1"]]);
const rendering = { locale: "en", people, surface: "post" } as const;

/** Everything that a reader can read, without spaces: where it was cut at a space, nothing is missing. */
function read(value: unknown): string {
  if (typeof value === "string") return value.replace(/\s+/gu, "");
  if (Array.isArray(value)) return value.map(read).join("");
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .filter(([key]) => ["text", "elements", "rows", "fallback", "url", "blocks"].includes(key))
    .map(([, inner]) => read(inner))
    .join("");
}

const squeezed = (words_: string): string => words_.replace(/\s+/gu, "");

describe("views of any size", () => {
  test("break no limit of a message", () => {
    fc.assert(
      fc.property(anyView, (shown) => {
        for (const page of pagesOf(shown, rendering, 1_000)) {
          expect(messageProblems({ text: page.text, blocks: page.blocks })).toEqual([]);
          expect(charactersIn(page.blocks)).toBeLessThan(13_200);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("break no limit of a modal or the Home tab", () => {
    fc.assert(
      fc.property(anyView, (shown) => {
        const blocks = viewBlocks(shown, { ...rendering, surface: "view" });
        const title = { type: "plain_text", text: "T" };
        expect(viewProblems({ type: "home", blocks })).toEqual([]);
        expect(viewProblems({ type: "modal", title, blocks })).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("lose no text", () => {
    const plainBlock = fc.oneof(
      longWords.map((one): [Block, string] => [heading(one), one]),
      longWords.map((one): [Block, string] => [paragraph([one]), one]),
      longWords.map((one): [Block, string] => [{ kind: "note", text: [one] }, one]),
      fc
        .array(longWords, { maxLength: 30 })
        .map((items): [Block, string] => [list(items.map((one) => [one])), items.join("")]),
      fc
        .array(fc.tuple(words, words), { minLength: 1, maxLength: 150 })
        .map((rows): [Block, string] => [
          { kind: "table", columns: [{ label: "a" }, { label: "b" }], rows },
          rows.flat().join(""),
        ]),
      fc
        .array(words, { minLength: 1, maxLength: 30 })
        .map((labels): [Block, string] => [
          { kind: "buttons", buttons: labels.map((label) => ({ label, action: "open:goal log" })) },
          "",
        ]),
    );
    fc.assert(
      fc.property(fc.array(plainBlock, { maxLength: 12 }), (made) => {
        const pages = pagesOf({ summary: "s", blocks: made.map(([one]) => one) }, rendering, 1_000);
        const shown = count(squeezed(pages.map(({ blocks }) => read(blocks)).join("")));
        const meant = count(squeezed(made.map(([, its]) => its).join("")));
        for (const [character, times] of meant) expect(shown.get(character) ?? 0).toBeGreaterThanOrEqual(times);
      }),
      { numRuns: 100 },
    );
  });

  test("say so when the last part is not shown", () => {
    const long = view("Long", ...Array.from({ length: 30 }, () => paragraph(["word ".repeat(560)])));
    const pages = pagesOf(long, rendering, 3);
    expect(pages).toHaveLength(3);
    expect(read(pages[0]?.blocks)).toContain("Part1of3");
    expect(read(pages[2]?.blocks)).toMatch(/Shortened:\d+morepartsarenotshownhere/u);
  });

  test("a summary of sixty people and a note of 3,000 characters arrive whole", () => {
    const rows = Array.from({ length: 60 }, (_, at) => [`Участник ${at} 👩‍💻`, `${at} of 100`, "на линии"]);
    const note = `Начало ${"слово ".repeat(498)} конец`;
    const summary = view(
      "Week",
      heading("Week"),
      { kind: "table", columns: [{ label: "Who" }, { label: "Calls" }, { label: "Pace" }], rows },
      paragraph([note]),
    );
    const shown = read(pagesOf(summary, rendering, 30).map(({ blocks }) => blocks));
    expect(shown).toContain("Участник59");
    expect(shown).toContain("конец");
    expect(shown).not.toContain("Shortened");
  });

  test("only a wanted mention mentions, and markup stays what was typed", () => {
    const shown = view(
      "<!channel> & co",
      paragraph([
        "<!channel> *not bold*",
        { kind: "person", personId: "p1", name: "Ana", mention: true },
        { kind: "person", personId: "p1", name: "Ana" },
      ]),
    );
    const [page] = pagesOf(shown, rendering, 1);
    expect(page?.text).toBe("&lt;!channel&gt; &amp; co");
    expect(page?.blocks).toEqual([
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "text", text: "<!channel> *not bold*" },
              { type: "user", user_id: "U1" },
              { type: "text", text: "Ana" },
            ],
          },
        ],
      },
    ]);
  });
});

function count(characters: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of characters) if (one !== "…") counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

describe("forms of any size", () => {
  const choices = fc.array(fc.record({ value: fc.string({ minLength: 1, maxLength: 160 }), label: words }), {
    maxLength: 250,
  });
  const field: fc.Arbitrary<Field> = fc.record({ label: words, required: fc.boolean() }).chain((base) =>
    fc.oneof(
      fc
        .record({ value: longWords, maxLength: fc.integer({ min: 1, max: 5_000 }) })
        .map((its): Field => ({ ...base, name: "", kind: "text", multiline: true, ...its })),
      words.map((value): Field => ({ ...base, name: "", kind: "number", value })),
      fc.constantFrom("2026-11-23", "fri", "").map((value): Field => ({ ...base, name: "", kind: "date", value })),
      fc
        .tuple(choices, fc.string())
        .map(([options, value]): Field => ({ ...base, name: "", kind: "choice", options: unique(options), value })),
      longWords.map(
        (value): Field => ({
          ...base,
          name: "",
          kind: "search",
          of: "goal",
          ...(value ? { chosen: { value, label: value } } : {}),
        }),
      ),
      words.map((value): Field => ({ ...base, name: "", kind: "person", value })),
      words.map((value): Field => ({ ...base, name: "", kind: "person", orTeam: true, value })),
    ),
  );

  test("break no limit, with and without problems, in both languages", () => {
    fc.assert(
      fc.property(
        fc.array(field, { maxLength: 5 }),
        longWords,
        longWords,
        fc.constantFrom("en", "ru"),
        (fields, title, problem, locale) => {
          const form: Form = {
            name: "goal log",
            state: {},
            title,
            submit: title,
            intro: [problem],
            fields: fields.map((one, at) => ({ ...one, name: `n${at}` })),
          };
          const reader = { words: wordsFor(locale, "Europe/Berlin"), people: new Map([["@{U1}Ana", "U1"]]) };
          expect(viewProblems(modalOf(form, "{}", reader))).toEqual([]);
          expect(viewProblems(modalOf(form, "{}", reader, [{ text: problem }, { field: "n0", text: "no" }]))).toEqual(
            [],
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  function unique<T extends { value: string }>(options: readonly T[]): T[] {
    return [...new Map(options.map((option) => [option.value, option])).values()];
  }
});
