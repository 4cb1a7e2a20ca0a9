import { EventEmitter, once } from "node:events";

/** Tells when an app has said something: tests wait for that rather than for time to pass. */
export interface Answered {
  tell(): void;
  /** Settles with the first truthy look, taken now and after every request that was answered. */
  until<Seen>(look: () => Seen | undefined | false | null, withinMs?: number): Promise<Seen>;
}

export function answered(): Answered {
  const events = new EventEmitter().setMaxListeners(0);
  return {
    tell: () => events.emit("answered"),
    async until(look, withinMs = 5000) {
      const signal = AbortSignal.timeout(withinMs);
      for (;;) {
        const seen = look();
        if (seen) return seen;
        await once(events, "answered", { signal }).catch(() => {
          throw new Error(`what was waited for did not come within ${withinMs} ms: ${look}`);
        });
      }
    },
  };
}
