import { z } from "zod";
import type { Clients } from "./clients.ts";
import { type Credential, sealed, unsealed } from "./credential.ts";
import { failureIn } from "./errors.ts";
import type { DeliveryParts } from "./parts.ts";

/** A workspace as far as its token goes. */
export type Tokened = { readonly id: string; readonly externalId: string; readonly credential: string | null };

/** Refreshed this long before the end, so that no call meets an expired token. */
const ahead = 30 * 60;

/** Below this a token could end under way, so that its refreshing is waited for. */
const leastLeft = 60;

/** A refresh that did not come about is not asked for again before this, in milliseconds. */
const restsFor = 60_000;

/** Slack's words for an installation whose tokens are worth nothing any more. */
const dead = new Set([
  ...["invalid_refresh_token", "token_revoked", "token_expired", "invalid_auth"],
  ...["account_inactive", "app_uninstalled", "team_not_found"],
]);

/** One at a time for each workspace, with what became of the last one that failed. */
const refreshing = new Map<string, Promise<string>>();
const failed = new Map<string, { readonly at: number; readonly error: unknown }>();

/**
 * The token that speaks in a workspace: its own by OAuth, refreshed in time, or the one of the settings. Nobody waits
 * for the refreshing of a token that is still good. Null where there is none, or Slack takes it no more.
 */
export async function tokenOf(parts: DeliveryParts, clients: Clients, workspace: Tokened): Promise<string | null> {
  const { config, clock, log } = parts;
  if (workspace.credential === null) return config.SLACK_BOT_TOKEN ?? null;
  const credential = unsealed(config, workspace.externalId, workspace.credential);
  const { token } = credential;
  if (lasts(credential, ahead, clock.now())) {
    if (credential.isOldKey) await sealAnew(parts, workspace, credential);
    return token;
  }
  const next = refreshOnce(parts, clients, workspace);
  if (lasts(credential, leastLeft, clock.now())) {
    next.catch((err: unknown) =>
      log.warn({ why: String(err), workspaceId: workspace.id }, "a Slack token is not refreshed"),
    );
    return token;
  }
  try {
    return await next;
  } catch (err) {
    log.warn({ err, workspaceId: workspace.id }, "a Slack token could not be refreshed");
    if (lasts(credential, 0, clock.now())) return token;
    const failure = failureIn(err);
    if (failure.kind === "refused" && dead.has(failure.error)) return null;
    // Slack says of the old one that it is over, and the message waits.
    return token;
  }
}

function refreshOnce(parts: DeliveryParts, clients: Clients, workspace: Tokened): Promise<string> {
  const { id } = workspace;
  const last = failed.get(id);
  const now = parts.clock.now().getTime();
  if (last && now >= last.at && now - last.at < restsFor) return Promise.reject(last.error);
  const known = refreshing.get(id);
  if (known) return known;
  failed.delete(id);
  const next = refresh(parts, clients, workspace)
    .catch((error: unknown) => {
      failed.set(id, { at: now, error });
      throw error;
    })
    .finally(() => refreshing.delete(id));
  refreshing.set(id, next);
  return next;
}

function lasts({ expiresAt, refreshToken }: Credential, seconds: number, now: Date): boolean {
  return expiresAt === undefined || refreshToken === undefined || expiresAt - seconds > now.getTime() / 1000;
}

/** Only where nobody wrote a newer one meanwhile. */
async function sealAnew({ config, db }: DeliveryParts, workspace: Tokened, credential: Credential): Promise<void> {
  const { token, refreshToken, expiresAt } = credential;
  const kept = { token, ...(refreshToken ? { refreshToken } : {}), ...(expiresAt ? { expiresAt } : {}) };
  await db.workspace.updateMany({
    where: { id: workspace.id, credential: workspace.credential },
    data: { credential: sealed(config, workspace.externalId, kept) },
  });
}

const refreshedSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number().optional(),
});

/**
 * A refresh token works once, so copies of us must not refresh side by side: the row is locked for the length of this
 * one call, the only one made inside a transaction. A crash between Slack's answer and our commit loses the pair, and
 * the workspace has to install again. What only refers to the row need not wait for it.
 */
function refresh(parts: DeliveryParts, clients: Clients, workspace: Tokened): Promise<string> {
  const { config, clock, db } = parts;
  return db.$transaction(
    async (tx) => {
      await tx.$queryRaw`select id from "Workspace" where id = ${workspace.id}::uuid for no key update`;
      const row = await tx.workspace.findUniqueOrThrow({ where: { id: workspace.id }, select: { credential: true } });
      if (row.credential === null) throw new Error("The workspace has no token any more");
      const present = unsealed(config, workspace.externalId, row.credential);
      if (lasts(present, ahead, clock.now()) || !present.refreshToken) return present.token;
      const answer = await clients("").oauth.v2.access({
        client_id: config.SLACK_CLIENT_ID ?? "",
        client_secret: config.SLACK_CLIENT_SECRET ?? "",
        grant_type: "refresh_token",
        refresh_token: present.refreshToken,
      });
      const { access_token: token, refresh_token: next, expires_in: lives } = refreshedSchema.parse(answer);
      const expiresAt = lives === undefined ? undefined : Math.floor(clock.now().getTime() / 1000) + lives;
      const credential = { token, refreshToken: next ?? present.refreshToken, ...(expiresAt ? { expiresAt } : {}) };
      const data = { credential: sealed(config, workspace.externalId, credential) };
      await tx.workspace.update({ where: { id: workspace.id }, data });
      return token;
    },
    { maxWait: 5_000, timeout: 15_000 },
  );
}
