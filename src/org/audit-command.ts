import { mustBeAbleTo } from "../access.ts";
import { defineCommand } from "../command/command.ts";
import { number, optional, type PersonValue, personRef } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { goalkeeperTexts as m } from "../i18n/goalkeeper.ts";
import { csvText } from "../summaries/csv.ts";
import { strong, type Text } from "../view/text.ts";
import { heading, list, note, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { changeInWords, type EventNames, eventNames, subjectInWords } from "./audit-words.ts";

const usualDays = 30;
const longestDays = 3_650;
const mostLines = 20;
const mostRows = 50_000;
const dayMs = 24 * 3_600_000;

export const auditCommand = defineCommand({
  name: "goalkeeper audit",
  summary: m.auditSummary,
  readsOnly: true,
  options: { who: optional(personRef(m.auditOptionWho)), days: optional(number(m.auditOptionDays)) },
  examples: ["goalkeeper audit", "goalkeeper audit days:7", "goalkeeper audit @ana 90"],
  async run(work, options) {
    mustBeAbleTo(work.caller, "goalkeeper audit", {});
    const days = options.days ?? usualDays;
    if (!Number.isInteger(days) || days < 1 || days > longestDays) throw new UserError(m.auditDays);
    const { words } = work;
    const events = await eventsOf(work, options.who, days);
    if (events.length === 0) {
      const none = words.plain(m.auditNone, { days });
      return { kind: "reply", view: view(none, paragraph([none])) };
    }
    const names = await eventNames(work, events);
    const title = words.plain(m.auditTitle, { days, count: events.length });
    const shown = events.slice(0, mostLines);
    const isMore = events.length > shown.length;
    const values = { shown: shown.length, count: events.length };
    return {
      kind: "reply",
      view: view(
        title,
        heading(title),
        list(shown.map((event) => lineOf(work, names, event))),
        note(isMore ? words.text(m.auditMore, values) : words.text(m.auditFile)),
      ),
      file: { name: "goalkeeper-changes.csv", content: csvText(rowsOf(work, names, events)) },
    };
  },
});

function eventsOf({ db, orgId, now }: PersonWork, who: PersonValue | undefined, days: number) {
  return db.auditEvent.findMany({
    where: { orgId, at: { gte: new Date(now.getTime() - days * dayMs) }, ...(who ? { byPersonId: who.id } : {}) },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: mostRows,
  });
}

type Event = Awaited<ReturnType<typeof eventsOf>>[number];

const longestChange = 200;

function lineOf(work: PersonWork, names: EventNames, event: Event): Text {
  const { words } = work;
  const change = [...changeInWords(words, names, event)];
  const cut = change.length > longestChange ? `${change.slice(0, longestChange - 1).join("")}…` : change.join("");
  const about = subjectInWords(names, event);
  return [
    words.time(event.at),
    " ",
    strong(byWhom(work, names, event)),
    `: ${event.action}${about ? ` ${about}` : ""}${cut ? `: ${cut}` : ""}`,
  ];
}

const byWhom = ({ words }: PersonWork, names: EventNames, { byPersonId }: Event): string =>
  (byPersonId ? names.names.get(byPersonId) : undefined) ?? words.plain(m.auditSystem);

function rowsOf(work: PersonWork, names: EventNames, events: readonly Event[]): string[][] {
  const { words } = work;
  const columns = [m.auditWhen, m.auditWho, m.auditWhat, m.auditSubject, m.auditChange];
  return [
    columns.map((column) => words.plain(column)),
    ...events.map((event) => [
      event.at.toISOString(),
      byWhom(work, names, event),
      event.action,
      subjectInWords(names, event),
      changeInWords(words, names, event),
    ]),
  ];
}
