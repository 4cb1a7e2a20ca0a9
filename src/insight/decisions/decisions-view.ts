import type { NamedValue } from "../../command/option.ts";
import type { ActionItem } from "../../generated/prisma/client.ts";
import { figures, lineStatusInWords } from "../../goals/goal-words.ts";
import { decisionTexts as m } from "../../i18n/decisions.ts";
import type { Message } from "../../i18n/texts.ts";
import type { Words } from "../../i18n/words.ts";
import { csvButton } from "../../summaries/csv-button.ts";
import { strong, type Text } from "../../view/text.ts";
import { type Block, buttons, heading, list, note, paragraph, type View, view } from "../../view/view.ts";
import type { Decision, DecisionsFacts } from "./decisions-facts.ts";
import { weeksShown } from "./decisions-facts.ts";
import { goalSettingInWords } from "./goal-setting.ts";
import { saidOf } from "./seen.ts";

const mostDecisions = 10;
const mostShown = 5;

/** What was proposed and decided, what became of it and what came of it. */
export function decisionsView(words: Words, facts: DecisionsFacts, team: NamedValue): View {
  const title = words.plain(m.reportTitle, { team: team.name });
  const button = buttons(csvButton(words, "decisions", team));
  const setting = facts.setting ? paragraph(goalSettingInWords(words, facts.setting)) : null;
  if (facts.decisions.length === 0 && facts.shown.length === 0) {
    return view(title, heading(title), paragraph(words.text(m.reportNothing)), setting, button);
  }
  const shown = facts.decisions.slice(0, mostDecisions);
  const left = facts.decisions.length - shown.length;
  return view(
    title,
    heading(title),
    paragraph(words.text(m.reportSums, sums(facts))),
    shown.length > 0 ? list(shown.map((one) => decisionLine(words, one, facts))) : null,
    left > 0 ? note([words.plain(m.more, { count: left })]) : null,
    ...notTaken(words, facts),
    setting,
    note(words.text(m.reportHow)),
    button,
  );
}

function sums({ decisions, shown }: DecisionsFacts) {
  const count = (state: ActionItem["state"]) => decisions.filter(({ action }) => action.state === state).length;
  return {
    ...{ weeks: weeksShown, shown: shown.length, promised: decisions.length },
    acted: shown.filter(({ state }) => state === "acted").length,
    aside: shown.filter(({ state }) => state === "dismissed").length,
    done: count("done"),
    open: count("open"),
    dropped: count("dropped"),
    carried: decisions.filter(({ action }) => action.carriedOver > 0).length,
  };
}

const states = { open: m.stateOpen, done: m.stateDone, dropped: m.stateDropped } as const satisfies Record<
  ActionItem["state"],
  Message
>;

/** "done Fri 27 Nov", "open, by Fri 4 Dec". */
function stateInWords(words: Words, { state, dueOn, carriedOver, doneAt }: ActionItem): string {
  const date = state === "open" || doneAt === null ? dueOn : doneAt.toISOString().slice(0, 10);
  const said = words.plain(states[state], { date: words.date(date, "weekday") });
  return carriedOver > 0 ? `${said}, ${words.plain(m.carried, { count: carriedOver })}` : said;
}

function decisionLine(words: Words, { action, goal }: Decision, { names }: DecisionsFacts): Text {
  const came = goal
    ? words.plain(m.cameOfIt, {
        goal: `#${goal.now.goal.number}`,
        before: lineStatusInWords(words, goal.before),
        now: lineStatusInWords(words, goal.now),
        figures: figures(words, goal.now),
      })
    : "";
  return words.text(m.decisionLine, {
    ...{ number: String(action.number), title: strong(action.title), owner: names.get(action.ownerId) ?? "" },
    ...{ state: stateInWords(words, action), came: came === "" ? "" : ` ${came}` },
  });
}

/** Shown and left without an answer, newest first. */
function notTaken(words: Words, { shown }: DecisionsFacts): Block[] {
  const open = shown.filter(({ state }) => state === "open");
  if (open.length === 0) return [];
  const lines = open
    .slice(0, mostShown)
    .map((one): Text => [words.plain(m.shownIn, { week: one.week, said: saidOf(one, words) })]);
  const left = open.length - lines.length;
  return [
    paragraph([strong(words.plain(m.notTaken))]),
    list(left > 0 ? [...lines, [words.plain(m.more, { count: left })]] : lines),
  ];
}
