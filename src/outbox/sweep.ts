import { messagesDueBy } from "./due.ts";
import type { DeliveryParts } from "./parts.ts";

/** How much is woken at once. */
const most = 20_000;

/** Sweeps come more often than this, so that what becomes due between two of them goes out at its second. */
const ahead = 15_000;

const second = 1_000;

/**
 * Finds what lost its job, what a crash left claimed, and what is due within seconds, which is woken for its moment.
 * Everything can be derived from the tables, so that an emptied queue loses nothing. Returns what is due now.
 */
export async function sweep(parts: DeliveryParts): Promise<readonly string[]> {
  const now = parts.clock.now().getTime();
  const soon = await messagesDueBy(parts.db, new Date(now + ahead), most);
  const bySecond = new Map<number, string[]>([[0, []]]);
  for (const { id, at } of soon) {
    const wait = Math.max(0, Math.ceil((at.getTime() - now) / second));
    const ids = bySecond.get(wait) ?? [];
    ids.push(id);
    bySecond.set(wait, ids);
  }
  for (const [wait, ids] of bySecond) if (ids.length > 0) parts.wake?.(ids, wait * second);
  return bySecond.get(0) ?? [];
}
