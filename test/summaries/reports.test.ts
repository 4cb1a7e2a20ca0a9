import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import { csvText } from "../../src/summaries/csv.ts";
import { postSummary } from "../../src/summaries/post-summary.ts";
import { weekOf, weekReportedOn } from "../../src/summaries/week.ts";
import { weekFacts } from "../../src/summaries/week-facts.ts";
import { viewAsText } from "../../src/view/plain-view.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { type WeekWriter, weekWriter } from "./written-week.ts";

let bot: TestBot;
let write: WeekWriter;

async function begin(options: Parameters<typeof testBot>[0] = {}) {
  await bot?.close();
  bot = await testBot(options);
  write = weekWriter(bot);
}

const november = ["2026-11-01", "2026-11-30"] as const;

async function schedule(days: number[], time: string) {
  const { orgId, teamId } = bot;
  await bot.db.schedule.create({ data: { orgId, teamId, kind: "summary", days, time } });
}

async function goalsOfTwo() {
  await write.goal("ana", "calls", 100, ...november);
  await write.goal("boris", "calls", 100, ...november);
  await write.entry("ana", "calls", 30, "2026-11-23");
}

beforeEach(() => begin());
afterEach(() => bot.close());

describe("/report week and /report share", () => {
  test("the preview is what is posted, block for block", async () => {
    await schedule([5], "16:00");
    await goalsOfTwo();
    await bot.at("fri 16:00");
    const answer = await bot.says("max", "/report week");
    await postSummary(bot.work(), write.occurrence("2026-11-27"));
    const row = await bot.db.outboxMessage.findFirstOrThrow({ where: { kind: "summary" } });
    const posted = row.view as unknown as { blocks: unknown[] };
    if (answer.kind !== "reply") throw new Error("No preview");
    expect(JSON.parse(JSON.stringify(answer.view.blocks.slice(0, posted.blocks.length)))).toEqual(posted.blocks);
    expect(bot.text(answer)).toContain(
      "Only you see this. It is posted in #sales exactly like this, with 2 messages in its thread.",
    );
  });

  test("is shared by button, once; neither a second share nor the schedule posts it again", async () => {
    await schedule([5], "16:00");
    await goalsOfTwo();
    const preview = await bot.says("max", "/report week");
    const shared = await bot.presses("max", preview, "Post it now");
    expect(bot.text(shared)).toContain("The summary of Sales for 23 Nov – 29 Nov 2026 is on its way to #sales");
    await bot.again();
    expect(bot.text(await bot.says("max", "/report share"))).toContain("was posted already");
    await bot.at("fri 16:00");
    await postSummary(bot.work(), write.occurrence("2026-11-27"));
    expect(await write.posted()).toHaveLength(1);
    expect(bot.woken.length).toBeGreaterThanOrEqual(3);
  });

  test("a summary on Mondays is about the week before, until it was due", async () => {
    await schedule([1], "12:00");
    expect(bot.text(await bot.says("max", "/report week"))).toContain("16 Nov to 22 Nov 2026");
    await bot.at("12:30");
    expect(bot.text(await bot.says("max", "/report week"))).toContain("23 Nov to 29 Nov 2026");
  });

  test("says when there is no channel to post in", async () => {
    await bot.db.teamChannel.deleteMany({ where: { teamId: bot.teamId } });
    await goalsOfTwo();
    expect(bot.text(await bot.says("max", "/report week"))).toContain("The team has no channel yet");
    expect(bot.text(await bot.says("max", "/report share"))).toContain("has no channel to post in");
  });

  test("is for the team's manager and observers, and posting for the manager alone", async () => {
    expect(bot.text(await bot.says("ana", "/report week"))).toContain("/report week is for");
    expect(bot.text(await bot.says("ana", "/report share"))).toContain("/report share is for");
    expect(bot.text(await bot.says("mara", "/report share Sales"))).toContain("found no team");
    await bot.db.membership.updateMany({ where: { personId: write.id("boris") }, data: { role: "observer" } });
    const seen = await bot.says("boris", "/report week");
    expect(bot.text(seen)).toContain("Only you see this");
    expect(bot.text(seen)).not.toContain("Post it now");
    expect(bot.text(await bot.says("boris", "/report share"))).toContain("is for");
    expect(await write.posted()).toEqual([]);
  });
});

