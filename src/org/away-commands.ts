import type { LocalDate } from "../calendar/dates.ts";
import { longestAbsence, prorateForLeave, workingDays } from "../calendar/working-days.ts";
import { opens, runs } from "../command/action.ts";
import { type Command, defineCommand, reply } from "../command/command.ts";
import { choice, localDate, optional, type PersonValue, personRef, teamRef } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { amountInWords } from "../goals/amounts.ts";
import { loadProgress } from "../goals/progress.ts";
import { myTexts } from "../i18n/my.ts";
import { teamTexts as m } from "../i18n/team.ts";
import type { Message } from "../i18n/texts.ts";
import { person as personPiece, type Text } from "../view/text.ts";
import { type Block, type Button, buttons, list, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { permittedTeam } from "./find.ts";
import { said } from "./team-commands.ts";
import { endAbsences, membershipOf, noteAbsence } from "./teams.ts";

const parts = { day: m.wholeDay, half: m.halfDay } as const;
const fractions = { day: 1, half: 0.5 } as const;

/** Working days in a row from which a lower target is proposed; shorter absences only flatten the line. */
const worthProposing = 5;

type Span = { readonly from: LocalDate; readonly to: LocalDate };

/** Known leave never lowers a target silently: what it would be in proportion is shown, and the manager decides. */
async function proposals(
  work: PersonWork,
  person: PersonValue,
  span: Span,
): Promise<{ lines: Text[]; buttons: Button[]; days: number } | null> {
  const { words } = work;
  const goals = await loadProgress(work, {
    ownerId: person.id,
    closedAt: null,
    startsOn: { lte: span.to },
    endsOn: { gte: span.from },
    metric: { unit: { not: "percent" } },
  });
  const touched = goals.flatMap(({ goal, calendar }) => {
    const without = { ...calendar, leaves: [] };
    const share = prorateForLeave(
      1,
      workingDays(calendar, goal.startsOn, goal.endsOn),
      workingDays(without, goal.startsOn, goal.endsOn),
    );
    const isLong = longestAbsence(calendar, goal.startsOn, goal.endsOn) >= worthProposing;
    return isLong && share !== null && share < 1 ? [{ goal, calendar: without, share }] : [];
  });
  const first = touched[0];
  if (!first) return null;
  return {
    days: Math.round(workingDays(first.calendar, span.from, span.to)),
    lines: touched.map(({ goal, share }) =>
      words.text(m.prorated, {
        goal: `#${goal.number} ${goal.name}`,
        target: amountInWords(words, goal.metric, goal.target),
        proposed: amountInWords(words, goal.metric, BigInt(Math.round(Number(goal.target) * share))),
      }),
    ),
    buttons: touched.slice(0, 3).map(({ goal }) => ({
      label: words.plain(m.changeTarget, { number: String(goal.number) }),
      action: opens("goal edit", { goal: `#${goal.number}` }),
    })),
  };
}

async function answer(work: PersonWork, person: PersonValue, span: Span, sentence: Message, more: Button[]) {
  const { words } = work;
  const values = {
    person: personPiece(person.id, person.name),
    from: words.date(span.from, "weekday"),
    to: words.date(span.to, "weekday"),
  };
  const proposed = await proposals(work, person, span);
  const blocks: (Block | null)[] = proposed
    ? [paragraph(words.text(m.awayProposal, { days: proposed.days })), list(proposed.lines)]
    : [];
  return reply(
    view(
      words.plain(sentence, values),
      paragraph(words.text(sentence, values)),
      ...blocks,
      buttons(...more, ...(proposed?.buttons ?? [])),
    ),
  );
}

const teamAway = defineCommand({
  name: "team away",
  summary: m.away,
  options: {
    person: personRef(m.optionPerson),
    from: localDate(m.optionFrom),
    to: optional(localDate(m.optionTo)),
    part: optional(choice(m.optionPart, parts)),
    team: optional(teamRef(m.optionTeam, { outOfForm: true })),
  },
  examples: ["team away @ana 2026-12-21 2026-12-31", "team away @boris tomorrow part:half"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team away", options.team);
    const membership = await membershipOf(work, subject.id, options.person.id);
    if (!membership) throw new UserError(m.notIn, { person: options.person.name, team: subject.name });
    const span = { from: options.from, to: options.to ?? options.from };
    await noteAbsence(work, options.person, { ...span, fraction: fractions[options.part ?? "day"] });
    return answer(work, options.person, span, m.awaySet, []);
  },
});

const myAway = defineCommand({
  name: "my away",
  summary: myTexts.away,
  options: {
    from: localDate(myTexts.optionFrom),
    to: optional(localDate(myTexts.optionTo)),
    part: optional(choice(myTexts.optionPart, parts)),
  },
  examples: ["my away 2026-12-21 2026-12-31", "my away today", "my away fri part:half"],
  async run(work, options) {
    const person = { id: work.caller.personId, name: work.caller.name };
    const span = { from: options.from, to: options.to ?? options.from };
    await noteAbsence(work, person, { ...span, fraction: fractions[options.part ?? "day"] });
    const back = { label: work.words.plain(myTexts.endAbsence), action: runs("my back") };
    return answer(work, person, span, myTexts.awaySet, [back]);
  },
});

const myBack = defineCommand({
  name: "my back",
  summary: myTexts.back,
  options: {},
  examples: ["my back"],
  async run(work) {
    const ended = await endAbsences(work, work.caller.personId);
    return said(work, ended > 0 ? myTexts.backSet : myTexts.notAway);
  },
});

export const teamAwayCommands: readonly Command[] = [teamAway];
export const myAwayCommands: readonly Command[] = [myAway, myBack];
