import type { RawValues } from "../../src/command/command.ts";
import { view } from "../../src/view/view.ts";
import { actionLabelled } from "../support/story/screen.ts";
import { decisions } from "./decision-rows.ts";
import { forecasts } from "./forecast-rows.ts";
import { deciders, everyone, goalOf, members, mine, ownOrManaged, type Row, teamIn, teamSettings } from "./row.ts";
import { insightRows } from "./rows-insight.ts";
import { planRows } from "./rows-plans.ts";
import type { At } from "./world.ts";

export type { Row } from "./row.ts";

const goals: readonly Row[] = [
  {
    command: "goal add",
    of: "goal",
    // A goal belongs to a team, so whoever is in none has no place for it.
    may: { own: members, team: deciders, shared: deciders, elsewhere: "admin" },
    values: (at) => ({
      ...{ name: `Calls ${at.next()}`, target: "40", by: "end of month", metric: "calls" },
      ...(at.where === "own" ? {} : { for: at.mention(at.owner), ...teamIn(at) }),
    }),
  },
  {
    command: "goal list",
    of: "goal",
    // Targets of single people are hidden from teammates.
    may: { own: everyone, team: "admin manager observer", shared: "admin manager rep observer", elsewhere: "admin" },
    values: (at) => ({ who: at.where === "own" ? "me" : at.mention(at.owner) }),
    shows: async (at) => (await at.fresh.goal()).name,
  },
  {
    command: "goal show",
    of: "goal",
    may: { own: everyone, team: "admin manager observer", shared: "admin manager rep observer", elsewhere: "admin" },
    values: goalOf,
    shows: (at) => `${at.word} `,
  },
  {
    command: "goal history",
    of: "goal",
    may: { own: everyone, team: "admin manager observer", shared: "admin manager rep observer", elsewhere: "admin" },
    values: goalOf,
    shows: (at) => `${at.word} `,
  },
  {
    command: "goal log",
    of: "goal",
    // A team's goal is everybody's who works on it; observers watch.
    may: { ...ownOrManaged, shared: "admin manager rep" },
    values: async (at) => ({ ...(await goalOf(at)), amount: "3" }),
  },
  {
    command: "goal set",
    of: "goal",
    may: { ...ownOrManaged, shared: "admin manager rep" },
    values: async (at) => ({ ...(await goalOf(at)), total: String(10_000 + at.next()) }),
  },
  {
    command: "goal undo",
    of: "goal",
    may: { ...ownOrManaged, shared: "admin manager rep" },
    async values(at) {
      const goal = await at.fresh.goal();
      await at.fresh.entry(goal, at.where === "foreign" ? at.setter : at.caller);
      return { goal: `#${goal.number}` };
    },
  },
  {
    command: "goal undo-entry",
    of: "goal",
    may: { ...ownOrManaged, shared: "admin manager rep" },
    async values(at) {
      const entry = await at.fresh.entry(await at.fresh.goal(), at.where === "foreign" ? at.setter : at.caller);
      return { entry: entry.id };
    },
  },
  {
    command: "goal undo-entry",
    of: "goal",
    use: "what somebody else logged",
    may: {},
    values: async (at) => ({ entry: (await at.fresh.entry(await at.fresh.goal(), at.setter)).id }),
  },
  {
    command: "goal edit",
    of: "goal",
    may: { ...ownOrManaged, shared: deciders },
    async values(at) {
      const goal = await at.fresh.goal("understood", { by: "caller" });
      return { goal: `#${goal.number}`, target: "50", reason: "two more people" };
    },
  },
  {
    command: "goal edit",
    of: "goal",
    use: "what somebody else set",
    may: { own: deciders, team: deciders, shared: deciders, elsewhere: "admin" },
    values: async (at) => ({ ...(await goalOf(at)), target: "50", reason: "two more people" }),
  },
  {
    command: "goal close",
    of: "goal",
    may: { ...ownOrManaged, shared: deciders },
    values: async (at) => ({ ...(await goalOf(at)), result: "reached" }),
  },
  {
    command: "goal close",
    of: "goal",
    use: "dropping what somebody else set",
    may: { own: deciders, team: deciders, shared: deciders, elsewhere: "admin" },
    values: async (at) => ({ ...(await goalOf(at)), result: "dropped" }),
  },
  {
    command: "goal accept",
    of: "goal",
    // A read-back is in the owner's words; nobody understands a goal for somebody else.
    may: mine,
    async values(at) {
      const { number } = await at.fresh.goal("sent");
      return { goal: `#${number}`, number: "40", by: "31 Dec", step: "call the ten largest" };
    },
  },
  {
    command: "goal object",
    of: "goal",
    may: mine,
    async values(at) {
      const { number } = await at.fresh.goal("sent");
      return { goal: `#${number}`, text: "I am away for two weeks" };
    },
  },
  {
    command: "goal ask",
    of: "goal",
    may: { own: everyone, team: "admin", shared: "admin manager rep", elsewhere: "admin" },
    values: async (at) => ({ ...(await goalOf(at)), text: "Do renewals count?" }),
  },
  {
    command: "goal answer",
    of: "goal",
    may: { own: deciders, team: deciders, shared: deciders, elsewhere: "admin" },
    async values(at) {
      const goal = await at.fresh.goal();
      await at.fresh.question(goal.id);
      return { goal: `#${goal.number}`, text: "Yes, they do" };
    },
  },
];

