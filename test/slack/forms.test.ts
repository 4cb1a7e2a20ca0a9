import { afterEach, describe, expect, test } from "vitest";
import { openRound } from "../../src/checkins/rounds.ts";
import { stepCheckIns } from "../../src/checkins/steps.ts";
import type { Work } from "../../src/work.ts";
import { people, type Stage, slackStage } from "./stage.ts";

let stage: Stage;

afterEach(async () => {
  await stage.close();
  stage.slack.assertClean();
});

/** The bot thinks until it is let go; what Slack waits for must not. */
function held(of: Stage): () => Promise<void> {
  const { receive } = of.bot;
  let letGo: () => void = () => {};
  const gate = new Promise<void>((open) => {
    letGo = open;
  });
  Object.assign(of.bot, { receive: (delivery: Parameters<typeof receive>[0]) => gate.then(() => receive(delivery)) });
  return async () => {
    letGo();
    await of.adapter.settled();
    Object.assign(of.bot, { receive });
  };
}

async function askEverybody(): Promise<void> {
  const { db, orgId, teamId } = stage;
  const { id: scheduleId } = await db.schedule.create({
    data: { orgId, teamId, kind: "checkin", days: [1], time: "10:00" },
  });
  const work: Work = { db, orgId, now: stage.clock.now(), said: [] };
  await openRound(work, { teamId, scheduleId, date: "2026-11-23" });
  await stepCheckIns({ db, now: stage.clock.now(), said: [] }, 100);
  await stage.deliver();
}

const dm = (id: string) => stage.slack.dm(id).messages;

describe.each(["http", "socket"] as const)("a check-in over %s", (transport) => {
  test.each([
    ["English", people.ana, "Check in", "Thank you"],
    ["Russian", people.boris, "Отчитаться", "Спасибо"],
  ] as const)(
    "in %s is asked for by direct message, opened by a button and answered there",
    async (_language, { id }, button, thanks) => {
      stage = await slackStage({ transport });
      await askEverybody();
      const asked = dm(id).at(-1);
      if (!asked) throw new Error("nobody was asked");
      await stage.slack.clicks(id, asked, button);
      await stage.adapter.settled();
      const form = stage.slack.openView(id);
      const labels = form?.blocks.flatMap((block) => (block.type === "input" ? [Object(block.label).text] : [])) ?? [];
      expect(labels.length).toBeGreaterThan(2);
      const sent = await stage.slack.submits(id, { [labels.at(-1)]: "Call Acme <!channel> & *now*" });
      await stage.adapter.settled();
      expect(sent.errors).toEqual({});
      expect(stage.slack.openView(id)).toBeUndefined();
      expect(dm(id).map(stage.slack.asText).join("\n")).toContain(thanks);
      const answers = await stage.db.answer.findMany({ where: { orgId: stage.orgId } });
      expect(answers.map(({ value }) => value)).toContain("Call Acme <!channel> & *now*");
      await stage.slack.opensHome(id);
      await stage.adapter.settled();
      expect(stage.problems).toEqual([]);
    },
  );
});

