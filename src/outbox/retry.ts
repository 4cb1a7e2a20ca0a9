const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const firstWaits = [5 * second, 15 * second, 45 * second, 2 * minute, 5 * minute, 15 * minute] as const;

export const longestWait = hour;

/** Hourly after the first six, so that the last attempt is about a day after the first. */
const mostAttempts = 30;

/** What fails in a way nobody foresaw is tried this often, in case it was a moment's trouble. */
const mostSurprises = 5;

/** How long to wait after this many attempts; null when it is time to give up. */
export function retryAfter(attempts: number, wasForeseen: boolean): number | null {
  if (attempts >= (wasForeseen ? mostAttempts : mostSurprises)) return null;
  return firstWaits[attempts - 1] ?? longestWait;
}
