import { opens } from "../command/action.ts";
import type { Occurrence } from "../generated/prisma/client.ts";
import { reminderTexts as m } from "../i18n/reminders.ts";
import { activeMembership } from "../org/membership.ts";
import { sayToPerson } from "../outbox/say.ts";
import { buttons, note, paragraph, view } from "../view/view.ts";
import type { Work } from "../work.ts";

const lookedAt = 10;
const tooFew = 0.4;

/** Whether so few of the last ten questions were answered that fewer should be proposed. */
const isTooMuch = (answered: number, asked: number): boolean => asked >= lookedAt && answered / asked < tooFew;

/** Proposes, once ever to a person, to be asked less. We never ask more often by ourselves. */
export async function proposeFewerReminders(
  work: Work,
  { teamId, date, dueAt }: Pick<Occurrence, "teamId" | "date" | "dueAt">,
): Promise<void> {
  const { db, orgId } = work;
  const members = await db.membership.findMany({
    where: { orgId, teamId, person: { state: "active" }, ...activeMembership(date) },
    select: { personId: true, role: true, person: { select: { name: true } } },
    orderBy: { person: { name: "asc" } },
  });
  const reps = members.filter(({ role }) => role === "rep").map(({ personId }) => personId);
  const counts = await db.$queryRaw<{ person: string; answered: number; asked: number }[]>`
    select "personId"::text person, count(*)::int asked,
      count(*) filter (where state in ('answered', 'skipped'))::int answered
    from (
      select "personId", state, row_number() over (partition by "personId" order by "dueAt" desc) latest from "CheckIn"
      where "orgId" = ${orgId}::uuid and "personId" = any(${reps}::uuid[]) and state in ('answered', 'skipped', 'missed')
    ) recent where latest <= ${lookedAt} group by "personId"`;
  const managers = members.filter(({ role }) => role === "manager").map(({ person }) => person.name);
  for (const { person, answered, asked } of counts) {
    if (!isTooMuch(answered, asked)) continue;
    const saying = { key: `fewer:${person}`, kind: "notice", isProactive: true, teamId, dueAt } as const;
    await sayToPerson(work, person, saying, (words) =>
      view(
        words.plain(m.fewerReminders),
        paragraph(words.text(m.fewerReminders)),
        buttons(
          { label: words.plain(m.quietHours), action: opens("my quiet") },
          { label: words.plain(m.pauseReminders), action: opens("my mute") },
        ),
        note(
          words.text(m.fewerRemindersHow, {
            managers: managers.length > 0 ? words.list(managers) : words.plain(m.yourManager),
          }),
        ),
      ),
    );
  }
}
