import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRound } from "../../src/checkins/rounds.ts";
import { stepCheckIns } from "../../src/checkins/steps.ts";
import type { Work } from "../../src/work.ts";
import { discordStage, guildId, people, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await discordStage();
  // Their Discord speaks Russian, which is known once they have used it.
  await stage.discord.command(people.boris.id, "goalkeeper help", {}, { guild: guildId });
  const { db, orgId, teamId } = stage;
  const { id: scheduleId } = await db.schedule.create({
    data: { orgId, teamId, kind: "checkin", days: [1], time: "10:00" },
  });
  const work: Work = { db, orgId, now: stage.clock.now(), said: [] };
  await openRound(work, { teamId, scheduleId, date: "2026-11-23" });
  await stepCheckIns({ db, now: stage.clock.now(), said: [] }, 100);
  await stage.deliver();
});
afterAll(() => stage.close());

const asked = (id: string) => stage.discord.dm(id).messages.at(-1) ?? expect.fail("nobody asked");
const text = (one: Parameters<Stage["discord"]["text"]>[0]) => stage.discord.text(one);

describe.each([
  ["English", people.ana, "Check in", "Thank you"],
  ["Russian", people.boris, "Отчитаться", "Спасибо"],
] as const)("a check-in in %s", (_language, { id }, button, thanks) => {
  it("asks by direct message, opens its form by a button and takes the answers", async () => {
    const { kind, modal } = await stage.discord.clicks(id, asked(id), button);
    expect(kind).toBe("modal");
    const labels = modal?.components.map((one) => one.label ?? "") ?? [];
    const [sure = "", , next = ""] = labels.filter((label) => label !== "");
    const options = modal?.components.flatMap((one) => one.component?.options ?? []) ?? [];
    expect(options.length).toBeGreaterThan(5);
    const { message } = await stage.discord.submits(id, { [sure]: "4", [next]: "Call Acme <@everyone>" });
    expect(text(message)).toContain(thanks);
    const answers = await stage.db.answer.findMany({ where: { orgId: stage.orgId } });
    expect(answers.length).toBeGreaterThan(0);
    expect(stage.problems).toEqual([]);
    stage.discord.assertClean();
  });
});
