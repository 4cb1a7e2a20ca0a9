import { z } from "zod";
import { personFor } from "../../src/org/caller.ts";
import { ensureWorkspace } from "../../src/org/workspaces.ts";
import type { Clients } from "./clients.ts";
import { type Credential, sealed } from "./credential.ts";
import type { DeliveryParts } from "./parts.ts";
import { nameOf, type SlackUser, userSchema } from "./people.ts";
import { greet } from "./welcome.ts";
import type { Workspaces } from "./workspaces.ts";

const installationSchema = z.object({
  team: z.object({ id: z.string(), name: z.string().optional() }),
  user: z.object({ id: z.string() }),
  bot: z.object({
    token: z.string(),
    refreshToken: z.string().optional(),
    expiresAt: z.number().optional(),
    userId: z.string(),
    scopes: z.array(z.string()).default([]),
  }),
});
type Installation = z.infer<typeof installationSchema>;

const settingsSchema = z.looseObject({ slackInstalledAt: z.string().optional() });

export function installedAt(settings: unknown): Date | null {
  const at = settingsSchema.safeParse(settings).data?.slackInstalledAt;
  return at === undefined ? null : new Date(at);
}

/** Somebody installed us, perhaps again: everything that waited goes on, and they are shown three steps once. */
export async function storeInstallation(
  parts: DeliveryParts,
  clients: Clients,
  workspaces: Workspaces,
  given: unknown,
): Promise<void> {
  const { db } = parts;
  const installation = installationSchema.parse(given);
  const installer = await factsOf(parts, clients, installation);
  const { team, user } = installation;
  const { id, orgId } = await ensureWorkspace(db, {
    platform: "slack",
    externalId: team.id,
    name: team.name ?? team.id,
    installerId: user.id,
    ...(installer.locale ? { locale: installer.locale } : {}),
    ...(installer.tz ? { zone: installer.tz } : {}),
  });
  await keep(parts, id, installation);
  workspaces.forget(team.id);
  const now = parts.clock.now();
  const { id: personId } = await personFor(db, now, {
    workspaceId: id,
    externalId: user.id,
    name: nameOf(installer),
    ...(installer.locale ? { locale: installer.locale } : {}),
    ...(installer.tz ? { zone: installer.tz } : {}),
    administers: Boolean(installer.is_admin || installer.is_owner),
  });
  await greet(parts, { id, orgId, personId, now });
}

/** Only what is nice to know: an installation must not fail for it. */
async function factsOf({ log }: DeliveryParts, clients: Clients, { bot, user }: Installation): Promise<SlackUser> {
  try {
    const answer = await clients(bot.token).users.info({ user: user.id, include_locale: true });
    return userSchema.parse(answer.user);
  } catch (err) {
    log.warn({ err }, "Slack did not tell who installed us");
    return { id: user.id };
  }
}

async function keep({ config, db, clock }: DeliveryParts, id: string, installation: Installation): Promise<void> {
  const { team, user, bot } = installation;
  const credential: Credential = {
    token: bot.token,
    ...(bot.refreshToken ? { refreshToken: bot.refreshToken } : {}),
    ...(bot.expiresAt ? { expiresAt: bot.expiresAt } : {}),
  };
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`select id from "Workspace" where id = ${id}::uuid for update`;
    const { settings, installerId } = await tx.workspace.findUniqueOrThrow({ where: { id } });
    const others = settingsSchema.safeParse(settings).data ?? {};
    await tx.workspace.update({
      where: { id },
      data: {
        ...{ state: "active", leftAt: null, heldUntil: null },
        ...(team.name ? { name: team.name } : {}),
        installerId: installerId ?? user.id,
        botExternalId: bot.userId,
        credential: sealed(config, team.id, credential),
        scopes: bot.scopes,
        settings: { ...JSON.parse(JSON.stringify(others)), slackInstalledAt: clock.now().toISOString() },
      },
    });
  });
}
