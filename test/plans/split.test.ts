import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Answer } from "../../src/command/command.ts";
import { remindUnaccepted } from "../../src/goals/acceptance.ts";
import type { View } from "../../src/view/view.ts";
import { writeHistory } from "../goals/written-history.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;

/** Ana sells a thousand a day and Boris eight hundred; Chen has no history. */
async function begin(options: Parameters<typeof testBot>[0] = {}) {
  bot = await testBot(options);
  const half = { from: "2026-06-01", to: "2026-11-20" } as const;
  await writeHistory(bot, "ana", "revenue", { ...half, amount: 100_000 });
  await writeHistory(bot, "boris", "revenue", { ...half, amount: 80_000 });
}
beforeEach(() => begin());
afterEach(() => bot.close());

const say = async (who: string, text: string) => bot.text(await bot.says(who, text));
const start = () => bot.says("max", "/goal split Revenue 150k by:Q1");
const lines = () => bot.db.planLine.findMany({ where: { orgId: bot.orgId }, orderBy: { share: "desc" } });
const goals = () =>
  bot.db.goal.findMany({ where: { orgId: bot.orgId }, orderBy: { number: "asc" }, include: { metric: true } });
const sum = (amounts: readonly bigint[]) => amounts.reduce((all, one) => all + one, 0n);

async function change(shown: Answer, who: string, values: Readonly<Record<string, string>>, by = "max") {
  const form = await bot.presses(by, shown, who);
  return bot.submits(by, form, values);
}

async function lastDm(who: string): Promise<View> {
  const last = (await bot.dmViews(who)).at(-1);
  if (!last) throw new Error(`Nothing was said to ${who}`);
  return last;
}

async function secondManager(): Promise<void> {
  const { personId } = bot.player("ada");
  await bot.db.person.update({ where: { id: personId }, data: { isAdmin: false } });
  const common = { orgId: bot.orgId, teamId: bot.teamId, personId, startsOn: "2026-01-01" };
  await bot.db.membership.create({ data: { ...common, role: "manager" } });
}

