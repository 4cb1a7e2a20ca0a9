import { randomUUID } from "node:crypto";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import { type Locale, localeFor } from "../../src/i18n/texts.ts";
import type { Chart } from "../../src/view/chart.ts";
import { chartPng } from "../../src/view/chart-png.ts";
import type { View } from "../../src/view/view.ts";
import type { RoomHub } from "./hub.ts";
import { shownViews } from "./shown-views.ts";

type Drawable = { readonly view: View; readonly locale: Locale };

export type Charts = {
  /** Keeps a private answer's charts for a while; returns the name under which they are served. */
  keep(view: View, locale: Locale): string;
  /** The picture "<id>-<n>": of a message in the outbox, or of an answer that was kept. */
  draw(name: string): Promise<Buffer | null>;
};

const mostKept = 200;

export function roomCharts(db: PrismaClient, hub: RoomHub, workspaceId: () => Promise<string>): Charts {
  const kept = new Map<string, Drawable>();
  const find = async (id: string): Promise<Drawable | null> => {
    const row = await db.outboxMessage.findFirst({ where: { id, workspaceId: await workspaceId() } });
    if (!row) return null;
    const viewFor = await shownViews(db, [row], hub.recent());
    return { view: viewFor(row), locale: localeFor(row.locale) };
  };
  return {
    keep(view, locale) {
      const id = randomUUID();
      kept.set(id, { view, locale });
      const oldest = kept.keys().next().value;
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return id;
    },
    async draw(name) {
      const match = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(\d{1,3})$/.exec(name);
      if (!match?.[1]) return null;
      const source = kept.get(match[1]) ?? (await find(match[1]));
      const chart = source ? chartsIn(source.view)[Number(match[2])] : undefined;
      return source && chart ? chartPng(chart, source.locale) : null;
    },
  };
}

function chartsIn(view: View): Chart[] {
  return view.blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : []));
}
