import { localDateOf } from "../calendar/zones.ts";
import { runs } from "../command/action.ts";
import type { NamedValue } from "../command/option.ts";
import type { Occurrence } from "../generated/prisma/client.ts";
import { reminderTexts as m } from "../i18n/reminders.ts";
import { summaryTexts } from "../i18n/summaries.ts";
import type { Words } from "../i18n/words.ts";
import { sayToManagers } from "../outbox/notices.ts";
import { shortTeam } from "../summaries/csv-button.ts";
import { weekDates, weekReportedOn } from "../summaries/week.ts";
import { strong } from "../view/text.ts";
import { buttons, paragraph, type View, view } from "../view/view.ts";
import type { Work } from "../work.ts";
import { reasons } from "./catch-up.ts";

const reasonTexts = [
  [reasons.replaced, m.missedReplaced],
  [reasons.useless, m.missedUseless],
  [reasons.paused, m.missedPaused],
  [reasons.failed, m.missedFailed],
] as const;

/** Why an occurrence did not happen, in words for people; what an older release recorded stands as it is. */
export function reasonInWords(words: Words, reason: string | null): string {
  const text = reasonTexts.find(([known]) => known === reason)?.[1];
  return text ? words.plain(text) : (reason ?? "");
}

type Missed = Pick<Occurrence, "id" | "teamId" | "kind" | "date">;

/** Tells a team's managers once that a summary or a brief did not come and why, and how to have the week all the same. */
export async function tellMissed(work: Work, missed: Missed, reason: string): Promise<void> {
  const { db, orgId, now } = work;
  const { id, teamId, kind, date } = missed;
  if (kind !== "summary" && kind !== "brief") return;
  const team = await db.team.findFirst({ where: { id: teamId, orgId }, select: { name: true, zone: true } });
  if (!team) return;
  const saying = { key: `missed:${id}`, kind: "notice", isProactive: true, teamId } as const;
  await sayToManagers(work, teamId, { saying, on: localDateOf(now, team.zone) }, (words) =>
    missedView(words, { team: { id: teamId, name: team.name }, kind, date, reason }),
  );
}

type Told = {
  readonly team: NamedValue;
  readonly kind: "summary" | "brief";
  readonly date: string;
  readonly reason: string;
};

function missedView(words: Words, { team, kind, date, reason }: Told): View {
  const week = weekReportedOn(date);
  const values = { dates: weekDates(words, week), reason: reasonInWords(words, reason) };
  const text = kind === "summary" ? m.missedSummary : m.missedBrief;
  const which = { ...shortTeam(team), on: week.start };
  return view(
    words.plain(text, { ...values, team: team.name }),
    paragraph(words.text(text, { ...values, team: strong(team.name) })),
    buttons(
      kind === "summary"
        ? { label: words.plain(summaryTexts.shareButton), action: runs("report share", which), style: "primary" }
        : { label: words.plain(summaryTexts.weekButton), action: runs("report week", which) },
    ),
  );
}
