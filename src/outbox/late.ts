import type { OutboxMessage } from "../generated/prisma/client.ts";
import { reminderTexts as m } from "../i18n/reminders.ts";
import type { Words } from "../i18n/words.ts";
import { note, type View } from "../view/view.ts";

/** Why a message is late; kept in `lateBecause`. Waiting for somebody's hours is not lateness. */
const causes = { down: m.lateDown, platform: m.latePlatform, failed: m.lateFailed } as const;
export type LateCause = keyof typeof causes;

export const isLateCause = (because: string | null): because is LateCause =>
  because !== null && Object.hasOwn(causes, because);

export const lateAfter = 15 * 60_000;

/**
 * `sendAt` moves with every wait that we chose, so only a delay that nobody chose is left between it and now. It is the
 * platform's when that had asked the workspace to wait for long.
 */
export function lateCause(
  row: Pick<OutboxMessage, "dueAt" | "sendAt" | "lateBecause" | "threadOfId">,
  now: Date,
  heldUntil: Date | null,
): LateCause | null {
  if (row.threadOfId !== null || now.getTime() - row.dueAt.getTime() <= lateAfter) return null;
  if (row.lateBecause !== null) return isLateCause(row.lateBecause) ? row.lateBecause : "down";
  if (now.getTime() - row.sendAt.getTime() <= lateAfter) return null;
  return heldUntil !== null && heldUntil.getTime() - row.sendAt.getTime() > lateAfter ? "platform" : "down";
}

export function withLateNote(view: View, cause: LateCause | null, dueAt: Date, words: Words): View {
  if (cause === null) return view;
  const text = words.text(causes[cause], { due: words.time(dueAt) });
  return { ...view, blocks: [...view.blocks, note(text)] };
}
