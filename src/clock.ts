/** The time is always handed in, so that a test or the practice room can move it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that runs like its base and can be moved forward, never back. */
export type ShiftedClock = Clock & { advanceTo(instant: Date): void };

export function shiftedClock(base: Clock): ShiftedClock {
  let offset = 0;
  const now = () => new Date(base.now().getTime() + offset);
  return {
    now,
    advanceTo(instant) {
      offset += Math.max(0, instant.getTime() - now().getTime());
    },
  };
}
