import { weekday } from "../../src/calendar/dates.ts";
import { localDateOf, localTimeOf } from "../../src/calendar/zones.ts";
import { viewAsText } from "../../src/view/plain-view.ts";
import type { View } from "../../src/view/view.ts";
import type { TestBot } from "../support/test-bot.ts";

/** A message as its reader met it: on which local day, and at what time on their wall. */
export type Sent = {
  readonly to: string;
  readonly kind: string;
  readonly text: string;
  readonly at: Date;
  readonly date: string;
  readonly time: string;
  /** 1 is Monday. */
  readonly weekday: number;
};

/** What went out to a person, or to the team's channel, oldest first. */
export async function sentTo(bot: TestBot, to: string, zone = "Europe/Berlin"): Promise<Sent[]> {
  const receiver = to.startsWith("#") ? { toChannelId: bot.channelId } : { toPersonId: bot.player(to).personId };
  const rows = await bot.db.outboxMessage.findMany({
    where: { ...receiver, sentAt: { not: null } },
    orderBy: [{ sentAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => {
    const at = row.sentAt ?? bot.now();
    const date = localDateOf(at, zone);
    const text = viewAsText(row.view as unknown as View);
    return { to, kind: row.kind, text, at, date, time: localTimeOf(at, zone), weekday: weekday(date) };
  });
}

/** Sets the team's times as its manager does. */
export async function setTimes(bot: TestBot, times: Readonly<Record<string, string>>): Promise<void> {
  for (const [what, when] of Object.entries(times)) await bot.says("max", `/team schedule ${what} ${when}`);
}
