import { runs } from "../command/action.ts";
import type { Person } from "../generated/prisma/client.ts";
import { newcomerTexts as m } from "../i18n/newcomers.ts";
import type { Words } from "../i18n/words.ts";
import { nameKey } from "../import/directory.ts";
import { sayToPerson } from "../outbox/say.ts";
import type { Db } from "../store/db.ts";
import { strong } from "../view/text.ts";
import { buttons, note, paragraph, type View, view } from "../view/view.ts";
import type { Work } from "../work.ts";
import { mentionOf } from "./find.ts";

/**
 * Whoever was imported with that e-mail address, if it is one person alone. Platforms vouch for the addresses of their
 * members, so nobody has to confirm it; names are nobody's own, so a name alone joins nobody.
 */
export async function knownByEmail(
  db: Db,
  orgId: string,
  { email, workspaceId }: { readonly email?: string; readonly workspaceId: string },
): Promise<Person | null> {
  if (!email) return null;
  const address = { equals: email.trim(), mode: "insensitive" } as const;
  const found = await db.person.findMany({
    where: { orgId, state: "active", email: address, accounts: { none: { workspaceId } } },
    take: 2,
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** People of an import who never wrote to us, under that name. */
export async function waitingUnder(db: Db, orgId: string, name: string): Promise<Person[]> {
  const imported = await db.person.findMany({
    where: { orgId, state: "active", importKey: { not: null }, accounts: { none: {} } },
    orderBy: { createdAt: "asc" },
  });
  const wanted = nameKey(name);
  return imported.filter((person) => nameKey(person.name) === wanted);
}

/** What is known of somebody from the import, to tell them from a namesake. */
export async function whatIsKnown({ db, orgId }: Work, personId: string): Promise<(words: Words) => string> {
  const where = { orgId, personId };
  const memberships = await db.membership.findMany({ where, select: { team: { select: { name: true } } } });
  const entries = await db.entry.count({ where: { ...where, voidedAt: null } });
  const names = [...new Set(memberships.map(({ team }) => team.name))].sort();
  return (words) =>
    words.plain(m.what, { teams: names.length > 0 ? words.list(names) : words.plain(m.noTeam), entries });
}

type Newcomer = { readonly personId: string; readonly externalId: string; readonly name: string };

/** Asks the admins, once, whether somebody new is the one of that name in the import. */
export async function askAboutNamesake(work: Work, newcomer: Newcomer): Promise<void> {
  const { db, orgId } = work;
  const [known, ...others] = await waitingUnder(db, orgId, newcomer.name);
  if (!known || others.length > 0) return;
  const what = await whatIsKnown(work, known.id);
  const admins = await db.person.findMany({ where: { orgId, isAdmin: true, state: "active" }, select: { id: true } });
  for (const { id } of admins.filter((admin) => admin.id !== newcomer.personId)) {
    const saying = { key: `namesake:${newcomer.personId}:${id}`, kind: "notice" } as const;
    await sayToPerson(work, id, saying, (words) => {
      const values = { person: strong(newcomer.name), name: strong(known.name), what: what(words) };
      return questionView(words, words.text(m.ask, values), newcomer.externalId, known.id);
    });
  }
}

/** A question with the one button that joins; leaving it alone joins nobody. */
export function questionView(
  words: Words,
  question: ReturnType<Words["text"]>,
  externalId: string,
  knownId: string,
): View {
  const action = runs("goalkeeper join", { person: mentionOf(externalId, ""), sure: knownId });
  return view(
    words.plain(m.summary),
    paragraph(question),
    note(words.text(m.otherwise)),
    buttons({ label: words.plain(m.join), action, style: "primary" }),
  );
}
