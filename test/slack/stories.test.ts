import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { people, type Stage, slackStage } from "./stage.ts";

let stage: Stage;

afterEach(async () => {
  await stage.close();
  stage.slack.assertClean();
  expect(stage.problems).toEqual([]);
});

describe.each(["http", "socket"] as const)("over %s", (transport) => {
  beforeEach(async () => {
    stage = await slackStage({ transport });
  });

  test("a command is answered with its acknowledgement, before the person alone", async () => {
    const result = await stage.says("ana", "/goalkeeper help");
    expect(result.ackMs).toBeLessThan(3_000);
    expect(stage.shown("ana")).toContain("What I can do for you");
    expect(stage.slack.channel("C1").messages).toEqual([]);
    await stage.says("boris", "/goalkeeper help");
    expect(stage.shown("boris")).toContain("Чем я могу помочь");
  });

  test("a noun alone opens its menu, and the long form works as the short one", async () => {
    await stage.says("ana", "/blocker");
    expect(stage.shown("ana")).toContain("/blocker");
    await stage.says("ana", "/goalkeeper blocker add competition");
    expect(stage.shown("ana")).toContain("№1");
    const [card] = stage.slack.ephemeral("U2").slice(-1);
    if (!card) throw new Error("nothing was shown");
    await stage.slack.clicks("U2", card, "Say more");
    await stage.adapter.settled();
    expect(stage.slack.openView("U2")).toBeDefined();
  });

  test("a form opens at once, says what is wrong at the field, keeps the rest and answers in the channel", async () => {
    await stage.says("ana", "/blocker add");
    expect(stage.form("ana")).not.toBe("");
    const title = stage.slack.openView("U2")?.title;
    const labels = stage.form("ana");
    expect(labels).toContain("Deal");
    const bad = await stage.slack.submits("U2", {
      "What is it": "A competitor",
      Deal: "Acme",
      "Value at risk": "lots",
    });
    expect(Object.keys(bad.errors)).toEqual(["Value at risk"]);
    expect(bad.open?.title).toBe(title);
    const good = await stage.slack.submits("U2", { "Value at risk": "12k" });
    await stage.adapter.settled();
    expect(good.errors).toEqual({});
    expect(stage.slack.openView("U2")).toBeUndefined();
    expect(stage.shown("ana")).toContain("№1");
    expect(stage.slack.ephemeral("U2").at(-1)?.channel).toBe("C1");
    const [blocker] = await stage.db.blocker.findMany();
    expect(blocker).toMatchObject({ deal: "Acme", valueAtRisk: 1_200_000n });
  });

  test("a person is named by mention, and becomes known by it", async () => {
    await stage.slack.joinsTeam("T1", { id: "U7", name: "Vera Long", tz: "Asia/Almaty", locale: "ru-RU" });
    await stage.says("max", "/team add <@U7|vera.long> rep");
    const account = await stage.db.account.findFirstOrThrow({ where: { externalId: "U7" } });
    expect(account).toMatchObject({ name: "Vera Long", zone: "Asia/Almaty", locale: "ru-RU" });
    expect(await stage.db.membership.count({ where: { personId: account.personId, role: "rep" } })).toBe(1);
  });

  test("the Home tab shows a manager the team and its settings, in the person's language", async () => {
    await stage.slack.opensHome("U1");
    await stage.adapter.settled();
    const home = stage.slack.home("U1");
    expect(home && stage.slack.asText(home)).toContain("Your teams");
    expect(home && stage.slack.asText(home)).toContain("[Check in]");
    await stage.slack.opensHome(people.boris.id);
    await stage.adapter.settled();
    const his = stage.slack.home(people.boris.id);
    expect(his && stage.slack.asText(his)).toContain("[Отчитаться]");
    expect(his && stage.slack.asText(his)).not.toContain("Ваши команды");
    await stage.slack.clicks("U1", "home", "Times");
    await stage.adapter.settled();
    expect(stage.slack.openView("U1")).toBeDefined();
  });

  test("a message becomes a blocker's note, as far as it fits, and nothing else is read", async () => {
    const message = await stage.slack.says("U3", "<@U2> cannot &lt;ship&gt; before March <https://x.test|link>", {
      channel: "C1",
      mayFail: true,
    });
    expect(message).toBeDefined();
    const [said] = stage.slack.channel("C1").messages;
    if (!said) throw new Error("nothing was said");
    await stage.slack.messageShortcut("U2", said, "add_blocker");
    await stage.adapter.settled();
    expect(stage.form("ana")).toContain("@Ana cannot <ship> before March https://x.test");
  });

  test("a redelivered command changes nothing twice", async () => {
    const first = await stage.says("ana", "/blocker add competition");
    await stage.slack.redelivers(first);
    await stage.adapter.settled();
    expect(await stage.db.blocker.count()).toBe(1);
  });
});
