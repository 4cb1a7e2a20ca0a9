import type { Platform } from "../../src/generated/prisma/client.ts";
import {
  type Deliverer,
  DeliveryProblem,
  type Editing,
  type Outgoing,
  type Problem,
} from "../../src/outbox/deliverer.ts";
import { viewAsText } from "../../src/view/plain-view.ts";

export type Recorded = { readonly text: string; readonly to: string; readonly message: Outgoing };

export type RecordingDeliverer = Deliverer & {
  /** What the platform shows, oldest first; a repeated nonce is dropped, as Discord does. */
  readonly sent: readonly Recorded[];
  readonly edits: readonly { readonly text: string; readonly message: Editing }[];
  readonly calls: number;
  /** The next messages to this receiver (or to anybody) fail like this, until cleared. */
  fails(problem: Problem | Error, to?: string): void;
  works(): void;
  /** Runs once a message has reached the platform, before its answer does. */
  afterSend(act: () => void | Promise<void>): void;
};

/** A platform that remembers what it was asked to show. */
export function recordingDeliverer(platform: Platform = "web"): RecordingDeliverer {
  const sent: Recorded[] = [];
  const edits: { text: string; message: Editing }[] = [];
  const byNonce = new Map<string, string>();
  const failures: { problem: Problem | Error; to: string | undefined }[] = [];
  let after: (() => void | Promise<void>) | undefined;
  let calls = 0;
  const addressee = ({ to }: Outgoing) => (to.kind === "dm" ? to.externalUserId : `#${to.externalId}`);
  const check = (message: Outgoing) => {
    calls += 1;
    const failure = failures.find(({ to }) => to === undefined || to === addressee(message));
    if (failure) throw failure.problem instanceof Error ? failure.problem : new DeliveryProblem(failure.problem);
  };
  return {
    platform,
    sent,
    edits,
    get calls() {
      return calls;
    },
    async send(message) {
      check(message);
      const known = byNonce.get(message.nonce);
      const externalId = known ?? `m${sent.length + 1}`;
      if (known === undefined) {
        byNonce.set(message.nonce, externalId);
        sent.push({ text: viewAsText(message.view), to: addressee(message), message });
      }
      await after?.();
      return { externalId, place: addressee(message) };
    },
    async edit(message) {
      check(message);
      edits.push({ text: viewAsText(message.view), message });
    },
    fails: (problem, to) => void failures.push({ problem, to }),
    works: () => void failures.splice(0),
    afterSend: (act) => {
      after = act;
    },
  };
}