describe("the preview", () => {
  test("shows weights, shares, fit and what is unassigned, and sends nothing", async () => {
    const text = bot.text(await start());
    expect(text).toContain("Plan #1: Revenue, Sales");
    expect(text).toContain("Period: 1 Jan – 31 Mar 2027");
    expect(text).toContain("Total: $150,000");
    expect(text).toContain("Assigned: $150,000");
    expect(text).toContain("Unassigned: $0");
    expect(text).toContain("Over-assignment: 0%");
    expect(text).toContain("working days × ramp × history^0.5");
    expect(text).toMatch(/Ana +64 +66\.61 +\$52,100 +fits/u);
    expect(text).toMatch(/Unassigned +\$0/u);
    expect(text).toContain("Nothing has been sent yet.");
    expect(sum((await lines()).map(({ share }) => share))).toBe(15_000_000n);
    expect(await goals()).toEqual([]);
    for (const who of ["ana", "boris", "chen"]) expect(await bot.dm(who)).toEqual([]);
  });

  test("says per line why a share does not fit", async () => {
    const plan = await bot.says("max", "/goal split Revenue 900k by:Q1");
    const text = bot.text(plan);
    expect(text).toMatch(/Boris +64 .*unrealistic/u);
    expect(text).toMatch(
      /• Boris: Looks unrealistic: the chance to reach it is below 5%\. above the one earlier period: \$51,200/u,
    );
  });

  test("a typed weight, a floor and a cap change the shares, never the sum", async () => {
    const first = await start();
    const capped = await change(first, "Ana", { weight: "90", cap: "40k" });
    expect(bot.text(capped)).toMatch(/Ana +64 +66\.61 → 90 +\$40,000 \(up to \$40,000\)/u);
    const floored = await change(capped, "Chen", { floor: "60k" });
    expect(bot.text(floored)).toMatch(/Chen .*\$60,000 \(from \$60,000\)/u);
    expect(bot.text(floored)).toContain("Unassigned: $0");
    expect(sum((await lines()).map(({ share }) => share))).toBe(15_000_000n);
  });

  test("what the caps leave over stands unassigned; floors above the total are refused with the amount", async () => {
    let shown = await start();
    for (const who of ["Ana", "Boris", "Chen"]) shown = await change(shown, who, { cap: "40k" });
    expect(bot.text(shown)).toContain("Unassigned: $30,000");
    expect(bot.text(shown)).toMatch(/Unassigned +\$30,000/u);
    expect(bot.text(shown)).toContain("Over-assignment: −20%");
    await bot.db.planLine.updateMany({ data: { cap: null } });
    const form = await bot.presses("max", shown, "Ana");
    const refused = await bot.submits("max", form, { floor: "180k" });
    expect(bot.text(refused)).toMatch(/\$30,000 above/u);
    expect(await bot.db.planLine.count({ where: { floor: { not: null } } })).toBe(0);
    const crossed = await bot.submits("max", form, { floor: "50k", cap: "20k" });
    expect(bot.text(crossed)).toContain("A floor is $30,000 above its cap.");
    expect(bot.text(crossed)).toContain("At least: 50k");
  });

  test("more than the total is handed out only when typed in, and is said", async () => {
    const shown = await change(await start(), "Change the plan", { extra: "10" });
    expect(bot.text(shown)).toContain("Over-assignment: +10%");
    expect(bot.text(shown)).toContain("Assigned: $165,000");
    const less = await change(shown, "Change the plan", { extra: "−10", history: "0", total: "90k", unit: "1k" });
    expect(bot.text(less)).toContain("Unassigned: $9,000");
    expect((await lines()).map(({ share }) => share)).toEqual([2_700_000n, 2_700_000n, 2_700_000n]);
  });

  test.each([
    ["Change the plan", { history: "2" }, "from 0 to 1"],
    ["Change the plan", { extra: "80" }, "from −50 to 50"],
    ["Change the plan", { total: "€90k" }, "other currencies"],
    ["Change the plan", { total: "0" }, "above zero"],
    ["Ana", { weight: "many" }, "is not a weight"],
    ["Ana", { weight: "-3" }, "is not a weight"],
    ["Ana", { floor: "20%" }, "like 5k USD"],
    ["Ana", { currency: "USD 1.1" }, "with another currency than USD"],
    ["Ana", { currency: "EUR" }, "is not a currency with its rate"],
  ])("%s %j is refused at its field and kept", async (where, values, problem) => {
    const shown = await start();
    const before = await lines();
    const answer = await change(shown, where, values);
    expect(answer).toMatchObject({ kind: "problems", problems: [{ field: Object.keys(values)[0] }] });
    expect(bot.text(answer)).toContain(problem);
    expect(bot.text(answer)).toContain(Object.values(values)[0]);
    expect(await lines()).toEqual(before);
  });

  test("two managers do not overwrite each other", async () => {
    await secondManager();
    const shown = await start();
    const mine = await bot.presses("max", shown, "Ana");
    const theirs = await bot.presses("ada", await bot.says("ada", "/goal split #1"), "Ana");
    await bot.submits("ada", theirs, { weight: "30" });
    const late = await bot.submits("max", mine, { weight: "99" });
    expect(bot.text(late)).toContain("Somebody changed this meanwhile");
    expect(bot.text(late)).toContain("Weight: 99");
    await bot.submits("max", late);
    expect((await bot.db.planLine.findMany({ where: { ownWeight: 99 } })).length).toBe(1);
    // What one of them saw before the other's change cannot be sent.
    const sent = await bot.presses("max", shown, "Send 3 goals");
    expect(bot.text(sent)).toContain("Somebody changed this meanwhile");
    expect(await goals()).toEqual([]);
  });

  test("weights are reckoned anew with whoever joined and without whoever left", async () => {
    const shown = await start();
    const { personId } = bot.player("chen");
    await bot.db.membership.updateMany({ where: { personId }, data: { endsOn: "2026-11-22" } });
    const { personId: ada } = bot.player("ada");
    await bot.db.membership.create({
      data: { orgId: bot.orgId, teamId: bot.teamId, personId: ada, role: "rep", startsOn: "2026-11-01" },
    });
    const text = bot.text(await bot.presses("max", shown, "Recalculate weights"));
    expect(text).toContain("Ada");
    expect(text).not.toContain("Chen");
    expect(sum((await lines()).map(({ share }) => share))).toBe(15_000_000n);
  });

  test("newcomers weigh what is expected of them, and absences count", async () => {
    await bot.db.person.update({ where: { id: bot.player("chen").personId }, data: { hiredOn: "2026-11-16" } });
    await say("ana", "/my away “4 jan” “29 jan”");
    const text = bot.text(await start());
    expect(text).toMatch(/Chen +64 × 63% +40\.25/u);
    expect(text).toMatch(/Ana +44 +/u);
  });
});

