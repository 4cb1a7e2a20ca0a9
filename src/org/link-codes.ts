import { createHash, randomInt } from "node:crypto";
import type { LinkCode } from "../generated/prisma/client.ts";
import type { Db } from "../store/db.ts";
import type { PersonWork } from "../work.ts";

/** Without letters and digits that are taken for one another. */
const alphabet = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
const length = 10;
const lives = 15 * 60_000;

const hashOf = (code: string): string =>
  createHash("sha256")
    .update(code.toUpperCase().replace(/[^A-Z0-9]/gu, ""))
    .digest("hex");

/** A code of which only the hash is kept; an earlier one of the same person ends. */
export async function issueCode({ db, orgId, caller, now }: PersonWork): Promise<string> {
  const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)] ?? "").join("");
  await db.linkCode.deleteMany({ where: { OR: [{ personId: caller.personId }, { expiresAt: { lt: now } }] } });
  const expiresAt = new Date(now.getTime() + lives);
  await db.linkCode.create({ data: { orgId, personId: caller.personId, hash: hashOf(letters), expiresAt } });
  return `${letters.slice(0, length / 2)}-${letters.slice(length / 2)}`;
}

/** Takes the code so that nobody can take it again; null when there is no such code any more. */
export async function takeCode(db: Db, typed: string, now: Date): Promise<LinkCode | null> {
  const hash = hashOf(typed);
  const { count } = await db.linkCode.updateMany({
    where: { hash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 0 ? null : db.linkCode.findUnique({ where: { hash } });
}
