import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Request } from "../../src/bot.ts";
import { catalog } from "../../src/catalog.ts";
import { longestAction, opens, runs } from "../../src/command/action.ts";
import type { Command, RawValues } from "../../src/command/command.ts";
import { keepDraft } from "../../src/command/drafts.ts";
import { missingOptions } from "../../src/command/read-options.ts";
import type { Suggest } from "../../src/suggest.ts";
import { table } from "./table.ts";
import { accessWorld, type RoleName, readIn, type World } from "./world.ts";

let world: World;

beforeAll(async () => {
  world = await accessWorld();
  await world.db.metric.create({
    data: { orgId: world.teams.others.orgId, key: "zephyr", name: "Zephyrs", kind: "activity", unit: "count" },
  });
});
beforeEach(() => world.clear());
afterAll(() => world.bot.close());

/** Something of the other organisation, and something of the same look that there is nowhere. */
type Pair = { readonly theirs: string; readonly nowhere: string };

const missingNumber = "#8999";
const unseen = "Nowhere";

/** Ways to name another organisation's things in an option; none where its values name nothing. */
async function pairsFor(option: string, kind: string): Promise<Pair[]> {
  const { fresh, owner, setter } = world.at("admin", "foreign");
  const uuids = (theirs: string): Pair => ({ theirs, nowhere: randomUUID() });
  const mention = (sign: string, id: string): Pair => ({
    theirs: `${sign}{${id}}Somebody`,
    nowhere: `${sign}{nowhere}Somebody`,
  });
  switch (kind) {
    case "goal": {
      const goal = await fresh.goal();
      const named = { theirs: goal.name, nowhere: unseen };
      return [{ theirs: `#${goal.number}`, nowhere: missingNumber }, named, uuids(goal.id)];
    }
    case "person":
      return [
        mention("@", owner?.externalId ?? ""),
        { theirs: setter.name, nowhere: unseen },
        uuids(setter.personId),
        { theirs: `@${owner?.externalId}`, nowhere: `@${unseen}` },
      ];
    case "team":
      return [{ theirs: "Others", nowhere: unseen }, uuids(world.teams.others.id)];
    case "metric":
      return [{ theirs: "zephyr", nowhere: unseen }];
    default:
      return option === "blocker"
        ? [{ theirs: String((await fresh.blocker()).number), nowhere: missingNumber.slice(1) }]
        : option === "entry"
          ? [uuids((await fresh.entry(await fresh.goal(), setter)).id)]
          : option === "draft"
            ? [uuids(await foreignDraft()), { theirs: await foreignDraft(), nowhere: "no-id-at-all" }]
            : [];
  }
}

async function foreignDraft(): Promise<string> {
  const { orgId } = world.teams.others;
  const caller = { accountId: world.bot.player("otto").accountId };
  const values = { csv: "name,team\nZephyr,Others" };
  return keepDraft(
    { db: world.db, orgId, now: world.bot.now(), caller },
    "goalkeeper import",
    { kind: "people" },
    values,
  );
}

/** The same thing asked for through every door. */
function doors(command: Command, values: RawValues): Request[] {
  const { name } = command;
  const typed = Object.entries(values).map(([option, value]) => `${option}:"${value}"`);
  const action = [runs, opens].flatMap((make): Request[] => {
    const isShort = Object.entries(values).reduce(
      (sum, [key, one]) => sum + key.length + encodeURIComponent(one).length + 2,
      0,
    );
    return isShort + name.length + 5 <= longestAction ? [{ kind: "press", action: make(name, values) }] : [];
  });
  const isForm = command.alwaysForm || missingOptions(command, values).length > 0;
  return [
    { kind: "command", name, values },
    ...(isForm ? [] : [{ kind: "text", text: `/${name} ${typed.join(" ")}` } as const]),
    ...action,
    { kind: "submit", form: name, state: {}, values },
  ];
}

const secrets = /Zephyr|Olaf|Mara|Pia\b|Otto|Others/u;