describe("weeks", () => {
  test("run over months and years, and belong to the year of their Thursday", () => {
    expect(weekOf("2026-12-31")).toEqual({ key: "2026-W53", start: "2026-12-28", end: "2027-01-03" });
    expect(weekOf("2027-01-03").key).toBe("2026-W53");
    expect(weekOf("2026-11-30")).toEqual({ key: "2026-W49", start: "2026-11-30", end: "2026-12-06" });
    expect(weekOf("2024-12-30").key).toBe("2025-W01");
  });

  test("what is said until Wednesday is about the week before", () => {
    expect(["2026-11-30", "2026-12-02", "2026-12-03", "2026-12-06"].map((date) => weekReportedOn(date).key)).toEqual([
      "2026-W48",
      "2026-W48",
      "2026-W49",
      "2026-W49",
    ]);
  });
});

describe("/report mine and /my", () => {
  test("compare with one's own past only", async () => {
    await goalsOfTwo();
    await write.entry("ana", "calls", 40, "2026-11-17");
    await write.entry("ana", "calls", 20, "2026-11-10");
    await write.entry("ana", "revenue", 100_000, "2026-11-23");
    await write.entry("boris", "calls", 999, "2026-11-17");
    await write.round("2026-11-19", { ana: "answered" }, { ana: { commitment: "Call Acme" } });
    await write.blocker("ana", "delivery", "2026-11-20", { note: "Truck is late" });
    const text = bot.text(await bot.says("ana", "/report mine"));
    expect(text).toContain("#1 Calls of ana: 90 of 100 (90%). On track, until Mon");
    expect(text).toContain("Calls: 30 so far; your average of the last 2 weeks is 30");
    expect(text).toContain("Revenue: $1,000 so far; no earlier weeks yet");
    expect(text).toContain("You promised\nCall Acme");
    expect(text).toContain("Delivery, 3 days: Truck is late");
    expect(text).not.toContain("999");
    expect(text).not.toContain("boris");
  });

  test("/my shows goals, the open check-in with its button, promises and blockers", async () => {
    await goalsOfTwo();
    await write.round("2026-11-19", { ana: "answered" }, { ana: { commitment: "Call Acme" } });
    await write.round("2026-11-23", { ana: "prompted" });
    const day = await bot.says("ana", "/my");
    expect(bot.text(day)).toContain("Your day, Ana");
    expect(bot.text(day)).toContain("30 of 100 (30%)");
    expect(bot.text(day)).toContain("One is open until");
    expect(bot.text(day)).toContain("Call Acme");
    expect((await bot.presses("ana", day, "Check in")).kind).toBe("form");
    expect((await bot.presses("ana", day, "Log progress")).kind).toBe("form");
  });

  test("a newcomer's day is honest, in Russian too", async () => {
    expect(bot.text(await bot.says("chen", "/my"))).toContain("No open goals. Set one: /goal add");
    await begin({ locale: "ru" });
    expect(bot.text(await bot.says("chen", "/my"))).toContain("Открытых целей нет");
    expect(bot.text(await bot.says("chen", "/report mine"))).toContain("За последние девять недель записей нет.");
  });
});

