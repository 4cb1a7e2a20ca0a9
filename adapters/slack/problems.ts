import { DeliveryProblem, type Problem } from "../../src/outbox/deliverer.ts";
import { failureIn } from "./errors.ts";

export type Target = "dm" | "channel";

/** Slack's words for what went wrong: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const meanings: Readonly<Record<string, Problem["kind"]>> = {
  account_inactive: "revoked",
  app_uninstalled: "revoked",
  invalid_auth: "revoked",
  not_authed: "revoked",
  token_revoked: "revoked",
  team_not_found: "revoked",
  token_expired: "transient",
  user_not_found: "person-gone",
  users_not_found: "person-gone",
  user_disabled: "person-gone",
  user_not_visible: "person-gone",
  channel_not_found: "gone",
  not_in_channel: "gone",
  is_archived: "gone",
  is_inactive: "gone",
  restricted_action: "gone",
  restricted_action_read_only_channel: "gone",
  restricted_action_thread_only_channel: "gone",
  message_not_found: "gone",
  cant_update_message: "gone",
  edit_window_closed: "gone",
  cannot_dm_bot: "closed",
  messages_tab_disabled: "closed",
  im_disabled: "closed",
  internal_error: "transient",
  fatal_error: "transient",
  service_unavailable: "transient",
  request_timeout: "transient",
  team_added_to_org: "transient",
  accesslimited: "transient",
};

/** What a failed call means for a message, in the words that every platform shares. */
export function deliveryProblem(error: unknown, target: Target, now: Date): DeliveryProblem {
  if (error instanceof DeliveryProblem) return error;
  const failure = failureIn(error);
  if (failure.kind === "limited") {
    const until = new Date(now.getTime() + failure.seconds * 1000);
    return new DeliveryProblem({ kind: "held", until }, `429, ${failure.seconds} s`, { cause: error });
  }
  if (failure.kind === "unanswered") {
    return new DeliveryProblem({ kind: "transient" }, failure.why, { cause: error });
  }
  const why = failure.needed ? `${failure.error}: ${failure.needed}` : failure.error;
  return new DeliveryProblem(problemOf(failure.error, target), why, { cause: error });
}

function problemOf(name: string, target: Target): Problem {
  const kind = meanings[name] ?? "rejected";
  // A conversation with one person that is not there, or takes nothing, is closed rather than a channel that is gone.
  if (kind === "gone" && target === "dm" && name !== "message_not_found") return { kind: "closed" };
  return kind === "held" ? { kind: "transient" } : { kind };
}

/** Slack would not take these blocks: our mistake, for which nobody should be left without the message. */
export const isOurBlocks = (name: string): boolean =>
  ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "only_one_table_allowed"].includes(
    name,
  );
