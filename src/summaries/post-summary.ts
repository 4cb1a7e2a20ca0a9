import { isDeepStrictEqual } from "node:util";
import { addDays } from "../calendar/dates.ts";
import { localDateOf } from "../calendar/zones.ts";
import type { Occurrence } from "../generated/prisma/client.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import { localeFor } from "../i18n/texts.ts";
import { wordsFor } from "../i18n/words.ts";
import { sayToManagers } from "../outbox/notices.ts";
import { amend, type Saying, sayToTeam, type ViewFor } from "../outbox/say.ts";
import { usefulFor } from "../reminders/catch-up.ts";
import { strong } from "../view/text.ts";
import { paragraph, type View, view } from "../view/view.ts";
import type { Work } from "../work.ts";
import { detailsOf } from "./detail-views.ts";
import { type Week, weekOf, weekReportedOn } from "./week.ts";
import { type WeekFacts, weekFacts } from "./week-facts.ts";
import { weeklyView } from "./weekly-view.ts";

const summaryKey = (teamId: string, { key }: Week): string => `weekly:${teamId}:${key}`;

const detailKey = (teamId: string, { key }: Week, name: string): string => `weekly-detail:${teamId}:${key}:${name}`;

/** Posts the week of a schedule's date in the team's channels, once whatever runs twice. */
export async function postSummary(
  work: Work,
  occurrence: Pick<Occurrence, "teamId" | "date" | "dueAt">,
): Promise<void> {
  await postWeek(work, occurrence.teamId, weekReportedOn(occurrence.date), occurrence.dueAt);
}

/**
 * Of two who write a team's summary at the same moment the second waits for the first one's commit, or it would put back
 * words that lack what the first one knew. Not a row's lock: whoever changes the team has locked other rows by then.
 */
async function oneAtATime({ db, orgId }: Work, teamId: string): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`summary ${orgId} ${teamId}`}, 0))`;
}

/** Returns false when that week was posted before. */
export async function postWeek(work: Work, teamId: string, week: Week, dueAt: Date): Promise<boolean> {
  await oneAtATime(work, teamId);
  if (await findPosted(work, teamId, week)) return false;
  const facts = await weekFacts(work, teamId, week);
  const when = { dueAt, usefulUntil: new Date(dueAt.getTime() + usefulFor.summary) };
  const key = summaryKey(teamId, week);
  const channels = await sayToTeam(work, teamId, { ...when, key, kind: "summary" }, (words) =>
    weeklyView(words, facts),
  );
  if (channels === 0) {
    await tellNoChannel(work, teamId);
    return true;
  }
  for (const { name, view } of detailsOf(facts)) {
    const saying: Saying = { ...when, key: detailKey(teamId, week, name), kind: "detail", under: key };
    await sayToTeam(work, teamId, saying, view);
  }
  return true;
}

/** Once for each state of the team's channels, so that nobody hears every week what they have decided to leave. */
async function tellNoChannel(work: Work, teamId: string): Promise<void> {
  const { db, orgId, now } = work;
  const where = { id: teamId, orgId };
  const channels = { where: { department: "" }, select: { externalId: true }, orderBy: { externalId: "asc" } } as const;
  const team = await db.team.findFirstOrThrow({ where, select: { name: true, zone: true, channels } });
  const state = team.channels.map(({ externalId }) => externalId).join(",") || "none";
  const saying = { key: `no-channel:${teamId}:${state}`, kind: "notice", isProactive: true, teamId } as const;
  await sayToManagers(work, teamId, { saying, on: localDateOf(now, team.zone) }, (words) =>
    view(
      words.plain(m.postedNowhere, { team: team.name }),
      paragraph(words.text(m.postedNowhere, { team: strong(team.name) })),
    ),
  );
}

/** The message in which a week was posted; null when it was not, or was taken back before it went out. */
export function findPosted({ db, orgId }: Work, teamId: string, week: Week) {
  return db.outboxMessage.findFirst({
    where: { orgId, teamId, kind: "summary", key: { startsWith: `${summaryKey(teamId, week)}:` } },
    orderBy: { createdAt: "asc" },
    select: { id: true, createdAt: true, sentAt: true },
  });
}

/** Puts what changed since into summaries that were posted, while their week or one of its rounds is open. */
export async function refreshSummary(work: Work, teamId: string): Promise<void> {
  const { db, orgId, now } = work;
  await oneAtATime(work, teamId);
  const recent = await db.outboxMessage.findMany({
    where: {
      ...{ orgId, teamId, kind: "summary", state: { in: ["waiting", "sending", "sent"] } },
      createdAt: { gte: new Date(now.getTime() - 2 * usefulFor.summary) },
    },
    select: { key: true },
  });
  if (recent.length === 0) return;
  const { zone } = await db.team.findFirstOrThrow({ where: { id: teamId, orgId }, select: { zone: true } });
  const today = localDateOf(now, zone);
  const weeks = [weekOf(today), weekOf(addDays(today, -7))].filter((week) =>
    recent.some(({ key }) => key.startsWith(`${summaryKey(teamId, week)}:`)),
  );
  for (const week of weeks) {
    if (today <= week.end || (await hasOpenRound(work, teamId, week))) await refreshWeek(work, teamId, week);
  }
}

async function hasOpenRound({ db, orgId }: Work, teamId: string, week: Week): Promise<boolean> {
  const where = { orgId, teamId, state: "open", date: { gte: week.start, lte: week.end } } as const;
  return (await db.round.count({ where })) > 0;
}

async function refreshWeek(work: Work, teamId: string, week: Week): Promise<void> {
  const facts = await weekFacts(work, teamId, week);
  const said = await saidInWeek(work, teamId, week);
  const wanted: [string, ViewFor][] = [
    [summaryKey(teamId, week), (words) => weeklyView(words, facts)],
    ...detailsOf(facts).map(({ name, view }): [string, ViewFor] => [detailKey(teamId, week, name), view]),
  ];
  for (const [key, view] of wanted) {
    const rows = said.filter((row) => row.key.startsWith(`${key}:`));
    if (rows.some((row) => !isShown(row, view, facts))) await amend(work, key, view);
  }
}

function saidInWeek({ db, orgId }: Work, teamId: string, week: Week) {
  const keys = [summaryKey(teamId, week), `weekly-detail:${teamId}:${week.key}`];
  return db.outboxMessage.findMany({
    where: {
      ...{ orgId, teamId, state: { in: ["waiting", "sending", "sent"] } },
      OR: keys.map((key) => ({ key: { startsWith: `${key}:` } })),
    },
    select: { key: true, locale: true, view: true },
  });
}

/** An edit that changes nothing would only mark the message as edited. */
function isShown(row: { locale: string; view: unknown }, view: ViewFor, { team }: WeekFacts): boolean {
  const wanted: View = view(wordsFor(localeFor(row.locale), team.zone));
  return isDeepStrictEqual(row.view, JSON.parse(JSON.stringify(wanted)));
}
