import { z } from "zod";
import { audit } from "../org/audit.ts";
import type { PersonWork, Work } from "../work.ts";
import { type RampTable, rampTables } from "./ramp.ts";

const settingsSchema = z.looseObject({ ramp: z.array(z.number().min(0).max(1)).min(1).max(24).optional() });

const settingsOf = async ({ db, orgId }: Work, teamId: string) => {
  const { settings } = await db.team.findFirstOrThrow({ where: { id: teamId, orgId }, select: { settings: true } });
  return settingsSchema.safeParse(settings).data ?? {};
};

/** How newcomers of a team get up to speed, as its manager has set it or as is most often published. */
export async function rampTableOf(work: Work, teamId: string): Promise<RampTable> {
  return (await settingsOf(work, teamId)).ramp ?? rampTables.mid_5m;
}

export async function setRampTable(work: PersonWork, teamId: string, ramp: RampTable): Promise<void> {
  const { ramp: before, ...rest } = await settingsOf(work, teamId);
  const settings = { ...rest, ramp: [...ramp] } as object;
  await work.db.team.update({ where: { id: teamId, orgId: work.orgId }, data: { settings } });
  const change = { before: { ramp: inText(before ?? rampTables.mid_5m) }, after: { ramp: inText(ramp) } };
  await audit(work, { action: "team ramp", subject: "team", subjectId: teamId, ...change });
}

/** "0 25 50 75 100": percent of full productivity in each month since hire. */
export const inText = (ramp: RampTable): string => ramp.map((share) => Math.round(share * 1_000) / 10).join(" ");

const mostMonths = 24;

/** A known table by its name, or percents as people write them; null for anything else. */
export function readRamp(typed: string): RampTable | null {
  const name = typed.trim().toLowerCase();
  const known = Object.entries(rampTables).find(([key]) => key === name)?.[1];
  if (known) return known;
  const parts = name
    .replace(/%/gu, " ")
    .split(/[\s;/]+|,(?=\s)/u)
    .filter((part) => part !== "");
  const shares = parts.map((part) => Number(part.replace(",", ".")) / 100);
  const fits = shares.length > 0 && shares.length <= mostMonths && shares.every((share) => share >= 0 && share <= 1);
  return fits ? shares : null;
}
