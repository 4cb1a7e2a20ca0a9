import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Answer } from "../../src/command/command.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
});
afterEach(() => bot.close());

const valuesIn = (answer: Answer) => {
  if (answer.kind !== "problems") throw new Error(`not a form with problems: ${bot.text(answer)}`);
  return Object.fromEntries(answer.form.fields.map(({ name, value }) => [name, value]));
};

describe("a sent form", () => {
  test.each([
    ["en", "Please say in a few words what it is."],
    ["ru", "Пожалуйста, опишите в двух словах."],
  ])("that is refused as a whole comes back as it was sent (%s)", async (language, problem) => {
    await bot.says("ana", `/my language ${language}`);
    const form = await bot.says("ana", "/blocker add");
    const answer = await bot.submits("ana", form, { category: "other", deal: "Acme Corp" });
    expect(answer).toMatchObject({ kind: "problems", problems: [{ text: problem }] });
    expect(valuesIn(answer)).toMatchObject({ category: "other", deal: "Acme Corp" });
    await bot.submits("ana", answer, { note: "Customs" });
    expect(await bot.db.blocker.findFirst()).toMatchObject({ deal: "Acme Corp", note: "Customs" });
  });

  test("of its own kind shows its problems at its fields, and what was emptied stays empty", async () => {
    await bot.says("max", '/team schedule checkin "mon-fri 09:30"');
    await bot.runTo("tue 09:30");
    const first = await bot.says("ana", "/checkin");
    await bot.submits("ana", first, { commitment: "Call Acme" });
    const again = await bot.says("ana", "/checkin edit");
    if (again.kind !== "form") throw new Error(bot.text(again));
    const { name, state } = again.form;
    const answer = await bot.asks("ana", { kind: "submit", form: name, state, values: { confidence: "many" } });
    expect(answer).toMatchObject({ kind: "problems", problems: [{ field: "confidence" }] });
    expect(valuesIn(answer)).toMatchObject({ confidence: "many", commitment: undefined });
  });

  test("whose subject is gone is kept, and is told to be refused", async () => {
    await bot.says("max", '/team schedule checkin "mon-fri 09:30"');
    await bot.runTo("tue 09:30");
    const form = await bot.says("ana", "/checkin");
    await bot.submits("ana", form, { commitment: "Call Acme" });
    const again = await bot.says("ana", "/checkin edit");
    await bot.at("fri 18:00");
    const answer = await bot.submits("ana", again, { commitment: "Call Acme and Initech" });
    expect(answer).toMatchObject({ kind: "reply", failed: true });
    expect(bot.text(answer)).toContain("Nothing you typed is lost");
    expect(await bot.db.formDraft.findFirst()).toMatchObject({ values: { commitment: "Call Acme and Initech" } });
  });

  test("of somebody who may not any more is only refused", async () => {
    const form = await bot.presses("max", await bot.says("max", "/checkin questions"), "Change the questions");
    if (form.kind !== "form") throw new Error(bot.text(form));
    const sent = { form: form.form.name, state: form.form.state, values: { questions: "confidence" } };
    const answer = await bot.asks("ana", { kind: "submit", ...sent });
    expect(answer.kind).toBe("reply");
    expect(bot.text(answer)).toContain("/checkin questions is for");
    expect(await bot.db.formDraft.count()).toBe(0);
  });
});