const checkInOf = async (at: At) => ({ checkIn: (await at.fresh.checkIn()).id });

/** Sends the form of a check-in, whoever's it is. */
const sends = (form: string) => (at: At, state: RawValues) =>
  at.sends({ kind: "submit", form, state, values: { confidence: "4", commitment: "Call Acme" } });

const checkIns: readonly Row[] = [
  // What somebody reports is theirs, whoever else may read of it.
  { command: "checkin", of: "person", may: mine, values: checkInOf, tries: sends("checkin") },
  { command: "checkin edit", of: "person", may: mine, values: checkInOf, tries: sends("checkin edit") },
  {
    command: "checkin skip",
    of: "oneself",
    may: mine,
    async values(at) {
      await at.fresh.checkIn();
      return { reason: "at a fair" };
    },
  },
  {
    command: "checkin snooze",
    of: "oneself",
    may: mine,
    async values(at) {
      await at.fresh.checkIn();
      return { until: "1h" };
    },
  },
  {
    command: "checkin status",
    of: "team",
    // Who has not reported is for the manager, and for those who watch with them.
    may: { team: "admin manager observer", elsewhere: "admin" },
    async values(at) {
      await at.fresh.checkIn();
      return teamIn(at);
    },
    shows: (at) => at.owner?.name ?? "",
  },
  {
    command: "checkin questions",
    of: "team",
    may: teamSettings,
    values: (at) => ({ ...teamIn(at), questions: "numbers; confidence; text: What did you learn?" }),
  },
  {
    command: "checkin questions",
    of: "team",
    use: "reading them",
    may: teamSettings,
    values: teamIn,
    shows: (at) => `Questions of ${at.team.name}`,
  },
];

const blockers: readonly Row[] = [
  {
    command: "blocker add",
    of: "team",
    may: { team: "admin manager rep observer", elsewhere: "admin" },
    values: (at) => ({ category: "competition", ...teamIn(at) }),
  },
  {
    command: "blocker list",
    of: "person",
    may: ownOrManaged,
    values: (at) => (at.where === "own" ? { who: "me" } : { who: at.mention(at.owner) }),
    shows: async (at) => (await at.fresh.blocker()).note ?? "",
  },
  {
    command: "blocker resolve",
    of: "person",
    may: ownOrManaged,
    values: async (at) => ({ blocker: String((await at.fresh.blocker()).number), how: "legal agreed" }),
  },
  {
    command: "blocker resolve",
    of: "person",
    use: "as the one who was asked to remove it",
    may: { own: everyone, team: everyone, elsewhere: everyone },
    values: async (at) => ({ blocker: String((await at.fresh.blocker({ ownerId: at.caller.personId })).number) }),
  },
  {
    command: "blocker edit",
    of: "person",
    may: ownOrManaged,
    values: async (at) => ({ blocker: String((await at.fresh.blocker()).number), deal: `Acme ${at.next()}` }),
  },
];

const changesTeam = (command: string, values: (at: At) => RawValues): Row => ({
  command,
  of: "team",
  may: teamSettings,
  values: (at) => ({ ...values(at), ...teamIn(at) }),
});

const zones = ["Europe/Paris", "Europe/Berlin"] as const;
const alternating = <T>(at: At, [one, other]: readonly [T, T]): T => (at.next() % 2 === 0 ? one : other);

