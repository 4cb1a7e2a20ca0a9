import { mustBeAbleTo } from "../access.ts";
import { type Command, defineCommand, replace, reply } from "../command/command.ts";
import { optional, type PersonValue, personRef, text } from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { Person } from "../generated/prisma/client.ts";
import { newcomerTexts as m } from "../i18n/newcomers.ts";
import { sayToPerson } from "../outbox/say.ts";
import { strong } from "../view/text.ts";
import { paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { audit } from "./audit.ts";
import { joinPeople } from "./join-people.ts";
import { questionView, waitingUnder, whatIsKnown } from "./newcomers.ts";
import { rescheduleTeamsOf } from "./teams.ts";

const join = defineCommand({
  name: "goalkeeper join",
  summary: m.summary,
  options: {
    person: personRef(m.optionPerson),
    as: optional(text(m.optionAs, { hint: m.hintAs, maxLength: 100 })),
    sure: optional(text(m.optionSure, { maxLength: 36, outOfForm: true })),
  },
  examples: ["goalkeeper join @ana", "goalkeeper join @ana as:“Ana Maria Costa”"],
  async run(work, { person, as, sure }) {
    mustBeAbleTo(work.caller, "goalkeeper join", {});
    const known = await theOneWaiting(work, as ?? person.name, sure);
    const what = await whatIsKnown(work, known.id);
    if (sure) return replace(await joined(work, person, known, what(work.words)));
    const values = { person: strong(person.name), name: strong(known.name), what: what(work.words) };
    const account = await work.db.account.findFirst({
      where: { orgId: work.orgId, personId: person.id, workspaceId: work.caller.workspaceId },
    });
    if (!account) throw new UserError(m.nobody, { name: strong(person.name) });
    return reply(questionView(work.words, work.words.text(m.confirm, values), account.externalId, known.id));
  },
});

/** By name, or the very one that an admin was shown; nobody else, and never one who writes to us already. */
async function theOneWaiting(work: PersonWork, name: string, id: string | undefined): Promise<Person> {
  const { db, orgId } = work;
  const waiting = { orgId, state: "active", importKey: { not: null }, accounts: { none: {} } } as const;
  const all = id ? await db.person.findMany({ where: waiting }) : await waitingUnder(db, orgId, name);
  const found = id ? all.filter((one) => one.id === id) : all;
  if (found.length > 1) throw new UserError(m.several, { name: strong(name), count: found.length });
  const [only] = found;
  if (!only) throw new UserError(m.nobody, { name: strong(name) });
  return only;
}

async function joined(work: PersonWork, person: PersonValue, known: Person, what: string) {
  const { db, orgId, caller, words } = work;
  const one = await joinPeople(db, orgId, [known.id, person.id]);
  await audit(work, {
    action: "goalkeeper join",
    subject: "person",
    subjectId: one.id,
    before: { person: person.name, imported: known.name },
    after: { name: one.name, isAdmin: one.isAdmin },
  });
  await rescheduleTeamsOf(work, one.id);
  if (one.id !== caller.personId && person.id !== caller.personId) {
    await sayToPerson(work, one.id, { key: `joined:${person.id}`, kind: "notice" }, (theirs) => {
      const values = { admin: strong(caller.name), what };
      return view(theirs.plain(m.told, values), paragraph(theirs.text(m.told, values)));
    });
  }
  const values = { name: strong(one.name) };
  return view(words.plain(m.joined, values), paragraph(words.text(m.joined, values)));
}

export const joinCommands: readonly Command[] = [join];
