import { readdirSync } from "node:fs";
import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { locales, type Message } from "../../src/i18n/texts.ts";

const root = join(import.meta.dirname, "../..");
const catalogs = [
  ...readdirSync(join(root, "src/i18n"))
    .filter((file) => !["texts.ts", "words.ts"].includes(file))
    .map((file) => `src/i18n/${file}`),
  ...["discord", "slack", "web"].map((adapter) => `adapters/${adapter}/texts.ts`),
  "adapters/discord/noun-texts.ts",
];

type Found = { readonly name: string; readonly message: Message };

async function messages(): Promise<Found[]> {
  const modules = await Promise.all(
    catalogs.map(async (file) => [file, (await import(join(root, file))) as object] as const),
  );
  return modules.flatMap(([file, module]) =>
    Object.values(module).flatMap((catalog: unknown) =>
      typeof catalog === "object" && catalog !== null
        ? Object.entries(catalog)
            .filter((entry): entry is [string, Message] => typeof entry[1]?.en === "string")
            .map(([key, message]) => ({ name: `${file}: ${key}`, message }))
        : [],
    ),
  );
}

type Node = { readonly value?: string; readonly type: number; readonly options?: Record<string, { value: Node[] }> };

function argumentsOf(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => [
    ...(node.type > 0 && node.type !== 7 && node.value ? [node.value] : []),
    ...Object.values(node.options ?? {}).flatMap((option) => argumentsOf(option.value)),
  ]);
}

const parse = (message: Message, locale: (typeof locales)[number]) =>
  new IntlMessageFormat(message[locale], locale, undefined, { ignoreTag: true }).getAst() as Node[];

describe("texts", async () => {
  const all = await messages();

  test("there are texts", () => expect(all.length).toBeGreaterThan(100));

  test("every text is readable in every language and uses the same values", () => {
    const wrong = all.filter(({ message }) => {
      const [en, ru] = locales.map((locale) => [...new Set(argumentsOf(parse(message, locale)))].sort().join());
      return en !== ru;
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("Russian texts are Russian, and English ones are not", () => {
    const spoken = (nodes: readonly Node[]): string =>
      nodes
        .map((node) =>
          node.type === 0
            ? (node.value ?? "")
            : Object.values(node.options ?? {})
                .map(({ value }) => spoken(value))
                .join(""),
        )
        .join("");
    const wrong = all.filter(({ message }) => {
      const [en, ru] = [spoken(parse(message, "en")), spoken(parse(message, "ru"))];
      const letters = ru.replace(/[^\p{L}]/gu, "");
      return /\p{Script=Cyrillic}/u.test(en) || (letters.length > 12 && !/\p{Script=Cyrillic}/u.test(ru));
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("Russian counts have every plural form", () => {
    const wrong = all.filter(
      ({ message }) => /\{\w+, plural,/u.test(message.ru) && !/one \{[\s\S]*few \{[\s\S]*many \{/u.test(message.ru),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("a percent sign stands as each language writes it", () => {
    const wrong = all.filter(({ message }) => /[\d}]\s%/u.test(message.en) || /[\d}] ?%/u.test(message.ru));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("English has the typographic apostrophe", () => {
    const wrong = all.filter(({ message }) => /[A-Za-z]'|'[A-Za-z]/u.test(message.en));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("a team's name has quotation marks in both languages or in neither", () => {
    const wrong = all.filter(({ message }) => /“\{team\}”/u.test(message.en) !== /«\{team\}»/u.test(message.ru));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("nobody is blamed, promised or shouted at", () => {
    const forbidden = /\b(oops|guaranteed|lazy|you failed|stupid)\b|гарантир|ленив|!{2,}/iu;
    const wrong = all.filter(({ message }) => forbidden.test(message.en) || forbidden.test(message.ru));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
