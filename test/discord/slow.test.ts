import { type APIInteraction, InteractionResponseType, InteractionType } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Connection } from "../../adapters/discord/connection.ts";
import { type DiscordAdapter, startDiscord } from "../../adapters/discord/index.ts";
import { answering } from "../../adapters/discord/respond.ts";
import type { Delivery } from "../../src/bot.ts";
import { runs } from "../../src/command/action.ts";
import { type Answer, replace, reply } from "../../src/command/command.ts";
import { buttons, list, paragraph, view } from "../../src/view/view.ts";
import { discordStage, guildId, people, type Stage } from "./stage.ts";

const { ana } = people;
const here = { guild: guildId };
let stage: Stage;
let adapter: DiscordAdapter;
/** How many first answers Discord has had. */
const answers = () => stage.discord.requests.filter(({ route }) => route.includes("/interactions/")).length;
let answer: (delivery: Delivery) => Promise<Answer>;
beforeEach(async () => {
  stage = await discordStage({ start: false });
  answer = stage.bot.receive;
  const bot = { ...stage.bot, receive: (delivery: Delivery) => answer(delivery) };
  adapter = await startDiscord({ ...stage.parts, bot });
});
afterEach(async () => {
  await adapter.close();
  await stage.close();
});

/** The bot's answer, once Discord has heard the next word about this act. */
const afterWord = (given: (delivery: Delivery) => Promise<Answer> | Answer) => {
  const before = answers();
  answer = async (delivery) => {
    await stage.discord.until(() => answers() > before);
    return given(delivery);
  };
};
const words = (text: string) => view(text, paragraph([text]));

describe("a slow answer", () => {
  it("to a command is begun in time and finished later", async () => {
    afterWord(stage.bot.receive);
    const { kind, message } = await stage.discord.command(ana.id, "my zone", { zone: "Europe/Oslo" }, here);
    expect(kind).toBe("message");
    expect(stage.discord.text(message)).toContain("Europe/Oslo");
    expect(message?.ephemeralFor).toBe(ana.id);
    stage.discord.assertClean();
  });

  it("that turns out to be a form offers to open it", async () => {
    answer = stage.bot.receive;
    afterWord(stage.bot.receive);
    const { message } = await stage.discord.command(ana.id, "my away", { to: "2026-12-31" }, here);
    expect(stage.discord.text(message)).toContain("The form is ready");
    answer = stage.bot.receive;
    const { modal } = await stage.discord.clicks(ana.id, message ?? expect.fail(), "Open the form");
    expect(JSON.stringify(modal)).toContain("2026-12-31");
    stage.discord.assertClean();
  });

  it("to a button takes the place of its message, or stands below it", async () => {
    const shown = view("Goal", paragraph(["Goal"]), buttons({ label: "Go", action: runs("goalkeeper help") }));
    answer = async () => reply(shown);
    const { message = expect.fail() } = await stage.discord.command(ana.id, "goalkeeper help", {}, here);
    afterWord(() => reply(words("Below")));
    await stage.discord.clicks(ana.id, message, "Go", { wait: false });
    await stage.discord.until(() => stage.discord.text(stage.discord.ephemeral(ana.id).at(-1)).includes("Below"));
    expect(stage.discord.text(message)).toContain("Goal");
    afterWord(() => replace(words("Instead")));
    await stage.discord.clicks(ana.id, message, "Go");
    expect(stage.discord.text(message)).toBe("Instead");
    stage.discord.assertClean();
  });

  it("that outlives its token goes to the person directly", async () => {
    afterWord(() => {
      stage.discord.advance(16 * 60_000);
      return reply(words("At last"));
    });
    await stage.discord.command(ana.id, "goalkeeper help", {}, { ...here, wait: false });
    await expect
      .poll(() => stage.discord.text(stage.discord.dm(ana.id).messages), { timeout: 5_000 })
      .toContain("At last");
  });
});

const callback = "POST /interactions/*/*/callback";
const webhook = "POST /webhooks/*/*";
const timesShown = (words_: string) => stage.discord.text(stage.discord.ephemeral(ana.id)).split(words_).length - 1;

describe("an answer of which Discord did not say that it arrived", { timeout: 30_000 }, () => {
  it("is finished when the first word was taken with an error", async () => {
    stage.discord.fail(callback, { status: 500, acceptThenFail: true });
    afterWord(() => reply(words("Finished")));
    const { message } = await stage.discord.command(ana.id, "goalkeeper help", {}, here);
    expect(stage.discord.text(message)).toBe("Finished");
    expect(timesShown("Finished")).toBe(1);
  });

  it("is finished when the first word was taken in silence", async () => {
    stage.discord.fail(callback, { hangMs: 9_000 });
    answer = async () => reply(words("Heard"));
    await stage.discord.command(ana.id, "goalkeeper help", {}, { ...here, wait: false });
    await stage.discord.until(() => stage.discord.violations.some(({ code }) => code === 40060), 15_000);
    expect(timesShown("Heard")).toBe(1);
    expect(stage.problems).toEqual([]);
  });

  it.each([
    ["an error", { status: 500, acceptThenFail: true }],
    ["a break", { acceptThenDrop: true }],
    ["silence", { hangMs: 9_000 }],
  ])("is not said twice below a button after %s", async (_name, fault) => {
    const shown = view("Goal", paragraph(["Goal"]), buttons({ label: "Go", action: runs("goalkeeper help") }));
    answer = async () => reply(shown);
    const { message = expect.fail() } = await stage.discord.command(ana.id, "goalkeeper help", {}, here);
    const failing = stage.discord.fail(webhook, { ...fault, times: 5 });
    afterWord(() => reply(words("Below")));
    await stage.discord.clicks(ana.id, message, "Go", { wait: false });
    await expect.poll(() => stage.warnings.length, { timeout: 15_000 }).toBeGreaterThan(0);
    expect(failing.hits).toBe(1);
    expect(timesShown("Below")).toBe(1);
    expect(timesShown("broke")).toBe(0);
  });
});

