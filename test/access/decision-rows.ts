import type { Row } from "./row.ts";
import type { At } from "./world.ts";

const everyone = "admin manager rep observer nobody";
const mine = { own: everyone } as const;
const ofManagers = { team: "admin manager", elsewhere: "admin" } as const;

/** A promise of the target person, noted by somebody other than the caller. */
async function promiseOf(at: At) {
  const number = 10_000 + at.next();
  const { orgId, id: teamId } = at.team;
  const whose = { ownerId: (at.owner ?? at.caller).personId, createdById: at.setter.personId };
  return at.world.db.actionItem.create({
    data: {
      orgId,
      teamId,
      number,
      title: `${at.word} step ${number}`,
      dueOn: "2026-12-01",
      createdAt: at.world.bot.now(),
      ...whose,
    },
  });
}

/** Something that a brief of the target team showed. */
async function shownIn(at: At) {
  const { orgId, id: teamId } = at.team;
  const key = `tried:${at.next()}`;
  const said = { en: `${at.word} finding ${key}`, ru: `${at.word} ${key}` };
  await at.world.db.insightSeen.create({
    data: { orgId, teamId, key, week: "2026-W47", score: 0.1, said, onlyFor: [] },
  });
  return { key, text: said.en };
}

const settles = (command: string): Row => ({
  command,
  of: "person",
  // No manager and no admin keeps, moves or drops what somebody else promised; nobody else even sees it.
  may: mine,
  values: async (at) => ({ action: String((await promiseOf(at)).number) }),
});

const shows = async (at: At) => (await shownIn(at)).text;

export const decisions: readonly Row[] = [
  {
    command: "action add",
    of: "person",
    // A promise belongs to a team, so whoever is in none has no place for it.
    may: { own: "manager rep observer", ...ofManagers },
    values: (at) => ({
      title: `Step ${at.next()}`,
      ...(at.where === "own" ? {} : { for: at.mention(at.owner), team: at.team.name }),
    }),
  },
  { command: "action list", of: "person", may: mine, shows: async (at) => (await promiseOf(at)).title },
  settles("action done"),
  settles("action carry"),
  settles("action drop"),
  {
    command: "action decide",
    of: "team",
    may: ofManagers,
    values: async (at) => ({ insight: (await shownIn(at)).key }),
    tries: (at, state) =>
      at.sends({ kind: "submit", form: "action decide", state, values: { title: `Step ${at.next()}` } }),
  },
  {
    command: "action later",
    of: "team",
    may: ofManagers,
    values: async (at) => ({ insight: (await shownIn(at)).key }),
  },
  { command: "report decisions", of: "team", may: ofManagers, values: (at) => ({ team: at.team.name }), shows },
  {
    command: "report csv",
    use: "the report of decisions",
    of: "team",
    may: ofManagers,
    values: (at) => ({ report: "decisions", team: at.team.name }),
    shows,
  },
];
