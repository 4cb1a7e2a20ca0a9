import type { OutboxMessage } from "../generated/prisma/client.ts";
import type { Parcel } from "./compose.ts";
import type { Surroundings } from "./surroundings.ts";

export type Packed = {
  readonly parcels: readonly Parcel[];
  readonly merges: readonly { readonly host: OutboxMessage; readonly others: readonly OutboxMessage[] }[];
  /** Claimed only in case they could be merged, and not due yet. */
  readonly early: readonly OutboxMessage[];
};

/** Puts together what goes to one person without having been asked for, so that they are interrupted once. */
export function pack(rows: readonly OutboxMessage[], around: Surroundings, now: Date): Packed {
  const before = (row: OutboxMessage) => around.merged.get(row.id) ?? [];
  const mergeable = rows.filter(canMerge);
  const alone = rows.filter((row) => !canMerge(row)).map((row): Parcel => ({ row, parts: before(row) }));
  const groups = new Map<string, OutboxMessage[]>();
  for (const row of mergeable) {
    const account = row.toAccountId ?? "";
    groups.set(account, [...(groups.get(account) ?? []), row]);
  }
  const hosts = [...groups.values()].map((group) => ({ group, host: group.find(({ sendAt }) => sendAt <= now) }));
  const merges = hosts.flatMap(({ group, host }) =>
    host ? [{ host, others: group.filter((row) => row !== host) }] : [],
  );
  return {
    parcels: [
      ...alone,
      ...merges.map(({ host, others }) => ({
        row: host,
        parts: [...before(host), ...others, ...others.flatMap(before)],
      })),
    ],
    merges: merges.filter(({ others }) => others.length > 0),
    early: hosts.flatMap(({ group, host }) => (host ? [] : group)),
  };
}

/** What was tried before may stand on the platform already, under its own nonce: it goes alone, as it was. */
const canMerge = (row: OutboxMessage): boolean =>
  row.isProactive && row.toAccountId !== null && row.threadOfId === null && row.state !== "sent" && row.attempts === 1;