describe("an answer that Discord refuses in part", () => {
  it("is explained when it was a form", async () => {
    answer = stage.bot.receive;
    stage.discord.fail(callback, { code: 50035 });
    const { message } = await stage.discord.command(ana.id, "my away", { to: "2026-12-31" }, here);
    expect(stage.discord.text(message)).toContain("broke on our side");
    expect(message?.ephemeralFor).toBe(ana.id);
  });

  it("is explained below its first part when it was a later one", async () => {
    answer = async () =>
      reply(view("Long", list(Array.from({ length: 60 }, (_, at) => [`${at} ${"long ".repeat(20)}`]))));
    stage.discord.fail(webhook, { code: 50035 });
    await stage.discord.command(ana.id, "goalkeeper help", {}, here);
    await expect.poll(() => timesShown("broke on our side"), { timeout: 5_000 }).toBe(1);
    expect(timesShown("59 long")).toBe(0);
    expect(timesShown("0 long")).toBeGreaterThan(0);
  });
});

describe("an answer that takes long to draw", () => {
  it("is begun in time and finished later", async () => {
    const said: string[] = [];
    const note =
      (what: string) =>
      async (_path: string, { body }: { body: { type?: number } }) =>
        void said.push(`${what} ${body.type ?? ""}`.trim());
    const rest = { post: note("first"), patch: note("edit") };
    const connection = { ...stage.parts, rest, applicationId: () => "3" } as unknown as Connection;
    const act = {
      id: "1",
      token: "t",
      type: InteractionType.ApplicationCommand,
      user: ana,
    } as unknown as APIInteraction;
    const chart = { kind: "bars", title: "Calls", unit: "", bars: [{ label: "Mon", value: 3 }] } as const;
    const shown = { summary: "Week", blocks: [{ kind: "chart" as const, chart, alt: "Three calls on Monday" }] };
    await answering(connection, act, 1).say({ view: shown, reader: { locale: "en", people: new Map() } });
    expect(said).toEqual([`first ${InteractionResponseType.DeferredChannelMessageWithSource}`, "edit"]);
  });
});

describe("a button that asks first", () => {
  it("asks, and does it or leaves it", async () => {
    const confirm = { title: "Erase?", text: "It cannot be undone.", yes: "Erase", no: "Keep" };
    const action = runs("my delete", { confirm: "DELETE" });
    answer = async () => reply(view("x", buttons({ label: "Erase my data", action, style: "danger", confirm })));
    const { message = expect.fail() } = await stage.discord.command(ana.id, "goalkeeper help", {}, here);
    expect(stage.discord.text(message)).toContain("It cannot be undone.");
    const asked: Delivery[] = [];
    answer = async (delivery) => {
      asked.push(delivery);
      return replace(words("Erased"));
    };
    const question = await stage.discord.clicks(ana.id, message, "Erase my data");
    expect(stage.discord.text(question.message)).toContain("are you sure");
    expect(asked).toEqual([]);
    const no = await stage.discord.clicks(ana.id, question.message ?? expect.fail(), "No, leave it");
    expect(stage.discord.text(no.message)).toContain("Nothing was changed");
    const second = await stage.discord.clicks(ana.id, message, "Erase my data");
    const yes = await stage.discord.clicks(ana.id, second.message ?? expect.fail(), "Erase my data");
    expect(stage.discord.text(yes.message)).toBe("Erased");
    expect(asked).toMatchObject([{ request: { kind: "press", action } }]);
    stage.discord.assertClean();
  });
});

describe("an answer with a chart and a file", () => {
  it("carries both, with words for who cannot see the chart", async () => {
    const chart = { kind: "bars", title: "Calls", unit: "", bars: [{ label: "Mon", value: 3 }] } as const;
    const shown = { summary: "Week", blocks: [{ kind: "chart" as const, chart, alt: "Three calls on Monday" }] };
    answer = async () => ({ kind: "reply", view: shown, file: { name: "week.csv", content: "day,calls\nMon,3\n" } });
    const { message = expect.fail() } = await stage.discord.command(ana.id, "goalkeeper help", {}, here);
    expect(message.attachments).toMatchObject([
      { filename: "chart-1.png", description: "Three calls on Monday" },
      { filename: "week.csv" },
    ]);
    expect(message.attachments[0]?.data.subarray(1, 4).toString()).toBe("PNG");
    stage.discord.assertClean();
  });
});
