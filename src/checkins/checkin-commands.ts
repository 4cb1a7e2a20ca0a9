import { addDays, type LocalDate } from "../calendar/dates.ts";
import { type Snooze, snoozeUntil } from "../calendar/working-hours.ts";
import { localDateOf } from "../calendar/zones.ts";
import { opens } from "../command/action.ts";
import { type Answer, type Command, defineCommand, type RawValues, reply } from "../command/command.ts";
import { choice, localDate, optional, text } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { checkinTexts as m } from "../i18n/checkins.ts";
import { timesOf } from "../org/calendars.ts";
import { said } from "../org/team-commands.ts";
import { buttons, note, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { answerCheckIn } from "./answer-check-in.ts";
import { checkInForm } from "./check-in-form.ts";
import { findOpenCheckIn, isOpenForEdits, type OpenCheckIn } from "./open-check-in.ts";
import { workingTimeOf } from "./rounds.ts";
import { unsayPrompts } from "./steps.ts";
import { closesAfter } from "./timing.ts";

async function nothingOpen(work: PersonWork): Promise<Answer> {
  const { db, orgId, caller, words } = work;
  const next = await db.schedule.findFirst({
    where: {
      orgId,
      kind: "checkin",
      isOn: true,
      nextAt: { not: null },
      teamId: { in: caller.memberships.map(({ teamId }) => teamId) },
    },
    orderBy: { nextAt: "asc" },
  });
  const text_ = words.plain(m.nothingOpen);
  return reply(
    view(
      text_,
      paragraph([text_]),
      next?.nextAt ? note(words.text(m.nextOn, { when: words.time(next.nextAt) })) : null,
    ),
  );
}

async function openForm(work: PersonWork, values: RawValues) {
  const checkIn = await findOpenCheckIn(work, values.checkIn);
  if (!checkIn) return nothingOpen(work);
  if (checkIn.state === "answered" && !isOpenForEdits(checkIn, work.now)) return nothingOpen(work);
  return checkInForm(work, checkIn, values);
}

async function submitForm(work: PersonWork, state: RawValues, values: RawValues): Promise<Answer> {
  const checkIn = await findOpenCheckIn(work, state.checkIn);
  if (!checkIn) return nothingOpen(work);
  const answered = await answerCheckIn(work, checkIn, values);
  const { words } = work;
  const thanks = answered.isEdit ? m.edited : answered.isLate ? m.thanksLate : m.thanks;
  return reply(
    view(
      words.plain(thanks),
      paragraph(words.text(thanks)),
      answered.logged.length > 0 ? note(words.text(m.logged, { list: answered.logged.join("; ") })) : null,
      buttons(
        { label: words.plain(m.editButton), action: opens("checkin edit") },
        answered.blocker === null
          ? null
          : {
              label: words.plain(m.detailsButton),
              action: opens("blocker edit", { blocker: String(answered.blocker) }),
            },
      ),
    ),
  );
}

const unused = async (work: PersonWork): Promise<Answer> => nothingOpen(work);

const checkin = defineCommand({
  name: "checkin",
  summary: m.checkin,
  options: {},
  examples: ["checkin"],
  alwaysForm: true,
  form: openForm,
  submit: submitForm,
  run: unused,
});

const edit = defineCommand({
  name: "checkin edit",
  summary: m.edit,
  options: {},
  examples: ["checkin edit"],
  alwaysForm: true,
  form: openForm,
  submit: submitForm,
  run: unused,
});

/** The one above the button that was pressed; the newest where it was typed, or pressed under an old message. */
async function mustHaveOpen(work: PersonWork, { checkIn: id }: RawValues): Promise<OpenCheckIn> {
  const checkIn = await findOpenCheckIn(work, id);
  if (!checkIn || !isOpenForEdits(checkIn, work.now) || checkIn.state === "answered")
    throw new UserError(m.nothingOpen);
  return checkIn;
}

const skip = defineCommand({
  name: "checkin skip",
  summary: m.skip,
  options: { reason: optional(text(m.optionReason, { maxLength: 300 })) },
  examples: ["checkin skip", "checkin skip at a fair all day"],
  async run(work, { reason }, raw) {
    const checkIn = await mustHaveOpen(work, raw);
    const data = { state: "skipped" as const, nextAt: null, skipReason: reason ?? null };
    await work.db.checkIn.update({ where: { id: checkIn.id }, data });
    await unsayPrompts(work, checkIn.id, "skipped");
    return said(work, m.skipped);
  },
});

const snoozes = { "1h": { minutes: 60 }, tomorrow: { until: "tomorrow" }, monday: { until: "monday" } } as const;
const tooOften = 3;

/** A round waits for whoever put it off, so nobody may put it off for ever. */
const furthest = 30;

function snoozeOf({ caller, words }: PersonWork, until: keyof typeof snoozes | "date", date?: LocalDate): Snooze {
  if (until !== "date") return snoozes[until];
  const [first, last] = [addDays(caller.today, 1), addDays(caller.today, furthest)];
  if (date === undefined || date < first || date > last)
    throw new UserError(m.snoozeDate, { first: words.date(first), last: words.date(last) });
  return { until: "date", date };
}

const snooze = defineCommand({
  name: "checkin snooze",
  summary: m.snooze,
  options: {
    until: choice(m.optionUntil, { "1h": m.hour, tomorrow: m.tomorrow, monday: m.monday, date: m.onDate }),
    date: optional(localDate(m.optionDate)),
  },
  examples: ["checkin snooze 1h", "checkin snooze tomorrow", "checkin snooze date 2026-12-01"],
  async run(work, { until, date }, raw) {
    const chosen = snoozeOf(work, until, date);
    const checkIn = await mustHaveOpen(work, raw);
    const { db, caller, now } = work;
    const today = localDateOf(now, caller.zone);
    const range = { start: addDays(today, -14), end: addDays(today, 2 * furthest) };
    const time = (await timesOf(work, checkIn.round.teamId, [caller.personId], range)).get(caller.personId);
    const at = time ? snoozeUntil(now, chosen, workingTimeOf(time)) : null;
    if (!at) throw new UserError(m.nothingOpen);
    const count = checkIn.snoozes + 1;
    const step = Math.max(0, Math.min(checkIn.step, 3) - 1);
    await db.checkIn.update({ where: { id: checkIn.id }, data: { nextAt: at, snoozes: count, step } });
    if (time && at >= checkIn.round.closesAt)
      await db.round.update({
        where: { id: checkIn.roundId },
        data: { closesAt: closesAfter(at, workingTimeOf(time)) },
      });
    await unsayPrompts(work, checkIn.id, "snoozed");
    const values = { when: work.words.time(at) };
    const hint = count >= tooOften ? note(work.words.text(m.snoozedOften)) : null;
    return reply(view(work.words.plain(m.snoozed, values), paragraph(work.words.text(m.snoozed, values)), hint));
  },
});

export const checkinCommands: readonly Command[] = [checkin, edit, skip, snooze];