describe("proposals", () => {
  test("are asked privately, answered privately, and the gap is shown", async () => {
    const asked = await bot.presses("max", await start(), "Ask for proposals");
    expect(bot.text(asked)).toContain("3 people were asked");
    expect(bot.text(asked)).not.toContain("[Ask for proposals]");
    for (const [who, amount] of [
      ["ana", "60k"],
      ["boris", "45k"],
    ] as const) {
      const dm = await lastDm(who);
      expect(bot.text(dm)).toContain("Max is planning Revenue for 1 Jan – 31 Mar 2027");
      expect(bot.text(dm)).not.toContain("150");
      const form = await bot.presses(who, dm, "Propose");
      expect(bot.text(await bot.submits(who, form, { amount }))).toContain("Noted: $");
    }
    expect(await bot.dm("max")).toEqual([]);
    const half = await say("max", "/goal split #1");
    expect(half).toContain("2 of 3 answered.");
    expect(half).toContain("Whoever has not answered counts with their share by weight.");
    const form = await bot.presses("chen", await lastDm("chen"), "Propose");
    await bot.submits("chen", form, { amount: "15k" });
    expect((await bot.dm("max"))[0]).toContain("All proposals for plan #1 Revenue are in: together 80% of the total.");
    const all = await bot.presses("max", await lastDm("max"), "Show the plan");
    expect(bot.text(all)).toContain("3 of 3 answered. Together they reach 80% of the total; the gap is $30,000.");
    const kept = await bot.presses("max", all, "Keep the proposals");
    expect(bot.text(kept)).toContain("Unassigned: $30,000");
    const scaled = await bot.presses("max", kept, "Scale them");
    expect((await lines()).map(({ share }) => share)).toEqual([7_500_000n, 5_630_000n, 1_870_000n]);
    const shared = await bot.presses("max", scaled, "Share the gap");
    expect(bot.text(shared)).toContain("Unassigned: $0");
    await bot.submits("chen", form, { amount: "20k" });
    expect(sum((await lines()).map(({ share }) => share))).toBe(15_000_000n);
    expect(await bot.dm("max")).toHaveLength(1);
  });

  test("above the total are scaled or kept: there is no gap to share, and none is said to be shared", async () => {
    const asked = await bot.presses("max", await start(), "Ask for proposals");
    const propose = async (who: string, amount: string) =>
      bot.submits(who, await bot.presses(who, await lastDm(who), "Propose"), { amount });
    const question = await lastDm("ana");
    for (const who of ["ana", "boris", "chen"]) await propose(who, "40k");
    const below = await bot.presses("max", await bot.says("max", "/goal split #1"), "Share the gap");
    expect(bot.text(below)).toContain("proposals, the gap shared by headroom");
    // More than the total: the shares are scaled now, and the plan says so.
    await bot.submits("ana", await bot.presses("ana", question, "Propose"), { amount: "90k" });
    const above = await bot.says("max", "/goal split #1");
    expect(bot.text(above)).toContain("Shares come from: proposals, scaled to the total");
    expect(bot.text(above)).not.toContain("Share the gap");
    expect(sum((await lines()).map(({ share }) => share))).toBe(15_000_000n);
    await bot.presses("max", above, "By weights");
    expect(bot.text(await bot.presses("max", asked, "Change log"))).toContain("proposals, scaled to the total");
    const { id: plan } = await bot.db.plan.findFirstOrThrow();
    const pressed = await bot.asks("max", { kind: "command", name: "goal split-basis", values: { plan, as: "gap" } });
    expect(bot.text(pressed)).toContain("there is no gap to share");
    expect((await bot.db.plan.findFirstOrThrow()).basis).toBe("weights");
  });

  test("without any history leave no headroom to share a gap by", async () => {
    const plan = await bot.says("max", "/goal split Deals 150 by:Q1");
    await bot.presses("max", plan, "Ask for proposals");
    const question = (await bot.dmViews("ana")).at(-1);
    if (!question) throw new Error("Nobody was asked");
    await bot.submits("ana", await bot.presses("ana", question, "Propose"), { amount: "40" });
    const shown = await bot.says("max", "/goal split #1");
    expect(bot.text(shown)).toContain("[Scale them]");
    expect(bot.text(shown)).not.toContain("Share the gap");
    const { id } = await bot.db.plan.findFirstOrThrow();
    const values = { plan: id, as: "gap" };
    const pressed = await bot.asks("max", { kind: "command", name: "goal split-basis", values });
    expect(bot.text(pressed)).toContain("Nothing can be expected of Ana, Boris, Chen yet");
  });

  test("are each one's own, and end when the plan is sent", async () => {
    const asked = await bot.presses("max", await start(), "Ask for proposals");
    const form = await bot.presses("ana", await lastDm("ana"), "Propose");
    for (const who of ["boris", "max", "olaf"]) {
      const stolen = await bot.asks(who, {
        kind: "submit",
        form: "goal split-offer",
        state: form.kind === "form" ? form.form.state : {},
        values: { amount: "1" },
      });
      expect(bot.text(stolen)).toMatch(/to another team|no longer there/u);
    }
    expect(bot.text(await bot.submits("ana", form, { amount: "-5" }))).toContain("less than zero");
    expect(bot.text(await bot.submits("ana", form, { amount: "€5k" }))).toContain("other currencies");
    await bot.presses("max", asked, "Send 3 goals");
    expect(bot.text(await bot.submits("ana", form, { amount: "5k" }))).toContain("The plan was sent.");
    const [question = ""] = await bot.dm("ana");
    expect(question).toContain("Thank you for your proposal!");
    expect(question).not.toContain("[Propose]");
  });
});

