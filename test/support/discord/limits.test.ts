import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fakeDiscord } from "./fake-discord.ts";

let discord: Awaited<ReturnType<typeof fakeDiscord>>;
beforeAll(async () => {
  discord = await fakeDiscord();
  discord.guild("10", { channels: [{ id: "5", name: "sales" }], members: [{ id: "7", name: "Ana" }] });
});
beforeEach(() => discord.forgive());
afterAll(() => discord.close());

async function call(method: string, path: string, body: unknown) {
  const headers = { authorization: `Bot ${discord.token}`, "content-type": "application/json" };
  const response = await fetch(`${discord.apiUrl}/v10${path}`, { method, headers, body: JSON.stringify(body) });
  const answer = (await response.json()) as { code: number; errors?: unknown };
  return { status: response.status, code: answer.code, errors: JSON.stringify(answer.errors ?? {}) };
}
const post = (body: object) => call("POST", "/channels/5/messages", { allowed_mentions: { parse: [] }, ...body });
const button = (extra: object) => ({ type: 2, style: 1, label: "Go", custom_id: "go", ...extra });
const buttons = (...extras: object[]) => ({ components: [{ type: 1, components: extras.map(button) }] });
const option = (at: number) => ({ label: `o${at}`, value: `${at}` });
const select = (extra: object) => ({
  components: [{ type: 1, components: [{ type: 3, custom_id: "s", options: [option(1)], ...extra }] }],
});
const many = (count: number) => Array.from({ length: count }, (_, at) => at);
const v2 = (...components: object[]) => ({ flags: 1 << 15, components });
const words = (length: number) => ({ type: 10, content: "x".repeat(length) });
const embed = (extra: object) => ({ embeds: [{ title: "t", ...extra }] });

describe("messages past a limit are refused and remembered", () => {
  it.each<[string, object, string]>([
    ["content of 2,001", { content: "x".repeat(2001) }, "content"],
    ["a nonce of 26", { content: "x", nonce: "n".repeat(26) }, "nonce"],
    ["a label of 81", buttons({ label: "x".repeat(81) }), "label"],
    ["a custom id of 101", buttons({ custom_id: "x".repeat(101) }), "custom_id"],
    ["six buttons in a row", buttons(...many(6).map((at) => ({ custom_id: `${at}` }))), "components"],
    ["a custom id twice", buttons({}, {}), "COMPONENT_CUSTOM_ID_DUPLICATED"],
    ["a button without a custom id", buttons({ custom_id: undefined }), "CUSTOM_ID_REQUIRED"],
    ["a link with a custom id", buttons({ style: 5, url: "https://a.b" }), "CUSTOM_ID_INVALID"],
    [
      "six rows",
      { components: many(6).map((at) => ({ type: 1, components: [button({ custom_id: `${at}` })] })) },
      "5 or fewer",
    ],
    ["26 options", select({ options: many(26).map(option) }), "options"],
    ["an option of 101", select({ options: [{ label: "x".repeat(101), value: "x".repeat(101) }] }), "value"],
    ["a placeholder of 151", select({ placeholder: "x".repeat(151) }), "placeholder"],
    ["an option value twice", select({ options: [option(1), option(1)] }), "VALUE_DUPLICATED"],
    ["41 components", v2(...many(41).map(() => words(1))), "COMPONENT_MAX_TOTAL"],
    [
      "41 nested components",
      v2(...many(2).map(() => ({ type: 17, components: many(20).map(() => words(1)) }))),
      "COMPONENT_MAX_TOTAL",
    ],
    ["4,001 characters of text", v2(words(2000), words(2001)), "DISPLAYABLE_TEXT_SIZE"],
    ["content beside Components V2", { content: "x", ...v2(words(1)) }, "MESSAGE_CANNOT_USE_LEGACY_FIELDS"],
    ["Components V2 without the flag", { components: [words(1)] }, "UNION_TYPE_CHOICES"],
    ["a section without an accessory", v2({ type: 9, components: [words(1)] }), "BASE_TYPE_REQUIRED"],
    ["an unknown kind of component", v2({ type: 99 }), "type"],
    [
      "a picture that was not sent",
      v2({ type: 12, items: [{ media: { url: "attachment://a.png" } }] }),
      "REFERENCED_ATTACHMENT",
    ],
    [
      "alternative text of 1,025",
      v2({ type: 12, items: [{ media: { url: "https://a.b" }, description: "x".repeat(1025) }] }),
      "description",
    ],
    ["26 fields", embed({ fields: many(26).map(() => ({ name: "n", value: "v" })) }), "fields"],
    ["a field of 1,025", embed({ fields: [{ name: "n", value: "x".repeat(1025) }] }), "value"],
    ["a title of 257", embed({ title: "x".repeat(257) }), "title"],
    ["a description of 4,097", embed({ description: "x".repeat(4097) }), "description"],
    ["a footer of 2,049", embed({ footer: { text: "x".repeat(2049) } }), "footer"],
    [
      "6,001 characters of embeds",
      { embeds: [{ description: "x".repeat(4000) }, { description: "x".repeat(2001) }] },
      "MAX_EMBED_SIZE",
    ],
    [
      "mentions both ways",
      { content: "x", allowed_mentions: { parse: ["users"], users: ["7"] } },
      "mutually exclusive",
    ],
  ])("%s", async (_name, body, expected) => {
    const answer = await post(body);
    expect(answer).toMatchObject({ status: 400, code: 50035 });
    expect(answer.errors).toContain(expected);
    expect(discord.violations).toMatchObject([{ code: 50035, route: "POST /channels/5/messages" }]);
    expect(discord.channel("5").messages).toHaveLength(0);
  });

  it("an empty message", async () => {
    expect(await post({ content: " " })).toMatchObject({ status: 400, code: 50006 });
  });

  it("a post without a nonce is taken, and remembered", async () => {
    const quietly = { content: "x", allowed_mentions: { parse: [] } };
    for (const nonce of [{}, { nonce: "n" }, { enforce_nonce: true }])
      expect(await post({ ...quietly, ...nonce })).toMatchObject({ status: 200 });
    expect(discord.violations).toMatchObject(Array(3).fill({ message: "A post without a nonce" }));
    discord.channel("5").all.splice(0);
  });

  it("takes the largest that is allowed", async () => {
    const answer = await post({
      ...v2({ type: 17, components: many(39).map(() => words(100)) }),
      ...{ nonce: "largest", enforce_nonce: true },
    });
    expect(answer.status).toBe(200);
    expect(discord.channel("5").messages.splice(0)).toHaveLength(1);
    discord.channel("5").all.splice(0);
    discord.assertClean();
  });

  it("notes text that says nothing of whom it may notify, as Discord itself does not", async () => {
    const answer = await call("POST", "/channels/5/messages", { content: "@everyone" });
    expect(answer.status).toBe(200);
    expect(discord.channel("5").messages[0]?.pings.everyone).toBe(true);
    expect(() => discord.assertClean()).toThrow("allowed_mentions");
    discord.channel("5").all.splice(0);
  });
});

