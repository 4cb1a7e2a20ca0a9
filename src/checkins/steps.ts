import { addDays } from "../calendar/dates.ts";
import { nextOccurrence } from "../calendar/schedule.ts";
import { localDateOf } from "../calendar/zones.ts";
import { opens, runs } from "../command/action.ts";
import type { CheckIn, Round, Schedule } from "../generated/prisma/client.ts";
import { checkinTexts as m } from "../i18n/checkins.ts";
import type { Words } from "../i18n/words.ts";
import { groupBy } from "../insight/rules/group-by.ts";
import { type PersonTime, timesOf } from "../org/calendars.ts";
import { sayToPerson, unsay } from "../outbox/say.ts";
import { buttons, heading, note, paragraph, type View, view } from "../view/view.ts";
import type { Work } from "../work.ts";
import { workingTimeOf } from "./rounds.ts";
import { type CheckInTimes, checkInTimes } from "./timing.ts";

/** Work on every organisation's due rows at once. */
export type AnyWork = Omit<Work, "orgId">;

type Due = CheckIn & { readonly round: Round };

const lastStep = 2;

/** The keys under which a check-in's prompt and reminders are said: each exactly once. */
const promptKey = (checkInId: string, step: number, snoozes: number): string =>
  `checkin:${checkInId}:${step}${snoozes > 0 ? `:${snoozes}` : ""}`;

/** Takes back the prompt and reminders of a check-in that have not gone out. */
export const unsayPrompts = (work: Work, checkInId: string, because: string): Promise<void> =>
  unsay(work, { startsWith: `checkin:${checkInId}:` }, because);

/**
 * Takes the check-ins whose moment has come: prompts, reminds or gives up, and plans each one's next moment. Claims rows
 * so that several processes share the work. Returns how many it took; call again while that is the limit. Their ids go
 * into `claimed`, so that the caller knows over which it failed.
 */
export async function stepCheckIns(work: AnyWork, limit: number, claimed: string[] = []): Promise<number> {
  const rows = await work.db.$queryRaw<{ id: string }[]>`
    select c.id::text from "CheckIn" c
    join "Round" r on r.id = c."roundId" join "Team" t on t.id = r."teamId"
    where c."nextAt" <= ${work.now} and t."pausedAt" is null
    order by c."nextAt" limit ${limit} for update of c skip locked`;
  claimed.push(...rows.map(({ id }) => id));
  const due = await work.db.checkIn.findMany({
    where: { id: { in: claimed } },
    include: { round: true },
  });
  for (const ofTeam of groupBy(due, ({ round }) => round.teamId).values()) await stepTeam(work, ofTeam);
  return due.length;
}

async function stepTeam(any: AnyWork, due: readonly Due[]): Promise<void> {
  const first = due[0];
  if (!first) return;
  const work: Work = { ...any, orgId: first.orgId };
  const { teamId } = first.round;
  const schedule = await work.db.schedule.findFirst({ where: { orgId: work.orgId, teamId, kind: "checkin" } });
  const today = localDateOf(work.now, "UTC");
  const range = { start: addDays(today, -30), end: addDays(today, 60) };
  const people = await timesOf(
    work,
    teamId,
    due.map(({ personId }) => personId),
    range,
  );
  for (const checkIn of due) await step(work, checkIn, schedule, people.get(checkIn.personId));
}

function timesAt(checkIn: Due, schedule: Schedule | null, person: PersonTime | undefined): CheckInTimes | null {
  if (!person) return null;
  const own = schedule?.isOn ? { days: schedule.days, time: schedule.time, zone: person.zone } : null;
  const next = own ? nextOccurrence(own, checkIn.dueAt) : null;
  const times = checkInTimes(checkIn.dueAt, workingTimeOf(person), next?.at ?? null);
  if (!times || checkIn.snoozes === 0) return times;
  // Who put it off was told when it comes again, and the round waits for that.
  const closes = new Date(Math.max(times.closes.getTime(), checkIn.round.closesAt.getTime()));
  return { ...times, closes };
}

