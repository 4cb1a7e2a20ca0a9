import { causesTexts as m } from "../../i18n/causes.ts";
import type { Words } from "../../i18n/words.ts";
import { csvButton } from "../../summaries/csv-button.ts";
import { buttons, heading, note, type View, view } from "../../view/view.ts";
import { askButtons, blockersPart, requestsPart } from "./blockers-part.ts";
import type { CausesFacts } from "./causes-facts.ts";
import { datesInWords } from "./change-words.ts";
import { adjustedPart, changePart, marketPart, teamPart, verdictPart } from "./result-parts.ts";

type Reader = { readonly today: string; readonly mayAsk: boolean };

/** What stands behind a result. Whatever cannot be told says what is missing; nobody's own words are in it. */
export function causesView(words: Words, facts: CausesFacts, { today, mayAsk }: Reader): View {
  const title = words.plain(m.title, { team: facts.team.name, dates: datesInWords(words, facts.range) });
  return view(
    title,
    heading(title),
    verdictPart(words, facts),
    ...blockersPart(words, facts.blockers),
    ...requestsPart(words, facts.blockers, today),
    ...teamPart(words, facts),
    ...changePart(words, facts),
    ...marketPart(words, facts),
    ...adjustedPart(words, facts),
    note(words.text(m.how)),
    buttons(...(mayAsk ? askButtons(words, facts.blockers) : []), csvButton(words, "causes", facts.team)),
  );
}
