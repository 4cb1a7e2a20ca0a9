import type { Random } from "./random.ts";

/** Ids in the order in which they were asked for, like those the database client makes, but the same for the same seed. */
export function idsFrom(now: Date, random: Random): () => string {
  const time = now.getTime().toString(16).padStart(12, "0");
  let count = 0;
  const hex = (digits: number): string =>
    Math.floor(random.next() * 16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  return () => {
    count += 1;
    const order = count.toString(16).padStart(6, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${order.slice(0, 3)}-8${order.slice(3)}-${hex(6)}${hex(6)}`;
  };
}
