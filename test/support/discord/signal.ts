/** Wakes whoever waits whenever anything in the fake changes, so that no test needs to sleep. */
export interface Signal {
  fire(): void;
  /** True once `check` holds, false after `ms` without it. */
  until(check: () => boolean, ms: number): Promise<boolean>;
  close(): void;
}

export function createSignal(): Signal {
  const waiting = new Set<{ check(): boolean; done(result: boolean): void }>();
  return {
    fire() {
      for (const one of [...waiting]) if (one.check()) one.done(true);
    },
    until(check, ms) {
      if (check()) return Promise.resolve(true);
      return new Promise((resolve) => {
        const one = {
          check,
          done(result: boolean) {
            clearTimeout(timer);
            waiting.delete(one);
            resolve(result);
          },
        };
        const timer = setTimeout(() => one.done(one.check()), ms);
        waiting.add(one);
      });
    },
    close() {
      for (const one of [...waiting]) one.done(false);
    },
  };
}
