import { canStillAnswer, findOpenCheckIn, isOpenForEdits } from "../checkins/open-check-in.ts";
import { opens } from "../command/action.ts";
import { type Command, defineCommand, reply } from "../command/command.ts";
import { checkinTexts } from "../i18n/checkins.ts";
import { myTexts as m } from "../i18n/my.ts";
import type { Text } from "../view/text.ts";
import { type Button, buttons, heading, paragraph, type View, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { goalLines, lastPromise, ownActions, ownBlockers, ownGoals, promise } from "./own-things.ts";

/** Everything that is the caller's own today: goals with their pace, the check-in, promises, blockers. */
async function myDay(work: PersonWork): Promise<View> {
  const { words, caller } = work;
  const goals = await ownGoals(work);
  const asked = await checkInToday(work);
  const title = words.plain(m.title, { name: caller.name });
  const only = goals.length === 1 ? goals[0] : undefined;
  const log = opens("goal log", only ? { goal: `#${only.goal.number}` } : {});
  return view(
    title,
    heading(title),
    heading(words.plain(m.goals)),
    goalLines(words, goals),
    heading(words.plain(m.checkIn)),
    paragraph(asked.text),
    ...promise(words, await lastPromise(work)),
    ...(await ownActions(work)),
    ...(await ownBlockers(work)),
    buttons(asked.button, goals.length > 0 ? { label: words.plain(m.log), action: log } : null),
  );
}

async function checkInToday(work: PersonWork): Promise<{ text: Text; button: Button | null }> {
  const { words, now } = work;
  const found = await findOpenCheckIn(work);
  const isOpen = found !== null && isOpenForEdits(found, now);
  if (!found || !isOpen) return { text: words.text(m.checkInNone), button: null };
  const time = words.time(found.round.closesAt);
  if (canStillAnswer(found)) {
    const button: Button = { label: words.plain(m.checkInNow), action: opens("checkin"), style: "primary" };
    return { text: words.text(m.checkInOpen, { time }), button };
  }
  const edit = { label: words.plain(checkinTexts.editButton), action: opens("checkin edit") };
  return { text: words.text(m.checkInDone, { time }), button: edit };
}

const my = defineCommand({
  name: "my",
  summary: m.day,
  readsOnly: true,
  options: {},
  examples: ["my"],
  async run(work) {
    return reply(await myDay(work));
  },
});

export const myDayCommands: readonly Command[] = [my];
