import { keepDraft } from "../../src/command/drafts.ts";
import { deciders, type Row, teamIn, teamSettings } from "./row.ts";
import type { At } from "./world.ts";

/** Those who watch over a team read of all of it; a rep reads of their own part, which shows no colleague's goal. */
const watchers = { team: "admin manager observer", elsewhere: "admin" } as const;

const accountOf = async (at: At) =>
  at.world.db.account.findFirstOrThrow({ where: { personId: at.caller.personId }, select: { id: true, orgId: true } });

export const insightRows: readonly Row[] = [
  {
    command: "goal send",
    of: "goal",
    // A draft is its writer's; what it sets is judged as the goal itself is.
    may: { own: "manager rep observer", team: deciders, shared: deciders, elsewhere: "admin" },
    async values(at) {
      const { id: accountId, orgId } = await accountOf(at);
      const whose = at.where === "own" ? {} : { for: at.mention(at.owner), ...teamIn(at) };
      const values = { name: `Calls ${at.next()}`, target: "40", by: "end of month", metric: "calls", ...whose };
      const work = { db: at.world.db, orgId, now: at.world.bot.now(), caller: { accountId } };
      return { draft: await keepDraft(work, "goal add", {}, values), as: "as-is" };
    },
  },
  {
    command: "goal live",
    of: "goal",
    may: { own: deciders, team: deciders, elsewhere: "admin", shared: deciders },
    values: async (at) => ({ goal: `#${(await at.fresh.goal("sent")).number}`, reason: "agreed on the phone" }),
  },
  {
    command: "blocker request",
    of: "person",
    may: { own: deciders, team: deciders, elsewhere: "admin" },
    async values(at) {
      const { number } = await at.fresh.blocker();
      return { blocker: String(number), ask: "Confirm the date", department: "production" };
    },
  },
  {
    command: "team owner",
    of: "team",
    may: teamSettings,
    values: async (at) => ({
      ...{ department: "production", who: at.mention(await at.fresh.stranger()), days: "3" },
      ...teamIn(at),
    }),
  },
  {
    command: "team parent",
    use: "one that somebody else manages",
    of: "team",
    may: { team: "admin", elsewhere: "admin" },
    async values(at) {
      const parent = await at.world.db.team.create({
        data: {
          orgId: at.team.orgId,
          name: `${at.word} ${at.next()}`,
          zone: "Europe/Berlin",
          locale: "en",
          workPattern: [],
        },
      });
      return { parent: parent.name, ...teamIn(at) };
    },
  },
  {
    command: "team parent",
    use: "taking it out",
    of: "team",
    may: teamSettings,
    async values(at) {
      const { db, teams } = at.world;
      const above = at.team.id === teams.sales.id ? teams.support.id : teams.sales.id;
      await db.team.update({ where: { id: at.team.id }, data: { parentId: at.where === "foreign" ? null : above } });
      return { clear: "yes", ...teamIn(at) };
    },
  },
  {
    command: "team market",
    of: "team",
    may: teamSettings,
    values: (at) => ({
      metric: "revenue",
      amount: String(1_000 + at.next()),
      from: "2026-07-01",
      to: "2026-09-30",
      ...teamIn(at),
    }),
  },
  {
    command: "team funnel",
    of: "team",
    may: teamSettings,
    values: (at) => ({ stages: at.role === "manager" ? "calls > meetings > deals" : "calls > deals", ...teamIn(at) }),
  },
  {
    command: "report activity",
    of: "team",
    may: watchers,
    async values(at) {
      await at.fresh.entry(await at.fresh.goal(), at.owner ?? at.caller, 77n);
      return teamIn(at);
    },
    shows: (at) => `${at.team.name}: activity and result`,
  },
  {
    command: "report causes",
    of: "team",
    may: watchers,
    values: teamIn,
    shows: (at) => `${at.team.name}: what is behind`,
  },
];
