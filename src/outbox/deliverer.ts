import type { Platform } from "../generated/prisma/client.ts";
import type { Locale } from "../i18n/texts.ts";
import type { View } from "../view/view.ts";

/** A message on its way to a platform. */
export type Outgoing = {
  readonly id: string;
  /** At most 25 characters and the same for every attempt to post or to make one edit, so that a platform can drop a repeat. */
  readonly nonce: string;
  readonly workspace: { readonly id: string; readonly externalId: string; readonly credential: string | null };
  readonly to:
    | { readonly kind: "dm"; readonly externalUserId: string; readonly dmChannel: string | null }
    | { readonly kind: "channel"; readonly externalId: string };
  readonly thread?: { readonly externalId: string; readonly place: string };
  readonly view: View;
  readonly locale: Locale;
  /** The platform's ids of the people whom the view names, as far as they are in this workspace. */
  readonly people: ReadonlyMap<string, string>;
  readonly edited: boolean;
  /** Nobody asked for it at this moment. */
  readonly isProactive?: boolean;
};

export type Sent = { readonly externalId: string; readonly place: string; readonly dmChannel?: string };

export type Editing = Outgoing & { readonly externalId: string; readonly externalPlace: string };

/**
 * How a platform is spoken to. Each call must settle within 25 seconds, well before the lease on the message ends, and
 * rejects with a DeliveryProblem.
 */
export type Deliverer = {
  readonly platform: Platform;
  send(message: Outgoing): Promise<Sent>;
  edit(message: Editing): Promise<void>;
};

export type Problem =
  /** We have to wait: the workspace, or with `scope` only this place or this message. */
  | { readonly kind: "held"; readonly until: Date; readonly scope?: "workspace" | "place" | "message" }
  /** The person takes no direct messages. */
  | { readonly kind: "closed" }
  /** The channel, or when editing the message, is not there for us. */
  | { readonly kind: "gone" }
  /** We were removed from the workspace. */
  | { readonly kind: "revoked" }
  | { readonly kind: "person-gone" }
  /** The platform will never take it as it is: our fault. */
  | { readonly kind: "rejected" }
  | { readonly kind: "transient" };

/** Why a message could not be delivered, in words that every platform shares. */
export class DeliveryProblem extends Error {
  override readonly name = "DeliveryProblem";
  readonly problem: Problem;

  constructor(problem: Problem, message: string = problem.kind, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}
