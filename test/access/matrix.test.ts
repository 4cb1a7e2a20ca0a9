import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalog } from "../../src/catalog.ts";
import type { Answer } from "../../src/command/command.ts";
import { namesIn, placesOf, type Row } from "./row.ts";
import { table } from "./table.ts";
import { type At, accessWorld, type PlaceName, type RoleName, readIn, roles, type World } from "./world.ts";

let world: World;

beforeAll(async () => {
  world = await accessWorld();
});
afterAll(() => world.bot.close());

test("every command has its row", () => {
  const covered = new Set(table.map(({ command }) => command));
  const missing = catalog.map(({ name }) => name).filter((name) => !covered.has(name));
  expect(missing, "say in test/access/table.ts who may do this to whose thing, and how to try it").toEqual([]);
  const known = new Set(catalog.map(({ name }) => name));
  expect(
    [...covered].filter((name) => !known.has(name)),
    "these rows are of no command",
  ).toEqual([]);
});

type Attempt = { readonly answer: Answer; readonly did: boolean; readonly problems: readonly string[] };

async function attempt(row: Row, at: At): Promise<Attempt> {
  await world.clear();
  const shown = await row.shows?.(at);
  const values = (await row.values?.(at)) ?? {};
  await world.changes.taken();
  const answer = await (row.tries ? row.tries(at, values) : at.does(row.command, values));
  const changed = await world.changes.taken();
  const tables = [...new Set(changed.map(({ table }) => table))].join(", ");
  const isForeign = changed.some(({ org }) => org !== null && org !== world.bot.orgId);
  return {
    answer,
    did: shown === undefined ? changed.length > 0 : readIn(answer).includes(shown),
    problems: [
      ...(shown !== undefined && changed.length > 0 ? [`changed ${tables} although it only reads`] : []),
      ...(isForeign ? [`changed another organisation's ${tables}`] : []),
    ],
  };
}

async function callerIn(row: Row, role: RoleName): Promise<At["caller"]> {
  return row.byStandIn ? standIn(role) : world.actors[role];
}

/** Somebody new with the same rights, for what cannot be done twice. */
async function standIn(role: RoleName): Promise<At["caller"]> {
  const { fresh } = world.at("admin", "team");
  const isMember = role === "manager" || role === "rep" || role === "observer";
  const made = isMember ? await fresh.member(role) : await fresh.stranger();
  if (role === "admin") await world.db.person.update({ where: { id: made.personId }, data: { isAdmin: true } });
  return made;
}

const nameOf = ({ command, use }: Row) => (use ? `${command}: ${use}` : command);

/** A right that the row leaves out is nobody's, and what is another organisation's is always out of reach. */
const mayIn = ({ may }: Row, where: PlaceName): readonly RoleName[] => (where === "foreign" ? [] : namesIn(may[where]));

describe("who may do what to whose things", () => {
  test.each(table.map((row) => [nameOf(row), row] as const))(
    "/%s",
    async (_name, row) => {
      const wrong: string[] = [];
      for (const where of placesOf[row.of]) {
        for (const role of roles) {
          const at = world.at(role, where, await callerIn(row, role));
          const { answer, did, problems } = await attempt(row, at);
          const isAllowed = mayIn(row, where).includes(role);
          const what = did ? "did it and may not" : "may do it and could not";
          const text = readIn(answer).slice(0, 200);
          if (did !== isAllowed) wrong.push(`${role}, ${where}: ${what}. The answer: ${text}`);
          wrong.push(...problems.map((problem) => `${role}, ${where}: ${problem}`));
        }
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  test("a row of a reading command says what is shown", () => {
    const readsOnly = new Set(catalog.filter((command) => command.readsOnly).map(({ name }) => name));
    expect(table.filter(({ command, shows }) => readsOnly.has(command) && !shows).map(nameOf)).toEqual([]);
  });
});
