import type { Answer, RawValues } from "../../src/command/command.ts";
import type { At, PlaceName, RoleName } from "./world.ts";

/** Who may, in words: "admin manager". Nobody where it is left out of the row. */
export type May = string;

/**
 * One thing that a command does, who may do it to whose, and how to try it. Written from what each role is for, never
 * from the program's own table, so that a wrong right there is caught here.
 */
export type Row = {
  readonly command: string;
  /** Where a command has several rows: which of its uses this is. */
  readonly use?: string;
  /** What is acted upon, which decides whose it can be. */
  readonly of: keyof typeof placesOf;
  readonly may: Readonly<Partial<Record<Exclude<PlaceName, "foreign">, May>>>;
  /** The values to give; fresh things are made for every attempt. */
  readonly values?: (at: At) => RawValues | Promise<RawValues>;
  /** Instead of running the command with these values. */
  readonly tries?: (at: At, values: RawValues) => Promise<Answer>;
  /** For commands that change nothing: words that only those who may will read. */
  readonly shows?: (at: At) => string | Promise<string>;
  /** Who acts is changed for good, so somebody else of that role does it. */
  readonly byStandIn?: true;
};

/** Whose a thing of each kind can be; a right that a row leaves out is nobody's. */
export const placesOf = {
  oneself: ["own"],
  team: ["team", "elsewhere", "foreign"],
  person: ["own", "team", "elsewhere", "foreign"],
  goal: ["own", "team", "shared", "elsewhere", "foreign"],
} as const satisfies Readonly<Record<string, readonly PlaceName[]>>;

export const everyone = "admin manager rep observer nobody";
export const members = "manager rep observer";
export const deciders = "admin manager";
/** Things of people: everybody their own, managers their team's, admins all. */
export const ownOrManaged = { own: everyone, team: deciders, elsewhere: "admin" } as const;
/** Settings of a team. */
export const teamSettings = { team: deciders, elsewhere: "admin" } as const;
export const mine = { own: everyone } as const;

export const goalOf = async (at: At) => ({ goal: `#${(await at.fresh.goal()).number}` });
export const teamIn = (at: At) => ({ team: at.team.name });

export const namesIn = (may: May | undefined): readonly RoleName[] =>
  (may ?? "").split(" ").filter((name): name is RoleName => name !== "");
