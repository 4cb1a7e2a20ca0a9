import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
});
afterEach(() => bot.close());

const said = async (who: string, text: string) => bot.text(await bot.says(who, text));
const kept = async () =>
  (await bot.db.questionSet.findMany({ orderBy: { createdAt: "asc" } })).map(({ teamId, version }) => [
    teamId,
    version,
  ]);

describe("a team's own questions", () => {
  test("are shown, changed in a form that holds them, and asked from the next round on", async () => {
    const shown = await bot.says("max", "/checkin questions");
    expect(bot.text(shown)).toContain("Sales");
    const form = await bot.presses("max", shown, "Change the questions");
    if (form.kind !== "form") throw new Error(bot.text(form));
    expect(form.form.fields[0]?.value).toBe("numbers\nconfidence\nblocker\ncommitment\nhelp");
    await bot.says("max", '/team schedule checkin "mon-fri 09:30"');
    await bot.submits("max", form, { questions: "confidence\ntext: What did you learn?" });
    expect(await said("max", "/checkin questions")).toContain("What did you learn?");
    await bot.runTo("tue 09:30");
    const asked = await bot.says("ana", "/checkin");
    if (asked.kind !== "form") throw new Error(bot.text(asked));
    expect(asked.form.fields.map(({ label }) => label)).toContain("What did you learn?");
    expect(asked.form.fields).toHaveLength(2);
  });

  test("are those of the team that was named, in the form as well", async () => {
    await bot.says("max", "/team create East");
    const shown = await bot.says("max", "/checkin questions team:East");
    const form = await bot.presses("max", shown, "Change the questions");
    await bot.submits("max", form, { questions: "confidence" });
    const east = await bot.db.team.findFirstOrThrow({ where: { name: "East" } });
    expect(await kept()).toEqual([[east.id, 1]]);
  });

  test("that cannot be read are refused with the line and what to write, and stay in the form", async () => {
    const form = await bot.presses("max", await bot.says("max", "/checkin questions"), "Change the questions");
    for (const [typed, problem] of [
      ["numbers\nmood", "mood"],
      ["text:", "text:"],
      ["numbers\nnumbers", "numbers"],
      ["numbers; confidence; blocker; commitment; help; text: One more?", "these are 6"],
    ] as const) {
      const answer = await bot.submits("max", form, { questions: typed });
      expect(bot.text(answer)).toContain(problem);
    }
    expect(await kept()).toEqual([]);
  });

  test("are written and read in Russian too", async () => {
    await bot.says("max", "/my language ru");
    const form = await bot.presses("max", await bot.says("max", "/checkin questions"), "Изменить вопросы");
    if (form.kind !== "form") throw new Error(bot.text(form));
    expect(form.form.fields[0]?.value).toBe("числа\nуверенность\nпрепятствие\nобещание\nпомощь");
    await bot.submits("max", form, { questions: "уверенность\nшкала: Настроение" });
    const { questions } = await bot.db.questionSet.findFirstOrThrow();
    expect(questions).toMatchObject([{ kind: "confidence" }, { kind: "scale", label: "Настроение" }]);
  });

  test("are the manager's to change, and of the own organisation", async () => {
    expect(await said("ana", "/checkin questions confidence")).toContain("/checkin questions is for");
    await bot.says("mara", "/checkin questions confidence team:Sales");
    expect((await kept()).filter(([teamId]) => teamId === bot.teamId)).toEqual([]);
  });
});
