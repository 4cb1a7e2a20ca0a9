import { type APIMessageTopLevelComponent, ComponentType, MessageFlags } from "discord.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actionIn } from "../../adapters/discord/confirm.ts";
import { limits } from "../../adapters/discord/limits.ts";
import { escaped, renderText } from "../../adapters/discord/markdown.ts";
import { type Rendered, renderAsEmbed, renderView } from "../../adapters/discord/render.ts";
import { opens, runs } from "../../src/command/action.ts";
import { code, type Piece, person, strong, type Text } from "../../src/view/text.ts";
import type { Block, View } from "../../src/view/view.ts";
import { messageProblems } from "../support/discord/check-message.ts";
import { shapeProblems } from "../support/discord/shapes.ts";

const people = new Map([["p1", "71"]]);
const reader = { locale: "en" as const, people };

const nasty = fc.constantFrom(
  "<!channel>",
  "@everyone",
  "<@71>",
  "<@&1001>",
  "<#5>",
  "<t:0:R>",
  "**Acme**",
  "```js",
  "||secret||",
  "[here](https://evil.example)",
  "https://example.com/a_b_c?d=*e*",
  "Щедрый заказчик",
  "مرحبا بالعالم",
  "👩‍👩‍👧‍👦🇩🇪",
  "- item",
  "# heading",
  "1. first",
  "\\",
  "`tick`",
  "a\n> quote",
  "Ä".repeat(180),
);
const plain = fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 });
const words = fc.array(fc.oneof(nasty, plain), { minLength: 1, maxLength: 12 }).map((all) => all.join(" "));
const piece: fc.Arbitrary<Piece> = fc.oneof(
  words,
  words.map(strong),
  words.map((text): Piece => ({ kind: "emphasis", text })),
  words.map(code),
  words.map((name) => person("p1", name, true)),
  words.map((name) => person("p2", name)),
  fc.constant<Piece>({ kind: "time", at: "2026-11-23T09:00:00.000Z", format: "time", fallback: "10:00" }),
  words.map((text): Piece => ({ kind: "link", url: "https://example.com/x", text })),
);
const text: fc.Arbitrary<Text> = fc.array(piece, { minLength: 1, maxLength: 8 });
const number = fc.integer({ min: 1, max: 9 });
const action = number.map((at) => runs("goal show", { goal: `#${at}` }));
const button = fc.record(
  {
    label: words,
    action,
    style: fc.constantFrom("primary" as const, "danger" as const),
    confirm: fc.record({ title: words, text: words, yes: words, no: words }),
  },
  { requiredKeys: ["label", "action"] },
);
const cells = fc.array(fc.oneof(words, fc.constantFrom("1,200", "—", "Calls")), { minLength: 3, maxLength: 3 });
const columns = [{ label: "Goal" }, { label: "Done", align: "right" as const }, { label: "Говорят" }];

const block: fc.Arbitrary<Block> = fc.oneof(
  words.map((one): Block => ({ kind: "heading", text: one })),
  text.map((one): Block => ({ kind: "text", text: one })),
  text.map((one): Block => ({ kind: "note", text: one })),
  fc
    .array(fc.record({ label: words, value: text }), { maxLength: 6 })
    .map((fields): Block => ({ kind: "fields", fields })),
  fc.array(text, { maxLength: 20 }).map((items): Block => ({ kind: "list", items })),
  fc.array(cells, { maxLength: 100 }).map((rows): Block => ({ kind: "table", columns, rows })),
  fc.constant<Block>({ kind: "divider" }),
  fc.array(button, { minLength: 1, maxLength: 12 }).map((buttons): Block => ({ kind: "buttons", buttons })),
  fc
    .record({ label: words, options: fc.array(fc.record({ label: words, action }), { minLength: 1, maxLength: 60 }) })
    .map((choice): Block => ({ kind: "choice", ...choice })),
);
const views: fc.Arbitrary<View> = fc
  .array(block, { maxLength: 25 })
  .map((blocks) => ({ summary: "Generated", blocks }));

function problemsOf({ body, files }: Rendered): unknown[] {
  const uploads = files.map(({ name }, at) => ({ index: String(at), name, contentType: "", data: Buffer.from("") }));
  const plainBody = JSON.parse(JSON.stringify(body));
  return [...shapeProblems("MessageCreateRequest", plainBody), ...messageProblems(plainBody, uploads)];
}

function walk(components: readonly unknown[]): { type?: number; content?: string; custom_id?: string }[] {
  return components.flatMap((one) => {
    if (typeof one !== "object" || one === null) return [];
    const inside = "components" in one && Array.isArray(one.components) ? walk(one.components) : [];
    return [one, ...inside];
  });
}
const written = (components: readonly APIMessageTopLevelComponent[]) =>
  walk(components)
    .flatMap((one) => one.content ?? [])
    .join("\n");

/** What is left when every sign, mark and space is taken away: enough to see whether a word went missing. */
const bare = (shown: string) => shown.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "");

/** Every word that people typed into the view and that stands in running text. */
function typedIn(one: Block): string[] {
  switch (one.kind) {
    case "heading":
      return [one.text];
    case "text":
    case "note":
      return one.text.flatMap(words_);
    case "list":
      return one.items.flatMap((item) => item.flatMap(words_));
    case "fields":
      return one.fields.flatMap(({ label, value }) => [label, ...value.flatMap(words_)]);
    case "table":
      return one.rows.flat();
    default:
      return [];
  }
}
const words_ = (one: Piece): string[] => {
  if (typeof one === "string") return [one];
  if (one.kind === "time") return [];
  return one.kind === "person" ? (one.mention ? [] : [one.name]) : [one.text];
};

