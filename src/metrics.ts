import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { PrismaClient } from "./generated/prisma/client.ts";

/** What Prometheus is told: the process, and how many messages wait, failed or were sent in the last day. */
export function openMetrics(db: PrismaClient): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "goalkeeper_outbox_messages",
    help: "Messages by state: waiting and failed ones in all, sent ones of the last day",
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      const rows = await db.$queryRaw<{ state: string; count: bigint }[]>`
        select state::text as state, count(*) as count from "OutboxMessage"
        where state in ('waiting', 'sending', 'failed') or "sentAt" > now() - interval '1 day' group by 1`;
      this.reset();
      for (const { state, count } of rows) this.set({ state }, Number(count));
    },
  });
  return registry;
}
