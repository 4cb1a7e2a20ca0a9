import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withOwnChannels } from "../../adapters/discord/own-channels.ts";
import { runs } from "../../src/command/action.ts";
import { sayToPerson } from "../../src/outbox/say.ts";
import { buttons, view } from "../../src/view/view.ts";
import {
  channelId,
  discordStage,
  guildId,
  otherChannelId,
  otherGuildId,
  people,
  type Stage,
  stranger,
} from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await discordStage();
});
beforeEach(() => stage.discord.forgive());
afterEach(() => {
  stage.discord.clearFaults();
  expect(stage.problems.splice(0)).toEqual([]);
});
afterAll(() => stage.close());

const { max, ana, boris } = people;
const here = { guild: guildId };
const text = (one: Parameters<Stage["discord"]["text"]>[0]) => stage.discord.text(one);

describe("an answer", () => {
  it("is private, and says what was done", async () => {
    const { message } = await stage.discord.command(ana.id, "my zone", { zone: "Europe/Paris" }, here);
    expect(message?.ephemeralFor).toBe(ana.id);
    expect(text(message)).toContain("Europe/Paris");
    stage.discord.assertClean();
  });

  it("speaks the language of the person's Discord, or the one they chose", async () => {
    const { message } = await stage.discord.command(boris.id, "my zone", { zone: "Europe/Paris" }, here);
    expect(text(message)).toContain("Ваш часовой пояс");
    await stage.discord.command(boris.id, "my language", { language: "en" }, here);
    const { message: second } = await stage.discord.command(boris.id, "my zone", { zone: "Europe/Berlin" }, here);
    expect(text(second)).toContain("Your time zone");
    await stage.discord.command(boris.id, "my language", { language: "ru" }, here);
    stage.discord.assertClean();
  });

  it("is given once, however often the act arrives", async () => {
    const before = await stage.db.team.count();
    await stage.discord.command(max.id, "team create", { name: "East" }, { ...here, channel: "6", twice: true });
    expect(await stage.db.team.count()).toBe(before + 1);
    stage.discord.assertClean();
  });

  it("is given once when two processes hear the same act", async () => {
    const second = await stage.start();
    const before = await stage.db.auditEvent.count();
    await stage.discord.command(max.id, "team zone", { zone: "Europe/Madrid", team: "East" }, here);
    await expect.poll(() => stage.discord.violations.length).toBe(1);
    expect(stage.discord.violations).toMatchObject([{ code: 40060 }]);
    expect(await stage.db.auditEvent.count()).toBe(before + 1);
    await second.close();
  });

  it("that Discord took without saying so is not given twice", async () => {
    const before = stage.discord.ephemeral(ana.id).length;
    stage.discord.fail("POST /interactions/*/*/callback", { acceptThenDrop: true });
    const { message } = await stage.discord.command(ana.id, "goalkeeper help", {}, here);
    expect(text(message)).toContain("/goalkeeper");
    await stage.discord.until(() => stage.discord.violations.some(({ code }) => code === 40060));
    expect(stage.discord.ephemeral(ana.id)).toHaveLength(before + 1);
  });

  it("for which it is too late goes to the person directly", async () => {
    stage.discord.fail("POST /interactions/*/*/callback", { code: 10062 });
    await stage.discord.command(ana.id, "my zone", { zone: "Europe/Rome" }, { ...here, wait: false });
    await expect.poll(() => text(stage.discord.dm(ana.id).messages)).toContain("Europe/Rome");
    stage.discord.assertClean();
  });
});

describe("a form", () => {
  it("opens where something is missing, filled with what was given", async () => {
    const { kind, modal } = await stage.discord.command(max.id, "team role", { role: "observer" }, here);
    expect(kind).toBe("modal");
    expect(JSON.stringify(modal)).toContain('"default":true');
    stage.discord.assertClean();
  });

  it("is taken when it is sent", async () => {
    await stage.discord.command(ana.id, "my zone", {}, here);
    const label = stage.discord.modal(ana.id)?.components[0]?.label ?? "";
    const { message } = await stage.discord.submits(ana.id, { [label]: "Europe/Lisbon" });
    expect(text(message)).toContain("Europe/Lisbon");
    stage.discord.assertClean();
  });

  it("with a problem says so and opens again as it was", async () => {
    await stage.discord.command(ana.id, "my away", {}, here);
    const labels = stage.discord.modal(ana.id)?.components.map((one) => one.label ?? "") ?? [];
    const [from = "", to = ""] = labels;
    const { message } = await stage.discord.submits(ana.id, { [from]: "2026-12-21", [to]: "sometime" });
    expect(text(message)).toContain("sometime");
    const again = await stage.discord.clicks(ana.id, message ?? expect.fail(), "Open again");
    expect(again.kind).toBe("modal");
    expect(JSON.stringify(again.modal)).toContain('"value":"sometime"');
    const done = await stage.discord.submits(ana.id, { [to]: "2026-12-31" });
    expect(text(done.message)).toContain("31");
    stage.discord.assertClean();
  });

  it("speaks Russian", async () => {
    const { modal } = await stage.discord.command(boris.id, "my away", {}, here);
    expect(modal?.title).toMatch(/[а-я]/iu);
    expect(modal?.components.map((one) => one.label).join(" ")).toMatch(/[а-я]/iu);
  });
});

