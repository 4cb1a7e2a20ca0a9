import { afterAll, beforeAll, expect, test } from "vitest";
import { discordStage, guildId, people, type Stage, type Who } from "../discord/stage.ts";

const here = { guild: guildId };

let stage: Stage;
beforeAll(async () => {
  stage = await discordStage();
  // Boris' Discord speaks Russian, which is known once he has used it.
  await stage.discord.command(people.boris.id, "goalkeeper help", {}, here);
});
afterAll(async () => {
  await stage.close();
  stage.discord.assertClean();
  expect(stage.problems).toEqual([]);
});

const text = (message: Parameters<Stage["discord"]["text"]>[0]) => stage.discord.text(message);
/** The newest direct message to somebody. */
const newest = (who: Who) => stage.discord.dm(people[who].id).messages.at(-1) ?? expect.fail(`nobody wrote to ${who}`);

/** Presses a button, of the newest direct message unless told, and fills the form that opens, by its fields' names. */
async function answers(who: Who, button: string, values: Record<string, string>, on = newest(who)): Promise<string> {
  const { modal } = await stage.discord.clicks(people[who].id, on, button);
  expect(modal, `${button} opens a form`).toBeDefined();
  const { message } = await stage.discord.submits(people[who].id, values);
  await stage.deliver();
  stage.clock.moveTo(new Date(stage.clock.now().getTime() + 60_000));
  return text(message);
}

test("a goal is asked about, answered, objected to, kept and accepted, by buttons and forms alone", async () => {
  await stage.discord.command(
    people.max.id,
    "goal add",
    { name: "Calls", target: "200", for: "Boris", by: "30 Nov" },
    here,
  );
  await stage.deliver();
  expect(text(newest("boris"))).toContain("Цель для вас: #1 Calls");

  expect(await answers("boris", "Спросить", { text: "Продления считаются?" })).toContain("Max");
  expect(text(newest("max"))).toContain("Продления считаются?");
  expect(await answers("max", "Answer", { text: "Yes, they do" })).toContain("Boris");
  expect(text(newest("boris"))).toContain("Yes, they do");

  const [request] = stage.discord.dm(people.boris.id).messages;
  expect(await answers("boris", "Возразить", { text: "Две недели меня не будет" }, request)).toContain("Max");
  expect(text(newest("max"))).toContain("Две недели меня не будет");
  expect(await stage.db.goal.findFirstOrThrow()).toMatchObject({ state: "objected" });
  await answers("max", "Keep, with a reason", { text: "Chen takes over meanwhile" });
  expect(text(newest("boris"))).toContain("Chen takes over meanwhile");
  expect(await stage.db.goal.findFirstOrThrow()).toMatchObject({ state: "sent", version: 1 });

  const wrong = await answers("boris", "Принять", { number: "20", by: "30.11", step: "звонить" });
  expect(wrong).toContain("200");
  expect(await stage.db.goal.findFirstOrThrow()).toMatchObject({ state: "acknowledged" });
  expect(await answers("boris", "Принять", { number: "200", by: "30 ноября", step: "звонить десяти" })).toContain(
    "ваша: 200 к 30 нояб. 2026 г.",
  );
  expect(await stage.db.goal.findFirstOrThrow()).toMatchObject({ state: "understood", liveReason: "accepted" });
  const kinds = await stage.db.goalDialogue.findMany({ orderBy: { at: "asc" }, select: { kind: true } });
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(
    ["question", "answer", "objection", "decision", "read_back", "read_back"].sort(),
  );
});

test("a button pressed twice, and one of somebody else, do nothing more", async () => {
  await stage.discord.command(
    people.max.id,
    "goal add",
    { name: "Meetings", target: "10", for: "Ana", by: "30 Nov" },
    here,
  );
  await stage.deliver();
  const asked = newest("ana");
  await stage.discord.clicks(people.ana.id, asked, "Accept");
  await stage.discord.submits(people.ana.id, { number: "10", by: "30 Nov", step: "two a day" }, { twice: true });
  expect(await stage.db.goalDialogue.count({ where: { kind: "read_back", byPersonId: stage.personId("ana") } })).toBe(
    1,
  );
  const { message } = await stage.discord.command(
    people.boris.id,
    "goal accept",
    { goal: "#2", number: "10", by: "30 Nov", step: "x" },
    here,
  );
  expect(text(message)).toContain("#2");
  expect(await stage.db.goalDialogue.count({ where: { goal: { number: 2 }, kind: "read_back" } })).toBe(1);
});
