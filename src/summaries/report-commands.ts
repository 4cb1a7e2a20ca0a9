import { may } from "../access.ts";
import type { LocalDate } from "../calendar/dates.ts";
import { runs } from "../command/action.ts";
import { type Answer, type Command, defineCommand, type RawValues, reply } from "../command/command.ts";
import { localDate, type NamedValue, optional, teamRef } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import { permittedTeam } from "../org/find.ts";
import { said } from "../org/team-commands.ts";
import { strong } from "../view/text.ts";
import { buttons, divider, note, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { csvButton, shortTeam } from "./csv-button.ts";
import { detailsOf } from "./detail-views.ts";
import { myReport } from "./my-report.ts";
import { findPosted, postWeek } from "./post-summary.ts";
import { csvCommand } from "./report-csv.ts";
import { type Week, weekDates, weekOf } from "./week.ts";
import { weekFacts } from "./week-facts.ts";
import { weekToShow } from "./week-to-show.ts";
import { weeklyView, wordsOfTeam } from "./weekly-view.ts";

async function channelsOf({ db, orgId, words }: PersonWork, teamId: string): Promise<string> {
  const channels = await db.teamChannel.findMany({
    where: { orgId, teamId, department: "", state: "active", workspace: { state: "active" } },
    select: { name: true },
    orderBy: { id: "asc" },
  });
  return words.list(channels.map(({ name }) => `#${name}`));
}

async function preview(work: PersonWork, team: NamedValue, week: Week, which: RawValues): Promise<Answer> {
  const { words, caller } = work;
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
      buttons(
        mayShare
          ? {
              label: words.plain(m.shareButton),
              action: runs("report share", which),
              style: "primary",
            }
          : null,
        csvButton(words, "week", team),
      ),
    ),
  );
}

/** Posts a team's week under the schedule's own key, so that it is in the channel once, whoever was first. */
async function shareSummary(work: PersonWork, team: NamedValue, week: Week): Promise<Answer> {
  const { words, now } = work;
  const values = { team: strong(team.name), dates: weekDates(words, week) };
  const posted = await findPosted(work, team.id, week);
  if (posted) return said(work, m.sharedAlready, { ...values, when: words.time(posted.sentAt ?? posted.createdAt) });
  const channels = await channelsOf(work, team.id);
  if (channels === "") throw new UserError(m.noChannel, { team: team.name });
  await postWeek(work, team.id, week, now);
  return said(work, m.shared, { ...values, channels });
}

const team = optional(teamRef(m.optionTeam));
const on = optional(localDate(m.optionWeek, { prefer: "past" }));

/** The week of a day, or the one that the schedule is about. */
async function weekAsked(work: PersonWork, { id }: NamedValue, day: LocalDate | undefined): Promise<Week> {
  if (day === undefined) return weekToShow(work, id);
  const week = weekOf(day);
  if (week.start > work.caller.today) throw new UserError(m.weekAhead);
  return week;
}

const week = defineCommand({
  name: "report week",
  summary: m.week,
  readsOnly: true,
  options: { team, on },
  examples: ["report week", "report week Sales", "report week Sales on:2026-11-20"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "report week", options.team);
    const which = { ...shortTeam(subject), ...(options.on === undefined ? {} : { on: options.on }) };
    return preview(work, subject, await weekAsked(work, subject, options.on), which);
  },
});

const share = defineCommand({
  name: "report share",
  summary: m.share,
  options: { team, on },
  examples: ["report share", "report share Sales", "report share Sales on:2026-11-20"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "report share", options.team);
    return shareSummary(work, subject, await weekAsked(work, subject, options.on));
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
