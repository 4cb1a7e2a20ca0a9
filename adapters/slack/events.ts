import { z } from "zod";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import { channelClosed, channelOpen, workspaceLeft } from "../../src/org/workspace-events.ts";
import { digest } from "./acts.ts";
import type { Connection } from "./connection.ts";
import { showHome } from "./home.ts";
import { installedAt } from "./install.ts";
import { followUser } from "./life.ts";
import { userSchema } from "./people.ts";

const channelId = z.string();
const renamed = z.object({ channel: z.object({ id: channelId, name: z.string() }) });
const inChannel = z.object({ channel: channelId });

/** Which events we subscribe to, what each is for, and the scope that Slack wants for it. */
export const eventScopes = {
  app_home_opened: null,
  app_uninstalled: null,
  tokens_revoked: null,
  user_change: "users:read",
  channel_rename: "channels:read",
  channel_archive: "channels:read",
  channel_unarchive: "channels:read",
  channel_deleted: "channels:read",
  channel_left: "channels:read",
  member_joined_channel: "channels:read",
  member_left_channel: "channels:read",
  group_rename: "groups:read",
  group_archive: "groups:read",
  group_unarchive: "groups:read",
  group_deleted: "groups:read",
  group_left: "groups:read",
} as const;
export type EventName = keyof typeof eventScopes;

export const eventNames = Object.keys(eventScopes).filter((name): name is EventName =>
  Object.hasOwn(eventScopes, name),
);

const eventBody = z.object({
  team_id: z.string(),
  event_id: z.string(),
  event_time: z.number().default(0),
  event: z.looseObject({ type: z.string() }),
});
type EventBody = z.infer<typeof eventBody>;

/** Something happened in a workspace. Slack repeats events, sometimes under another id; each counts once. */
export async function onEvent(connection: Connection, body: unknown): Promise<void> {
  const told = eventBody.parse(body);
  const { event, team_id: teamId } = told;
  if (event.type === "app_home_opened") return homeOpened(connection, teamId, event);
  const row = await connection.db.workspace.findUnique({
    where: { platform_externalId: { platform: "slack", externalId: teamId } },
    select: { id: true, orgId: true, botExternalId: true, settings: true },
  });
  if (!row || (await wasHeard(connection.db, row.id, told))) return;
  await follow(connection, row, told);
  await remember(connection, row, told);
}

async function homeOpened(connection: Connection, teamId: string, event: unknown): Promise<void> {
  const opened = z.object({ user: z.string(), tab: z.string().default("home") }).parse(event);
  const workspace = opened.tab === "home" ? await connection.workspaces.find(teamId) : null;
  if (workspace) await showHome(connection, workspace, opened.user);
}

type Row = {
  readonly id: string;
  readonly orgId: string;
  readonly botExternalId: string | null;
  readonly settings: unknown;
};

async function follow(connection: Connection, row: Row, told: EventBody): Promise<void> {
  const { event } = told;
  switch (event.type) {
    case "app_uninstalled":
      return left(connection, row, told);
    case "tokens_revoked": {
      const { tokens } = z.object({ tokens: z.object({ bot: z.array(z.string()).default([]) }) }).parse(event);
      return tokens.bot.length > 0 ? left(connection, row, told) : undefined;
    }
    case "user_change":
      return followUser(connection, row, userSchema.parse(event.user));
    case "channel_rename":
    case "group_rename": {
      const { id, name } = renamed.parse(event).channel;
      return called(connection, row, id, name);
    }
    case "channel_archive":
    case "channel_deleted":
    case "channel_left":
    case "group_archive":
    case "group_deleted":
    case "group_left":
      return closed(connection, row, inChannel.parse(event).channel);
    case "channel_unarchive":
    case "group_unarchive":
      return opened(connection, row, inChannel.parse(event).channel);
    case "member_joined_channel": {
      const { user, channel } = z.object({ user: z.string(), channel: channelId }).parse(event);
      return user === row.botExternalId ? opened(connection, row, channel) : undefined;
    }
    // Told beside channel_left, or in its place.
    case "member_left_channel": {
      const { user, channel } = z.object({ user: z.string(), channel: channelId }).parse(event);
      return user === row.botExternalId ? closed(connection, row, channel) : undefined;
    }
  }
}

/** Told of a departure before the last installation, the news is old. */
async function left({ db, clock, workspaces }: Connection, row: Row, told: EventBody): Promise<void> {
  workspaces.forget(told.team_id);
  const since = installedAt(row.settings);
  if (since && told.event_time * 1000 < since.getTime() - 1000) return;
  await workspaceLeft(db, clock.now(), row.id);
}

async function closed({ db, clock, wake }: Connection, { id }: Row, externalId: string): Promise<void> {
  const said = await channelClosed(db, clock.now(), { workspaceId: id, externalId });
  if (said.length > 0) wake?.(said);
}

async function opened({ db }: Connection, { id }: Row, externalId: string): Promise<void> {
  const known = await db.teamChannel.findFirst({ where: { workspaceId: id, externalId }, select: { name: true } });
  if (known) await channelOpen(db, { workspaceId: id, externalId }, known.name);
}

/** A new name says nothing of whether we may write there. */
async function called({ db }: Connection, { id, orgId }: Row, externalId: string, name: string): Promise<void> {
  await db.teamChannel.updateMany({ where: { orgId, workspaceId: id, externalId }, data: { name } });
}

/** Some events, such as app_uninstalled, carry no time of their own, and the next one is not a repeat. */
const keysOf = ({ event_id: id, event_time: at, event }: EventBody): string[] => [
  `event:${id}`,
  `event:${digest([event, at])}`,
];

async function wasHeard(db: PrismaClient, workspaceId: string, told: EventBody): Promise<boolean> {
  const key = { in: keysOf(told) };
  return (await db.inboundDelivery.count({ where: { workspaceId, key } })) > 0;
}

/** Afterwards, because everything above may be done twice but must not be left undone. */
async function remember({ db, clock }: Connection, { id, orgId }: Row, told: EventBody): Promise<void> {
  const data = keysOf(told).map((key) => ({ orgId, workspaceId: id, key, at: clock.now() }));
  await db.inboundDelivery.createMany({ data, skipDuplicates: true });
}
