import { opens, runs } from "../command/action.ts";
import { type Command, defineCommand, reply } from "../command/command.ts";
import { optional, text } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { myTexts as m } from "../i18n/my.ts";
import { buttons, note, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { activeMembership } from "./membership.ts";
import { said } from "./team-commands.ts";

/** Everything stored about a person, table by table, as they may see it. */
async function everythingAbout({ db, orgId, caller }: PersonWork) {
  const { personId } = caller;
  const own = { orgId, personId };
  const by = { orgId, byPersonId: personId };
  return {
    person: await db.person.findFirst({ where: { id: personId, orgId } }),
    accounts: await db.account.findMany({ where: own }),
    memberships: await db.membership.findMany({ where: own, include: { team: { select: { name: true } } } }),
    absences: await db.absence.findMany({ where: own }),
    goals: await db.goal.findMany({
      where: { orgId, ownerId: personId },
      include: { revisions: true, dialogue: { where: { byPersonId: personId } } },
    }),
    entries: await db.entry.findMany({ where: own }),
    deals: await db.deal.findMany({ where: own }),
    checkIns: await db.checkIn.findMany({ where: own, include: { answers: true } }),
    blockers: await db.blocker.findMany({ where: own }),
    proposals: await db.planLine.findMany({
      where: { ...own, proposal: { not: null } },
      select: { proposal: true, askedAt: true, plan: { select: { number: true, name: true } } },
    }),
    actions: await db.actionItem.findMany({
      where: { orgId, OR: [{ ownerId: personId }, { createdById: personId }, { aboutId: personId }] },
    }),
    messages: await db.outboxMessage.findMany({ where: { orgId, toPersonId: personId } }),
    changes: await db.auditEvent.findMany({ where: by }),
  };
}

const asJson = (data: unknown): string =>
  JSON.stringify(data, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value), 2);

const exportData = defineCommand({
  name: "my export",
  summary: m.export,
  readsOnly: true,
  options: {},
  examples: ["my export"],
  async run(work) {
    const content = asJson(await everythingAbout(work));
    const text_ = work.words.plain(m.exported);
    return { kind: "reply", view: view(text_, paragraph([text_])), file: { name: "goalkeeper-my-data.json", content } };
  },
});

/** Erases what identifies the person and what they wrote; amounts stay nameless, because totals are made of them. */
async function erase({ db, orgId, caller, words, now }: PersonWork): Promise<void> {
  const { personId } = caller;
  const own = { orgId, personId };
  await db.answer.deleteMany({ where: { orgId, checkIn: { personId } } });
  await db.checkIn.updateMany({ where: own, data: { skipReason: null, nextAt: null } });
  await db.goalDialogue.deleteMany({ where: { orgId, byPersonId: personId } });
  await db.goal.updateMany({ where: { orgId, ownerId: personId }, data: { lesson: null, nextAt: null } });
  await db.goal.updateMany({
    where: { orgId, ownerId: personId, closedAt: null },
    data: { closedAt: now, result: "dropped", state: "closed" },
  });
  await db.entry.updateMany({ where: own, data: { note: null } });
  await db.blocker.updateMany({ where: own, data: { note: null, deal: null, resolution: null, request: null } });
  await db.departmentOwner.updateMany({ where: own, data: { personId: null } });
  await db.actionItem.deleteMany({ where: { orgId, OR: [{ ownerId: personId }, { aboutId: personId }] } });
  await db.insightSeen.deleteMany({ where: own });
  await db.outboxMessage.deleteMany({ where: { orgId, toPersonId: personId } });
  await db.formDraft.deleteMany({ where: { orgId, accountId: caller.accountId } });
  await db.absence.deleteMany({ where: own });
  await db.auditEvent.updateMany({ where: { orgId, byPersonId: personId }, data: { byPersonId: null } });
  await db.membership.updateMany({ where: { ...own, endsOn: null }, data: { endsOn: caller.today } });
  await db.account.deleteMany({ where: own });
  await db.person.update({
    where: { id: personId },
    data: {
      name: words.plain(m.formerMember),
      email: null,
      importKey: null,
      isAdmin: false,
      state: "erased",
      ...{ workPattern: [], country: null, region: null },
      leftOn: caller.today,
      optedOutAt: now,
      settings: {},
    },
  });
}

async function mustNotLeaveTeamsAlone({ db, orgId, caller }: PersonWork): Promise<void> {
  for (const { teamId, teamName, role } of caller.memberships) {
    if (role !== "manager") continue;
    const where = { orgId, teamId, ...activeMembership(caller.today), personId: { not: caller.personId } };
    const others = await db.membership.findMany({ where, select: { role: true } });
    const hasManager = others.some((one) => one.role === "manager");
    if (others.length > 0 && !hasManager) throw new UserError(m.lastManager, { team: teamName });
  }
}

const confirmation = /^(delete|удалить)$/iu;

const deleteData = defineCommand({
  name: "my delete",
  summary: m.delete,
  options: { confirm: optional(text(m.optionConfirm, { maxLength: 20 })) },
  examples: ["my delete"],
  async run(work, { confirm }) {
    const { words } = work;
    if (confirm && confirmation.test(confirm)) {
      await mustNotLeaveTeamsAlone(work);
      await erase(work);
      return said(work, m.deleted);
    }
    const what = words.plain(m.deleteWhat);
    return reply(
      view(
        what,
        confirm ? note(words.text(m.deleteNot)) : null,
        paragraph([what]),
        buttons(
          { label: words.plain(m.export), action: runs("my export") },
          { label: words.plain(m.deleteGo), action: opens("my delete"), style: "danger" },
        ),
      ),
    );
  },
});

export const myDataCommands: readonly Command[] = [exportData, deleteData];
