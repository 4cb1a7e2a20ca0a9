import { isId } from "../store/ids.ts";
import type { Caller, Work } from "../work.ts";
import type { RawValues } from "./command.ts";

/** Whose draft it is; adapters know this much before and after a command. */
export type DraftWork = Omit<Work, "said"> & { readonly caller: Pick<Caller, "accountId"> };

/** Values that a form or command could not take yet, kept for a day so that the form opens again as it was. */
export async function keepDraft(work: DraftWork, form: string, state: RawValues, values: RawValues): Promise<string> {
  const { id } = await work.db.formDraft.create({
    data: { orgId: work.orgId, accountId: work.caller.accountId, form, state, values, at: work.now },
    select: { id: true },
  });
  return id;
}

export type Draft = { readonly form: string; readonly state: RawValues; readonly values: RawValues };

export async function findDraft(work: DraftWork, id: string): Promise<Draft | null> {
  if (!isId(id)) return null;
  const found = await work.db.formDraft.findFirst({
    where: { id, orgId: work.orgId, accountId: work.caller.accountId },
  });
  return found ? { form: found.form, state: asValues(found.state), values: asValues(found.values) } : null;
}

function asValues(json: unknown): RawValues {
  if (typeof json !== "object" || json === null) return {};
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, String(value)]));
}
