import packageJson from "../../package.json" with { type: "json" };
import { runs } from "../command/action.ts";
import { defineCommand, reply } from "../command/command.ts";
import type { MessageKind, Platform } from "../generated/prisma/client.ts";
import { goalkeeperTexts as m } from "../i18n/goalkeeper.ts";
import { reasons } from "../reminders/catch-up.ts";
import { reasonInWords } from "../reminders/missed.ts";
import { strong, type Text } from "../view/text.ts";
import { type Block, buttons, heading, list, note, paragraph, type View, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { scheduleName } from "./team-view.ts";

const platformNames: Readonly<Record<Platform, string>> = { slack: "Slack", discord: "Discord", web: "Web" };

/** Product words that nobody translates in a log of failures. */
const kindNames: Readonly<Record<MessageKind, string>> = {
  prompt: "prompt",
  reminder: "reminder",
  summary: "summary",
  detail: "detail",
  brief: "brief",
  notice: "notice",
  reply: "reply",
};

export const statusCommand = defineCommand({
  name: "goalkeeper status",
  summary: m.statusSummary,
  readsOnly: true,
  options: {},
  examples: ["goalkeeper status"],
  async run(work) {
    return reply(await statusView(work));
  },
});

async function statusView(work: PersonWork): Promise<View> {
  const { db, orgId, words, caller } = work;
  const org = await db.organisation.findUniqueOrThrow({ where: { id: orgId }, select: { name: true, isMadeUp: true } });
  const teams = await db.team.count({ where: { orgId } });
  const people = await db.person.count({ where: { orgId, state: "active" } });
  const title = words.plain(m.statusTitle, { version: packageJson.version });
  return view(
    title,
    heading(title),
    {
      kind: "fields",
      fields: [
        {
          label: words.plain(m.statusOrganisation),
          value: [`${org.name}: `, words.plain(m.statusCounts, { teams, people })],
        },
        { label: words.plain(m.statusPlatform), value: [platformNames[caller.platform]] },
      ],
    },
    heading(words.plain(m.statusNext)),
    await next(work),
    ...(await missed(work)),
    ...(caller.isAdmin ? [...(await departed(work)), ...(await messages(work))] : []),
    (await isEmbedded(work)) ? note(words.text(m.statusEmbedded)) : null,
    org.isMadeUp ? note(words.text(m.statusMadeUp)) : null,
  );
}

const mostLines = 12;

async function next({ db, orgId, caller, words }: PersonWork): Promise<Block> {
  const ids = caller.memberships.map(({ teamId }) => teamId);
  const teams = await db.team.findMany({
    where: { orgId, id: { in: ids } },
    select: { name: true, zone: true, pausedAt: true, schedules: { where: { isOn: true, nextAt: { not: null } } } },
    orderBy: { name: "asc" },
  });
  const paused = teams.filter(({ pausedAt }) => pausedAt).map(({ name }) => words.text(m.statusPaused, { team: name }));
  const lines = teams
    .filter(({ pausedAt }) => !pausedAt)
    .flatMap(({ name, zone, schedules }) =>
      schedules.flatMap(({ kind, nextAt }) => (nextAt ? [{ name, zone, kind, nextAt }] : [])),
    )
    .sort((one, other) => one.nextAt.getTime() - other.nextAt.getTime())
    .slice(0, mostLines)
    .map(
      ({ name, zone, kind, nextAt }): Text =>
        words.text(m.statusNextLine, {
          team: strong(name),
          what: scheduleName(words, kind),
          when: words.time(nextAt),
          zone,
        }),
    );
  const all = [...paused, ...lines];
  return all.length > 0 ? list(all) : paragraph(words.text(m.statusNothingNext));
}

const missedWithinMs = 7 * 24 * 3_600_000;

/** What did not happen in the teams that the caller answers for, newest first; a pause was somebody's own choice. */
async function missed({ db, orgId, caller, now, words }: PersonWork): Promise<Block[]> {
  const managed = caller.memberships.filter(({ role }) => role === "manager").map(({ teamId }) => teamId);
  const skipped = await db.occurrence.findMany({
    where: {
      ...{ orgId, state: "skipped", reason: { not: reasons.paused } },
      dueAt: { gte: new Date(now.getTime() - missedWithinMs), lte: now },
      ...(caller.isAdmin ? {} : { teamId: { in: managed } }),
    },
    orderBy: [{ dueAt: "desc" }, { id: "desc" }],
    take: mostLines,
  });
  if (skipped.length === 0) return [];
  const ids = skipped.map(({ teamId }) => teamId);
  const teams = await db.team.findMany({ where: { orgId, id: { in: ids } }, select: { id: true, name: true } });
  const lines = skipped.map(({ teamId, kind, dueAt, reason }) =>
    words.text(m.statusMissedLine, {
      team: strong(teams.find(({ id }) => id === teamId)?.name ?? ""),
      what: scheduleName(words, kind),
      when: words.time(dueAt),
      reason: reasonInWords(words, reason),
    }),
  );
  return [heading(words.plain(m.statusMissed)), list(lines)];
}

/** Workspaces that let us in no more. */
async function departed({ db, orgId, words }: PersonWork): Promise<Block[]> {
  const left = await db.workspace.findMany({
    where: { orgId, state: "left", leftAt: { not: null } },
    select: { name: true, leftAt: true },
    orderBy: { name: "asc" },
  });
  const lines = left.flatMap(({ name, leftAt }) =>
    leftAt ? [words.text(m.statusLeft, { workspace: strong(name), when: words.time(leftAt) })] : [],
  );
  return lines.length > 0 ? [list(lines)] : [];
}

async function messages({ db, orgId, words }: PersonWork): Promise<Block[]> {
  const states = await db.outboxMessage.groupBy({
    by: ["state"],
    where: { orgId, state: { in: ["waiting", "sending", "failed"] } },
    _count: true,
  });
  const count = (...wanted: string[]) =>
    states.filter(({ state }) => wanted.includes(state)).reduce((sum, { _count }) => sum + _count, 0);
  const workspaces = await db.workspace.findMany({ where: { orgId }, select: { id: true } });
  const inThem = { orgId, workspaceId: { in: workspaces.map(({ id }) => id) } };
  const last = await db.outboxMessage.findFirst({
    where: { ...inThem, state: "sent", sentAt: { not: null } },
    orderBy: { sendAt: "desc" },
    select: { sentAt: true },
  });
  const failed = await db.outboxMessage.findMany({
    where: { ...inThem, state: "failed" },
    orderBy: { sendAt: "desc" },
    select: { kind: true, sendAt: true, problem: true },
    take: 3,
  });
  const values = {
    waiting: count("waiting", "sending"),
    failed: count("failed"),
    last: last?.sentAt ? words.time(last.sentAt) : words.plain(m.statusNoneSent),
  };
  const whys = failed.map(({ kind, sendAt, problem }) =>
    words.text(m.statusFailed, {
      kind: kindNames[kind],
      when: words.time(sendAt),
      problem: problem ?? words.plain(m.statusNoReason),
    }),
  );
  const again = buttons(
    values.failed > 0 ? { label: words.plain(m.retryButton), action: runs("goalkeeper retry") } : null,
  );
  const lines = list([words.text(m.statusMessagesLine, values), ...whys]);
  return [heading(words.plain(m.statusMessages)), lines, ...(again ? [again] : [])];
}

/** PGlite names itself where a server names its compiler. */
async function isEmbedded({ db }: PersonWork): Promise<boolean> {
  const [row] = await db.$queryRaw<{ name: string }[]>`select version() as name`;
  return row?.name.includes("PGlite") ?? false;
}