describe("a form", () => {
  test("is shown as on its way when it takes long, and then in its place", async () => {
    stage = await slackStage();
    const release = held(stage);
    const result = await stage.slack.says("U2", "/blocker add", { channel: "C1" });
    expect(result.ackMs).toBeLessThan(3_000);
    await stage.slack.until(() => stage.slack.callsTo("views.open").length > 0);
    expect(stage.form("ana")).toContain("One moment");
    await release();
    expect(stage.slack.callsTo("views.update")).toHaveLength(1);
    expect(stage.form("ana")).toContain("Deal");
    await stage.slack.submits("U2", { "What is it": "A competitor" });
    await stage.adapter.settled();
    expect(stage.shown("ana")).toContain("№1");
  });

  test("whose trigger has expired is offered by a button that opens it as it was typed", async () => {
    stage = await slackStage();
    stage.slack.fail("views.open", { error: "expired_trigger_id" });
    await stage.says("ana", '/blocker add deal:"Acme Corp"');
    const offer = stage.slack.ephemeral("U2").at(-1);
    expect(offer && stage.slack.asText(offer)).toContain("[Open the form]");
    if (!offer) return;
    await stage.slack.clicks("U2", offer, "Open the form");
    await stage.adapter.settled();
    expect(stage.form("ana")).toContain("<Acme Corp>");
  });

  test.each([
    ["throttled", { retryAfter: 5 }],
    ["broken", { status: 500 }],
    ["silent", { dropSocket: true }],
  ])("is offered again when Slack is %s", async (_what, fault) => {
    stage = await slackStage();
    stage.slack.fail("views.open", fault);
    await stage.says("ana", "/blocker add");
    expect(stage.shown("ana")).toContain("[Open the form]");
  });

  test("sent slowly says that it is being worked on, and then answers in its place", async () => {
    stage = await slackStage();
    await stage.says("ana", "/blocker add");
    const release = held(stage);
    const sent = await stage.slack.submits("U2", { "What is it": "A competitor" });
    expect(sent.result?.ackMs).toBeLessThan(3_000);
    expect(stage.form("ana")).toContain("Working on it");
    await release();
    expect(stage.form("ana")).toContain("№1");
    expect(await stage.db.blocker.count()).toBe(1);
  });

  test.each([
    ["ana", "en", "Please say in a few words what it is.", ["What is it", "Something else", "Deal"]],
    ["boris", "ru", "Пожалуйста, опишите в двух словах.", ["В чём дело", "Другое", "Сделка"]],
  ] as const)("refused as a whole stays open as %s filled it in (%s)", async (who, _, problem, [what, other, deal]) => {
    stage = await slackStage();
    await stage.says(who, "/blocker add");
    const { id } = people[who];
    await stage.slack.submits(id, { [what]: other, [deal]: "Acme Corp" });
    await stage.adapter.settled();
    expect(stage.form(who)).toContain(problem);
    expect(stage.form(who)).toContain("<Acme Corp>");
    await stage.slack.submits(id, { [what]: who === "ana" ? "A competitor" : "Конкурент" });
    await stage.adapter.settled();
    expect(await stage.db.blocker.findFirst()).toMatchObject({ deal: "Acme Corp" });
  });

  test("that failed slowly comes back as it was filled in, and the same values count once", async () => {
    stage = await slackStage();
    await stage.says("ana", "/blocker add");
    const { receive } = stage.bot;
    const failing = async (delivery: Parameters<typeof receive>[0]) => {
      await receive(delivery);
      const text = "Nobody knows whether it was saved";
      return { kind: "reply", view: { summary: text, blocks: [] }, failed: true } as const;
    };
    Object.assign(stage.bot, { receive: failing });
    const release = held(stage);
    await stage.slack.submits("U2", { "What is it": "A competitor", Deal: "Acme Corp", "Value at risk": "5k" });
    expect(stage.form("ana")).toContain("Working on it");
    await release();
    Object.assign(stage.bot, { receive });
    for (const one of ["Nobody knows whether", "<A competitor>", "<Acme Corp>", "<5k>"])
      expect(stage.form("ana")).toContain(one);
    await stage.slack.submits("U2");
    await stage.adapter.settled();
    expect(stage.shown("ana")).toContain("№1");
    expect(await stage.db.blocker.count()).toBe(1);
  });

  test("answers where it was opened, wherever its reader went meanwhile", async () => {
    stage = await slackStage();
    await stage.says("ana", "/blocker add", "C1");
    await stage.says("ana", "/goalkeeper help", "C9");
    await stage.slack.submits("U2", { "What is it": "A competitor" });
    await stage.adapter.settled();
    expect(stage.slack.ephemeral("U2").at(-1)).toMatchObject({ channel: "C1" });
    expect(stage.shown("ana")).toContain("№1");
  });

  test("sent twice by Slack is taken once, and sent anew after a correction is another", async () => {
    stage = await slackStage();
    await stage.says("ana", "/blocker add");
    const wrong = await stage.slack.submits("U2", { "What is it": "A competitor", "Value at risk": "much" });
    expect(Object.keys(wrong.errors)).toEqual(["Value at risk"]);
    const right = await stage.slack.submits("U2", { "Value at risk": "5k" });
    expect(right.errors).toEqual({});
    await stage.adapter.settled();
    if (right.result) await stage.slack.redelivers(right.result);
    await stage.adapter.settled();
    expect(await stage.db.blocker.count()).toBe(1);
  });

  test("opened from the Home tab is answered in its place", async () => {
    stage = await slackStage();
    await stage.slack.opensHome("U2");
    await stage.adapter.settled();
    await stage.slack.clicks("U2", "home", "Something is in the way");
    await stage.adapter.settled();
    const before = stage.slack.callsTo("views.publish").length;
    await stage.slack.submits("U2", { "What is it": "A competitor" });
    await stage.adapter.settled();
    expect(stage.form("ana")).toContain("№1");
    expect(stage.slack.callsTo("views.publish").length).toBeGreaterThan(before);
    await stage.slack.clicks("U2", "form", "Say more");
    await stage.adapter.settled();
    expect(stage.slack.callsTo("views.push")).toHaveLength(1);
    await stage.slack.submits("U2", { Deal: "Acme" });
    await stage.adapter.settled();
    expect(await stage.db.blocker.findFirst()).toMatchObject({ deal: "Acme" });
  });

  test("for a team's channel is opened from the Home tab and offers the channels", async () => {
    stage = await slackStage();
    await stage.slack.opensHome("U1");
    await stage.adapter.settled();
    await stage.slack.clicks("U1", "home", "Channel");
    await stage.adapter.settled();
    await stage.slack.submits("U1", { Channel: "#elsewhere" });
    await stage.adapter.settled();
    expect(stage.form("max")).toContain("#elsewhere");
    expect(await stage.db.teamChannel.findFirst()).toMatchObject({ externalId: "C9", name: "elsewhere" });
    expect(stage.problems).toEqual([]);
  });

  test("that changes something is seen at once in the Home tab of whoever manages, and only then", async () => {
    stage = await slackStage();
    await stage.slack.opensHome("U1");
    await stage.slack.opensHome("U3");
    await stage.adapter.settled();
    const shownTo = () => stage.slack.callsTo("views.publish").map(({ args }) => args.user_id);
    const max = () => stage.db.account.findUniqueOrThrow({ where: { id: stage.accountId("max") } });
    const before = shownTo().length;
    const { lastUsedAt } = await max();
    stage.at("2026-11-23T10:00:00Z");
    await stage.says("ana", "/goalkeeper help");
    expect(shownTo()).toHaveLength(before);
    await stage.says("ana", "/blocker add competition");
    await stage.says("ana", "/blocker add competition");
    expect(shownTo().slice(before)).toEqual(["U1", "U1"]);
    expect(await max()).toMatchObject({ lastUsedAt });
    await stage.says("max", "/team zone Europe/Paris");
    expect(shownTo().slice(before + 2)).toContain("U3");
    const between = shownTo().length;
    await stage.says("ada", "/team zone Europe/Oslo team:Sales");
    expect(new Set(shownTo().slice(between))).toEqual(new Set(["U1", "U3"]));
    const then = shownTo().length;
    stage.at("2026-11-24T10:00:00Z");
    await stage.says("ana", "/blocker add competition");
    expect(shownTo()).toHaveLength(then);
    expect(stage.problems).toEqual([]);
  });

  test("survives a lost connection in the middle", async () => {
    stage = await slackStage({ transport: "socket" });
    await stage.says("ana", "/blocker add");
    stage.slack.socket().drop();
    const sent = await stage.slack.submits("U2", { "What is it": "A competitor" });
    await stage.adapter.settled();
    expect(sent.errors).toEqual({});
    expect(stage.shown("ana")).toContain("№1");
    expect(stage.adapter.health()).toMatchObject({ ok: true, transport: "socket" });
  });

  test("searches while somebody types", async () => {
    stage = await slackStage();
    await stage.says("ana", "/blocker add");
    const { orgId, teamId, db } = stage;
    const metric = await db.metric.findFirstOrThrow({ where: { orgId, key: "calls" } });
    const goal = { orgId, teamId, metricId: metric.id, target: 20n, startsOn: "2026-11-01", endsOn: "2026-11-30" };
    const whose = { ownerId: stage.personId("ana"), createdById: stage.personId("max") };
    await db.goal.create({ data: { ...goal, ...whose, number: 1, name: "Calls <b> & more" } });
    expect(await stage.slack.types("U2", "Goal", "cal")).toEqual(["#1 Calls <b> & more"]);
    await stage.slack.submits("U2", { "What is it": "A competitor", Goal: "#1 Calls <b> & more" });
    await stage.adapter.settled();
    expect((await db.blocker.findFirst())?.goalId).not.toBeNull();
  });
});

describe("a slow command", () => {
  test("is acknowledged in time and answered later", async () => {
    stage = await slackStage();
    const release = held(stage);
    const result = await stage.slack.says("U2", "/goalkeeper help", { channel: "C1" });
    expect(result.ackMs).toBeLessThan(3_000);
    expect(stage.shown("ana")).toBe("Working on it…");
    await release();
    expect(stage.shown("ana")).toContain("What I can do for you");
  });

  test("is answered in the person's language before the database has answered", async () => {
    stage = await slackStage();
    await stage.says("boris", "/goalkeeper help");
    const release = held(stage);
    await stage.slack.says("U3", "/goalkeeper help", { channel: "C1" });
    expect(stage.shown("boris")).toBe("Уже делаю…");
    await release();
  });
});