describe("commands past a limit are refused", () => {
  const command = (extra: object) => ({ name: "goal", description: "Goals", ...extra });
  const text = (extra: object) => ({ type: 3, name: "note", description: "Note", ...extra });
  it.each<[string, object[], string]>([
    ["a name in capitals", [command({ name: "Goal" })], "INVALID_NAME"],
    ["a localised name with a space", [command({ name_localizations: { ru: "моя цель" } })], "INVALID_NAME"],
    ["no description", [command({ description: "" })], "BASE_TYPE_REQUIRED"],
    ["a description of 101", [command({ description: "x".repeat(101) })], "description"],
    ["a localised description of 101", [command({ description_localizations: { ru: "я".repeat(101) } })], "ru"],
    ["26 options", [command({ options: many(26).map((at) => text({ name: `n${at}` })) })], "options"],
    [
      "26 choices",
      [command({ options: [text({ choices: many(26).map((at) => ({ name: `${at}`, value: `${at}` })) })] })],
      "choices",
    ],
    [
      "required after optional",
      [command({ options: [text({}), text({ name: "b", required: true })] })],
      "Required options",
    ],
    [
      "choices with autocomplete",
      [command({ options: [text({ autocomplete: true, choices: [{ name: "a", value: "a" }] })] })],
      "autocomplete",
    ],
    [
      "sub-commands beside options",
      [command({ options: [text({}), { type: 1, name: "log", description: "Log" }] })],
      "mixed",
    ],
    ["101 commands", many(101).map((at) => command({ name: `c${at}` })), "100"],
    ["one name twice", [command({}), command({})], "DUPLICATE_NAME"],
    [
      "8,001 characters",
      [
        command({
          options: many(25).map((n) =>
            text({ name: `n${n}`, choices: many(4).map((at) => ({ name: `${at}${"x".repeat(80)}`, value: `${at}` })) }),
          ),
        }),
      ],
      "TOO_LARGE",
    ],
  ])("%s", async (_name, body, expected) => {
    const answer = await call("PUT", "/applications/3/commands", body);
    expect(answer).toMatchObject({ status: 400, code: 50035 });
    expect(answer.errors).toContain(expected);
    expect(discord.commands()).toHaveLength(0);
  });
});

it("knows no other token and no other paths", async () => {
  const response = await fetch(`${discord.apiUrl}/v10/users/@me`, { headers: { authorization: "Bot other" } });
  expect(response.status).toBe(401);
  expect((await call("POST", "/nowhere", {})).status).toBe(404);
  expect(discord.violations.map((one) => one.code)).toEqual([40001, 0]);
});
