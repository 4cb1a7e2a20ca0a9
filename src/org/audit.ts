import type { Prisma } from "../generated/prisma/client.ts";
import type { Work } from "../work.ts";

export type Audited = {
  readonly action: string;
  readonly subject:
    | "goal"
    | "entry"
    | "checkin"
    | "blocker"
    | "team"
    | "membership"
    | "person"
    | "schedule"
    | "metric"
    | "organisation"
    | "action"
    | "plan";
  readonly subjectId: string;
  readonly before?: Prisma.InputJsonValue;
  readonly after?: Prisma.InputJsonValue;
};

/** Writes who changed what, from what, to what; part of the same transaction as the change. */
export async function audit(
  work: Work & { readonly caller?: { readonly personId: string } },
  ...events: readonly Audited[]
): Promise<void> {
  const common = { orgId: work.orgId, at: work.now, byPersonId: work.caller?.personId ?? null };
  await work.db.auditEvent.createMany({ data: events.map((event) => ({ ...common, ...event })) });
}
