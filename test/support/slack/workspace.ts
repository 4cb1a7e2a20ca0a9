import type { ChannelInput, User, UserInput, Workspace, World } from "./world.ts";

export interface WorkspaceInput {
  name?: string;
  users?: UserInput[];
  channels?: ChannelInput[];
  botToken?: string;
  /** What the token may do; everything when left out. */
  scopes?: string[];
  /** False until someone installs the app through OAuth. */
  installed?: boolean;
  /** Whether people can write to the app in its Messages tab. */
  messagesTab?: boolean;
  /** Tokens live twelve hours and come with a refresh token. */
  rotatesTokens?: boolean;
}

export function addWorkspace(world: World, id: string, input: WorkspaceInput): Workspace {
  if (world.workspaces.has(id)) throw new Error(`workspace ${id} exists already`);
  const workspace = emptyWorkspace(id, input);
  const bot = { id: workspace.botUser, name: "goalkeeper", is_bot: true };
  for (const user of [...(input.users ?? []), bot]) workspace.users.set(user.id, asUser(user));
  for (const channel of input.channels ?? []) addChannel(workspace, channel);
  assertUnique(world, workspace);
  if (input.installed !== false) grantToken(workspace, workspace.botToken, input.scopes);
  world.workspaces.set(id, workspace);
  return workspace;
}

export function addUser(workspace: Workspace, user: UserInput): User {
  const made = asUser(user);
  workspace.users.set(user.id, made);
  return made;
}

export function addChannel(workspace: Workspace, input: ChannelInput): void {
  const people = [...workspace.users.values()].filter((user) => !user.is_bot).map((user) => user.id);
  const members = new Set(input.members ?? people);
  if (input.bot !== false) members.add(workspace.botUser);
  const { id, name, kind = "public", archived = false } = input;
  workspace.channels.set(id, { id, name, kind, archived, members, messages: [] });
}

export function grantToken(workspace: Workspace, value: string, scopes?: string[], expiresAt?: Date): void {
  workspace.botToken = value;
  workspace.tokens.set(value, { value, status: "active", expiresAt, scopes: scopes ? new Set(scopes) : undefined });
}

function emptyWorkspace(id: string, input: WorkspaceInput): Workspace {
  return {
    id,
    name: input.name ?? `Workspace ${id}`,
    domain: id.toLowerCase(),
    botUser: `UBOT${id}`,
    botId: `B${id}`,
    botToken: input.botToken ?? `xoxb-${id}`,
    tokens: new Map(),
    refreshTokens: new Map(),
    users: new Map(),
    channels: new Map(),
    ephemerals: [],
    homes: new Map(),
    stacks: new Map(),
    files: new Map(),
    messagesTab: input.messagesTab ?? true,
    rotatesTokens: input.rotatesTokens ?? false,
  };
}

function asUser(input: UserInput): User {
  return {
    id: input.id,
    name: input.name,
    tz: input.tz ?? "Etc/UTC",
    locale: input.locale ?? "en-US",
    email: input.email,
    is_bot: input.is_bot ?? false,
    is_admin: input.is_admin ?? false,
    is_owner: input.is_owner ?? false,
    deleted: input.deleted ?? false,
    dnd: {},
  };
}

/** A person is named by id alone in the tests, so an id may not mean two people. */
function assertUnique(world: World, added: Workspace): void {
  for (const other of world.workspaces.values()) {
    const twice = [...added.users.keys(), ...added.channels.keys()].filter(
      (id) => other.users.has(id) || other.channels.has(id),
    );
    if (twice.length > 0) throw new Error(`${twice.join(", ")} exist in ${other.id} already`);
  }
}
