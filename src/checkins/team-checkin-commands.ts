import { opens } from "../command/action.ts";
import { type Answer, type Command, defineCommand, type RawValues, reply } from "../command/command.ts";
import { optional, teamRef, text } from "../command/option.ts";
import type { CheckInState } from "../generated/prisma/client.ts";
import { checkinTexts as m } from "../i18n/checkins.ts";
import { teamTexts } from "../i18n/team.ts";
import type { Message } from "../i18n/texts.ts";
import { audit } from "../org/audit.ts";
import { findTeam, permittedTeam } from "../org/find.ts";
import { unreachable } from "../outbox/say.ts";
import { buttons, heading, list, paragraph, type View, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { parseQuestions, type Question, questionLabel, questionLine, questionsOf } from "./questions.ts";

async function statusView(work: PersonWork, teamId: string, teamName: string): Promise<View> {
  const { db, orgId, words, now } = work;
  const round = await db.round.findFirst({
    where: { orgId, teamId, opensAt: { lte: now } },
    orderBy: { date: "desc" },
    include: { checkIns: true },
  });
  if (!round) {
    const schedule = await db.schedule.findFirst({ where: { orgId, teamId, kind: "checkin" } });
    const when = schedule?.isOn && schedule.nextAt ? words.time(schedule.nextAt) : words.plain(m.unplanned);
    return view(words.plain(m.statusNone, { when }), paragraph(words.text(m.statusNone, { when })));
  }
  const ids = round.checkIns.map(({ personId }) => personId);
  const people = await db.person.findMany({ where: { orgId, id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const unreached = await unreachable(work, ids);
  const named = (those: readonly { readonly personId: string }[]) =>
    words.list(those.map(({ personId }) => names.get(personId) ?? "").sort());
  const listed = (...states: readonly CheckInState[]) =>
    named(round.checkIns.filter(({ state }) => states.includes(state)));
  const excused = round.checkIns.filter(({ state }) => state === "excused");
  const late = named(round.checkIns.filter(({ isLate }) => isLate));
  const asked = round.checkIns.filter(({ state }) => state !== "excused").length;
  const answered = round.checkIns.filter(({ state }) => state === "answered").length;
  const lines: readonly (readonly [Message, string])[] = [
    [m.statusMissing, listed("planned", "prompted")],
    [m.statusMissed, listed("missed")],
    [m.statusSkipped, listed("skipped")],
    [m.statusLate, late],
    [m.statusUnreached, named(excused.filter(({ personId }) => unreached.has(personId)))],
    [m.statusAway, named(excused.filter(({ personId }) => !unreached.has(personId)))],
  ];
  const title = words.plain(m.statusTitle, { team: teamName, date: words.date(round.date, "weekday") });
  const shown = lines.filter(([, who]) => who !== "").map(([message, who]) => words.text(message, { people: who }));
  return view(
    title,
    heading(title),
    paragraph(words.text(m.statusCount, { answered, asked })),
    shown.length > 0 ? list(shown) : null,
  );
}

const status = defineCommand({
  name: "checkin status",
  summary: m.status,
  readsOnly: true,
  options: { team: optional(teamRef(teamTexts.optionTeam)) },
  examples: ["checkin status"],
  async run(work, options) {
    const team = permittedTeam(work.caller, "checkin status", options.team);
    return reply(await statusView(work, team.id, team.name));
  },
});

function questionsView(work: PersonWork, title: Message, teamName: string, questions: readonly Question[]): View {
  const { words } = work;
  const text_ = words.plain(title, { team: teamName });
  return view(
    text_,
    paragraph([text_]),
    list(questions.map((question) => [questionLabel(words, question)])),
    buttons({ label: words.plain(m.questionsChange), action: opens("checkin questions", { team: teamName }) }),
  );
}

const questions = defineCommand({
  name: "checkin questions",
  summary: m.questions,
  options: {
    questions: optional(text(m.optionQuestions, { multiline: true, maxLength: 1_000, hint: m.optionQuestionsHint })),
    team: optional(teamRef(teamTexts.optionTeam)),
  },
  examples: ["checkin questions", 'checkin questions "numbers; confidence; text: What did you learn?"'],
  async form(work: PersonWork, values: RawValues) {
    const team = permittedTeam(
      work.caller,
      "checkin questions",
      values.team ? await findTeam(work, values.team) : undefined,
    );
    const known = await questionsOf(work, team.id);
    const value = values.questions ?? known.questions.map((one) => questionLine(work.words, one)).join("\n");
    const { words } = work;
    const field = { name: "questions", kind: "text", multiline: true, required: true, value } as const;
    return {
      name: "checkin questions",
      state: { team: team.name },
      title: words.plain(m.questionsChange),
      submit: words.plain(m.questionsChange),
      fields: [{ ...field, label: words.plain(m.optionQuestions), hint: words.plain(m.optionQuestionsHint) }],
    };
  },
  async run(work, options): Promise<Answer> {
    const team = permittedTeam(work.caller, "checkin questions", options.team);
    const { db, orgId } = work;
    if (!options.questions) {
      const known = await questionsOf(work, team.id);
      return reply(questionsView(work, m.questionsTitle, team.name, known.questions));
    }
    const parsed = parseQuestions(options.questions);
    const last = await db.questionSet.aggregate({ where: { orgId, teamId: team.id }, _max: { version: true } });
    const version = (last._max.version ?? 0) + 1;
    await db.questionSet.create({ data: { orgId, teamId: team.id, version, questions: [...parsed] } });
    const after = parsed.map((one) => questionLine(work.words, one));
    await audit(work, { action: "checkin questions", subject: "team", subjectId: team.id, after });
    return reply(questionsView(work, m.questionsSet, team.name, parsed));
  },
});

export const teamCheckinCommands: readonly Command[] = [status, questions];
