import { afterAll, beforeAll, expect, test } from "vitest";
import { localTimeOf } from "../../src/calendar/zones.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { type Sent, sentTo, setTimes } from "./sent.ts";

const losAngeles = "America/Los_Angeles";
let bot: TestBot;
let early = "";
let onTime = "";
let late = "";

async function checksIn(who: string): Promise<string> {
  const form = await bot.says(who, "/checkin");
  return bot.text(await bot.submits(who, form, { confidence: "4", commitment: "Ten calls" }));
}

/** Ana's Thursday begins in Vladivostok and Boris's in Los Angeles, eighteen hours apart; Chen is in Berlin. */
beforeAll(async () => {
  bot = await testBot();
  await bot.says("ana", "/my zone Asia/Vladivostok");
  await bot.says("boris", `/my zone ${losAngeles}`);
  await setTimes(bot, { checkin: "thu 09:30", summary: "fri 16:00" });
  for (const who of ["boris", "chen"]) {
    await bot.says("max", `/goal add "Calls of ${who}" 10 metric:calls for:${who} from:2026-11-30 by:2026-12-06`);
  }
  for (const number of [1, 2]) await bot.says("max", `/goal live ${number} "agreed by phone"`);
  await bot.runTo("2026-11-26 00:45");
  early = await checksIn("boris");
  await bot.runTo("2026-11-26 23:00");
  onTime = await checksIn("ana");
  await bot.runTo("2026-11-30 12:00");
  await bot.says("chen", "/goal log calls 5");
  await bot.runTo("2026-12-01 12:00");
  late = await checksIn("chen");
  await bot.says("chen", "/goal log calls 7");
  await bot.runTo("2026-12-04 17:00");
}, 400_000);
afterAll(() => bot.close());

const asked = async (who: string, zone?: string) =>
  (await sentTo(bot, who, zone)).filter(({ text }) => text.includes("Time to check in"));
const moments = (sent: readonly Sent[]) => sent.map(({ date, time }) => `${date} ${time}`);

test("C7: one date is one round and one summary, however many zones its people live in", async () => {
  const rounds = await bot.db.round.findMany({ where: { date: "2026-11-26" }, include: { checkIns: true } });
  expect(rounds.map(({ checkIns }) => checkIns.length)).toEqual([3]);
  expect(onTime).toContain("Thank you, that is all for this time.");
  const week = (await sentTo(bot, "#sales")).filter(({ date }) => date === "2026-11-27");
  expect(week.filter(({ kind }) => kind === "summary").map(({ text }) => text)).toEqual([
    expect.stringContaining("2 of 3 checked in."),
  ]);
  const inChannel = bot.platform.sent.filter(({ to }) => to === "#sales").slice(0, week.length);
  const [parent, ...below] = inChannel.map(({ message }) => message);
  expect(parent?.thread).toBeUndefined();
  expect(below.length).toBeGreaterThan(0);
  const parentId = `m${bot.platform.sent.findIndex(({ message }) => message === parent) + 1}`;
  for (const { thread } of below) expect(thread?.externalId).toBe(parentId);
});

test("C8: an answer that comes late moves no later date", async () => {
  expect(late).toContain("marked as late");
  expect(moments(await asked("chen"))).toEqual(["2026-11-26 09:30", "2026-12-03 09:30"]);
  const next = await bot.db.schedule.findUniqueOrThrow({
    where: { teamId_kind: { teamId: bot.teamId, kind: "checkin" } },
  });
  expect(next.nextOn).toBe("2026-12-10");
});

test("C11: a week that spans two months counts both of its parts", async () => {
  const summary = (await sentTo(bot, "#sales")).find(({ date, kind }) => kind === "summary" && date === "2026-12-04");
  expect(summary?.text).toContain("30 Nov – 6 Dec 2026");
  expect(summary?.text).toMatch(/Calls\s+12 \/ 20/u);
});

test("C12: whose day has not begun yet can report already, and is not asked for it again", async () => {
  expect(localTimeOf(new Date("2026-11-25T23:45:00Z"), losAngeles)).toBe("15:45");
  expect(early).toContain("Thank you, that is all for this time.");
  expect(moments(await asked("boris", losAngeles))).toEqual(["2026-12-03 09:30"]);
});
