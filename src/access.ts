import { UserError } from "./errors.ts";
import { accessTexts as m } from "./i18n/access.ts";
import type { Caller } from "./work.ts";

/** Who may do a thing, by how the thing stands to them. Admins of the organisation may do all of these. */
type Right = {
  /** Their own goals, entries, check-ins, settings. */
  readonly own?: true;
  /** Things of the teams in which they have one of these roles. */
  readonly team?: readonly ("manager" | "rep" | "observer")[];
  /** Anybody who is known in the organisation, whatever the subject. */
  readonly anyone?: true;
  /** Private to the person: not even an admin may do it for somebody else. */
  readonly personal?: true;
};

const everybody = { anyone: true } as const;
const managers = { team: ["manager"] } as const;
const members = { team: ["manager", "rep", "observer"] } as const;
const ownOrManager = { own: true, team: ["manager"] } as const;
const personal = { own: true, personal: true } as const;
const adminsOnly = {} as const;

/** The one table of rights: a row for every command, and nothing may be run without its row. */
export const access = {
  goal: everybody,
  "goal add": ownOrManager,
  "goal send": ownOrManager,
  "goal list": { own: true, team: ["manager", "observer"] },
  "goal show": { own: true, team: ["manager", "observer"] },
  "goal log": ownOrManager,
  "goal set": ownOrManager,
  "goal undo": ownOrManager,
  "goal undo-entry": ownOrManager,
  "goal edit": ownOrManager,
  "goal accept": personal,
  "goal ask": { own: true },
  "goal object": personal,
  "goal answer": managers,
  "goal live": managers,
  "goal close": ownOrManager,
  "goal math": { own: true, team: ["manager", "observer"] },
  "goal history": { own: true, team: ["manager", "observer"] },
  "goal split": managers,
  "goal split-part": managers,
  "goal split-show": managers,
  "goal split-line": managers,
  "goal split-change": managers,
  "goal split-basis": managers,
  "goal split-anew": managers,
  "goal split-ask": managers,
  "goal split-offer": personal,
  "goal split-send": managers,
  "goal split-drop": managers,
  "goal split-log": managers,
  checkin: personal,
  "checkin edit": personal,
  "checkin skip": personal,
  "checkin snooze": personal,
  "checkin status": { team: ["manager", "observer"] },
  "checkin questions": managers,
  blocker: everybody,
  "blocker add": members,
  "blocker list": { own: true, team: ["manager"] },
  "blocker resolve": ownOrManager,
  "blocker edit": ownOrManager,
  "blocker request": managers,
  team: everybody,
  "team create": managers,
  "team show": members,
  "team add": managers,
  "team remove": managers,
  "team role": managers,
  "team unbind": managers,
  "team channel": managers,
  "team schedule": managers,
  "team zone": managers,
  "team holidays": managers,
  "team workdays": managers,
  "team day": managers,
  "team metric": managers,
  "team ramp": managers,
  "team funnel": managers,
  "team owner": managers,
  "team parent": managers,
  "team market": managers,
  "team away": managers,
  "team pause": managers,
  "team resume": managers,
  report: everybody,
  "report week": { team: ["manager", "observer"] },
  "report share": managers,
  "report now": { own: true, team: ["manager", "observer"] },
  "report forecast": { own: true, team: ["manager", "observer"] },
  "report math": { team: ["manager", "observer"] },
  "report mine": personal,
  "report activity": { own: true, team: ["manager", "observer"] },
  "report causes": { team: ["manager", "observer"] },
  "report decisions": managers,
  "report csv": { own: true, team: ["manager"] },
  action: everybody,
  "action add": ownOrManager,
  "action list": personal,
  "action done": personal,
  "action carry": personal,
  "action drop": personal,
  "action decide": managers,
  "action later": managers,
  my: personal,
  "my away": personal,
  "my back": personal,
  "my zone": personal,
  "my language": personal,
  "my quiet": personal,
  "my mute": personal,
  "my link": personal,
  "my platform": personal,
  "my export": personal,
  "my delete": personal,
  goalkeeper: everybody,
  "goalkeeper help": everybody,
  "goalkeeper status": everybody,
  "goalkeeper retry": adminsOnly,
  "goalkeeper audit": adminsOnly,
  "goalkeeper import": adminsOnly,
  "goalkeeper join": adminsOnly,
} as const satisfies Readonly<Record<string, Right>>;

export type Act = keyof typeof access;

/** What is acted upon: whose it is and which team it belongs to. */
export type Subject = { readonly personId?: string | null; readonly teamId?: string | null };

export function rightTo(act: Act): Right {
  return access[act];
}

export function isAct(name: string): name is Act {
  return Object.hasOwn(access, name);
}

/** Whether the caller could do this to something at all: decides menus, help and the first refusal. */
export function mayStart(caller: Caller, act: Act): boolean {
  const { own, anyone, team } = rightTo(act);
  if (anyone || own || caller.isAdmin) return true;
  return caller.memberships.some((membership) => team?.includes(membership.role));
}

/** Whether the caller may do this to that thing. The subject must already be of the caller's organisation. */
export function may(caller: Caller, act: Act, subject: Subject): boolean {
  const { own, anyone, team, personal: isPersonal } = rightTo(act);
  if (anyone) return true;
  if (own && subject.personId === caller.personId) return true;
  if (isPersonal) return false;
  if (caller.isAdmin) return true;
  return caller.memberships.some(({ teamId, role }) => teamId === subject.teamId && team?.includes(role));
}

export function mustBeAbleTo(caller: Caller, act: Act, subject: Subject): void {
  if (!may(caller, act, subject)) throw new UserError(m.notYours, { command: `/${act}` }, m.notYoursHint);
}
