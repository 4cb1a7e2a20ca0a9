import type { Json } from "../json.ts";
import { limits } from "../limits.ts";
import type { User, Workspace, World } from "../world.ts";
import { argument, type Call, type Methods, no, page, violated, yes } from "./method.ts";

export const userMethods: Methods = {
  "users.info": { run: info, scopes: ["users:read"] },
  "users.list": { run: list, scopes: ["users:read"] },
  "users.lookupByEmail": { run: byEmail, scopes: ["users:read.email"], required: ["email"] },
  "dnd.info": { run: dndInfo, scopes: ["dnd:read"], required: [], optional: ["user", "team_id"] },
  "dnd.teamInfo": { run: dndTeam, scopes: ["dnd:read"], required: ["users"], optional: ["team_id"] },
};

export function userJson(world: World, workspace: Workspace, user: User, withLocale: boolean): Json {
  return {
    id: user.id,
    team_id: workspace.id,
    name: user.name.toLowerCase().replaceAll(" ", "."),
    real_name: user.name,
    deleted: user.deleted,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetSeconds(user.tz, world.clock.now()),
    is_admin: user.is_admin,
    is_owner: user.is_owner,
    is_primary_owner: user.is_owner,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.is_bot,
    is_app_user: false,
    updated: Math.floor(world.clock.now().getTime() / 1000),
    profile: { real_name: user.name, display_name: user.name, ...(user.email ? { email: user.email } : {}) },
    ...(withLocale ? { locale: user.locale } : {}),
  };
}

function info(call: Call): Json {
  const user = call.workspace.users.get(argument(call, "user"));
  if (!user) return no("user_not_found");
  return yes({ user: userJson(call.world, call.workspace, user, call.args.include_locale === true) });
}

function list(call: Call): Json {
  const { items, response_metadata } = page(call, [...call.workspace.users.values()], 1000);
  const withLocale = call.args.include_locale === true;
  const people = items.map((user) => userJson(call.world, call.workspace, user, withLocale));
  return yes({ members: people, response_metadata });
}

function byEmail(call: Call): Json {
  const email = argument(call, "email");
  const user = [...call.workspace.users.values()].find((one) => one.email === email);
  return user ? yes({ user: userJson(call.world, call.workspace, user, false) }) : no("users_not_found");
}

function dndInfo(call: Call): Json {
  const user = call.workspace.users.get(argument(call, "user") || call.workspace.botUser);
  return user ? yes(dndJson(call.world, user)) : no("user_not_found");
}

function dndTeam(call: Call): Json {
  const ids = argument(call, "users").split(",").filter(Boolean);
  if (ids.length > limits.usersInTeamInfo)
    return violated(call, "too_many_users", [`no more than ${limits.usersInTeamInfo} users`]);
  const known = ids.flatMap((id) => call.workspace.users.get(id) ?? []);
  return yes({ users: Object.fromEntries(known.map((user) => [user.id, dndJson(call.world, user)])) });
}

function dndJson(world: World, { dnd }: User): Json {
  const now = world.clock.now();
  const snoozing = dnd.snoozeUntil !== undefined && dnd.snoozeUntil > now;
  return {
    dnd_enabled: dnd.start !== undefined,
    next_dnd_start_ts: seconds(dnd.start) ?? 1,
    next_dnd_end_ts: seconds(dnd.end) ?? 1,
    snooze_enabled: snoozing,
    ...(snoozing ? { snooze_endtime: seconds(dnd.snoozeUntil), snooze_is_indefinite: false } : {}),
  };
}

function seconds(at: Date | undefined): number | undefined {
  return at && Math.floor(at.getTime() / 1000);
}

function offsetSeconds(zone: string, now: Date): number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  const name = format.formatToParts(now).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
}
