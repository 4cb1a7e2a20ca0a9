import { everyone, goalOf, type Row, teamIn } from "./row.ts";
import type { At } from "./world.ts";

const readers = "admin manager observer";

const goalName = async (at: At) => (await at.fresh.goal()).name;

/** What may come of a team is for its managers and observers; a rep gets their own goals instead, and no total. */
const ofTeam = (command: string): readonly Row[] => [
  { command, of: "team", may: { team: readers, elsewhere: "admin" }, values: teamIn, shows: goalName },
  {
    command,
    use: "one's own goals",
    of: "oneself",
    may: { own: "admin manager rep observer" },
    values: teamIn,
    shows: goalName,
  },
];

export const forecasts: readonly Row[] = [
  {
    command: "goal math",
    of: "goal",
    may: { own: everyone, team: readers, shared: "admin manager rep observer", elsewhere: "admin" },
    values: goalOf,
    shows: (at) => `${at.word} `,
  },
  ...ofTeam("report now"),
  ...ofTeam("report forecast"),
  {
    command: "report math",
    of: "team",
    may: { team: readers, elsewhere: "admin" },
    async values(at) {
      await at.fresh.goal();
      return teamIn(at);
    },
    shows: () => "how the total was computed",
  },
];
