import type { Platform } from "../../src/generated/prisma/client.ts";
import { type Deliverer, DeliveryProblem, type Outgoing, type Sent } from "../../src/outbox/deliverer.ts";
import { viewAsText } from "../../src/view/plain-view.ts";
import type { Dice } from "./dice.ts";
import { never } from "./faulty-database.ts";
import type { PlatformName, Trouble } from "./plan.ts";

/** A message that people see. Times are by the bot's clock, which is what it can be held to. */
export type Shown = {
  readonly at: number;
  readonly trueAt: number;
  readonly platform: PlatformName;
  readonly to: string;
  readonly rowId: string;
  readonly messageId: string;
  readonly text: string;
  readonly isProactive: boolean;
  readonly underThread: string | null;
  /** Every way in which the platform was asked for this one before and did not manage to say that it had it. */
  readonly repeats: string | null;
};

export type Attempt = { readonly at: number; readonly rowId: string; readonly to: string; readonly ended: string };

export type Platforms = {
  readonly deliverers: readonly Deliverer[];
  readonly shown: readonly Shown[];
  readonly attempts: readonly Attempt[];
  /** Spans in which a platform took nothing from us, as it said. */
  readonly blocked: readonly { readonly from: number; readonly until: number; readonly platform: PlatformName }[];
  begin(platform: PlatformName, trouble: Trouble, untilTrue: number): void;
  close(to: string, platform: PlatformName): void;
  onShown(act: (shown: Shown) => void): void;
};

export type Around = {
  readonly throwing: Dice;
  now(): number;
  trueNow(): number;
  /** The process died: nothing it does reaches anybody. */
  isDead(): boolean;
  /** Kills the process at this very moment. */
  crash(): void;
  /** Waits in simulated time. */
  after(ms: number): Promise<void>;
  trace(line: string): void;
};

/** How long Discord is taken to remember a nonce: "a few minutes". */
export const nonceMemory = 5 * 60_000;

const answerWithin = 25_000;

type Record_ = { readonly messageId: string; at: number };

export function createPlatforms(around: Around): Platforms {
  const shown: Shown[] = [];
  const attempts: Attempt[] = [];
  const blocked: { from: number; until: number; platform: PlatformName }[] = [];
  const troubles = new Map<PlatformName, { trouble: Trouble; until: number }>();
  const closed = new Set<string>();
  const byNonce = new Map<string, Record_>();
  const unsure = new Map<string, string>();
  let told: (shown: Shown) => void = () => {};

  const addressee = ({ to }: Outgoing) => (to.kind === "dm" ? to.externalUserId : `#${to.externalId}`);

  const accept = (platform: PlatformName, message: Outgoing): string => {
    const known = platform === "discord" ? byNonce.get(message.nonce) : undefined;
    if (known && around.trueNow() - known.at < nonceMemory) {
      around.trace(`${platform} has it already: ${addressee(message)}`);
      return known.messageId;
    }
    const messageId = `${platform}-${shown.length + 1}`;
    byNonce.set(message.nonce, { messageId, at: around.trueNow() });
    const one: Shown = {
      ...{ at: around.now(), trueAt: around.trueNow(), platform, to: addressee(message), rowId: message.id, messageId },
      ...{ text: viewAsText(message.view), isProactive: message.isProactive === true },
      underThread: message.thread?.externalId ?? null,
      repeats: unsure.get(message.id) ?? null,
    };
    shown.push(one);
    around.trace(`${platform} shows ${one.to}: ${message.view.summary}`);
    told(one);
    return messageId;
  };

  const ended = (message: Outgoing, how: string): void => {
    attempts.push({ at: around.now(), rowId: message.id, to: addressee(message), ended: how });
    if (how !== "ok") around.trace(`${addressee(message)} was not reached: ${how}`);
  };

  const troubleFor = (platform: PlatformName): { trouble: Trouble; until: number } | null => {
    const planned = troubles.get(platform);
    if (planned && planned.until > around.trueNow()) {
      if (planned.trouble === "crash after") troubles.delete(platform);
      return planned;
    }
    if (!around.throwing.chance(0.02)) return null;
    const trouble = around.throwing.pick([
      "held",
      "refused",
      "timeout after",
      "timeout before",
      "crash after",
    ] as const);
    return { trouble, until: around.trueNow() + around.throwing.between(1, 30) * 1_000 };
  };

  const send = async (platform: PlatformName, message: Outgoing): Promise<Sent> => {
    if (around.isDead()) return never();
    if (closed.has(`${platform} ${addressee(message)}`)) {
      ended(message, "closed");
      throw new DeliveryProblem({ kind: message.to.kind === "dm" ? "closed" : "gone" });
    }
    const met = troubleFor(platform);
    if (met?.trouble === "held") {
      const until = around.now() + met.until - around.trueNow();
      blocked.push({ from: around.now(), until, platform });
      ended(message, "held");
      throw new DeliveryProblem({ kind: "held", until: new Date(until) });
    }
    if (met?.trouble === "refused") {
      ended(message, "refused");
      throw new DeliveryProblem({ kind: "transient" });
    }
    if (met?.trouble === "timeout before") {
      await around.after(answerWithin);
      ended(message, "timeout before");
      throw new DeliveryProblem({ kind: "transient" });
    }
    const messageId = accept(platform, message);
    if (met?.trouble === "timeout after") {
      unsure.set(message.id, "no answer in time");
      await around.after(answerWithin);
      ended(message, "timeout after");
      throw new DeliveryProblem({ kind: "transient" });
    }
    unsure.set(message.id, "answered, not recorded");
    if (met?.trouble === "crash after") around.crash();
    else if (around.throwing.chance(0.04)) await around.after(around.throwing.between(1, 20) * 1_000);
    if (around.isDead()) return never();
    ended(message, "ok");
    return { externalId: messageId, place: addressee(message) };
  };

  const deliverer = (platform: PlatformName): Deliverer => ({
    platform: platform satisfies Platform,
    send: (message) => send(platform, message),
    async edit(message) {
      if (around.isDead()) return never();
      const met = troubleFor(platform);
      if (met) throw new DeliveryProblem({ kind: "transient" });
      around.trace(`${platform} edits ${addressee(message)}: ${message.view.summary}`);
    },
  });

  return {
    deliverers: [deliverer("slack"), deliverer("discord")],
    ...{ shown, attempts, blocked },
    begin: (platform, trouble, until) => void troubles.set(platform, { trouble, until }),
    close: (to, platform) => void closed.add(`${platform} ${to}`),
    onShown: (act) => {
      told = act;
    },
  };
}
