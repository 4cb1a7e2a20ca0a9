import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Json, monday, type OpenRoom, openRoom } from "./open-room.ts";

let room: OpenRoom;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(async () => {
  expect(room.problems).toEqual([]);
  await room.close();
});

const asks = async (as: string, request: object, place = `dm:${as}`, key?: string) =>
  (await room.post("/api/requests", { as, place, request, ...(key ? { key } : {}) })).body;
const says = (as: string, text: string, place?: string) => asks(as, { kind: "text", text }, place);
const state = async (as: string, place = `dm:${as}`) =>
  (await room.get(`/api/state?${new URLSearchParams({ as, place })}`)).body;

describe("the practice room", () => {
  it("shows whom one can be, where, and when", async () => {
    const shown = await state("ana");
    expect(shown.people.map(({ id, role }: Json) => [id, role])).toEqual([
      ["ana", "rep"],
      ["boris", "rep"],
      ["nina", "newcomer"],
      ["max", "manager"],
    ]);
    expect(shown.places.map(({ id }: Json) => id)).toEqual(["channel:sales", "dm:ana"]);
    expect(shown).toMatchObject({ now: monday.toISOString(), zone: "Europe/Berlin", isMadeUp: true, place: "dm:ana" });
  });

  it("completes commands from the catalog", async () => {
    const log = (await state("ana")).commands.find(({ name }: Json) => name === "goal log");
    expect(log.options[0]).toMatchObject({ name: "goal", kind: "goal", required: true });
    expect(log.examples).not.toHaveLength(0);
  });

  it("answers privately, once for each sending", async () => {
    const log = () => asks("ana", { kind: "text", text: "/goal log calls 12" }, "dm:ana", "0123456789");
    const first = await log();
    expect(first).toMatchObject({ kind: "reply", replaces: false });
    expect(first.html).toContain("Logged 12");
    expect((await log()).html).toBe(first.html);
    const notes = await room.db.entry.count({ where: { at: monday, source: "command", amount: 12n } });
    expect(notes).toBe(1);
    expect((await state("ana")).messages).toEqual([]);
  });

  it("opens a form for what is missing and keeps it open with its problems", async () => {
    const opened = await says("ana", "/goal log calls");
    expect(opened.kind).toBe("form");
    const values = { goal: "calls", amount: "plenty" };
    const again = await asks("ana", { kind: "submit", form: "goal log", state: {}, values });
    expect(again).toMatchObject({ kind: "form", hasProblems: true });
    expect(again.html).toContain("“plenty” is not a number");
    const done = await asks("ana", { kind: "submit", form: "goal log", state: {}, values: { ...values, amount: "3" } });
    expect(done.html).toContain("Logged 3");
  });

  it("suggests only what the person may see", async () => {
    const { body } = await room.post("/api/suggest", { as: "ana", place: "dm:ana", of: "goal", typed: "call" });
    expect(body.choices).toHaveLength(1);
    expect(body.choices[0].label).toMatch(/^#\d+ Calls$/);
  });

  it("takes a name after @ for a mention", async () => {
    const shown = await says("max", "/goal list @Ana Costa");
    expect(shown.html).toContain("Meetings");
    expect(shown.html).not.toContain("Team revenue");
  });

  it("answers in the language that the person picked", async () => {
    await room.post("/api/language", { as: "boris", locale: "ru" });
    const shown = await state("boris");
    expect(shown.you.locale).toBe("ru");
    expect(shown.texts.send).toBe("Отправить");
    expect((await says("boris", "/goal list")).html).toContain("Цели");
    expect((await state("ana")).texts.send).toBe("Send");
  });

  it("refuses a moment that cannot be read, is past or is too far", async () => {
    const to = async (moment: string) => (await room.post("/api/clock", { to: moment })).status;
    expect(await to("soonish")).toBe(400);
    expect(await to("2026-11-20T10:00:00Z")).toBe(400);
    expect(await to("+60w")).toBe(400);
    const { body } = await room.post("/api/clock", { to: "когда-нибудь" }, { "accept-language": "ru" });
    expect(body.error).toContain("Не получилось прочитать момент");
  });

  it("passes through everything that is due on the way to Friday", async () => {
    const { body } = await room.post("/api/clock", { to: "next" });
    expect(new Date(body.now).getTime()).toBeGreaterThan(monday.getTime());
    await room.post("/api/clock", { to: "fri 16:00" });
    expect(room.clock.now()).toEqual(new Date("2026-11-27T15:00:00Z"));
    const mine = (await state("ana")).messages;
    expect(mine.map(({ at }: Json) => at)).toEqual(mine.map(({ at }: Json) => at).toSorted());
    expect(mine.map(({ html }: Json) => html).join()).toContain("Time to check in");
    const posted = await state("ana", "channel:sales");
    expect(posted.messages).toHaveLength(1);
    expect(posted.messages[0].html).toContain("Sales: week");
    expect(posted.messages[0].replies.length).toBeGreaterThan(0);
    expect(posted.places[0].count).toBe(1 + posted.messages[0].replies.length);
  });

  it("draws the charts of posted messages and of private answers", async () => {
    const posted = (await state("ana", "channel:sales")).messages[0];
    const address = /src="([^"]+)"/.exec(posted.html)?.[1] ?? "";
    const response = await fetch(room.web.url + address);
    expect(response.headers.get("content-type")).toBe("image/png");
    const png = Buffer.from(await response.arrayBuffer());
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.length).toBeGreaterThan(10_000);
    const missing = await fetch(`${room.web.url}/charts/00000000-0000-4000-8000-000000000000-0.png`);
    expect(missing.status).toBe(404);
  });

  it("builds the team anew", async () => {
    expect((await room.post("/api/reset", {})).body).toEqual({ rebuilt: true });
    const shown = await state("ana", "channel:sales");
    expect(shown.messages).toEqual([]);
    expect(shown.people).toHaveLength(4);
  });
});
