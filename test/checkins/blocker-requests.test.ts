import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type WeekWriter, weekWriter } from "../summaries/written-week.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
let write: WeekWriter;

async function begin(options: Parameters<typeof testBot>[0] = {}) {
  await bot?.close();
  bot = await testBot(options);
  write = weekWriter(bot);
}

const blocked = (category = "delivery", more: object = {}) =>
  write.blocker("ana", category, "2026-11-16", {
    ...{ note: "They always forget us", deal: "Acme", valueAtRisk: 1_200_000n, currency: "USD" },
    ...more,
  });

const says = async (who: string, text: string) => bot.text(await bot.says(who, text));

beforeEach(() => begin());
afterEach(() => bot.close());

describe("a request to a department", () => {
  test("goes to whoever answers for it, with the manager's words and never the rep's", async () => {
    await blocked();
    expect(await says("max", "/team owner production @boris 3")).toContain(
      "production: Boris, answer within 3 working days",
    );
    const answer = await says("max", '/blocker request 1 "Confirm the date for the Acme order"');
    expect(answer).toContain("production is asked about blocker №1, answer by Thu 26 Nov: Boris gets it.");
    const [asked = ""] = await bot.dm("boris");
    expect(asked).toContain("Sales asks production: Delivery");
    expect(asked).toContain("Max: Confirm the date for the Acme order");
    expect(asked).toContain("In the way for 7 days, $12,000 at stake. An answer is needed by Thu 26 Nov.");
    expect(asked).not.toContain("forget");
    const told = (await bot.dm("ana")).join();
    expect(told).toContain("Max asked production about your blocker №1 (Delivery), answer by Thu 26 Nov.");
    const list = await says("boris", "/blocker list");
    expect(list).toContain("Confirm the date for the Acme order");
    expect(list).not.toContain("forget");
  });

  test("shows its age wherever the blocker is shown, and that its answer was due", async () => {
    await blocked();
    await bot.says("max", '/blocker request 1 "Confirm the date" by:2026-11-25');
    await bot.at("2026-11-27 10:00");
    for (const who of ["ana", "max"]) {
      expect(await says(who, "/blocker list")).toContain(
        "№1 Delivery (Acme, They always forget us) $12,000: Ana, production asked 4 days ago, answer was due Wed 25 Nov, open 11 days",
      );
    }
    const asked = "Delivery, 11 days, production asked 4 days ago, answer was due Wed 25 Nov: They always forget us";
    expect(await says("ana", "/my")).toContain(asked);
    expect(await says("max", "/report causes")).toContain(
      "№1 Delivery: production asked 4 days ago, answer was due Wed 25 Nov",
    );
  });

  test("is closed by whoever was asked; the rep and the manager hear it, and what was said is changed", async () => {
    await blocked();
    await bot.says("max", "/team owner production @boris");
    await bot.says("max", '/blocker request 1 "Confirm the date"');
    await bot.at("2026-11-25 10:00");
    const view = (await bot.dmViews("boris"))[0];
    if (!view) throw new Error("Nothing was asked");
    const form = await bot.presses("boris", view, "It is done");
    expect(bot.text(await bot.submits("boris", form, { how: "Truck on Friday" }))).toContain("Blocker №1 is closed");
    expect((await bot.dm("boris"))[0]).toContain("Done after 2 days. Thank you.");
    expect((await bot.dm("max")).join()).toContain(
      "Boris closed blocker №1 (Delivery); you had asked production, 2 days ago.",
    );
    expect((await bot.dm("ana")).at(-1)).toContain("Boris closed your blocker №1: Delivery.");
    await bot.again();
    expect(await bot.dm("max")).toHaveLength(1);
    expect((await bot.db.blocker.findFirstOrThrow()).resolution).toBe("Truck on Friday");
  });

  test("asked again it is changed where it was said; asked twice it is said once", async () => {
    await blocked();
    await bot.says("max", "/team owner production @boris");
    await bot.says("max", '/blocker request 1 "Confirm the date"');
    await bot.again();
    expect(await bot.dm("boris")).toHaveLength(1);
    await bot.at("2026-11-24 10:00");
    expect(await says("max", '/blocker request 1 "Two trucks, please" by:2026-12-01')).toContain(
      "The request about blocker №1 is changed, answer by Tue 1 Dec: Boris sees it.",
    );
    expect(await bot.dm("boris")).toHaveLength(1);
    expect((await bot.dm("boris"))[0]).toContain("Two trucks, please");
    expect(await says("max", "/blocker list")).toContain("production asked 1 day ago");
    expect(await bot.dm("ana")).toHaveLength(1);
  });

  test("another department takes its place, and the first one is told", async () => {
    await blocked();
    await bot.says("max", "/team owner production @boris");
    await bot.says("max", "/team owner customer_service @chen");
    await bot.says("max", '/blocker request 1 "Confirm the date"');
    await bot.says("max", '/blocker request 1 "Call the customer" department:customer_service');
    expect((await bot.dm("boris"))[0]).toContain("This request went to somebody else");
    expect((await bot.dm("chen"))[0]).toContain("Sales asks customer service: Delivery");
    expect(await says("boris", "/blocker list")).toBe("No open blockers.");
  });

  test("goes into a department's channel, which never gets the team's own messages", async () => {
    const place = { externalId: "logistics", name: "logistics" };
    await blocked();
    expect(bot.text(await bot.says("max", "/team owner production channel:here team:Sales", place))).toContain(
      "production: #logistics, answer within 5 working days",
    );
    await bot.says("max", '/blocker request 1 "Confirm the date"');
    const [asked = ""] = await bot.channel("logistics");
    expect(asked).toContain("Max: Confirm the date");
    expect(asked).toContain("When it is done, please tell Max.");
    expect(asked).not.toContain("[");
    await write.entry("ana", "calls", 3, "2026-11-23");
    await bot.says("max", "/report share");
    expect(await bot.channel("logistics")).toHaveLength(1);
    expect((await bot.channel("sales"))[0]).toContain("Sales: week");
    await bot.says("ana", "/blocker resolve 1");
    expect((await bot.channel("logistics"))[0]).toContain("Done after less than a day");
  });

  test("is a text to copy where nobody is set, and its age counts all the same", async () => {
    await blocked();
    const answer = await says("max", '/blocker request 1 "Confirm the date"');
    expect(answer).toContain("Nobody is set for production, so here is the text to copy:");
    expect(answer).toContain("Sales asks production: Delivery");
    expect(answer).toContain("/team owner production @name");
    await bot.at("2026-11-24 10:00");
    expect(await says("max", "/blocker list")).toContain("production asked 1 day ago, answer due Mon 30 Nov");
  });

  test("is not made of what nobody inside can remove, or of what is the manager's own", async () => {
    await blocked("competition");
    await blocked("process_approval");
    expect(await says("max", '/blocker request 1 "Help"')).toContain("A competitor is outside the company");
    expect(await says("max", '/blocker request 2 "Help"')).toContain("is for you as the manager to remove");
    expect(await says("max", '/blocker request 1 "A comparison sheet" department:marketing')).toContain("marketing");
    expect(await says("max", '/blocker request 2 "Help" department:legal_finance by:2026-11-20')).toContain(
      "20 Nov 2026 is over",
    );
  });

  test("is for the team's manager: no rep, no observer, no other company", async () => {
    await blocked();
    expect(await says("ana", '/blocker request 1 "Help"')).toContain("/blocker request is for");
    await bot.db.membership.updateMany({ where: { personId: write.id("boris") }, data: { role: "observer" } });
    expect(await says("boris", '/blocker request 1 "Help"')).toContain("/blocker request is for");
    expect(await says("mara", '/blocker request 1 "Help"')).toContain("no open blocker №1");
    expect(await says("max", '/blocker request 7 "Help"')).toContain("no open blocker №7");
    expect((await bot.db.blocker.findFirstOrThrow()).requestedAt).toBeNull();
    expect(await says("ana", "/team owner marketing @ana")).toContain("/team owner is for");
    expect(await says("mara", "/team owner marketing @mara Sales")).not.toContain("answer within");
    expect(await bot.db.departmentOwner.count()).toBe(0);
  });
});