const teams: readonly Row[] = [
  {
    command: "team create",
    of: "oneself",
    may: { own: deciders },
    byStandIn: true,
    values: (at) => ({ name: `New team ${at.next()}` }),
  },
  {
    command: "team show",
    of: "team",
    may: { team: "admin manager rep observer", elsewhere: "admin" },
    values: teamIn,
    shows: (at) => at.owner?.name ?? "",
  },
  {
    command: "team add",
    of: "team",
    may: teamSettings,
    values: async (at) => ({ person: at.mention(await at.fresh.stranger()), ...teamIn(at) }),
  },
  {
    command: "team add",
    of: "team",
    use: "oneself",
    may: { team: "admin", elsewhere: "admin" },
    byStandIn: true,
    values: (at) => ({ person: "me", role: "manager", ...teamIn(at) }),
  },
  {
    command: "team remove",
    of: "team",
    may: teamSettings,
    values: async (at) => ({ person: at.mention(await at.fresh.member()), ...teamIn(at) }),
  },
  {
    command: "team role",
    of: "team",
    may: teamSettings,
    values: async (at) => ({ person: at.mention(await at.fresh.member()), role: "observer", ...teamIn(at) }),
  },
  {
    command: "team role",
    of: "team",
    use: "of a group that the platform keeps",
    may: teamSettings,
    values: (at) => ({ person: `&{${at.next()}}Closers`, role: "observer", ...teamIn(at) }),
  },
  {
    command: "team unbind",
    of: "team",
    may: teamSettings,
    async values(at) {
      const group = String(at.next());
      const { id: teamId, workspaceId, name } = at.team;
      const roleBindings = [{ group, name: "Closers", teamId, role: "rep" }];
      await at.world.db.workspace.update({ where: { id: workspaceId }, data: { settings: { roleBindings } } });
      return { group, team: name };
    },
  },
  changesTeam("team channel", (at) => ({ channel: `#{C${at.next()}}deals` })),
  changesTeam("team schedule", (at) => ({ what: "checkin", when: `mon-fri ${alternating(at, ["09:00", "10:00"])}` })),
  changesTeam("team zone", (at) => ({ zone: alternating(at, zones) })),
  changesTeam("team holidays", (at) => ({ place: alternating(at, ["DE-BY", "none"]) })),
  changesTeam("team workdays", (at) => ({ days: alternating(at, ["mon-fri", "mon-thu"]) })),
  ...(["team holidays", "team workdays"] as const).map(
    (command): Row => ({
      ...{ command, of: "team", use: "of a person", may: teamSettings },
      values: async (at) => ({
        ...(command === "team holidays" ? { place: "KZ" } : { days: "mon-thu" }),
        for: at.mention(await at.fresh.member()),
        ...teamIn(at),
      }),
    }),
  ),
  changesTeam("team day", (at) => ({ date: "2026-12-24", work: alternating(at, ["0.5", "0.25"]) })),
  {
    ...changesTeam("team day", (at) => ({
      ...{ date: "2026-12-31", work: alternating(at, ["0", "0.5"]), everywhere: "yes" },
    })),
    ...{ use: "everywhere", may: { team: "admin", elsewhere: "admin" } },
  },
  changesTeam("team metric", (at) => ({ action: "add", name: `Demos ${at.next()}` })),
  { command: "team metric", of: "team", use: "listing", may: teamSettings, values: teamIn, shows: () => "win-rate" },
  {
    command: "team away",
    of: "team",
    may: teamSettings,
    values: async (at) => ({ person: at.mention(await at.fresh.member()), from: "2026-12-21", ...teamIn(at) }),
  },
  changesTeam("team ramp", (at) => ({ table: at.role === "manager" ? "0 25 50 75 100" : "0 50 100" })),
  changesTeam("team pause", () => ({})),
  changesTeam("team resume", () => ({})),
];

