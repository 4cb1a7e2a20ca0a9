import { addDays, daysBetween, type LocalDate } from "../calendar/dates.ts";
import { nthWorkingDayAfter } from "../calendar/working-days.ts";
import { localDateOf } from "../calendar/zones.ts";
import { opens } from "../command/action.ts";
import type { Blocker } from "../generated/prisma/client.ts";
import { departmentNames } from "../i18n/blockers.ts";
import { requestTexts as m } from "../i18n/requests.ts";
import type { Message } from "../i18n/texts.ts";
import type { MessageArguments, Words } from "../i18n/words.ts";
import type { Department } from "../insight/rules/blocker-taxonomy.ts";
import { audit } from "../org/audit.ts";
import { teamTime } from "../org/calendars.ts";
import { type DepartmentContact, departmentContact, type OtherDepartment } from "../org/department-owners.ts";
import { amend, sayToPerson, sayToTeam } from "../outbox/say.ts";
import { buttons, heading, note, paragraph, type View, view } from "../view/view.ts";
import type { PersonWork, Work } from "../work.ts";
import { blockerAge, blockerName } from "./blockers.ts";

export type NewRequest = {
  readonly department: OtherDepartment;
  readonly request: string;
  readonly dueOn?: LocalDate | undefined;
};

type RequestedBlocker = Blocker & { readonly department: string; readonly dueOn: string; readonly requestedAt: Date };

export const isRequested = (blocker: Blocker): blocker is RequestedBlocker =>
  blocker.requestedAt !== null && blocker.department !== null && blocker.dueOn !== null;

/** Days since the department was asked, on the calendar of that zone. */
const requestAge = ({ requestedAt }: RequestedBlocker, on: LocalDate, zone: string): number =>
  Math.max(0, daysBetween(localDateOf(requestedAt, zone), on));

export const departmentName = (words: Words, department: string): string =>
  words.plain(departmentNames[department as Department] ?? departmentNames.manager);

/** "Marketing asked 3 days ago, answer due 27 Nov". */
export const requestInWords = (words: Words, blocker: RequestedBlocker, on: LocalDate): string =>
  words.plain(m.asked, {
    department: departmentName(words, blocker.department),
    days: requestAge(blocker, on, words.zone),
    date: words.date(blocker.dueOn, "weekday"),
    isLate: blocker.dueOn < on ? "yes" : "no",
  });

/** Says it where the department listens and keeps it with the blocker. Asked again, what was said is changed. */
export async function requestRemoval(
  work: PersonWork,
  blocker: Blocker,
  { department, request, dueOn }: NewRequest,
): Promise<{ readonly blocker: RequestedBlocker; readonly contact: DepartmentContact }> {
  const { db, caller, now } = work;
  const contact = await departmentContact(work, blocker.teamId, department);
  const isSame = blocker.department === department;
  const after = await db.blocker.update({
    where: { id: blocker.id },
    data: {
      ...{ department, request, requestedById: caller.personId, requestedToId: contact.person?.id ?? null },
      requestedAt: isSame ? (blocker.requestedAt ?? now) : now,
      dueOn: dueOn ?? (await usualDue(work, blocker.teamId, contact.days)),
    },
  });
  if (!isRequested(after)) throw new Error("A request was stored without its parts");
  await audit(work, {
    action: "blocker request",
    subject: "blocker",
    subjectId: blocker.id,
    before: { department: blocker.department, dueOn: blocker.dueOn },
    after: { department, dueOn: after.dueOn },
  });
  if (isRequested(blocker) && requestKey(blocker) !== requestKey(after)) await withdraw(work, blocker);
  await deliver(work, after, contact);
  if (!isSame) await tellOwner(work, after);
  return { blocker: after, contact };
}

async function usualDue(work: PersonWork, teamId: string, days: number): Promise<LocalDate> {
  const { today } = work.caller;
  const { calendar } = await teamTime(work, teamId, { start: today, end: addDays(today, 7 + days * 3) });
  return nthWorkingDayAfter(calendar, today, days) ?? addDays(today, days);
}