describe("while somebody types", () => {
  it("their teams and zones are offered", async () => {
    const teams = await stage.discord.autocomplete(max.id, "team show", { team: "sa" }, "team", here);
    expect(teams.map(({ name }) => name)).toContain("Sales");
    const zones = await stage.discord.autocomplete(ana.id, "my zone", { zone: "berl" }, "zone", here);
    expect(zones).toContainEqual({ name: "Europe/Berlin", value: "Europe/Berlin" });
  });

  it("nothing of another server is offered", async () => {
    const offered = await stage.discord.autocomplete(stranger.id, "team show", { team: "sa" }, "team", {
      guild: otherGuildId,
    });
    expect(offered).toEqual([]);
  });
});

describe("another server", () => {
  it("reaches nothing of this one by name or by a made-up value", async () => {
    const { message } = await stage.discord.command(
      stranger.id,
      "team show",
      { team: "Sales" },
      { guild: otherGuildId },
    );
    expect(text(message)).not.toContain("Ana");
    const { message: second } = await stage.discord.command(
      stranger.id,
      "team add",
      { person: stranger.id, team: "Sales" },
      { guild: otherGuildId },
    );
    expect(text(second)).not.toContain("is now in");
    expect(await stage.db.membership.count({ where: { teamId: stage.teamId } })).toBe(3);
  });
});

describe("in a direct conversation", () => {
  it("the person's own server answers", async () => {
    const { message } = await stage.discord.command(ana.id, "my zone", { zone: "Europe/Vienna" }, { dm: true });
    expect(text(message)).toContain("Europe/Vienna");
  });

  it("a button leads to the server whose message it stands on", async () => {
    stage.discord.addMember(otherGuildId, ana);
    const work = { db: stage.db, orgId: stage.orgId, now: stage.clock.now(), said: [] };
    await sayToPerson(work, stage.personId("ana"), { key: "two", kind: "notice" }, () =>
      view("Teams", buttons({ label: "My team", action: runs("team show") })),
    );
    await stage.deliver();
    stage.at("2026-11-23T12:00:00Z");
    await stage.discord.command(ana.id, "goalkeeper help", {}, { guild: otherGuildId });
    const said = stage.discord.dm(ana.id).messages.at(-1) ?? expect.fail();
    const { message } = await stage.discord.clicks(ana.id, said, "My team");
    expect(text(message)).toContain("Boris");
    const elsewhere = await stage.discord.command(ana.id, "team show", {}, { guild: otherGuildId });
    expect(text(elsewhere.message)).not.toContain("Boris");
  });

  it("somebody unknown is told what to do", async () => {
    stage.discord.addMember(guildId, { id: "99", name: "New" });
    const { message } = await stage.discord.command("99", "goalkeeper help", {}, { dm: true });
    expect(text(message)).toContain("in your server");
    stage.discord.assertClean();
  });
});

describe("people", () => {
  it("who never wrote become known by being named", async () => {
    stage.discord.addMember(guildId, { id: "77", name: "Chen" });
    const { message } = await stage.discord.command(max.id, "team add", { person: "77", team: "Sales" }, here);
    expect(text(message)).toContain("**Chen** is now in **Sales**");
    expect(await stage.db.account.count({ where: { externalId: "77" } })).toBe(1);
    stage.discord.assertClean();
  });
});

describe("a channel", () => {
  it("of another server is none here, whatever comes with a form", () => {
    const guildOfChannel = (id: string) => (id === otherChannelId ? otherGuildId : guildId);
    const sent = (channel: string) =>
      withOwnChannels({ guildOfChannel }, guildId, {
        kind: "submit",
        form: "team channel",
        state: {},
        values: { channel },
      });
    expect(sent(`#{${otherChannelId}}others`)).toMatchObject({ values: { channel: "#others" } });
    expect(sent(`#{${channelId}}sales`)).toMatchObject({ values: { channel: `#{${channelId}}sales` } });
  });

  const channelOf = async () =>
    (await stage.db.teamChannel.findFirstOrThrow({ where: { teamId: stage.teamId } })).externalId;
  const sends = async (channel: string) => {
    const { message } = await stage.discord.command(max.id, "team channel", { team: "Nowhere" }, here);
    await stage.discord.clicks(max.id, message ?? expect.fail(), "Open the form");
    const sent = await stage.discord.submits(max.id, { channel, team: "Sales" });
    return text(sent.message);
  };

  it("is picked in a form among those of the server", async () => {
    await expect(sends(otherChannelId)).rejects.toThrow("offers no");
    expect(await channelOf()).toBe(channelId);
    expect(await sends("6")).toContain("#general");
    expect(await channelOf()).toBe("6");
    expect(await sends(channelId)).toContain("#sales");
    stage.discord.assertClean();
  });
});
