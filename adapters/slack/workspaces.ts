import { workspacePresent } from "../../src/org/workspace-events.ts";
import { ensureWorkspace } from "../../src/org/workspaces.ts";
import { isDatabaseDown } from "../../src/store/errors.ts";
import { within } from "./built.ts";
import type { Clients } from "./clients.ts";
import { patience } from "./limits.ts";
import type { DeliveryParts } from "./parts.ts";
import { tokenOf } from "./tokens.ts";

/** A Slack workspace that we are in. */
export type Workspace = {
  readonly id: string;
  readonly orgId: string;
  readonly teamId: string;
  readonly botUserId: string | null;
  readonly token: string;
};

export type Workspaces = {
  /** Null for a workspace that did not install us, or removed us. */
  find(teamId: string): Promise<Workspace | null>;
  /** Makes the one workspace of SLACK_BOT_TOKEN known; null while Slack does not answer or refuses the token. */
  home(): Promise<Workspace | null>;
  forget(teamId: string): void;
};

/** How long another copy of us may not have heard that a workspace went or came. */
const keptFor = 60_000;
const mostKept = 1_000;

export function slackWorkspaces(parts: DeliveryParts, clients: Clients, keptForMs = keptFor): Workspaces {
  const kept = new Map<string, { workspace: Workspace; until: number }>();
  const keep = (workspace: Workspace): Workspace => {
    kept.delete(workspace.teamId);
    kept.set(workspace.teamId, { workspace, until: performance.now() + keptForMs });
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? "");
    return workspace;
  };
  const home = async (): Promise<Workspace | null> => {
    const found = await findHome(parts, clients);
    return found ? keep(found) : null;
  };
  const look = async (teamId: string): Promise<Workspace | null> => {
    const found = await load(parts, clients, teamId);
    if (found) return keep(found);
    kept.delete(teamId);
    if (!parts.config.SLACK_BOT_TOKEN) return null;
    const own = await home();
    return own?.teamId === teamId ? own : null;
  };
  return {
    home,
    forget: (teamId) => void kept.delete(teamId),
    async find(teamId) {
      const known = kept.get(teamId);
      if (known && known.until > performance.now()) return known.workspace;
      const found = look(teamId).catch((error: unknown) => {
        // Who asks while the database is away is told so, as long as we know where.
        if (known && isDatabaseDown(error)) return known.workspace;
        throw error;
      });
      if (!known) return found;
      // Slack gives three seconds for everything, so that what was known a moment ago has to do.
      const early = await within(
        found.then((workspace) => ({ workspace })),
        patience.found,
      );
      return early ? early.workspace : known.workspace;
    },
  };
}

async function load(parts: DeliveryParts, clients: Clients, teamId: string): Promise<Workspace | null> {
  const row = await parts.db.workspace.findUnique({
    where: { platform_externalId: { platform: "slack", externalId: teamId } },
  });
  if (row?.state !== "active") return null;
  const token = await tokenOf(parts, clients, row);
  return token ? { id: row.id, orgId: row.orgId, teamId, botUserId: row.botExternalId, token } : null;
}

async function findHome(parts: DeliveryParts, clients: Clients): Promise<Workspace | null> {
  const { config, db, log } = parts;
  const token = config.SLACK_BOT_TOKEN;
  if (!token) return null;
  try {
    const { team_id: teamId, team, user_id: botUserId } = await clients(token).auth.test();
    if (!teamId) return null;
    const name = team ?? teamId;
    const { id, orgId } = await ensureWorkspace(db, { platform: "slack", externalId: teamId, name });
    await workspacePresent(db, id, { name });
    await db.workspace.update({ where: { id }, data: { botExternalId: botUserId ?? null } });
    return { id, orgId, teamId, botUserId: botUserId ?? null, token };
  } catch (err) {
    log.error({ err }, "Slack does not take SLACK_BOT_TOKEN, or does not answer");
    return null;
  }
}