async function step(
  work: Work,
  checkIn: Due,
  schedule: Schedule | null,
  person: PersonTime | undefined,
): Promise<void> {
  const times = timesAt(checkIn, schedule, person);
  if (!times || work.now >= times.closes) return giveUp(work, checkIn);
  const plan = [
    { kind: "prompt", next: times.firstReminder },
    { kind: "reminder", next: times.lastReminder },
    { kind: "reminder", next: times.closes },
  ] as const;
  const current = plan[checkIn.step];
  if (!current) return giveUp(work, checkIn);
  const upcoming = plan.slice(checkIn.step).find(({ next }) => next > work.now);
  const stepAfter = upcoming ? plan.indexOf(upcoming) + 1 : plan.length;
  await work.db.checkIn.update({
    where: { id: checkIn.id },
    data: {
      state: "prompted",
      step: stepAfter,
      nextAt: upcoming?.next ?? times.closes,
      promptedAt: checkIn.promptedAt ?? work.now,
    },
  });
  // What could not be said until now is said by this one: nobody reads a prompt and its reminder at the same moment.
  await unsayPrompts(work, checkIn.id, "a later reminder says it");
  const key = promptKey(checkIn.id, checkIn.step, checkIn.snoozes);
  const saying = {
    key,
    kind: current.kind,
    isProactive: !(await isPromised(work, checkIn)),
    usefulUntil: times.closes,
    teamId: checkIn.round.teamId,
  } as const;
  const dueAt = checkIn.nextAt ?? work.now;
  const isTold = await sayToPerson(work, checkIn.personId, { ...saying, dueAt }, (words) =>
    promptView(words, checkIn, times.closes),
  );
  if (!isTold && checkIn.promptedAt === null) await excuse(work, checkIn);
}

/** Who cannot be asked has nothing to miss. */
async function excuse({ db }: Work, { id }: CheckIn): Promise<void> {
  await db.checkIn.update({ where: { id }, data: { state: "excused", nextAt: null, promptedAt: null } });
}

/** Whoever put it off asked for it at this moment; once it came as promised, what follows is unasked again. */
async function isPromised({ db, orgId }: Work, { id, snoozes }: CheckIn): Promise<boolean> {
  if (snoozes === 0) return false;
  const since = Array.from({ length: lastStep + 1 }, (_, step) => promptKey(id, step, snoozes));
  return (await db.outboxMessage.count({ where: { orgId, key: { in: since }, state: { not: "cancelled" } } })) === 0;
}

/** Nobody has missed what they were never asked for, such as while nothing was running. */
async function giveUp(work: Work, checkIn: Due): Promise<void> {
  if (checkIn.promptedAt === null) return excuse(work, checkIn);
  await work.db.checkIn.update({ where: { id: checkIn.id }, data: { state: "missed", nextAt: null } });
}

const titles = [m.promptTitle, m.reminderTitle, m.reminderLastTitle] as const;

/** The prompt says in advance when reminders come and to whom it will be reported; the last reminder repeats it. */
function promptView(words: Words, { id, step }: Pick<CheckIn, "id" | "step">, closes: Date): View {
  const title = words.plain(titles[step] ?? m.reminderTitle);
  const values = { closes: words.time(closes) };
  return view(
    title,
    heading(title),
    paragraph(words.text(step === 2 ? m.reminderLast : m.promptText, values)),
    buttons(
      { label: words.plain(m.checkInButton), action: opens("checkin", { checkIn: id }), style: "primary" },
      { label: words.plain(m.skipButton), action: runs("checkin skip", { checkIn: id }) },
      { label: words.plain(m.hourButton), action: runs("checkin snooze", { until: "1h", checkIn: id }) },
      { label: words.plain(m.tomorrowButton), action: runs("checkin snooze", { until: "tomorrow", checkIn: id }) },
      { label: words.plain(m.mondayButton), action: runs("checkin snooze", { until: "monday", checkIn: id }) },
    ),
    step === 0 ? note(words.text(m.promptFirst)) : null,
  );
}
