import { randomUUID } from "node:crypto";
import type { Json } from "../json.ts";
import { grantToken } from "../workspace.ts";
import { violate, type Workspace, type World } from "../world.ts";
import { type Call, type Methods, no, yes } from "./method.ts";

const tokenLifeSeconds = 43_200;

export const authMethods: Methods = {
  "auth.test": { run: test },
  "auth.revoke": { run: revoke },
  "team.info": { run: team, scopes: ["team:read"] },
  "bots.info": { run: bot, scopes: ["users:read"] },
  "apps.uninstall": { run: uninstall, required: ["client_id", "client_secret"] },
};

function test({ workspace }: Call): Json {
  return yes({
    url: `https://${workspace.domain}.slack.com/`,
    team: workspace.name,
    user: "goalkeeper",
    team_id: workspace.id,
    user_id: workspace.botUser,
    bot_id: workspace.botId,
    is_enterprise_install: false,
  });
}

function revoke(call: Call): Json {
  if (call.args.test !== true) revokeTokens(call.workspace, "revoked");
  return yes({ revoked: call.args.test !== true });
}

function team({ workspace }: Call): Json {
  return yes({ team: { id: workspace.id, name: workspace.name, domain: workspace.domain } });
}

function bot({ world, workspace }: Call): Json {
  return yes({
    bot: { id: workspace.botId, deleted: false, name: "goalkeeper", app_id: world.app.id, user_id: workspace.botUser },
  });
}

function uninstall(call: Call): Json {
  revokeTokens(call.workspace, "inactive");
  return yes();
}

export function revokeTokens(workspace: Workspace, status: "revoked" | "inactive"): void {
  for (const token of workspace.tokens.values()) token.status = status;
  workspace.refreshTokens.clear();
}

/** oauth.v2.access: a code, or a refresh token, for a bot token. Needs the app's own secret, no token. */
export function exchangeOAuth(world: World, args: Json, authorization: string | undefined): Json {
  const basic = Buffer.from(authorization?.replace(/^Basic /, "") ?? "", "base64")
    .toString()
    .split(":");
  const id = args.client_id ?? basic[0];
  const secret = args.client_secret ?? basic[1];
  if (id !== world.app.clientId) return refused(world, "invalid_client_id");
  if (secret !== world.app.clientSecret) return refused(world, "bad_client_secret");
  return args.grant_type === "refresh_token" ? refreshed(world, String(args.refresh_token)) : exchanged(world, args);
}

function exchanged(world: World, args: Json): Json {
  const code = String(args.code);
  const grant = world.codes.get(code);
  const workspace = world.workspaces.get(grant?.team ?? "");
  if (!grant || !workspace) return no("invalid_code");
  if (grant.redirectUri !== undefined && args.redirect_uri !== grant.redirectUri)
    return refused(world, "bad_redirect_uri");
  world.codes.delete(code);
  const token = issue(world, workspace, grant.scopes);
  return yes({
    ...token,
    ...workspaceJson(world, workspace),
    scope: grant.scopes.join(","),
    authed_user: { id: grant.user },
  });
}

function refreshed(world: World, refreshToken: string): Json {
  for (const workspace of world.workspaces.values()) {
    const old = workspace.refreshTokens.get(refreshToken);
    if (old === undefined) continue;
    const scopes = workspace.tokens.get(old)?.scopes;
    workspace.refreshTokens.delete(refreshToken);
    const token = issue(world, workspace, scopes ? [...scopes] : undefined);
    return yes({ ...token, ...workspaceJson(world, workspace), scope: [...(scopes ?? [])].join(",") });
  }
  return no("invalid_refresh_token");
}

function issue(world: World, workspace: Workspace, scopes: string[] | undefined): Json {
  const unique = randomUUID().slice(0, 8);
  const value = workspace.rotatesTokens ? `xoxe.xoxb-${workspace.id}-${unique}` : `xoxb-${workspace.id}-${unique}`;
  if (!workspace.rotatesTokens) {
    grantToken(workspace, value, scopes);
    return { access_token: value };
  }
  grantToken(workspace, value, scopes, new Date(world.clock.now().getTime() + tokenLifeSeconds * 1000));
  const refresh = `xoxe-${workspace.id}-${unique}`;
  workspace.refreshTokens.set(refresh, value);
  return { access_token: value, refresh_token: refresh, expires_in: tokenLifeSeconds };
}

function workspaceJson(world: World, workspace: Workspace): Json {
  return {
    token_type: "bot",
    bot_user_id: workspace.botUser,
    app_id: world.app.id,
    team: { id: workspace.id, name: workspace.name },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function refused(world: World, error: string): Json {
  violate(world, "oauth.v2.access", error);
  return no(error);
}

/** Why a token may not act, in Slack's word. */
export function tokenProblem(world: World, workspace: Workspace, value: string): string | undefined {
  const token = workspace.tokens.get(value);
  if (!token) return "invalid_auth";
  if (token.status === "revoked") return "token_revoked";
  if (token.status === "inactive") return "account_inactive";
  return token.expiresAt && token.expiresAt <= world.clock.now() ? "token_expired" : undefined;
}