describe("sending", () => {
  test("makes every goal a part of the team's own one and asks their owners, all at once and once", async () => {
    const shown = await start();
    const sent = await bot.presses("max", shown, "Send 3 goals");
    expect(bot.text(sent)).toContain("Plan #1 is sent: 3 goals, parts of #2 Revenue. Unassigned: $0.");
    expect(bot.text(await bot.again())).toBe(bot.text(sent));
    expect(bot.text(await bot.presses("max", shown, "Send 3 goals"))).toContain("Plan #1 was sent already.");
    const [whole, ...parts] = await goals();
    expect(whole).toMatchObject({
      number: 2,
      ownerId: null,
      target: 15_000_000n,
      state: "understood",
      liveReason: "team",
    });
    expect(parts).toHaveLength(3);
    for (const part of parts)
      expect(part).toMatchObject({ parentId: whole?.id, state: "sent", startsOn: "2027-01-01", endsOn: "2027-03-31" });
    expect(sum(parts.map(({ target }) => target))).toBe(15_000_000n);
    for (const who of ["ana", "boris", "chen"]) {
      const dms = await bot.dm(who);
      expect(dms).toHaveLength(1);
      expect(dms[0]).toMatch(/A goal for you: #\d Revenue/u);
    }
    expect(await bot.db.goalRevision.count({ where: { orgId: bot.orgId } })).toBe(4);
    const dm = await lastDm("ana");
    const form = await bot.presses("ana", dm, "Accept");
    const target = String(
      Number(parts.find(({ ownerId }) => ownerId === bot.player("ana").personId)?.target ?? 0n) / 100,
    );
    expect(bot.text(await bot.submits("ana", form, { number: target, by: "31 mar", step: "call" }))).toContain(
      "is yours",
    );
    for (const label of ["Ana", "Change the plan", "Drop"]) {
      expect(() => bot.presses("max", sent, label)).toThrow("among");
      expect(bot.text(await bot.presses("max", shown, label))).toContain("sent already");
    }
  });

  test("two presses at the same moment are one send", async () => {
    const shown = await start();
    const both = await Promise.all([
      bot.presses("max", shown, "Send 3 goals"),
      bot.presses("max", shown, "Send 3 goals"),
    ]);
    expect(both.map((one) => bot.text(one).includes("is sent: 3 goals")).filter(Boolean)).toHaveLength(1);
    expect(await goals()).toHaveLength(4);
  });

  test("leaves nothing behind when one goal cannot be made", async () => {
    const shown = await start();
    const line = (await lines())[0];
    await bot.close();
    await begin({ mayBreak: true });
    const again = await start();
    expect(line).toBeDefined();
    await bot.db.$executeRawUnsafe(`create function refuse() returns trigger language plpgsql as $$
      begin if (select count(*) from "Goal") > 2 then raise exception 'no more'; end if; return new; end $$`);
    await bot.db.$executeRawUnsafe(
      `create trigger refuse before insert on "Goal" for each row execute function refuse()`,
    );
    expect(bot.text(await bot.presses("max", again, "Send 3 goals"))).toContain("broke");
    expect(shown).toBeDefined();
    expect(await goals()).toEqual([]);
    expect(await bot.dm("ana")).toEqual([]);
    expect((await bot.db.plan.findFirstOrThrow()).state).toBe("draft");
    await bot.db.$executeRawUnsafe(`drop trigger refuse on "Goal"`);
    expect(bot.text(await bot.presses("max", again, "Send 3 goals"))).toContain("is sent");
  });

  test("by months every line's goals add up to its share; later months are sent shortly before they begin", async () => {
    const monthly = await change(await start(), "Change the plan", { months: "monthly" });
    expect(bot.text(monthly)).toContain("By month");
    await bot.at("2026-12-30 10:00");
    await bot.presses("max", await bot.says("max", "/goal split #1"), "Send 9 goals");
    const parts = (await goals()).filter(({ ownerId }) => ownerId !== null);
    for (const { personId, share } of await lines()) {
      const own = parts.filter(({ ownerId }) => ownerId === personId);
      expect(own.map(({ startsOn, endsOn }) => [startsOn, endsOn])).toEqual([
        ["2027-01-01", "2027-01-31"],
        ["2027-02-01", "2027-02-28"],
        ["2027-03-01", "2027-03-31"],
      ]);
      expect(sum(own.map(({ target }) => target))).toBe(share);
      expect(own.map(({ state }) => state)).toEqual(["sent", "draft", "draft"]);
    }
    expect(await bot.dm("ana")).toHaveLength(1);
    const remind = () =>
      bot.db.$transaction((tx) => remindUnaccepted({ db: tx, now: bot.now(), said: [] }, 100), { timeout: 15_000 });
    await bot.at("2027-01-29 08:59");
    await remind();
    const before = (await bot.dm("ana")).length;
    await bot.at("2027-01-29 09:00");
    await remind();
    const february = (await goals()).filter(({ startsOn }) => startsOn === "2027-02-01");
    expect(february.map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
    expect((await bot.dm("ana")).length).toBe(before + 1);
    expect((await bot.dm("ana")).at(-1)).toContain("A goal for you");
    const march = (await goals()).find(
      ({ startsOn, ownerId }) => startsOn === "2027-03-01" && ownerId === bot.player("ana").personId,
    );
    for (const typed of [`/goal accept #${march?.number} 5k “31 mar” call`, `/goal object #${march?.number} too much`])
      expect(await say("ana", typed)).toContain("has not been sent yet");
  });

  test("by months of a time that runs already, months that are over get nothing", async () => {
    const whole = await bot.says("max", "/goal split Revenue 150k from:2026-10-01 by:2026-12-31");
    const monthly = await change(whole, "Change the plan", { months: "monthly" });
    expect(bot.text(monthly)).toMatch(/Ana +— +\$\d+,\d+ +\$\d+,\d+ +\$\d+,\d+/u);
    expect(bot.text(monthly)).toContain("Months that are over get no goal; the others carry the whole share.");
    await bot.at("2026-12-01 10:00");
    // What was seen in November is not what December would send.
    expect(bot.text(await bot.presses("max", monthly, "Send 6 goals"))).toContain("Somebody changed this meanwhile");
    const sent = await bot.presses("max", await bot.says("max", "/goal split #1"), "Send 3 goals");
    const parts = (await goals()).filter(({ ownerId }) => ownerId !== null);
    expect(new Set(parts.map(({ startsOn }) => startsOn))).toEqual(new Set(["2026-12-01"]));
    expect(sum(parts.map(({ target }) => target))).toBe(15_000_000n);
    expect(bot.text(sent)).toMatch(/Ana +— +— +\$/u);
    await bot.at("2027-01-04 10:00");
    expect(await say("max", "/goal split #1")).toMatch(/Ana +— +— +\$/u);
  });

  test("nothing is sent for a time that is over", async () => {
    const shown = await bot.says("max", "/goal split Revenue 150k from:2026-11-01 by:2026-11-30");
    await bot.at("2026-12-01 10:00");
    expect(bot.text(await bot.presses("max", shown, "Send 3 goals"))).toContain("That time is over");
    expect(await goals()).toEqual([]);
  });

  test("the own currency of a line gets its amount at the plan rate, one rate per currency", async () => {
    const euros = await change(await start(), "Ana", { currency: "EUR 1.1" });
    expect(bot.text(euros)).toMatch(/Ana .*\$\d\d,\d00 = €\d\d,\d{3}/u);
    expect(bot.text(euros)).toContain("Plan rates: 1 EUR = 1.1 USD.");
    await change(euros, "Boris", { currency: "eur 1,25" });
    expect(await bot.db.planLine.findMany({ where: { currency: "EUR" }, select: { planRate: true } })).toEqual([
      { planRate: "1.25" },
      { planRate: "1.25" },
    ]);
    await bot.presses("max", await bot.says("max", "/goal split #1"), "Send 3 goals");
    const parts = (await goals()).filter(({ ownerId }) => ownerId !== null);
    const inEuros = parts.filter(({ metric }) => metric.currency === "EUR");
    expect(inEuros).toHaveLength(2);
    for (const { ownerId, target, planRate, metric } of inEuros) {
      const line = (await lines()).find(({ personId }) => personId === ownerId);
      expect(planRate).toBe("1.25");
      expect(metric.key).toBe("revenue-eur");
      expect(target).toBe(((line?.share ?? 0n) * 4n) / 5n);
    }
    expect((await bot.dm("ana"))[0]).toContain("€");
  });

  test("whoever plans for themselves has their own part live at once", async () => {
    await bot.db.membership.create({
      data: {
        orgId: bot.orgId,
        teamId: bot.teamId,
        personId: bot.player("max").personId,
        role: "rep",
        startsOn: "2026-02-01",
      },
    });
    await bot.presses("max", await start(), "Send 4 goals");
    const own = (await goals()).find(({ ownerId }) => ownerId === bot.player("max").personId);
    expect(own).toMatchObject({ state: "understood", liveReason: "own" });
    expect(await bot.dm("max")).toEqual([]);
  });
});

describe("a department", () => {
  async function department() {
    const { id } = await bot.db.team.create({
      data: { orgId: bot.orgId, name: "Department", zone: "Europe/Berlin", locale: "en", workPattern: [] },
    });
    const south = await bot.db.team.create({
      data: { orgId: bot.orgId, name: "South", zone: "Europe/Berlin", locale: "en", workPattern: [], parentId: id },
    });
    await bot.db.team.update({ where: { id: bot.teamId }, data: { parentId: id } });
    const chen = bot.player("chen").personId;
    await bot.db.membership.updateMany({ where: { personId: chen }, data: { teamId: south.id } });
    const ada = bot.player("ada").personId;
    await bot.db.person.update({ where: { id: ada }, data: { isAdmin: false } });
    await bot.db.membership.create({
      data: { orgId: bot.orgId, teamId: id, personId: ada, role: "manager", startsOn: "2026-01-01" },
    });
  }

  test("is split over its teams, and each team's manager over the reps: every level adds up", async () => {
    await department();
    const plan = await bot.says("ada", "/goal split Revenue 150k by:Q1");
    expect(bot.text(plan)).toMatch(/Sales +128 /u);
    expect(bot.text(plan)).toMatch(/South +64 /u);
    await bot.presses("ada", plan, "Send 2 goals");
    const [whole, ...teams] = await goals();
    expect(sum(teams.map(({ target }) => target))).toBe(whole?.target);
    expect(teams.every(({ parentId, state }) => parentId === whole?.id && state === "understood")).toBe(true);
    const told = await lastDm("max");
    expect(bot.text(told)).toMatch(/Ada gave Sales a part of #2 Revenue: \$\d+,\d00 by 31 Mar 2027\./u);
    const own = await bot.presses("max", told, "Split over reps");
    expect(bot.text(own)).toContain("Plan #5: Revenue, Sales");
    await bot.presses("max", own, "Send 2 goals");
    const sales = teams.find(({ teamId }) => teamId === bot.teamId);
    const reps = (await goals()).filter(({ parentId }) => parentId === sales?.id);
    expect(sum(reps.map(({ target }) => target))).toBe(sales?.target);
    expect(reps).toHaveLength(2);
    expect(bot.text(await bot.presses("max", told, "Split over reps"))).toContain("Sent");
    expect(await bot.db.plan.count()).toBe(2);
  });

  test("counts everybody below a team, however deep, and nobody twice", async () => {
    await department();
    const common = { orgId: bot.orgId, zone: "Europe/Berlin", locale: "en", workPattern: [] };
    const { id: top } = await bot.db.team.findFirstOrThrow({ where: { orgId: bot.orgId, name: "Department" } });
    const region = await bot.db.team.create({ data: { ...common, name: "Region", parentId: top } });
    await bot.db.team.update({ where: { id: bot.teamId }, data: { parentId: region.id } });
    const elsewhere = await bot.db.team.findFirstOrThrow({ where: { orgId: { not: bot.orgId } } });
    await bot.db.team.update({ where: { id: elsewhere.id }, data: { parentId: region.id } });
    const boris = { orgId: bot.orgId, personId: bot.player("boris").personId, startsOn: "2026-01-01" };
    await bot.db.membership.create({ data: { ...boris, teamId: region.id, role: "rep" } });
    const text = bot.text(await bot.says("ada", "/goal split Revenue 150k by:Q1"));
    expect(text).toMatch(/Region +128 +\d+\.?\d* +\$1\d\d,/u);
    expect(text).toMatch(/South +64 /u);
    expect(text).toContain("Unassigned: $0");
  });

  test("needs teams under it", async () => {
    expect(await say("max", "/goal split Revenue 150k by:Q1 over:teams")).toContain("has no teams under it");
  });
});

describe("who may, and what cannot be split", () => {
  test("it is the managers' alone, in their own organisation", async () => {
    const shown = await start();
    expect(await say("ana", "/goal split Revenue 10k")).toContain("/goal split is for");
    expect(await say("mara", "/goal split #1")).toMatch(/no plan|I found no goal/u);
    for (const who of ["ana", "mara", "olaf"]) {
      for (const label of ["Ana", "Change the plan", "Send 3 goals", "Drop", "Change log", "Ask for proposals"]) {
        expect(bot.text(await bot.presses(who, shown, label))).toMatch(/is for|no longer there|to another team/u);
      }
    }
    expect(await goals()).toEqual([]);
    expect(await bot.db.plan.count()).toBe(1);
  });

  test.each([
    ["/goal split Revenue", "the total to split"],
    ["/goal split Revenue 0", "above zero"],
    ["/goal split Revenue -5k", "above zero"],
    ["/goal split “Win rate” 30%", "cannot be split"],
    ["/goal split Revenue 100k by:yesterday", "end before it begins"],
    ["/goal split Revenue 100k from:“1 jan 2026” by:“31 mar 2026”", "That time is over"],
    ["/goal split Revenue 100k by:soon", "is not a day or period"],
    ["/goal split #99", "I found no goal"],
    ["/goal split Revenue 100k team:Nowhere", "Nowhere"],
  ])("%s", async (text, expected) => {
    expect(await say("max", text)).toContain(expected);
    expect(await bot.db.plan.count()).toBe(0);
  });

  test("a personal goal is none to split, a team's is, and only once", async () => {
    await bot.says("max", "/goal add Revenue 80k for:team by:“31 dec”");
    await bot.says("max", "/goal add Deals 5 for:ana");
    expect(await say("max", "/goal split #2")).toContain("belongs to one person");
    expect(await say("max", "/goal split #1")).toContain("Total: $80,000");
    await bot.says("max", "/goal split #1");
    expect(await bot.db.plan.count()).toBe(1);
    const sent = await bot.presses("max", await bot.says("max", "/goal split #1"), "Send 3 goals");
    expect(bot.text(sent)).toContain("parts of #1 Revenue");
  });

  test("a goal for the same time is named before a second one is made", async () => {
    await bot.says("max", "/goal add Revenue 60k for:ana by:Q1");
    expect(bot.text(await start())).toContain("Ana has #1 Revenue for the same time already");
  });
});

describe("the log and the drafts", () => {
  test("who, when, from what, to what; kept when the plan is dropped", async () => {
    await secondManager();
    let shown = await change(await start(), "Ana", { weight: "90", cap: "40k" });
    await bot.at("mon 11:30");
    shown = await change(
      await bot.says("ada", "/goal split #1"),
      "Change the plan",
      { total: "160k", extra: "5" },
      "ada",
    );
    const log = bot.text(await bot.presses("max", shown, "Change log"));
    expect(log).toContain("Change log of plan #1");
    expect(log).toMatch(/11:30 .*Ada: total: \$150,000 → \$160,000/u);
    expect(log).toMatch(/11:30 .*Ada: over-assignment: 0% → 5%/u);
    expect(log).toMatch(/10:00 .*Max: Ana, weight: calculated → 90/u);
    expect(log).toMatch(/10:00 .*Max: Ana, at most: none → \$40,000/u);
    expect(log).toMatch(/10:00 .*Max: started the plan: \$150,000/u);
    const dropped = await bot.presses("max", shown, "Drop");
    expect(bot.text(dropped)).toContain("Plan #1 is dropped. Nothing was sent.");
    expect(await bot.db.planLine.count()).toBe(0);
    expect(await bot.db.auditEvent.count({ where: { orgId: bot.orgId, subject: "plan" } })).toBe(4);
    expect(bot.text(await bot.presses("max", shown, "Send 3 goals"))).toContain("no longer there");
  });

  test("a plan whose message was lost is found again", async () => {
    expect(await say("max", "/goal split")).toContain("No plan is being made");
    await start();
    const list = await bot.says("max", "/goal split");
    expect(bot.text(list)).toContain("#1 Revenue, Sales: $150,000 by 31 Mar");
    const shown = await bot.presses("max", list, "#1 Revenue, Sales: $150,000 by 31 Mar");
    expect(bot.text(shown)).toContain("Plan #1: Revenue, Sales");
    expect(bot.text(await bot.presses("max", list, "New plan"))).toContain("Split over");
  });
});

test("in Russian", async () => {
  await bot.close();
  await begin({ locale: "ru" });
  const shown = await bot.says("max", "/goal split Выручка 150 тыс. by:“1 квартал”");
  const text = bot.text(shown);
  expect(text).toContain("План #1: Выручка, Sales");
  expect(text).toContain("рабочие дни × ввод в должность × история^0,5");
  expect(text).toMatch(/Не распределено +0/u);
  const asked = await bot.presses("max", shown, "Запросить предложения");
  expect(bot.text(asked)).toContain("Запрос получили 3 человека");
  expect((await bot.dm("ana"))[0]).toContain("Max составляет план: Выручка");
  const sent = await bot.presses("max", asked, "Отправить 3 цели");
  expect(bot.text(sent)).toContain("План #1 отправлен: 3 цели, части цели #2 Выручка.");
});
