import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { people, type Stage, slackStage, type Who } from "./stage.ts";

let stage: Stage;

afterEach(async () => {
  await stage.close();
  stage.slack.assertClean();
  expect(stage.problems).toEqual([]);
});

const lastDm = (who: Who) => {
  const message = stage.slack.dm(people[who].id).messages.at(-1);
  if (!message) throw new Error(`nobody wrote to ${who}`);
  return message;
};

const home = async (who: Who) => {
  await stage.slack.opensHome(people[who].id);
  await stage.adapter.settled();
  const shown = stage.slack.home(people[who].id);
  return shown ? stage.slack.asText(shown) : "";
};

const presses = async (who: Who, label: string) => {
  await stage.slack.clicks(people[who].id, lastDm(who), label);
  await stage.adapter.settled();
};

/** A form filled in order, as somebody does who reads the labels in their own language. */
const fillsIn = async (who: Who, ...values: (string | null)[]) => {
  const inputs = stage.slack.openView(people[who].id)?.blocks.filter(({ type }) => type === "input") ?? [];
  const fields = Object.fromEntries(inputs.map((block, at) => [Object(block.label).text, values[at]]));
  const given = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const sent = await stage.slack.submits(people[who].id, Object.fromEntries(given));
  await stage.adapter.settled();
  return sent;
};

describe.each(["http", "socket"] as const)("a goal over %s", (transport) => {
  beforeEach(async () => {
    stage = await slackStage({ transport });
  });

  test("is set with a mention, accepted in a form from the message, logged, and posted for all", async () => {
    await stage.says("max", '/goal add "Calls" 40 <@U2|ana> by:"30 Nov"');
    expect(stage.shown("max")).toContain("#1 Calls is set for Ana");
    await stage.deliver();
    await presses("ana", "Accept");
    expect(stage.form("ana")).toContain("Which number?");
    const wrong = await fillsIn("ana", null, "many", "30 Nov", "call ten");
    expect(Object.keys(wrong.errors)).toEqual(["Which number?"]);
    expect(stage.form("ana")).toContain("Which number?");
    await fillsIn("ana", null, "40", "30 Nov", "call the ten largest");
    expect(stage.slack.asText(lastDm("ana"))).toContain("call the ten largest");
    expect(await stage.db.goal.findFirst()).toMatchObject({ state: "understood" });

    await stage.says("ana", "/goal log #1 12");
    expect(stage.shown("ana")).toContain("12");
    expect(await home("ana")).toContain("12 of 40");
    await stage.says("ana", "/goal log #1 3");
    const shown = stage.slack.home("U2");
    expect(shown && stage.slack.asText(shown)).toContain("15 of 40");

    await stage.says("max", "/report share");
    expect(stage.shown("max")).toContain("on its way to #sales");
    await stage.deliver();
    await stage.deliver();
    expect(stage.slack.channel("C1").messages).toHaveLength(1);
    expect(stage.slack.dm("U3").messages).toEqual([]);
  });

  test("is logged by a shortcut's form, found by typing, in Russian", async () => {
    await stage.says("boris", '/goal add "Звонки & <встречи>" 20 by:"30 ноября"');
    expect(stage.shown("boris")).toMatch(/#1 Звонки & <встречи>/u);
    await stage.slack.shortcut("U3", "log_progress");
    await stage.adapter.settled();
    const view = stage.slack.openView("U3");
    const [field] = view?.blocks.filter(({ type }) => type === "input") ?? [];
    const label = String(Object(field?.label).text);
    expect(await stage.slack.types("U3", label, "зво")).toEqual(["#1 Звонки & <встречи>"]);
    await fillsIn("boris", "#1 Звонки & <встречи>", "2");
    expect(await stage.db.entry.findFirst()).toMatchObject({ amount: 2n });
    expect(await home("boris")).toContain("Звонки & <встречи>");
  });

  test("logged is undone by its button, once", async () => {
    await stage.says("ana", '/goal add Calls 40 by:"30 Nov"');
    await stage.says("ana", "/goal log #1 12");
    const card = stage.slack.ephemeral("U2").at(-1);
    if (!card) throw new Error("nothing was shown");
    const undone = await stage.slack.clicks("U2", card, "Undo");
    await stage.adapter.settled();
    await stage.slack.redelivers(undone);
    await stage.adapter.settled();
    expect(await stage.db.entry.count({ where: { voidedAt: null } })).toBe(0);
    expect(await stage.db.entry.count()).toBe(1);
  });

  test("is exported as a file that only its owner sees", async () => {
    await stage.says("max", '/goal add Calls 40 by:"30 Nov"');
    await stage.says("max", "/goal log #1 12");
    await stage.says("max", "/report csv");
    const files = stage.slack.dm("U1").messages.flatMap((message) => message.files);
    expect(files.map(({ name }) => name).join()).toMatch(/\.csv$/u);
    expect(stage.slack.channel("C1").messages).toEqual([]);
  });
});
