import type { OutboxMessage, Platform } from "../generated/prisma/client.ts";
import { nextAllowedFor } from "../reminders/allowed.ts";
import { budgetWait } from "../reminders/budget.ts";
import { isKnownView, type View } from "../view/view.ts";
import { chosenWaits } from "./chosen-waits.ts";
import { type LateCause, lateAfter, lateCause } from "./late.ts";
import { hostOf } from "./merged.ts";
import type { Surroundings } from "./surroundings.ts";

/** Whether a message goes out now. Reasons are for the record, not for people. */
export type Verdict =
  | { readonly does: "send" }
  | {
      readonly does: "wait";
      readonly until: Date;
      readonly why: string;
      /** It is late already, or by this wait: remembered, because the wait moves what lateness is reckoned from. */
      readonly lateBecause?: LateCause;
    }
  | { readonly does: "skip" | "fail"; readonly why: string };

const send: Verdict = { does: "send" };

/** A thread's answer looks again this soon; it is woken anyway when its parent has been sent. */
const parentWait = 60_000;

/** Why an answer waits for what it stands under. */
export const behindParent = "the message above it comes first";

/** Why an answer was left out: it would have hung in the air. */
export const withoutParent = "the message above it was not sent";
const otherReleaseWait = 20_000;

export function decide(row: OutboxMessage, around: Surroundings, now: Date): Verdict {
  const workspace = around.workspaces.get(row.workspaceId);
  if (!workspace) return { does: "skip", why: "the workspace is gone" };
  const isEdit = row.state === "sent";
  // During an upgrade both releases deliver: this one is for the other.
  if (!isKnownView(row.view as unknown as View))
    return { does: "wait", until: new Date(now.getTime() + otherReleaseWait), why: "a newer release made it" };
  if (!isEdit && row.usefulUntil !== null && row.usefulUntil <= now)
    return { does: "skip", why: "too late to be of use" };
  // Stays due: it goes out when the workspace installs us again, or expires with its retention.
  if (workspace.state === "left") return { does: "wait", until: row.sendAt, why: "the workspace removed the app" };
  const held = isFreeOfHolds(row, workspace) ? null : workspace.heldUntil;
  if (held !== null && held > now) return forPlatform(row, held);
  if (isEdit) return send;
  const verdict = row.toAccountId === null ? toChannel(row, around) : toPerson(row, around, now);
  if (verdict.does === "wait" && row.usefulUntil !== null && verdict.until >= row.usefulUntil)
    return { does: "skip", why: `${verdict.why}, and by then it is of no use` };
  if (verdict.does === "send") return underParent(row, around, now);
  if (verdict.does !== "wait") return verdict;
  const cause = lateCause(row, now, workspace.heldUntil);
  return cause === null ? verdict : { ...verdict, lateBecause: cause };
}

/** Slack limits each kind of call by itself, so that an edit need not wait for new messages. */
export const isFreeOfHolds = (
  row: Pick<OutboxMessage, "state">,
  { platform }: { readonly platform: Platform },
): boolean => row.state === "sent" && platform === "slack";

function forPlatform(row: OutboxMessage, until: Date): Verdict {
  const isLong = row.state !== "sent" && until.getTime() - row.sendAt.getTime() > lateAfter;
  return { does: "wait", until, why: "the platform asked to wait", ...(isLong ? { lateBecause: "platform" } : {}) };
}

function toChannel(row: OutboxMessage, around: Surroundings): Verdict {
  const channel = around.channels.get(row.toChannelId ?? "");
  if (!channel) return { does: "skip", why: "the team has no such channel any more" };
  return channel.state === "gone" ? { does: "fail", why: "the channel is gone" } : send;
}

function toPerson(row: OutboxMessage, around: Surroundings, now: Date): Verdict {
  const account = around.accounts.get(row.toAccountId ?? "");
  if (!account || account.state === "gone") return { does: "skip", why: "the account is gone" };
  if (account.person.state !== "active") return { does: "skip", why: "the person left" };
  if (account.dmState === "closed") return { does: "fail", why: "the person takes no direct messages" };
  return row.isProactive ? unasked(row, around, now) : send;
}

/** Nobody asked for it at this moment: opt-out, the person's hours and days, and their budget. */
function unasked(row: OutboxMessage, around: Surroundings, now: Date): Verdict {
  const reach = around.reach.get(row.id);
  if (around.accounts.get(row.toAccountId ?? "")?.person.optedOutAt) return { does: "skip", why: "opted out" };
  if (!reach) return send;
  const allowed = nextAllowedFor(now, reach);
  if (allowed === null) return { does: "skip", why: "no working day comes" };
  if (allowed > now) return { does: "wait", until: allowed, why: chosenWaits.hours };
  const wait = budgetWait(around.written.get(row.toPersonId ?? "") ?? [], now, reach.zone);
  if (wait === null) return send;
  const until = nextAllowedFor(wait.until, reach);
  if (until === null) return { does: "skip", why: "no working day comes" };
  return { does: "wait", until, why: wait.because === "week" ? chosenWaits.week : chosenWaits.day };
}

function underParent(row: OutboxMessage, around: Surroundings, now: Date): Verdict {
  if (row.threadOfId === null) return send;
  const parent = around.parents.get(row.threadOfId);
  if (!parent) return { does: "skip", why: "the message above it is gone" };
  if (parent.state === "sent" || hostOf(parent.problem) !== null) return send;
  if (parent.state !== "waiting" && parent.state !== "sending") return { does: "skip", why: withoutParent };
  return { does: "wait", until: new Date(now.getTime() + parentWait), why: behindParent };
}
