import { may } from "../../access.ts";
import type { DateRange, LocalDate } from "../../calendar/dates.ts";
import { type Command, defineCommand, reply } from "../../command/command.ts";
import { localDate, optional, teamRef } from "../../command/option.ts";
import { UserError } from "../../errors.ts";
import { causesTexts as m } from "../../i18n/causes.ts";
import { wordsFor } from "../../i18n/words.ts";
import { permittedTeam } from "../../org/find.ts";
import type { PersonWork } from "../../work.ts";
import { causesFacts } from "./causes-facts.ts";
import { causesView } from "./causes-view.ts";

const causes = defineCommand({
  name: "report causes",
  summary: m.summary,
  readsOnly: true,
  options: {
    team: optional(teamRef(m.optionTeam)),
    from: optional(localDate(m.optionFrom, { prefer: "past" })),
    to: optional(localDate(m.optionTo, { prefer: "past" })),
  },
  examples: ["report causes", "report causes Sales", "report causes Sales 2026-10-01 2026-10-31"],
  async run(work, options) {
    const { caller, words } = work;
    const team = permittedTeam(caller, "report causes", options.team);
    const facts = await causesFacts(work, team.id, rangeOf(work, options.from, options.to));
    const mayAsk = may(caller, "blocker request", { teamId: team.id });
    return reply(causesView(wordsFor(words.locale, facts.team.zone), facts, { today: caller.today, mayAsk }));
  },
});

function rangeOf({ caller, words }: PersonWork, from?: LocalDate, to?: LocalDate): DateRange | null {
  if (!from && !to) return null;
  if (!from || !to) throw new UserError(m.bothDates);
  if (to < from) throw new UserError(m.backwards, { from: words.date(from, "long"), to: words.date(to, "long") });
  if (from > caller.today) throw new UserError(m.notBegun, { from: words.date(from, "long") });
  return { start: from, end: to };
}

export const causesCommands: readonly Command[] = [causes];
