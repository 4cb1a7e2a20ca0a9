import { afterEach, describe, expect, test } from "vitest";
import { type Rendered, renderAsEmbed, renderView } from "../../adapters/discord/render.ts";
import { pagesOf } from "../../adapters/slack/render.ts";
import { handlers } from "../../src/reminders/handlers.ts";
import type { View } from "../../src/view/view.ts";
import { messageProblems as discordProblems } from "../support/discord/check-message.ts";
import { shapeProblems } from "../support/discord/shapes.ts";
import { messageProblems as slackProblems } from "../support/slack/validate.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { sizedTeam } from "./sized-team.ts";
import { weekWriter } from "./written-week.ts";

let bot: TestBot;
afterEach(() => bot.close());

/** What is left without signs, marks and spaces: enough to see whether a word went missing. */
const bare = (shown: string): string => shown.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "");

/** Everything that is written anywhere in a platform's message. */
function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(" ");
  if (typeof value !== "object" || value === null) return "";
  const own = Object.entries(value).filter(
    ([key, inner]) => /^(text|content|label|name)$/u.test(key) && typeof inner === "string",
  );
  return [...own.map(([, inner]) => String(inner)), ...Object.values(value).map(written)].join(" ");
}

/** The words of running text: what stands in headings, paragraphs, lists and notes. */
function meant(view: View): string[] {
  return view.blocks.flatMap((block) => {
    if (block.kind === "heading") return [block.text];
    const texts =
      block.kind === "text" || block.kind === "note" ? [block.text] : block.kind === "list" ? block.items : [];
    return texts.flatMap((text) =>
      text.map((piece) =>
        typeof piece === "string" ? piece : "text" in piece ? piece.text : "name" in piece ? piece.name : "",
      ),
    );
  });
}

function discordProblemsOf({ body, files }: Rendered): unknown[] {
  const uploads = files.map(({ name }, at) => ({ index: String(at), name, contentType: "", data: Buffer.from("") }));
  const plainBody = JSON.parse(JSON.stringify(body));
  return [...shapeProblems("MessageCreateRequest", plainBody), ...discordProblems(plainBody, uploads)];
}

describe.each(["en", "ru"] as const)("in %s", (locale) => {
  test.each([3, 12, 60])(
    "the brief and the summary of %i people fit every platform and lose nothing",
    { timeout: 120_000 },
    async (size) => {
      bot = await testBot({ locale });
      const write = weekWriter(bot);
      await sizedTeam(bot, size, locale);
      const first = { ...write.occurrence("2026-11-23", "09:00"), kind: "brief" as const };
      await bot.at("2026-11-23 09:00");
      await handlers.brief(bot.work(), first as never);
      await bot.says(
        "max",
        locale === "ru" ? "/action add Разобрать воронку by:чт" : "/action add Go through the pipeline by:thu",
      );
      const second = { ...write.occurrence("2026-11-30", "09:00"), kind: "brief" as const };
      await bot.at("2026-11-30 09:00");
      await handlers.brief(bot.work(), second as never);
      await handlers.summary(bot.work(), second as never);
      const rows = await bot.db.outboxMessage.findMany({
        where: { key: { contains: "2026-W48" } },
        orderBy: { createdAt: "asc" },
      });
      const views = rows.map(({ view }) => view as unknown as View);
      const brief = bot.text(views[rows.findIndex(({ kind }) => kind === "brief")] ?? never());
      const summary = bot.text(views[rows.findIndex(({ kind }) => kind === "summary")] ?? never());
      expect(brief.split("\n").length).toBeLessThanOrEqual(15);
      expect(brief).toContain(
        locale === "ru" ? "открыто ещё 1: №1 Разобрать воронку" : "1 still open: №1 Go through the pipeline",
      );
      expect(brief).toMatch(locale === "ru" ? /Скорее всего .+ вероятность достичь/u : /Likely .+ chance to reach/u);
      for (const text of [brief, summary])
        expect(text).not.toMatch(/NaN|undefined|null|Infinity|\d[.,]\d\d\s?[$₽]|[$₽]\d[\d,]*\.\d\d/u);
      // The chart's alternative text stands last and names the team's total only.
      expect(summary.split("\n").filter((line) => /отставание|behind/u.test(line)).length).toBeLessThanOrEqual(1);
      for (const view of views) {
        const pages = pagesOf(view, { locale, people: new Map(), surface: "post" }, 30);
        for (const { text, blocks } of pages) expect(slackProblems({ text, blocks })).toEqual([]);
        const drawn = await renderView(view, { locale, people: new Map() });
        const embeds = await renderAsEmbed(view, { locale, people: new Map() });
        for (const page of [...drawn, ...embeds]) expect(discordProblemsOf(page)).toEqual([]);
        const shown = [pages, drawn.map(({ body }) => body)].map((one) => bare(written(one)));
        for (const words of meant(view)) for (const one of shown) expect(one).toContain(bare(words));
      }
    },
  );
});

function never(): never {
  throw new Error("Nothing was said");
}