describe("/report csv", () => {
  async function fileOf(who: string, command: string): Promise<string> {
    const answer = await bot.says(who, command);
    if (answer.kind !== "reply" || !answer.file) throw new Error(bot.text(answer));
    return answer.file.content;
  }

  test("a report of the team as a file, for whoever may see that report, from the button beside it too", async () => {
    await write.goal("ana", "calls", 200, "2026-11-01", "2026-11-30");
    await write.goal("boris", "calls", 100, "2026-11-01", "2026-11-30");
    await write.entry("ana", "calls", 130, "2026-11-10");
    const answer = await bot.says("max", "/report csv report:week");
    expect(bot.text(answer)).toContain("Week, Sales: one line.");
    const [heads = "", row = ""] = (answer.kind === "reply" ? (answer.file?.content ?? "") : "").slice(1).split("\r\n");
    expect(heads).toBe("week,as of,Goal,done,target,unit,line,change in points,pace");
    expect(row).toBe("2026-W47,2026-11-22,Calls,130,300,count,214,0,behind the line");
    expect(await bot.presses("max", await bot.says("max", "/report week"), "CSV")).toMatchObject({
      file: { content: expect.stringContaining(row) },
    });
    expect(bot.text(await bot.says("ana", "/report csv report:week"))).not.toContain("one line");
    expect(bot.text(await bot.says("mara", "/report csv report:week team:Sales"))).not.toContain("one line");
    expect(bot.text(await bot.says("max", "/report csv ana report:week"))).toContain("leave out the person");
    expect(bot.text(await bot.says("max", "/report csv report:year"))).toContain("week (Week)");
  });

  test("gives managers their team in major units, without others' notes", async () => {
    const goal = await write.goal("ana", "revenue", 100_000, ...november);
    await write.entry("ana", "revenue", 123_450, "2026-11-20", { note: "private", goalId: goal.id });
    await write.entry("boris", "calls", -2, "2026-11-21", { note: "by me", byPersonId: write.id("max") });
    await write.entry("chen", "win-rate", 3, "2026-11-22", { trials: 10n });
    await write.entry("chen", "calls", 9, "2026-11-22", { voidedAt: bot.now() });
    const text = await fileOf("max", "/report csv");
    expect(text.startsWith("\uFEFFdate,person,metric,amount,unit,source,note,goal\r\n")).toBe(true);
    expect(text.split("\r\n").slice(1)).toEqual([
      "2026-11-20,Ana,Revenue,1234.50,USD,command,,#1 Revenue of ana",
      "2026-11-21,Boris,Calls,-2,count,command,by me,",
      "2026-11-22,Chen,Win rate,3,out of 10,command,,",
      "",
    ]);
  });

  test("gives reps their own with their notes, and nobody else's", async () => {
    await write.entry("ana", "calls", 5, "2026-11-20", { note: '=HYPERLINK("x")' });
    await write.entry("boris", "calls", 6, "2026-11-20");
    const text = await fileOf("ana", "/report csv");
    expect(text).toContain(`2026-11-20,Ana,Calls,5,count,command,"'=HYPERLINK(""x"")",`);
    expect(text).not.toContain("Boris");
    expect(await fileOf("ana", "/report csv me 2026-11-21 2026-11-23")).not.toContain("Ana");
    expect(bot.text(await bot.says("ana", "/report csv boris"))).not.toContain("entries");
    expect(bot.text(await bot.says("ana", "/report csv team"))).not.toContain("entries");
    expect(bot.text(await bot.says("mara", "/report csv ana"))).toContain("do not know");
    expect(await fileOf("max", "/report csv boris")).toContain("Boris");
  });

  test("quotes as RFC 4180 says and lets no formula through", () => {
    const rows = [
      ["a,b", 'say "hi"', "two\nlines", "plain"],
      ["=1+1", "+7", "-5.5", "-a", "@x", " =1", "\t=1"],
    ];
    expect(csvText(rows)).toBe(`\uFEFF"a,b","say ""hi""","two\nlines",plain\r\n'=1+1,'+7,-5.5,'-a,'@x,' =1,'\t=1\r\n`);
  });
});

