import { randomUUID } from "node:crypto";
import type { KnownBlock } from "@slack/types";
import { localDateOf } from "../../src/calendar/zones.ts";
import { opens, runs } from "../../src/command/action.ts";
import { activeMembership } from "../../src/org/membership.ts";
import { type Button, buttons, heading, note, type View, view } from "../../src/view/view.ts";
import type { Connection } from "./connection.ts";
import { errorName } from "./errors.ts";
import { limits } from "./limits.ts";
import { type Asker, askerOf, mentionedIn } from "./people.ts";
import { viewBlocks } from "./render.ts";
import { slackTexts as m } from "./texts.ts";
import type { Workspace } from "./workspaces.ts";

/** The tab was opened: it is shown as things stand, and kept up for a while. */
export async function showHome(connection: Connection, workspace: Workspace, userId: string): Promise<void> {
  await publishHome(connection, await askerOf(connection, workspace, { id: userId, name: userId }));
  const where = { orgId: workspace.orgId, workspaceId: workspace.id, externalId: userId };
  await connection.db.account.updateMany({ where, data: { homeSeenAt: connection.clock.now() } });
}

export async function publishHome(connection: Connection, asker: Asker): Promise<void> {
  const { workspace, userId, words } = asker;
  const shown = await homeView(connection, asker);
  const people = await mentionedIn(connection, workspace, shown);
  const blocks: KnownBlock[] = viewBlocks(shown, { locale: words.locale, people, surface: "view" }, limits.view.blocks);
  const { views } = connection.quick(workspace.token);
  const view_ = { type: "home", callback_id: "home", blocks } as const;
  await connection.holds
    .call(workspace.id, "views.publish", () => views.publish({ user_id: userId, view: view_ }))
    .catch((err: unknown) => connection.log.warn({ why: errorName(err) }, "a Home tab could not be shown"));
}

/** My day first, then for managers each of their teams with what can be set. */
async function homeView(connection: Connection, asker: Asker): Promise<View> {
  const { words } = asker;
  const at = words.text(m.homeRefreshed, { when: words.time(connection.clock.now()) });
  const day = await ask(connection, asker, "my", {});
  const teams = await managedTeams(connection, asker);
  const shown = await Promise.all(teams.map((team) => teamBlocks(connection, asker, team)));
  const label = (text: (typeof m)[keyof typeof m]) => words.plain(text);
  const starts: Button[] = [
    { label: label(m.homeCheckIn), action: opens("checkin"), style: "primary" },
    { label: label(m.homeLog), action: opens("goal log") },
    { label: label(m.homeBlocker), action: opens("blocker add") },
  ];
  // What the day offers by itself need not stand there twice.
  const offered = new Set(
    day?.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : [])).map(({ action }) => action),
  );
  return view(
    "Goalkeeper",
    buttons(...starts.filter(({ action }) => !offered.has(action))),
    ...(day?.blocks ?? []),
    teams.length > 0 ? heading(label(m.homeTeams)) : null,
    ...shown.flat(),
    note(at),
  );
}

const mostTeams = 5;

async function managedTeams({ db, clock }: Connection, { workspace, userId, words }: Asker) {
  const account = await db.account.findUnique({
    where: { workspaceId_externalId: { workspaceId: workspace.id, externalId: userId } },
    select: { personId: true, orgId: true },
  });
  if (!account) return [];
  const today = localDateOf(clock.now(), words.zone);
  const managed = await db.membership.findMany({
    where: { orgId: account.orgId, personId: account.personId, role: "manager", ...activeMembership(today) },
    select: { team: { select: { name: true } } },
    orderBy: { startsOn: "asc" },
    take: mostTeams,
  });
  return managed.map(({ team }) => team.name);
}

async function teamBlocks(connection: Connection, asker: Asker, team: string): Promise<View["blocks"]> {
  const { words } = asker;
  const shown = await ask(connection, asker, "team show", { team });
  const settings = [
    [m.homeSchedule, "team schedule"],
    [m.homeChannel, "team channel"],
    [m.homeHolidays, "team holidays"],
    [m.homeQuestions, "checkin questions"],
    [m.homeAddPerson, "team add"],
  ] as const;
  const made = settings.map(([text, command]) => ({
    label: words.plain(text),
    action:
      command === "checkin questions" ? runs(command, named(command, team)) : opens(command, named(command, team)),
  }));
  const block = buttons(...made);
  return [...(shown?.blocks ?? []), ...(block ? [block] : [])];
}

/** A name too long for a button is left out; the command then asks, or takes the person's only team. */
function named(command: string, team: string): Record<string, string> {
  return command.length + encodeURIComponent(team).length > 80 ? {} : { team };
}

async function ask(
  connection: Connection,
  { from }: Asker,
  name: string,
  values: Record<string, string>,
): Promise<View | null> {
  const answer = await connection.bot.receive({
    key: `home:${randomUUID()}`,
    from,
    request: { kind: "command", name, values },
  });
  return answer.kind === "reply" ? answer.view : null;
}