describe("/team owner", () => {
  test("lists every department, and is heard by the teams below", async () => {
    await bot.says("max", "/team owner marketing @boris days:2");
    const list = await says("max", "/team owner");
    expect(list).toContain("Sales: who gets requests");
    expect(list).toContain("marketing: Boris, answer within 2 working days");
    expect(list).toContain("product: nobody yet, answer within 5 working days");
    const { orgId, teamId } = bot;
    const below = await bot.db.team.create({
      data: { orgId, name: "East", zone: "Europe/Berlin", locale: "en", workPattern: [], parentId: teamId },
    });
    await bot.db.membership.create({
      data: { orgId, teamId: below.id, personId: write.id("max"), role: "manager", startsOn: "2026-01-01" },
    });
    expect(await says("max", "/team owner marketing team:East")).toContain("marketing: Boris");
  });

  test("is taken back by its button, and a person who left gets nothing", async () => {
    await blocked("marketing_leads");
    const set = await bot.says("max", "/team owner marketing @boris");
    await bot.db.person.update({ where: { id: write.id("boris") }, data: { state: "left" } });
    expect(await says("max", '/blocker request 1 "More leads"')).toContain("here is the text to copy");
    expect(bot.text(await bot.presses("max", set, "Remove"))).toContain("go to nobody from now on");
    expect(await says("max", "/team owner marketing clear:yes")).toContain("Nothing was set for marketing");
  });

  test("says what cannot be read", async () => {
    expect(await says("max", "/team owner marketing @boris days:0")).toContain("1 to 60 working days");
    expect(await says("max", "/team owner kitchen @boris")).toContain("marketing");
    expect(await says("max", "/team owner days:3")).toContain("Which department?");
  });
});

test("in Russian, with its plurals", async () => {
  await begin({ locale: "ru" });
  await blocked();
  await bot.says("max", "/team owner production @boris 3");
  expect(await says("max", '/blocker request 1 "Подтвердите дату"')).toContain(
    "производство: запрос о препятствии №1 отправлен, ответ до чт, 26 нояб., получатель: Boris.",
  );
  expect((await bot.dm("boris"))[0]).toMatch(
    /Ответ нужен до чт, 26 нояб\.: мешает 7 дней, под угрозой 12\u00a0000\u00a0\$\./u,
  );
  await bot.at("2026-11-27 10:00");
  expect(await says("max", "/blocker list")).toContain("производство: запрос 4 дня назад, срок ответа прошёл");
});
