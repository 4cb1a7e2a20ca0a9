import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalog } from "../../src/catalog.ts";
import { ensureWorkspace } from "../../src/org/workspaces.ts";
import { viewAsText } from "../../src/view/plain-view.ts";
import { discordStage, guildId, people, type Stage } from "./stage.ts";

const { ana, boris } = people;
const here = { guild: guildId };
const hasGoals = catalog.some(({ name }) => name === "goal log");

let stage: Stage;
beforeAll(async () => {
  stage = await discordStage();
  const { db, orgId, teamId } = stage;
  const metric = await db.metric.findFirstOrThrow({ where: { orgId, unit: "count" } });
  for (const [number, who] of [
    [1, "ana"],
    [2, "boris"],
  ] as const) {
    const ownerId = stage.personId(who);
    const period = { startsOn: "2026-11-01", endsOn: "2026-12-31" };
    const goal = { number, name: `Calls of ${who}`, target: 40n, state: "understood", ...period } as const;
    await db.goal.create({
      data: {
        orgId,
        teamId,
        ownerId,
        metricId: metric.id,
        createdById: ownerId,
        createdAt: stage.clock.now(),
        ...goal,
      },
    });
  }
});
afterAll(() => stage.close());

const amounts = async () =>
  (await stage.db.entry.findMany({ where: { voidedAt: null }, orderBy: { at: "asc" } })).map(({ amount }) => amount);
const text = (one: Parameters<Stage["discord"]["text"]>[0]) => stage.discord.text(one);

describe.skipIf(!hasGoals)("a goal", () => {
  it("is offered while its name is typed, to its owner only", async () => {
    const mine = await stage.discord.autocomplete(ana.id, "goal log", { goal: "calls" }, "goal", here);
    expect(mine).toEqual([{ name: "#1 Calls of ana", value: "#1" }]);
    const theirs = await stage.discord.autocomplete(boris.id, "goal log", { goal: "calls" }, "goal", here);
    expect(theirs).toEqual([{ name: "#2 Calls of boris", value: "#2" }]);
  });

  it("is logged by typed options, once", async () => {
    await stage.discord.command(ana.id, "goal log", { goal: "#1", amount: "12" }, { ...here, twice: true });
    expect(await amounts()).toEqual([12n]);
    stage.discord.assertClean();
  });

  it("is logged by a form, in Russian", async () => {
    const { modal } = await stage.discord.command(boris.id, "goal log", { goal: "#2" }, here);
    expect(modal?.title).toMatch(/[а-я]/iu);
    await stage.discord.submits(boris.id, { amount: "5" });
    expect(await amounts()).toEqual([12n, 5n]);
    stage.discord.assertClean();
  });

  it("is one goal seen from both platforms", async () => {
    const { db, bot, orgId } = stage;
    const made = await ensureWorkspace(db, { platform: "slack", externalId: "T9", name: "Sales in Slack" });
    await db.workspace.update({ where: { id: made.id }, data: { orgId } });
    let sent = 0;
    const slack = async (typed: string) => {
      sent += 1;
      const from = { workspaceId: made.id, externalId: "U71", name: "Ana in Slack" };
      const answer = await bot.receive({ key: `s${sent}`, from, request: { kind: "text", text: typed } });
      return answer.kind === "reply" ? viewAsText(answer.view) : "";
    };
    const code = /[A-Z2-9]{5}-[A-Z2-9]{5}/u.exec(await slack("/my link"))?.[0] ?? "";
    await stage.discord.command(ana.id, "my link", { code }, here);
    await slack("/goal log #1 8");
    const { message } = await stage.discord.command(ana.id, "goal show", { goal: "#1" }, here);
    expect(text(message)).toContain("20");
    expect(await slack("/goal show #1")).toContain("20");
  });
});
