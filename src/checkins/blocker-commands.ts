import { may, mustBeAbleTo } from "../access.ts";
import { opens, runs } from "../command/action.ts";
import { type Command, defineCommand, reply } from "../command/command.ts";
import {
  choice,
  goalRef,
  number,
  type Option,
  optional,
  personRef,
  quantity,
  teamRef,
  text,
} from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { Blocker } from "../generated/prisma/client.ts";
import { toMinor } from "../goals/money.ts";
import { blockerNames, blockerTexts as m } from "../i18n/blockers.ts";
import { teamTexts } from "../i18n/team.ts";
import type { BlockerCode } from "../insight/rules/blocker-taxonomy.ts";
import { audit } from "../org/audit.ts";
import { permittedTeam } from "../org/find.ts";
import { said } from "../org/team-commands.ts";
import { sayToPerson } from "../outbox/say.ts";
import { strong, type Text } from "../view/text.ts";
import { buttons, heading, list, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { closeRequest, isRequested, requestInWords } from "./blocker-requests.ts";
import { addBlocker, blockerAge, blockerName, blockerOwner, findBlocker, visibleBlockers } from "./blockers.ts";

const category: Option<BlockerCode, true> = choice(m.optionCategory, blockerNames);

async function moneyIn({ db, orgId }: PersonWork, value: { value: number; currency?: string } | undefined) {
  if (!value) return {};
  const { currency } = await db.organisation.findUniqueOrThrow({ where: { id: orgId }, select: { currency: true } });
  const its = value.currency ?? currency;
  return { valueAtRisk: toMinor(value.value, its), currency: its };
}

const add = defineCommand({
  name: "blocker add",
  summary: m.add,
  options: {
    category,
    note: optional(text(m.optionNote, { maxLength: 500, multiline: true })),
    deal: optional(text(m.optionDeal, { maxLength: 100 })),
    value: optional(quantity(m.optionValue)),
    goal: optional(goalRef(m.optionGoal)),
    owner: optional(personRef(m.optionOwner, { outOfForm: true })),
    team: optional(teamRef(teamTexts.optionTeam, { outOfForm: true })),
  },
  examples: ['blocker add product_gap "no export to Excel" deal:Acme value:$12k', "blocker add competition"],
  async run(work, options) {
    const team = permittedTeam(work.caller, "blocker add", options.team);
    const { owner, goal, note, deal } = options;
    const made = await addBlocker(work, team.id, {
      category: options.category,
      ...(note ? { note } : {}),
      ...(deal ? { deal } : {}),
      ...(goal ? { goalId: goal.id } : {}),
      ...(owner ? { ownerId: owner.id } : {}),
      ...(await moneyIn(work, options.value)),
    });
    const { words } = work;
    const values = {
      number: String(made.number),
      what: strong(blockerName(words, made.category)),
      owner: blockerOwner(words, made.category, owner?.name),
    };
    return reply(
      view(
        words.plain(m.added, values),
        paragraph(words.text(m.added, values)),
        buttons(
          { label: words.plain(m.moreButton), action: opens("blocker edit", { blocker: String(made.number) }) },
          { label: words.plain(m.resolveButton), action: runs("blocker resolve", { blocker: String(made.number) }) },
        ),
      ),
    );
  },
});

const most = 15;

const listBlockers = defineCommand({
  name: "blocker list",
  summary: m.list,
  readsOnly: true,
  options: { who: optional(personRef(m.optionWho)) },
  examples: ["blocker list", "blocker list @ana"],
  async run(work, { who }) {
    const { db, words, orgId } = work;
    const where = { AND: [visibleBlockers(work), { closedAt: null }, who ? { personId: who.id } : {}] };
    const found = await db.blocker.findMany({ where, orderBy: { openedAt: "asc" }, take: most });
    if (found.length === 0) return said(work, m.none);
    const ids = found.flatMap(({ personId, ownerId }) => (ownerId ? [personId, ownerId] : [personId]));
    const people = await db.person.findMany({ where: { orgId, id: { in: ids } }, select: { id: true, name: true } });
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const title = words.plain(m.title);
    const [oldest] = found;
    return reply(
      view(
        title,
        heading(title),
        list(found.map((blocker) => line(work, blocker, names))),
        buttons(
          oldest
            ? {
                label: `№${oldest.number}: ${words.plain(m.resolveButton)}`,
                action: runs("blocker resolve", { blocker: String(oldest.number) }),
              }
            : null,
        ),
      ),
    );
  },
});

/** Whoever was only asked for help reads what the manager asked, not what the rep wrote. */
function detailsFor({ caller }: PersonWork, { personId, teamId, ownerId, deal, note, request }: Blocker): string {
  const isTheirs = ownerId === caller.personId || may(caller, "blocker list", { personId, teamId });
  return (isTheirs ? [deal, note] : [request]).filter(Boolean).join(", ");
}

function line(work: PersonWork, blocker: Blocker, names: ReadonlyMap<string, string>): Text {
  const { words, caller } = work;
  const details = detailsFor(work, blocker);
  const money =
    blocker.valueAtRisk !== null && blocker.currency ? ` ${words.money(blocker.valueAtRisk, blocker.currency)}` : "";
  return words.text(m.line, {
    number: String(blocker.number),
    what: strong(blockerName(words, blocker.category)),
    note: `${details ? ` (${details})` : ""}${money}`,
    person: names.get(blocker.personId) ?? "",
    owner: isRequested(blocker)
      ? requestInWords(words, blocker, caller.today)
      : blockerOwner(words, blocker.category, blocker.ownerId ? names.get(blocker.ownerId) : undefined),
    days: blockerAge(blocker, caller.today),
  });
}

const resolve = defineCommand({
  name: "blocker resolve",
  summary: m.resolve,
  options: { blocker: number(m.optionNumber), how: optional(text(m.optionHow, { maxLength: 300, multiline: true })) },
  examples: ["blocker resolve 3", 'blocker resolve 3 "legal agreed"'],
  async run(work, options) {
    const { db, caller, now } = work;
    const found = await findBlocker(work, options.blocker);
    const isOwner = found.ownerId === caller.personId || found.requestedToId === caller.personId;
    mustBeAbleTo(work.caller, "blocker resolve", {
      personId: isOwner ? caller.personId : found.personId,
      teamId: found.teamId,
    });
    const closed = { closedAt: now, closedOn: caller.today, resolution: options.how ?? null };
    await db.blocker.update({ where: { id: found.id }, data: closed });
    await audit(work, { action: "blocker resolve", subject: "blocker", subjectId: found.id });
    await closeRequest(work, found);
    if (found.personId !== caller.personId) {
      const saying = { key: `blocker-resolved:${found.id}`, kind: "notice" as const, teamId: found.teamId };
      await sayToPerson(work, found.personId, saying, (words) => {
        const values = { person: caller.name, number: String(found.number), what: blockerName(words, found.category) };
        return view(words.plain(m.resolvedForYou, values), paragraph(words.text(m.resolvedForYou, values)));
      });
    }
    return said(work, m.resolved, { number: String(found.number), days: blockerAge(found, caller.today) });
  },
});

const edit = defineCommand({
  name: "blocker edit",
  summary: m.edit,
  options: {
    blocker: number(m.optionNumber),
    category: optional(category),
    note: optional(text(m.optionNote, { maxLength: 500, multiline: true })),
    deal: optional(text(m.optionDeal, { maxLength: 100 })),
    value: optional(quantity(m.optionValue)),
    owner: optional(personRef(m.optionOwner, { outOfForm: true })),
  },
  examples: ['blocker edit 3 note:"waiting for the legal department" value:12k'],
  async run(work, options) {
    const found = await findBlocker(work, options.blocker);
    mustBeAbleTo(work.caller, "blocker edit", { personId: found.personId, teamId: found.teamId });
    const { category: kind, note, deal, owner } = options;
    if ((kind ?? found.category) === "other" && !(note ?? found.note)) throw new UserError(m.needsText);
    const after = {
      ...(kind ? { category: kind } : {}),
      ...(note ? { note } : {}),
      ...(deal ? { deal } : {}),
      ...(owner ? { ownerId: owner.id } : {}),
      ...(await moneyIn(work, options.value)),
    };
    await work.db.blocker.update({ where: { id: found.id }, data: after });
    await audit(work, {
      action: "blocker edit",
      subject: "blocker",
      subjectId: found.id,
      before: { category: found.category },
    });
    return said(work, m.edited, { number: String(found.number) });
  },
});

export const blockerCommands: readonly Command[] = [add, listBlockers, resolve, edit];