/** Inside code nothing is a mention, so only what stands outside is looked at. */
const withoutCode = (view: View): View => ({
  summary: view.summary,
  blocks: JSON.parse(
    JSON.stringify(view.blocks.filter(({ kind }) => kind !== "table")).replaceAll('"kind":"code"', '"kind":"strong"'),
  ),
});

describe("views of any size", () => {
  it("keep to every limit as components, and lose no word", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(views, async (view) => {
        const pages = await renderView(view, reader);
        for (const page of pages) expect(problemsOf(page)).toEqual([]);
        const shown = bare(pages.map(({ body }) => written(body.components)).join("\n"));
        for (const typed of view.blocks.flatMap(typedIn)) {
          for (const word of typed.split(/\s+/u).slice(0, 3)) expect(shown).toContain(bare(word.slice(0, 100)));
        }
      }),
      { numRuns: 150 },
    );
  });

  it("keep to every limit as embeds", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(views, async (view) => {
        for (const page of await renderAsEmbed(view, reader)) expect(problemsOf(page)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("notify only those who are meant", async () => {
    await fc.assert(
      fc.asyncProperty(views, async (view) => {
        for (const { body } of await renderView(withoutCode(view), reader)) {
          expect(body.allowed_mentions.parse).toEqual([]);
          expect(body.allowed_mentions.users?.every((id) => id === "71")).toBe(true);
          expect(written(body.components).replace(/\\./gu, "")).not.toMatch(/@(everyone|here)|<#|<@&/u);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("a hundred goals", () => {
  it("go out as several messages that say so, each goal with its buttons", async () => {
    const blocks = Array.from({ length: 100 }, (_, at): Block[] => [
      { kind: "text", text: [strong(`#${at + 1} ${"Новые клиенты ".repeat(4)}`), " 12 of 40"] },
      { kind: "buttons", buttons: [{ label: "Log", action: opens("goal log", { goal: `#${at + 1}` }) }] },
    ]).flat();
    const pages = await renderView({ summary: "Goals", blocks }, reader);
    expect(pages.length).toBeGreaterThan(4);
    const ids = pages.flatMap(({ body }) => walk(body.components).flatMap((one) => one.custom_id ?? []));
    expect(ids).toHaveLength(100);
    pages.forEach(({ body }, at) => {
      expect(written(body.components)).toContain(`-# ${at + 1}/${pages.length}`);
      expect(body.flags).toBe(MessageFlags.IsComponentsV2);
    });
  });

  it("in one menu become several menus", async () => {
    const options = Array.from({ length: 100 }, (_, at) => ({
      label: `Goal ${at}`,
      action: runs("goal show", { goal: `#${at}` }),
    }));
    const [page] = await renderView(
      { summary: "Goals", blocks: [{ kind: "choice", label: "Which goal?", options }] },
      reader,
    );
    const selects = walk(page?.body.components ?? []).filter(({ type }) => type === ComponentType.StringSelect);
    expect(selects).toHaveLength(4);
    expect(new Set(selects.map((one) => one.custom_id)).size).toBe(4);
  });
});

describe("buttons that do the same", () => {
  it("stay apart for Discord and alike for the bot", async () => {
    const same = { label: "Help", action: runs("goalkeeper help") };
    const [page] = await renderView({ summary: "x", blocks: [{ kind: "buttons", buttons: [same, same] }] }, reader);
    const ids = walk(page?.body.components ?? []).flatMap((one) => one.custom_id ?? []);
    expect(new Set(ids).size).toBe(2);
    expect(ids.map(actionIn)).toEqual([same.action, same.action]);
  });
});

describe("text", () => {
  it.each([
    ["<!channel>", "\\<!channel>"],
    ["@everyone", "@\u200beveryone"],
    ["# big", "\\# big"],
    ["a_b*c", "a\\_b\\*c"],
    ["see https://x.example/a_b", "see <https://x.example/a_b>"],
  ])("%s stays text", (typed, shown) => expect(escaped(typed)).toBe(shown));

  it("mentions a person only where that is meant and possible", () => {
    expect(renderText([person("p1", "Ana", true)], people)).toBe("<@71>");
    expect(renderText([person("p1", "Ana")], people)).toBe("**Ana**");
    expect(renderText([person("p9", "Chen", true)], people)).toBe("**Chen**");
  });

  it("shows times in the reader's own zone", () => {
    const time: Piece = { kind: "time", at: "2026-11-23T09:00:00.000Z", format: "datetime", fallback: "" };
    expect(renderText([time], people)).toBe("<t:1795424400:f>");
  });

  it("keeps a long alternative text whole", async () => {
    const alt = "Calls per week ".repeat(200);
    const chart = { kind: "bars", title: "Calls", unit: "", bars: [{ label: "Mon", value: 3 }] } as const;
    const [page] = await renderView({ summary: "x", blocks: [{ kind: "chart", chart, alt }] }, reader);
    expect(page?.files[0]?.name).toBe("chart-1.png");
    expect(page?.body.attachments[0]?.description?.length).toBeLessThanOrEqual(limits.altText);
    expect(bare(written(page?.body.components ?? []))).toContain(bare(alt));
  });
});