const reports: readonly Row[] = [
  {
    command: "report week",
    of: "team",
    may: { team: "admin manager observer", elsewhere: "admin" },
    async values(at) {
      await at.fresh.entry(await at.fresh.goal(), at.owner ?? at.caller, 77_000_000n);
      return teamIn(at);
    },
    shows: () => "77,",
  },
  {
    command: "report share",
    of: "team",
    may: teamSettings,
    values: teamIn,
  },
  { command: "report mine", of: "oneself", may: mine, shows: async (at) => (await at.fresh.goal()).name },
  {
    command: "report csv",
    of: "goal",
    may: { ...ownOrManaged, shared: deciders },
    async values(at) {
      await at.fresh.entry(await at.fresh.goal(), at.owner ?? at.caller, 55_000_001n);
      return at.where === "own"
        ? { who: "me" }
        : { who: at.mention(at.owner), ...(at.where === "shared" ? teamIn(at) : {}) };
    },
    shows: () => "55000001",
  },
];

const my: readonly Row[] = [
  { command: "my", of: "oneself", may: mine, shows: async (at) => (await at.fresh.goal()).name },
  { command: "my away", of: "oneself", may: mine, values: () => ({ from: "2026-12-21" }) },
  { command: "my back", of: "oneself", may: mine },
  { command: "my zone", of: "oneself", may: mine, values: (at) => ({ zone: alternating(at, zones) }) },
  { command: "my language", of: "oneself", may: mine, byStandIn: true, values: () => ({ language: "ru" }) },
  {
    command: "my quiet",
    of: "oneself",
    may: mine,
    values: (at) => ({ from: alternating(at, ["17:00", "18:00"]), to: "10:00" }),
  },
  { command: "my mute", of: "oneself", may: mine, byStandIn: true, values: () => ({ until: "2026-12-31" }) },
  { command: "my link", of: "oneself", may: mine },
  { command: "my platform", of: "oneself", may: mine, values: () => ({ platform: "last" }) },
  { command: "my export", of: "oneself", may: mine, shows: (at) => at.caller.personId },
  { command: "my delete", of: "oneself", may: mine, byStandIn: true, values: () => ({ confirm: "delete" }) },
];

const program: readonly Row[] = [
  { command: "goalkeeper help", of: "oneself", may: mine, shows: () => "/my export" },
  { command: "goalkeeper status", of: "oneself", may: mine, shows: () => "Practice" },
  {
    command: "goalkeeper retry",
    of: "oneself",
    may: { own: "admin" },
    async values(at) {
      const { orgId, workspaceId } = at.team;
      const now = at.world.bot.now();
      const message = { kind: "notice", view: view("failed"), state: "failed", dueAt: now, sendAt: now } as const;
      await at.world.db.outboxMessage.create({
        data: { ...message, orgId, workspaceId, key: `failed ${at.next()}`, createdAt: now },
      });
      return {};
    },
  },
  {
    command: "goalkeeper audit",
    of: "person",
    may: { own: "admin", team: "admin", elsewhere: "admin" },
    async values(at) {
      const subject = { action: `tried ${at.word}`, subject: "goal", subjectId: (await at.fresh.goal()).id };
      const by = (at.owner ?? at.caller).personId;
      await at.world.db.auditEvent.create({
        data: { orgId: at.team.orgId, at: at.world.bot.now(), byPersonId: by, ...subject },
      });
      return { who: at.where === "own" ? "me" : at.mention(at.owner) };
    },
    shows: (at) => `tried ${at.word}`,
  },
  {
    command: "goalkeeper join",
    of: "team",
    // An admin may name anybody of the organisation; what the import knows of another one does not exist.
    may: { team: "admin", elsewhere: "admin" },
    async values(at) {
      const { orgId } = at.team;
      const name = `Imported ${at.next()}`;
      const known = await at.world.db.person.create({ data: { orgId, name, importKey: name, workPattern: [] } });
      const newcomer = await at.fresh.stranger();
      return { person: at.mention(newcomer), sure: known.id };
    },
  },
  {
    command: "goalkeeper import",
    of: "oneself",
    may: { own: "admin" },
    async tries(at) {
      const checked = await at.does("goalkeeper import", {
        kind: "people",
        csv: `name,team\nImported ${at.next()},Sales`,
      });
      const isOffered = checked.kind === "reply" && checked.view.blocks.some(({ kind }) => kind === "buttons");
      return isOffered ? at.sends({ kind: "press", action: actionLabelled(checked, "Import") }) : checked;
    },
  },
];

/** A row for every use of every command; `matrix.test.ts` says which are missing. */
export const table: readonly Row[] = [
  ...goals,
  ...checkIns,
  ...blockers,
  ...teams,
  ...reports,
  ...decisions,
  ...forecasts,
  ...my,
  ...program,
  ...insightRows,
  ...planRows,
];