const requestKey = ({ id, requestedToId, department }: Blocker): string =>
  `blocker-request:${id}:${requestedToId ?? department ?? ""}`;

/** To a person with a button, to a channel without one: whoever reads there may have no rights here. */
async function deliver(work: PersonWork, blocker: RequestedBlocker, contact: DepartmentContact): Promise<void> {
  const saying = { key: requestKey(blocker), kind: "notice", teamId: blocker.teamId } as const;
  const team = await teamName(work, blocker.teamId);
  const shown = (words: Words) =>
    requestView(words, blocker, { team, manager: work.caller.name, today: work.caller.today });
  if (contact.person) await sayToPerson(work, contact.person.id, saying, shown);
  else await sayToTeam(work, contact.teamId, { ...saying, department: blocker.department }, shown);
  await amend(work, saying.key, shown);
}

async function teamName({ db, orgId }: Work, teamId: string): Promise<string> {
  return (await db.team.findFirstOrThrow({ where: { id: teamId, orgId }, select: { name: true } })).name;
}

type Asking = { readonly team: string; readonly manager: string; readonly today: LocalDate };

/** What the department reads: the manager's own words and the facts, never what the rep wrote. */
export function requestView(words: Words, blocker: RequestedBlocker, { team, manager, today }: Asking): View {
  const { department, valueAtRisk, currency, request, requestedToId } = blocker;
  const title = words.plain(m.title, {
    team,
    department: departmentName(words, department),
    what: blockerName(words, blocker.category),
  });
  const value =
    valueAtRisk !== null && currency ? words.plain(m.atStake, { value: words.money(valueAtRisk, currency) }) : "";
  const facts = { days: blockerAge(blocker, today), value, date: words.date(blocker.dueOn, "weekday") };
  return view(
    title,
    heading(title),
    paragraph(words.text(m.ask, { manager, request: request ?? "" })),
    note(words.text(m.facts, facts)),
    requestedToId
      ? buttons({
          label: words.plain(m.doneButton),
          action: opens("blocker resolve", { blocker: String(blocker.number) }),
        })
      : note(words.text(m.tell, { manager })),
  );
}

const saying =
  (text: Message, values: (words: Words) => MessageArguments) =>
  (words: Words): View =>
    view(words.plain(text, values(words)), paragraph(words.text(text, values(words))));

const withdraw = (work: PersonWork, blocker: RequestedBlocker): Promise<void> =>
  amend(
    work,
    requestKey(blocker),
    saying(m.withdrawn, () => ({})),
  );

async function tellOwner(work: PersonWork, blocker: RequestedBlocker): Promise<void> {
  const { caller } = work;
  if (blocker.personId === caller.personId) return;
  const key = `blocker-asked:${blocker.id}:${blocker.department}`;
  const told = saying(m.askedForYou, (words) => ({
    manager: caller.name,
    department: departmentName(words, blocker.department),
    number: String(blocker.number),
    what: blockerName(words, blocker.category),
    date: words.date(blocker.dueOn, "weekday"),
  }));
  await sayToPerson(work, blocker.personId, { key, kind: "notice", teamId: blocker.teamId }, told);
}

/** The request is done with its blocker: what was said of it says so, and whoever asked hears it. */
export async function closeRequest(work: PersonWork, blocker: Blocker): Promise<void> {
  if (!isRequested(blocker)) return;
  const { caller } = work;
  const days = (words: Words) => requestAge(blocker, caller.today, words.zone);
  await amend(
    work,
    requestKey(blocker),
    saying(m.done, (words) => ({ days: days(words) })),
  );
  const { requestedById: asker } = blocker;
  if (!asker || asker === caller.personId || asker === blocker.personId) return;
  const told = saying(m.doneForYou, (words) => ({
    person: caller.name,
    number: String(blocker.number),
    what: blockerName(words, blocker.category),
    department: departmentName(words, blocker.department),
    days: days(words),
  }));
  const key = `blocker-request-done:${blocker.id}`;
  await sayToPerson(work, asker, { key, kind: "notice", teamId: blocker.teamId }, told);
}
