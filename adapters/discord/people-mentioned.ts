import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import type { View } from "../../src/view/view.ts";
import type { People } from "./markdown.ts";

/** The Discord ids of those whom a view means to notify; most views name nobody so. */
export async function peopleMentioned(db: PrismaClient, workspaceId: string, view: View): Promise<People> {
  const ids = [...new Set(mentionsIn(view.blocks))];
  if (ids.length === 0) return new Map();
  const accounts = await db.account.findMany({
    where: { workspaceId, personId: { in: ids } },
    select: { personId: true, externalId: true },
  });
  return new Map(accounts.map(({ personId, externalId }) => [personId, externalId]));
}

function mentionsIn(data: unknown): string[] {
  if (Array.isArray(data)) return data.flatMap(mentionsIn);
  if (typeof data !== "object" || data === null) return [];
  const isMention = "mention" in data && data.mention === true && "personId" in data;
  return isMention ? [String(data.personId)] : Object.values(data).flatMap(mentionsIn);
}
