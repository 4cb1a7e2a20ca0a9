import { mustBeAbleTo } from "../../access.ts";
import { type Answer, type Command, defineCommand, reply } from "../../command/command.ts";
import { goalRef, localDate, optional, type PersonValue, personRef, teamRef, text } from "../../command/option.ts";
import { UserError } from "../../errors.ts";
import type { ActionItem } from "../../generated/prisma/client.ts";
import { decisionTexts as m } from "../../i18n/decisions.ts";
import { teamTexts } from "../../i18n/team.ts";
import { said } from "../../org/team-commands.ts";
import { sayToPerson } from "../../outbox/say.ts";
import { strong } from "../../view/text.ts";
import { buttons, paragraph, view } from "../../view/view.ts";
import type { PersonWork } from "../../work.ts";
import { actionList, mayAct } from "./action-list.ts";
import { doneButton } from "./action-words.ts";
import { addAction, findAction, namesOf, type Settled, settleAction, workdayIn } from "./actions.ts";
import { type Meant, teamOfAction } from "./whose-action.ts";

const week = 7;
export const longestTitle = 200;

type Asked = Omit<Meant, "owner"> & {
  readonly title: string;
  readonly owner: PersonValue | undefined;
  readonly by: string | undefined;
};

/** Notes a promise and tells whoever is to keep it. `insightKey` names the finding that it answers. */
export async function promise(work: PersonWork, asked: Asked, insightKey: string | null): Promise<Answer> {
  const { caller } = work;
  const owner: PersonValue = asked.owner ?? { id: caller.personId, name: caller.name };
  const team = await teamOfAction(work, { owner, about: asked.about, goal: asked.goal, team: asked.team });
  const dueOn = asked.by ?? workdayIn(week, caller.today);
  mustLieAhead(work, dueOn);
  const action = await addAction(work, {
    ...{ teamId: team.id, title: asked.title, ownerId: owner.id, dueOn, insightKey },
    ...{ aboutId: asked.about?.id ?? null, goalId: asked.goal?.id ?? null },
  });
  if (owner.id !== caller.personId) await tellOwner(work, action);
  return noted(work, action, owner, asked.about);
}

function mustLieAhead({ words, caller }: PersonWork, date: string): void {
  if (date < caller.today) throw new UserError(m.pastDate, { date: words.date(date, "long") });
}

async function tellOwner(work: PersonWork, action: ActionItem): Promise<void> {
  const { id, ownerId, teamId, dueOn, title } = action;
  const saying = { key: `action:${id}`, kind: "notice", isProactive: true, teamId } as const;
  await sayToPerson(work, ownerId, saying, (words) => {
    const values = { by: work.caller.name, title: strong(title), on: words.date(dueOn, "weekday") };
    return view(
      words.plain(m.forYou, values),
      paragraph(words.text(m.forYou, values)),
      buttons(doneButton(words, action)),
    );
  });
}

function noted(work: PersonWork, action: ActionItem, owner: PersonValue, about: PersonValue | undefined): Answer {
  const { words, caller } = work;
  const others = [owner, about].flatMap((one) => (one && one.id !== caller.personId ? one.name : []));
  const isOwn = owner.id === caller.personId;
  const values = {
    number: String(action.number),
    title: strong(action.title),
    owner: isOwn ? words.plain(m.you) : owner.name,
    by: words.date(action.dueOn, "weekday"),
    seen:
      others.length === 0
        ? words.plain(m.seenOwn)
        : words.plain(m.seenBy, { people: words.list([words.plain(m.you), ...new Set(others)]) }),
  };
  const reminded = isOwn ? words.text(m.remindedYou) : words.text(m.reminded, { owner: owner.name });
  return reply(
    view(
      words.plain(m.added, values),
      paragraph(words.text(m.added, values)),
      action.dueOn > caller.today ? paragraph(reminded) : null,
      buttons(doneButton(words, action)),
    ),
  );
}

const add = defineCommand({
  name: "action add",
  summary: m.add,
  options: {
    title: text(m.optionTitle, { maxLength: longestTitle, hint: m.hintTitle }),
    about: optional(personRef(m.optionAbout, { hint: m.hintAbout })),
    by: optional(localDate(m.optionBy, { hint: m.hintBy })),
    goal: optional(goalRef(m.optionGoal)),
    for: optional(personRef(m.optionFor, { hint: m.hintFor })),
    team: optional(teamRef(teamTexts.optionTeam, { outOfForm: true })),
  },
  examples: ['action add "Call Acme about the renewal" by:fri', 'action add "Review the pipeline" about:@ana by:thu'],
  run: (work, { for: owner, ...asked }) => promise(work, { ...asked, owner }, null),
});

const listOpen = defineCommand({
  name: "action list",
  summary: m.list,
  readsOnly: true,
  options: { who: optional(personRef(m.optionWho)) },
  examples: ["action list", "action list @ana"],
  async run(work, { who }) {
    mustBeAbleTo(work.caller, "action list", { personId: work.caller.personId });
    const found = await actionList(work, who);
    return found ? reply(found) : said(work, m.none);
  },
});

const named = { action: text(m.optionAction, { maxLength: 100 }) };

/** Settles what was named, for whoever does it or noted it. */
async function settle(work: PersonWork, typed: string, how: Settled): Promise<ActionItem> {
  const action = await findAction(work, typed);
  const act = how.state === "open" ? "action carry" : how.state === "done" ? "action done" : "action drop";
  if (!mayAct(work, action)) {
    const names = await namesOf(work, [action.ownerId]);
    throw new UserError(m.notYours, { number: String(action.number), owner: names.get(action.ownerId) ?? "" });
  }
  mustBeAbleTo(work.caller, act, { personId: work.caller.personId });
  await settleAction(work, action, how);
  return action;
}

const valuesOf = ({ number, title }: ActionItem) => ({ number: String(number), title: strong(title) });

const done = defineCommand({
  name: "action done",
  summary: m.done,
  options: named,
  examples: ["action done 4", "action done pipeline"],
  run: async (work, { action }) => said(work, m.isDone, valuesOf(await settle(work, action, { state: "done" }))),
});

const carry = defineCommand({
  name: "action carry",
  summary: m.carry,
  hidden: true,
  options: { ...named, to: optional(localDate(m.optionTo)) },
  examples: ["action carry 4", "action carry 4 to:fri"],
  async run(work, options) {
    const dueOn = options.to ?? workdayIn(week, work.caller.today);
    mustLieAhead(work, dueOn);
    const action = await settle(work, options.action, { state: "open", dueOn });
    return said(work, m.isCarried, { ...valuesOf(action), date: work.words.date(dueOn, "weekday") });
  },
});

const drop = defineCommand({
  name: "action drop",
  summary: m.drop,
  hidden: true,
  options: named,
  examples: ["action drop 4"],
  run: async (work, { action }) => said(work, m.isDropped, valuesOf(await settle(work, action, { state: "dropped" }))),
});

export const actionCommands: readonly Command[] = [add, listOpen, done, carry, drop];
