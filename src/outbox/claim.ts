import { MessageKind, type OutboxMessage, type PrismaClient } from "../generated/prisma/client.ts";
import { mergeWithin } from "../reminders/merge.ts";

/**
 * How long a claimed message is ours. Longer than a platform call may take and shorter than the minutes for which
 * Discord remembers a nonce. Slack remembers none: there a crash between its answer and our commit posts twice.
 */
const leaseFor = 60_000;

/** A kind that only a newer release has could not even be read here: it is left to that one. */
const known: readonly string[] = Object.values(MessageKind);

export type Claim = { readonly token: string; readonly now: Date };

/**
 * Takes the messages that may be delivered now and that nobody else has, and with them what is due soon to the same
 * people, so that it can be merged. The accounts are locked first, because two workers that each take one of a
 * person's messages could neither merge them nor keep to the budget.
 */
export function claim(db: PrismaClient, ids: readonly string[], { token, now }: Claim): Promise<OutboxMessage[]> {
  const at = now.toISOString();
  const soon = new Date(now.getTime() + mergeWithin).toISOString();
  const leaseUntil = new Date(now.getTime() + leaseFor).toISOString();
  return db.$transaction(
    async (tx) => {
      const receivers = await tx.$queryRaw<{ account: string; person: string }[]>`
      select distinct "toAccountId"::text account, "toPersonId"::text person from "OutboxMessage"
      where id = any(${ids}::uuid[]) and "isProactive" and state = 'waiting' and "sendAt" <= ${at}::timestamptz
        and "toAccountId" is not null and "toPersonId" is not null`;
      const accounts = receivers.map(({ account }) => account);
      const people = receivers.map(({ person }) => person);
      if (accounts.length > 0) {
        await tx.$queryRaw`
        select id from "Account" where id = any(${accounts}::uuid[]) order by id for no key update`;
      }
      const claimed = await tx.$queryRaw<{ id: string }[]>`
      update "OutboxMessage" m
      set state = (case when m.state = 'sent' then 'sent' else 'sending' end)::"OutboxState",
        "leaseUntil" = ${leaseUntil}::timestamptz, "leasedBy" = ${token}, attempts = m.attempts + 1
      where m.id in (
        select id from "OutboxMessage"
        where kind::text = any(${known}::text[]) and ((id = any(${ids}::uuid[]) and (
            (state = 'waiting' and "sendAt" <= ${at}::timestamptz)
            or (state = 'sending' and "leaseUntil" <= ${at}::timestamptz)
            or (state = 'sent' and revision <> "shownRevision" and "sendAt" <= ${at}::timestamptz
              and ("leaseUntil" is null or "leaseUntil" <= ${at}::timestamptz))))
          or ("toPersonId" = any(${people}::uuid[]) and "isProactive" and "sentAt" is null
            and "toAccountId" = any(${accounts}::uuid[]) and state = 'waiting' and "threadOfId" is null
            and "sendAt" <= ${soon}::timestamptz))
        order by id for update skip locked)
      returning m.id::text`;
      return tx.outboxMessage.findMany({
        where: { id: { in: claimed.map(({ id }) => id) } },
        orderBy: [{ dueAt: "asc" }, { createdAt: "asc" }, { id: "asc" }],
      });
    },
    { maxWait: 15_000, timeout: 15_000 },
  );
}
