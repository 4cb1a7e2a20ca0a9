import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Clock } from "./clock.ts";
import type { PrismaClient } from "./generated/prisma/client.ts";
import { outboxStatus } from "./outbox/status.ts";

export type Metrics = { readonly contentType: string; metrics(): Promise<string> };

/** How long a part may take to tell how it stands, before the others are shown without it. */
const patience = 2_000;

/**
 * What Prometheus is told: the process, how delivery stands, and the jobs. What cannot be asked, because the database or
 * the queue is away, is left out and shown as not answering: it is then that somebody looks.
 */
export function openMetrics(db: PrismaClient, clock: Clock, jobs: () => Promise<string>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answering = new Gauge({
    ...{ name: "goalkeeper_answering", registers: [registry], labelNames: ["part"] },
    help: "Whether the database and the queue answered this request",
  });
  const outbox = outboxMetrics(db, clock);
  const asked = async (part: string, ask: () => Promise<string>): Promise<string> => {
    const text = await inTime(ask);
    answering.set({ part }, text === null ? 0 : 1);
    return text ?? "";
  };
  return {
    contentType: registry.contentType,
    async metrics() {
      const parts = await Promise.all([asked("database", outbox), asked("queue", jobs)]);
      return [await registry.metrics(), ...parts].join("\n");
    },
  };
}

async function inTime(ask: () => Promise<string>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  const answer = await Promise.race([ask().catch(() => null), late]);
  clearTimeout(timer);
  return answer;
}

/** One reading for all of them, so that they tell of the same moment. */
function outboxMetrics(db: PrismaClient, clock: Clock): () => Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `goalkeeper_${name}`, help, labelNames, registers: [registry] });
  const messages = gauge("outbox_messages", "Messages by state; sent ones that were due in the last day", ["state"]);
  const due = gauge("outbox_due", "Messages that are due and not sent yet");
  const age = gauge("outbox_oldest_due_seconds", "How long the oldest message that is due has waited");
  const dead = gauge("outbox_dead_letters", "Messages that were given up and can be retried");
  const held = gauge("held_workspaces", "Workspaces that their platform asked us not to write to for now");
  return async () => {
    const now = clock.now();
    const since = new Date(now.getTime() - 24 * 3_600_000);
    const [status, sent] = await Promise.all([
      outboxStatus(db, now),
      db.outboxMessage.count({ where: { state: "sent", sendAt: { gte: since } } }),
    ]);
    const { waiting, sending, failed, overdue, overdueSince, heldWorkspaces } = status;
    for (const [state, count] of Object.entries({ waiting, sending, failed, sent })) messages.set({ state }, count);
    due.set(overdue);
    age.set(overdueSince ? (now.getTime() - overdueSince.getTime()) / 1_000 : 0);
    dead.set(failed);
    held.set(heldWorkspaces);
    return registry.metrics();
  };
}
