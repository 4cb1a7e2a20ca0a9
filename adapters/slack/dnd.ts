import { z } from "zod";
import { DeliveryProblem, type Outgoing } from "../../src/outbox/deliverer.ts";
import type { Clients } from "./clients.ts";
import { errorName } from "./errors.ts";
import type { DeliveryParts } from "./parts.ts";

const dndSchema = z.object({
  dnd_enabled: z.boolean().default(false),
  next_dnd_start_ts: z.number().default(0),
  next_dnd_end_ts: z.number().default(0),
  snooze_enabled: z.boolean().default(false),
  snooze_endtime: z.number().default(0),
});

/** Slack is asked about one person at most this often. */
const keptFor = 10 * 60_000;
const mostKept = 20_000;

export type DoNotDisturb = { check(token: string, message: Outgoing): Promise<void> };

/** Holds back what nobody asked for while its receiver does not want to be disturbed; looked up when it matters. */
export function doNotDisturb({ db, clock, log }: DeliveryParts, clients: Clients): DoNotDisturb {
  const seen = new Map<string, { readonly at: number; readonly until: Date | null }>();
  const look = async (token: string, user: string): Promise<Date | null> => {
    const dnd = dndSchema.parse(await clients(token).dnd.info({ user }));
    return quietUntil(dnd, clock.now());
  };
  return {
    async check(token, message) {
      const { to, workspace, isProactive } = message;
      if (to.kind !== "dm" || !isProactive) return;
      const key = `${workspace.id} ${to.externalUserId}`;
      const now = clock.now();
      let known = seen.get(key);
      if (!known || now.getTime() - known.at > keptFor || (known.until !== null && known.until <= now)) {
        known = { at: now.getTime(), until: await look(token, to.externalUserId).catch(unknown) };
        seen.delete(key);
        seen.set(key, known);
        if (seen.size > mostKept) seen.delete(seen.keys().next().value ?? "");
        const where = { workspaceId: workspace.id, externalId: to.externalUserId };
        await db.account.updateMany({ where, data: { dndUntil: known.until } });
      }
      if (known.until === null || known.until <= now) return;
      throw new DeliveryProblem(
        { kind: "held", until: known.until, scope: "message" },
        "the person is not to be disturbed",
      );
    },
  };

  /** A message must not fail because nobody could say whether it disturbs. */
  function unknown(err: unknown): null {
    log.warn({ why: errorName(err) }, "Slack did not tell who is not to be disturbed");
    return null;
  }
}

function quietUntil(dnd: z.infer<typeof dndSchema>, now: Date): Date | null {
  const seconds = now.getTime() / 1000;
  if (dnd.snooze_enabled && dnd.snooze_endtime > seconds) return new Date(dnd.snooze_endtime * 1000);
  const isQuiet = dnd.dnd_enabled && dnd.next_dnd_start_ts <= seconds && dnd.next_dnd_end_ts > seconds;
  return isQuiet ? new Date(dnd.next_dnd_end_ts * 1000) : null;
}