describe("reading a week", () => {
  test("takes as many queries for sixty people as for three", async () => {
    const { orgId, teamId } = bot;
    const counted = async () => {
      let queries = 0;
      const db = bot.db.$extends({
        query: {
          $allOperations({ args, query }) {
            queries += 1;
            return query(args);
          },
        },
      });
      await weekFacts({ ...bot.work(), db: db as unknown as PrismaClient }, teamId, weekOf("2026-11-23"));
      return queries;
    };
    await goalsOfTwo();
    await write.blocker("ana", "delivery", "2026-11-20", { ownerId: write.id("max") });
    const few = await counted();
    const people = await bot.db.person.createManyAndReturn({
      data: Array.from({ length: 60 }, (_, at) => ({ orgId, name: `Rep ${at}`, workPattern: [] })),
    });
    for (const { id } of people) {
      await bot.db.membership.create({ data: { orgId, teamId, personId: id, role: "rep", startsOn: "2026-01-01" } });
      await write.goal("ana", "calls", 50, ...november, { ownerId: id });
      await write.entry("ana", "calls", 5, "2026-11-23", { personId: id });
    }
    expect(await counted()).toBe(few);
    expect(few).toBeLessThanOrEqual(32);
  });
});

describe("another week", () => {
  test("is shown and posted by any of its days; one to come is refused", async () => {
    await bot.at("2026-12-02 10:00");
    const shown = await bot.says("max", "/report week on:2026-11-20");
    expect(bot.text(shown)).toContain("16 Nov to 22 Nov 2026");
    await bot.presses("max", shown, "Post it now");
    expect(await bot.channel("sales")).toHaveLength(1);
    expect((await bot.channel("sales"))[0]).toContain("16 Nov");
    expect(bot.text(await bot.says("max", "/report share on:2026-11-17"))).toContain("posted already");
    expect(bot.text(await bot.says("max", "/report share on:2026-12-09"))).toContain("has not begun");
    expect(await bot.channel("sales")).toHaveLength(1);
  });
});

describe("/goalkeeper status and /goalkeeper audit", () => {
  test("status says what runs and what comes next; messages are for admins", async () => {
    await bot.says("max", '/team schedule summary "fri 16:00"');
    const text = bot.text(await bot.says("max", "/goalkeeper status"));
    expect(text).toMatch(/Goalkeeper \d+\.\d+\.\d+/u);
    expect(text).toContain("Practice: 1 team, 5 people");
    expect(text).toContain("Sales (Europe/Berlin), weekly summary: Fri 27 Nov, 16:00");
    expect(text.includes("is for trying and small teams")).toBe(!process.env.TEST_DATABASE_URL);
    expect(text).not.toContain("waiting");
    await bot.says("max", "/report share");
    await bot.db.outboxMessage.updateMany({
      where: { kind: "summary" },
      data: { state: "failed", problem: "The channel is gone" },
    });
    const admins = bot.text(await bot.says("ada", "/goalkeeper status"));
    expect(admins).toContain("0 waiting, 1 failed; last sent: none yet");
    expect(admins).toContain("The channel is gone");
    expect(bot.text(await bot.says("otto", "/goalkeeper status"))).toContain("0 waiting, 0 failed");
  });

  test("audit says who changed what from what to what, newest first, to admins of that organisation only", async () => {
    await write.goal("ana", "revenue", 100_000, ...november);
    await bot.says("max", '/goal edit #1 target:$2,000 reason:"new quarter"');
    await bot.says("max", "/team role @boris observer");
    const answer = await bot.says("ada", "/goalkeeper audit");
    const text = bot.text(answer);
    expect(text).toContain("Max: goal edit #1 Revenue of ana");
    expect(text).toContain("target: $1,000 → $2,000");
    expect(text).toContain("Max: team role Boris: role: rep → observer");
    expect(text.indexOf("team role")).toBeLessThan(text.indexOf("goal edit"));
    if (answer.kind !== "reply") throw new Error("No answer");
    expect(answer.file?.content).toContain("when,who,what,about,change");
    expect(bot.text(await bot.says("ada", "/goalkeeper audit boris"))).toContain("Nothing changed");
    expect(bot.text(await bot.says("max", "/goalkeeper audit"))).toContain("/goalkeeper audit is for");
    expect(bot.text(await bot.says("otto", "/goalkeeper audit"))).toContain("Nothing changed");
    expect(viewAsText(answer.view).split("\n").length).toBeLessThanOrEqual(22);
  });
});
