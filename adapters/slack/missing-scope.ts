import { Prisma } from "../../src/generated/prisma/client.ts";
import type { Outgoing } from "../../src/outbox/deliverer.ts";
import { sayToPerson } from "../../src/outbox/say.ts";
import { code } from "../../src/view/text.ts";
import { paragraph, view } from "../../src/view/view.ts";
import type { Work } from "../../src/work.ts";
import { failureIn } from "./errors.ts";
import type { DeliveryParts } from "./parts.ts";
import { slackTexts as m } from "./texts.ts";

/** Admins learn once which permission is missing; should that message fail in the same way, it ends there. */
export async function tellMissingScope(
  { db, clock, wake, log }: DeliveryParts,
  { workspace }: Outgoing,
  error: unknown,
): Promise<void> {
  const failure = failureIn(error);
  if (failure.kind !== "refused" || failure.error !== "missing_scope") return;
  const scope = failure.needed ?? "?";
  try {
    const said: string[] = [];
    await db.$transaction(async (tx) => {
      const { orgId } = await tx.workspace.findUniqueOrThrow({ where: { id: workspace.id }, select: { orgId: true } });
      const work: Work = { db: tx, orgId, now: clock.now(), said };
      const admins = await tx.person.findMany({
        where: { orgId, isAdmin: true, state: "active" },
        select: { id: true },
      });
      for (const { id } of admins) {
        const key = `slack-missing-scope:${workspace.id}:${scope}:${id}`;
        await sayToPerson(work, id, { key, kind: "notice" }, (words) => {
          const values = { scope: code(scope) };
          return view(words.plain(m.missingScope, values), paragraph(words.text(m.missingScope, values)));
        });
      }
    });
    if (said.length > 0) wake?.(said);
  } catch (err) {
    if (!(err instanceof Prisma.PrismaClientKnownRequestError)) throw err;
    log.warn({ err }, "nobody could be told of a missing permission");
  }
}
