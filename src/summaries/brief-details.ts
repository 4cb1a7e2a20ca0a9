import { briefTexts as m } from "../i18n/briefs.ts";
import type { Message } from "../i18n/texts.ts";
import type { Words } from "../i18n/words.ts";
import { settling } from "../insight/decisions/action-list.ts";
import { actionLine } from "../insight/decisions/action-words.ts";
import { joinTexts, person, strong, type Text } from "../view/text.ts";
import { type Block, buttons, heading, list, note, paragraph, type View, view } from "../view/view.ts";
import type { BriefFor } from "./brief-for.ts";
import { changes, mostChanges, mostNamed, mostPeople, toRemove } from "./brief-lines.ts";
import { needButtons, setAside } from "./brief-view.ts";
import { weekDates } from "./week.ts";
import { withMore, wordsOfTeam } from "./weekly-view.ts";

const mostLines = 20;
type Section = { readonly title: Message; readonly lines: readonly Text[]; readonly below?: readonly (Block | null)[] };

/** The second message: what had no room on the first screen, and the open promises with their buttons. */
export function briefDetails(words: Words, brief: BriefFor): View {
  const title = words.plain(m.more, { dates: weekDates(words, brief.facts.week.week) });
  const blocks = sectionsOf(words, brief).flatMap(({ title: above, lines, below = [] }) => [
    paragraph([strong(words.plain(above))]),
    list(withMore(words, lines.slice(0, mostLines), lines.length)),
    ...below,
  ]);
  const how = brief.shown.needs.length > 1 ? note(words.text(m.howRanked)) : null;
  return view(title, heading(title), ...blocks, how);
}

/** Whether there is anything that the first message leaves out; that is the same in every language. */
export const hasDetails = (brief: BriefFor): boolean => sectionsOf(wordsOfTeam(brief.facts.week), brief).length > 0;

function sectionsOf(words: Words, brief: BriefFor): Section[] {
  const { facts, more, shown, decisions } = brief;
  const open = [...decisions.open, ...decisions.carried, ...decisions.ahead];
  const today = facts.week.through;
  const changed = changes(words, facts);
  const blockers = toRemove(words, brief);
  const missing = facts.week.participation.missing.map((id): Text => [person(id, facts.names.get(id) ?? "")]);
  const gaps = shown.gaps.map(({ say }) => say(words));
  const sections: Section[] = [
    {
      title: m.morePromises,
      lines: open.map((action) => actionLine(words, action, facts.names, today)),
      below: settling(words, open, today),
    },
    {
      title: m.moreNeeds,
      lines: more.map(({ say }) => say(words)),
      below: [buttons(...needButtons(words, more)), setAside(words, more)],
    },
    { title: m.moreChanged, lines: changed.length > mostChanges ? changed : [] },
    { title: m.moreRemove, lines: blockers.length > mostNamed ? blockers : [] },
    { title: m.moreMissing, lines: missing.length > mostPeople ? [joinTexts(missing, ", ")] : [] },
    { title: m.moreGaps, lines: gaps.length > 1 ? gaps : [] },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}
