import { formatScheduleWhen } from "../calendar/schedule.ts";
import type { Role, ScheduleKind } from "../generated/prisma/client.ts";
import { teamTexts as m } from "../i18n/team.ts";
import type { Words } from "../i18n/words.ts";
import { person, type Text } from "../view/text.ts";
import { heading, list, note, paragraph, type View, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { activeMembership } from "./membership.ts";
import { teamsAround } from "./team-tree.ts";
import { fullWeek, usualWeek, weekInWords } from "./week-pattern.ts";

const roleTexts = { manager: m.roleManager, rep: m.roleRep, observer: m.roleObserver } as const;
const kindTexts = { checkin: m.checkin, reminders: m.reminders, summary: m.summary, brief: m.brief } as const;

export const roleName = (words: Words, role: Role): string => words.plain(roleTexts[role]);
export const scheduleName = (words: Words, kind: ScheduleKind): string => words.plain(kindTexts[kind]);

/** "DE-BY"; empty where no country is set. */
export const placeName = ({ country, region }: { country: string | null; region: string | null }): string =>
  country ? [country, region].filter(Boolean).join("-") : "";

/** Everything about a team but its numbers. */
export async function teamView(work: PersonWork, teamId: string): Promise<View> {
  const { db, orgId, words } = work;
  const team = await db.team.findFirstOrThrow({
    where: { id: teamId, orgId },
    include: { channels: { where: { department: "" } }, schedules: { orderBy: { kind: "asc" } } },
  });
  const place = placeName(team) || words.plain(m.noPlace);
  const days = weekInWords(words, team.workPattern.length === fullWeek ? team.workPattern : usualWeek);
  const channels = team.channels.map(({ name, state }) =>
    state === "active" ? `#${name}` : words.plain(m.channelGone, { name: `#${name}` }),
  );
  const title = words.plain(m.title, { team: team.name });
  const { above, below } = await teamsAround(work, teamId);
  return view(
    title,
    heading(title),
    team.pausedAt ? note(words.text(m.isPaused, { date: words.time(team.pausedAt, "date") })) : null,
    above || below.length > 0 ? paragraph(placeInWords(words, team.name, above?.name ?? null, below)) : null,
    ...(await people(work, teamId)),
    heading(words.plain(m.calendar)),
    paragraph(words.text(m.calendarText, { zone: team.zone, days, place })),
    heading(words.plain(m.channels)),
    paragraph([channels.join(", ") || words.plain(m.noChannel)]),
    heading(words.plain(m.schedules)),
    list(team.schedules.map((schedule) => scheduleLine(words, schedule))),
  );
}

/** Where a team stands among the others. */
export function placeInWords(words: Words, team: string, above: string | null, below: readonly string[]): Text {
  const values = { team, above: above ?? words.plain(m.parentNone), below: words.list([...below]) };
  return words.text(below.length > 0 ? m.parentLineParts : m.parentLine, values);
}

type ScheduleShape = { kind: ScheduleKind; isOn: boolean; days: number[]; time: string; nextAt: Date | null };

function scheduleLine(words: Words, schedule: ScheduleShape): Text {
  const name = scheduleName(words, schedule.kind);
  if (!schedule.isOn || !schedule.nextAt) return [`${name}: ${words.plain(m.off)}`];
  return [`${name}: ${formatScheduleWhen(schedule, words.locale)} → `, words.time(schedule.nextAt)];
}

async function people({ db, orgId, caller, words }: PersonWork, teamId: string) {
  const memberships = await db.membership.findMany({
    where: { orgId, teamId, ...activeMembership(caller.today) },
    include: {
      person: {
        include: {
          absences: { where: { cancelledAt: null, startsOn: { lte: caller.today }, endsOn: { gte: caller.today } } },
        },
      },
    },
    orderBy: [{ role: "asc" }, { person: { name: "asc" } }],
  });
  const lines = memberships.map(({ person: one, role, startsOn }): Text => {
    const away = one.absences[0];
    const line = words.text(m.newcomer, {
      name: person(one.id, one.name),
      role: roleName(words, role),
      date: words.date(startsOn, "long"),
    });
    const place = placeName(one);
    const own = [
      ...(one.workPattern.length === fullWeek
        ? [words.plain(m.ownDays, { days: weekInWords(words, one.workPattern) })]
        : []),
      ...(place ? [words.plain(m.ownHolidays, { place })] : []),
      ...(away ? [words.plain(m.awayNow, { date: words.date(away.endsOn) })] : []),
    ];
    return [...line, ...own.map((part) => `, ${part}`)];
  });
  return [heading(words.plain(m.people)), lines.length > 0 ? list(lines) : paragraph(words.text(m.nobody))];
}
