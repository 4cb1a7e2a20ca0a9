import { may, mustBeAbleTo } from "../access.ts";
import { earlier } from "../calendar/dates.ts";
import { nextOccurrence } from "../calendar/schedule.ts";
import { localDateOf } from "../calendar/zones.ts";
import { runs } from "../command/action.ts";
import { type Answer, type Command, defineCommand, reply } from "../command/command.ts";
import { type NamedValue, optional, teamRef } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import { teamOf } from "../org/find.ts";
import { said } from "../org/team-commands.ts";
import { strong } from "../view/text.ts";
import { buttons, divider, note, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { detailsOf } from "./detail-views.ts";
import { myReport } from "./my-report.ts";
import { findPosted, postWeek } from "./post-summary.ts";
import { csvCommand } from "./report-csv.ts";
import { type Week, weekDates, weekOf, weekReportedOn } from "./week.ts";
import { weekFacts } from "./week-facts.ts";
import { weeklyView, wordsOfTeam } from "./weekly-view.ts";

/** What the schedule would post next, unless that week has not begun: then the running week. */
async function weekToShow({ db, orgId, now }: PersonWork, teamId: string): Promise<Week> {
  const team = await db.team.findFirstOrThrow({
    where: { id: teamId, orgId },
    select: { zone: true, schedules: { where: { kind: "summary", isOn: true }, select: { days: true, time: true } } },
  });
  const today = localDateOf(now, team.zone);
  const schedule = team.schedules[0];
  if (!schedule) return weekReportedOn(today);
  const justNow = new Date(now.getTime() - 1);
  const next = nextOccurrence({ ...schedule, zone: team.zone }, justNow);
  return next ? weekOf(earlier(weekReportedOn(next.date).start, today)) : weekReportedOn(today);
}

async function channelsOf({ db, orgId, words }: PersonWork, teamId: string): Promise<string> {
  const channels = await db.teamChannel.findMany({
    where: { orgId, teamId, state: "active", workspace: { state: "active" } },
    select: { name: true },
    orderBy: { id: "asc" },
  });
  return words.list(channels.map(({ name }) => `#${name}`));
}

/** A team with a very long name is found again by the channel or as the only one. */
const shortTeam = ({ name }: NamedValue) => (encodeURIComponent(name).length <= 60 ? { team: name } : {});

async function preview(work: PersonWork, team: NamedValue): Promise<Answer> {
  const { words, caller } = work;
  const week = await weekToShow(work, team.id);
  const facts = await weekFacts(work, team.id, week);
  const posted = weeklyView(wordsOfTeam(facts), facts);
  const channels = await channelsOf(work, team.id);
  const values = { channels, count: detailsOf(facts).length };
  const mayShare = channels !== "" && may(caller, "report share", { teamId: team.id });
  return reply(
    view(
      posted.summary,
      ...posted.blocks,
      divider,
      note(channels === "" ? words.text(m.previewNowhere) : words.text(m.preview, values)),
      mayShare
        ? buttons({
            label: words.plain(m.shareButton),
            action: runs("report share", shortTeam(team)),
            style: "primary",
          })
        : null,
    ),
  );
}

/** Posts a team's week under the schedule's own key, so that it is in the channel once, whoever was first. */
async function shareSummary(work: PersonWork, team: NamedValue): Promise<Answer> {
  const { words, now } = work;
  const week = await weekToShow(work, team.id);
  const values = { team: strong(team.name), dates: weekDates(words, week) };
  const posted = await findPosted(work, team.id, week);
  if (posted) return said(work, m.sharedAlready, { ...values, when: words.time(posted.sentAt ?? posted.createdAt) });
  const channels = await channelsOf(work, team.id);
  if (channels === "") throw new UserError(m.noChannel, { team: team.name });
  await postWeek(work, team.id, week, now);
  return said(work, m.shared, { ...values, channels });
}

const team = optional(teamRef(m.optionTeam));

const week = defineCommand({
  name: "report week",
  summary: m.week,
  readsOnly: true,
  options: { team },
  examples: ["report week", "report week Sales"],
  async run(work, options) {
    const subject = teamOf(work.caller, options.team);
    mustBeAbleTo(work.caller, "report week", { teamId: subject.id });
    return preview(work, subject);
  },
});

const share = defineCommand({
  name: "report share",
  summary: m.share,
  options: { team },
  examples: ["report share", "report share Sales"],
  async run(work, options) {
    const subject = teamOf(work.caller, options.team);
    mustBeAbleTo(work.caller, "report share", { teamId: subject.id });
    return shareSummary(work, subject);
  },
});

const mine = defineCommand({
  name: "report mine",
  summary: m.mine,
  readsOnly: true,
  options: {},
  examples: ["report mine"],
  async run(work) {
    return reply(await myReport(work));
  },
});

export const reportCommands: readonly Command[] = [week, share, mine, csvCommand];
