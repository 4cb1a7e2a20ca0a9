import type pg from "pg";
import { type Core, type CoreParts, createCore } from "../../src/core.ts";
import type { OutboxMessage, PrismaClient } from "../../src/generated/prisma/client.ts";
import { outgoing } from "../../src/outbox/compose.ts";
import type { Deliverer } from "../../src/outbox/deliverer.ts";
import { loadSurroundings } from "../../src/outbox/surroundings.ts";
import { handlers } from "../../src/reminders/handlers.ts";
import { type OccurrenceHandlers, runOccurrence } from "../../src/reminders/occurrences.ts";
import type { Work } from "../../src/work.ts";
import { productWiring, type Wiring } from "./run.ts";
import { offsetAt } from "./wall.ts";

/** Faults as they are made: each replaces one part of the wiring and leaves the rest as it is. */
export const planted: Readonly<Record<string, { readonly wiring: Wiring; readonly blames: RegExp }>> = {
  "sends before the commit": {
    wiring: { ...productWiring, core: sendsBeforeCommit },
    blames: /nothing that was committed says it|twice/u,
  },
  "has no unique keys": { wiring: { ...productWiring, prepare: dropUniqueKeys }, blames: /twice/u },
  "keeps an offset instead of a zone": {
    wiring: { ...productWiring, keepsZone: asOffset },
    blames: /it came before|could have come|never came|nobody was owed|outside their hours/u,
  },
  "trusts the queue and never sweeps": {
    wiring: { ...productWiring, core: (parts) => ({ ...createCore(parts), sweep: async () => [] }) },
    blames: /it never came|could have come|still waiting/u,
  },
  "counts as sent what is still on its way": {
    wiring: { ...productWiring, deliverers: (real) => real.map(answersAtOnce) },
    blames: /nobody saw it|it never came/u,
  },
  "takes a new nonce for every try": {
    wiring: { ...productWiring, deliverers: (real) => real.map(withNewNonces) },
    blames: /twice on discord/u,
  },
};

function sendsBeforeCommit(parts: CoreParts, db: PrismaClient): Core {
  const core = createCore(parts);
  const deliverers = new Map(parts.deliverers.map((one) => [one.platform, one]));
  const early =
    (handle: OccurrenceHandlers["brief"]): OccurrenceHandlers["brief"] =>
    async (work, occurrence) => {
      await handle(work, occurrence);
      await sendNow(work, parts.deliverers);
    };
  const { summary, ...others } = handlers;
  const hasty: OccurrenceHandlers = { ...others, summary: early(summary) };
  const { clock, log } = parts;
  return { ...core, runOccurrence: (id) => runOccurrence({ db, clock, log, deliverers }, hasty, id) };
}

async function sendNow({ db, said, now }: Work, deliverers: readonly Deliverer[]): Promise<void> {
  const rows: OutboxMessage[] = await db.outboxMessage.findMany({ where: { id: { in: said }, threadOfId: null } });
  const around = await loadSurroundings(db as PrismaClient, rows, now);
  for (const row of rows) {
    const message = outgoing({ row, parts: [] }, around, new Map(), now);
    const deliverer = deliverers.find(({ platform }) => platform === around.workspaces.get(row.workspaceId)?.platform);
    if (!message || !deliverer) continue;
    const { externalId, place } = await deliverer.send(message);
    const data = { state: "sent", externalId, externalPlace: place, sentAt: now, shownRevision: 1 } as const;
    await db.outboxMessage.update({ where: { id: row.id }, data });
  }
}

async function dropUniqueKeys(sql: pg.Client): Promise<void> {
  await sql.query(`drop index "OutboxMessage_orgId_key_key"; drop index "Occurrence_scheduleId_date_key"`);
}

/** Whole hours only: the others have no name as an offset. */
function asOffset(zone: string, at: number): string {
  const hours = offsetAt(at, zone) / 60;
  if (!Number.isInteger(hours)) return zone;
  return `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
}

let number = 0;

const answersAtOnce = (real: Deliverer): Deliverer => ({
  ...real,
  async send(message) {
    real.send(message).catch(() => {});
    return { externalId: `hoped-${++number}`, place: "somewhere" };
  },
});

const withNewNonces = (real: Deliverer): Deliverer => ({
  ...real,
  send: (message) => real.send({ ...message, nonce: `${message.nonce}${++number}` }),
});