/** What is read of an answer, without what the person had typed themselves. */
const without = (text: string, typed: string): string =>
  text.replaceAll(typed, "…").replaceAll(typed.replace(/^[@#]/u, ""), "…");

/** The valid values of a command's first use by an admin, into which another organisation's thing is put. */
async function validValues(command: Command): Promise<RawValues> {
  const row = table.find((one) => one.command === command.name && one.values && !one.use);
  const at = world.at("admin", row?.of === "oneself" ? "own" : "team");
  return (await row?.values?.(at)) ?? {};
}

const askers: readonly RoleName[] = ["admin", "manager", "rep", "nobody"];

describe("another organisation's things do not exist", () => {
  test.each(catalog.map((command) => [command.name, command] as const))(
    "for /%s",
    async (_name, command) => {
      const wrong: string[] = [];
      for (const [option, { kind }] of Object.entries(command.options)) {
        for (const [nth, { theirs, nowhere }] of (await pairsFor(option, kind)).entries()) {
          const values = await validValues(command);
          const real = doors(command, { ...values, [option]: theirs });
          const imagined = doors(command, { ...values, [option]: nowhere });
          // Every door for whoever may do most; for the others the shortest one, since all of them meet behind it.
          const tried = real.flatMap((request, door) => {
            const other = imagined[door];
            const who: readonly RoleName[] = door === 0 ? ["admin", "rep"] : nth === 0 ? ["admin"] : [];
            return other ? who.map((role) => ({ role, request, other })) : [];
          });
          for (const { role, request, other } of tried) {
            await world.changes.taken();
            const answer = without(readIn(await world.receive(world.actors[role], request)), theirs);
            const same = without(readIn(await world.receive(world.actors[role], other)), nowhere);
            const changed = await world.changes.taken();
            const what = `${role}, ${option}=${theirs}, ${request.kind}`;
            if (changed.length > 0) wrong.push(`${what}: changed ${changed.map((one) => one.table).join(", ")}`);
            if (answer !== same) wrong.push(`${what}: “${answer}” and not “${same}”`);
            if (secrets.test(answer)) wrong.push(`${what}: tells “${answer}”`);
          }
        }
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  test("in a form's hidden state", async () => {
    const { fresh } = world.at("admin", "foreign");
    const { id } = await fresh.checkIn();
    for (const role of askers) {
      const answers: string[] = [];
      for (const checkIn of [id, randomUUID(), "no-id-at-all"]) {
        for (const form of ["checkin", "checkin edit"]) {
          await world.changes.taken();
          const values = { confidence: "5", commitment: "mine now" };
          const answer = await world.receive(world.actors[role], { kind: "submit", form, state: { checkIn }, values });
          answers.push(readIn(answer));
          expect(await world.changes.taken()).toEqual([]);
        }
      }
      expect(new Set(answers).size).toBe(1);
    }
  });

  test("behind a draft of another's, by its button", async () => {
    const theirs = await foreignDraft();
    const colleague = { accountId: world.bot.player("boris").accountId };
    const work = { db: world.db, orgId: world.bot.orgId, now: world.bot.now(), caller: colleague };
    const teammates = await keepDraft(work, "goal ask", {}, { text: "Quartz secret" });
    const ids = [theirs, teammates, randomUUID(), "no-id-at-all"];
    for (const role of askers) {
      const answers = new Set<string>();
      for (const id of ids)
        answers.add(readIn(await world.receive(world.actors[role], { kind: "press", action: `open:draft?id=${id}` })));
      expect([...answers]).toEqual([expect.stringContaining("no longer")]);
    }
  });

  test("behind a button that nobody made", async () => {
    const answer = await world.receive(world.actors.rep, { kind: "press", action: "open:draft?id=%E0%A4%A" });
    expect(readIn(answer)).toContain("older message");
  });

  test("under a number that both organisations have used", async () => {
    const mine = await world.at("rep", "own").fresh.goal();
    const theirs = await world.at("rep", "foreign").fresh.goal();
    await world.db.goal.update({ where: { id: theirs.id }, data: { number: mine.number } });
    await world.at("rep", "own").does("goal log", { goal: `#${mine.number}`, amount: "3" });
    const entries = await world.db.entry.findMany();
    expect(entries.map(({ orgId, goalId }) => ({ orgId, goalId }))).toEqual([
      { orgId: world.bot.orgId, goalId: mine.id },
    ]);
  });
});

const kinds = ["goal", "metric", "team", "person", "command"] as const satisfies readonly Suggest["of"][];
const suggested = async (role: RoleName, wanted: Suggest): Promise<string> => {
  const { externalId, name } = world.actors[role];
  const from = { workspaceId: world.bot.workspaceId, externalId, name };
  return JSON.stringify(await world.bot.bot.suggest(from, wanted));
};

describe("suggestions", () => {
  test("offer nothing of another organisation, whatever is typed", async () => {
    const { fresh } = world.at("admin", "foreign");
    const goal = await fresh.goal();
    const typed = [
      "",
      "z",
      "Zephyr",
      "Olaf",
      "Mara",
      "Others",
      "o",
      "#",
      String(goal.number),
      `#${goal.number}`,
      goal.id,
    ];
    const options = catalog.flatMap((command) =>
      Object.keys(command.options).map((option) => ({ command: command.name, option })),
    );
    for (const role of askers) {
      for (const of of kinds)
        for (const one of typed) expect(await suggested(role, { of, typed: one })).not.toMatch(secrets);
      for (const where of options.filter((_, at) => at % 4 === 0))
        expect(await suggested(role, { of: "goal", typed: "", ...where })).not.toMatch(secrets);
    }
  });

  test("offer a rep their own goals and their team's, a manager the team's, and nobody a stranger's", async () => {
    const own = await world.at("rep", "own").fresh.goal();
    const mates = await world.at("rep", "team").fresh.goal();
    const shared = await world.at("rep", "shared").fresh.goal();
    const elsewhere = await world.at("rep", "elsewhere").fresh.goal();
    const sees = async (role: RoleName) => {
      const found = await suggested(role, { of: "goal", typed: "" });
      return [own, mates, shared, elsewhere].map(({ name }) => found.includes(`${name}"`));
    };
    expect(await sees("admin")).toEqual([true, true, true, true]);
    expect(await sees("manager")).toEqual([true, true, true, false]);
    expect(await sees("observer")).toEqual([true, true, true, false]);
    expect(await sees("rep")).toEqual([true, false, true, false]);
    expect(await sees("nobody")).toEqual([false, false, false, false]);
  });

  test("offer teams and people as far as somebody's own teams reach", async () => {
    for (const role of ["manager", "rep", "observer"] as const) {
      expect(await suggested(role, { of: "team", typed: "" })).toBe('[{"value":"Sales","label":"Sales"}]');
      expect(await suggested(role, { of: "person", typed: "Sid" })).toBe("[]");
      expect(await suggested(role, { of: "person", typed: "Boris" })).toContain("Boris");
    }
    expect(await suggested("nobody", { of: "team", typed: "" })).toBe("[]");
    expect(await suggested("nobody", { of: "person", typed: "" })).toBe("[]");
    expect(await suggested("admin", { of: "team", typed: "" })).toContain("Support");
  });
});
