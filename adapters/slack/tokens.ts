import { z } from "zod";
import type { Clients } from "./clients.ts";
import { type Credential, sealed, unsealed } from "./credential.ts";
import type { DeliveryParts } from "./parts.ts";

/** A workspace as far as its token goes. */
export type Tokened = { readonly id: string; readonly externalId: string; readonly credential: string | null };

/** Refreshed this long before the end, so that no call meets an expired token. */
const ahead = 30 * 60;

/** The token that speaks in a workspace: its own by OAuth, refreshed in time, or the one of the settings. */
export async function tokenOf(parts: DeliveryParts, clients: Clients, workspace: Tokened): Promise<string | null> {
  const { config, clock, log } = parts;
  if (workspace.credential === null) return config.SLACK_BOT_TOKEN ?? null;
  const credential = unsealed(config, workspace.externalId, workspace.credential);
  if (isFresh(credential, clock.now())) {
    if (credential.isOldKey) await sealAnew(parts, workspace, credential);
    return credential.token;
  }
  try {
    return await refresh(parts, clients, workspace);
  } catch (err) {
    log.warn({ err, workspaceId: workspace.id }, "a Slack token could not be refreshed");
    // Good until its end; after that Slack says so, and the message waits.
    return credential.token;
  }
}

function isFresh({ expiresAt, refreshToken }: Credential, now: Date): boolean {
  return expiresAt === undefined || refreshToken === undefined || expiresAt - ahead > now.getTime() / 1000;
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
 * the workspace has to install again.
 */
function refresh(parts: DeliveryParts, clients: Clients, workspace: Tokened): Promise<string> {
  const { config, clock, db } = parts;
  return db.$transaction(
    async (tx) => {
      await tx.$queryRaw`select id from "Workspace" where id = ${workspace.id}::uuid for update`;
      const row = await tx.workspace.findUniqueOrThrow({ where: { id: workspace.id }, select: { credential: true } });
      if (row.credential === null) throw new Error("The workspace has no token any more");
      const present = unsealed(config, workspace.externalId, row.credential);
      if (isFresh(present, clock.now()) || !present.refreshToken) return present.token;
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
