import { z } from "zod";
import { DeliveryProblem, type Outgoing } from "../../src/outbox/deliverer.ts";
import { isDatabaseDown } from "../../src/store/errors.ts";
import type { Clients } from "./clients.ts";
import { errorName } from "./errors.ts";
import type { Holds } from "./holds.ts";
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
export function doNotDisturb({ db, clock, log }: DeliveryParts, clients: Clients, holds: Holds): DoNotDisturb {
  const seen = new Map<string, Seen>();
  const look = async (token: string, { workspaceId, externalId }: Whose): Promise<Seen> => {
    const told = await holds.call(workspaceId, "dnd.info", () => clients(token).dnd.info({ user: externalId }));
    const now = clock.now();
    const known = { at: now.getTime(), until: quietUntil(dndSchema.parse(told), now) };
    const key = keyOf({ workspaceId, externalId });
    seen.delete(key);
    seen.set(key, known);
    if (seen.size > mostKept) seen.delete(seen.keys().next().value ?? "");
    await db.account.updateMany({ where: { workspaceId, externalId }, data: { dndUntil: known.until } });
    return known;
  };
  /** Told to wait, we wait. Else what was known last counts: a message must not fail for want of an answer. */
  const lastKnown = async (err: unknown, where: Whose): Promise<Omit<Seen, "at">> => {
    if (err instanceof DeliveryProblem || isDatabaseDown(err)) throw err;
    log.warn({ why: errorName(err) }, "Slack did not tell who is not to be disturbed");
    const account = await db.account.findFirst({ where, select: { dndUntil: true } });
    return { until: account?.dndUntil ?? null };
  };
  const isCurrent = ({ at, until }: Seen, now: Date): boolean =>
    now.getTime() - at <= keptFor && (until === null || until > now);
  return {
    async check(token, { to, workspace, isProactive }) {
      if (to.kind !== "dm" || !isProactive) return;
      const whose = { workspaceId: workspace.id, externalId: to.externalUserId };
      const now = clock.now();
      const before = seen.get(keyOf(whose));
      const isKept = before !== undefined && isCurrent(before, now);
      const { until } = isKept ? before : await look(token, whose).catch((err: unknown) => lastKnown(err, whose));
      if (until === null || until <= now) return;
      throw new DeliveryProblem({ kind: "held", until, scope: "message" }, "the person is not to be disturbed");
    },
  };
}

type Seen = { readonly at: number; readonly until: Date | null };
type Whose = { readonly workspaceId: string; readonly externalId: string };

const keyOf = ({ workspaceId, externalId }: Whose): string => `${workspaceId} ${externalId}`;

function quietUntil(dnd: z.infer<typeof dndSchema>, now: Date): Date | null {
  const seconds = now.getTime() / 1000;
  if (dnd.snooze_enabled && dnd.snooze_endtime > seconds) return new Date(dnd.snooze_endtime * 1000);
  const isQuiet = dnd.dnd_enabled && dnd.next_dnd_start_ts <= seconds && dnd.next_dnd_end_ts > seconds;
  return isQuiet ? new Date(dnd.next_dnd_end_ts * 1000) : null;
}
