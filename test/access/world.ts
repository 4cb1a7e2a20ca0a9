import type { Request } from "../../src/bot.ts";
import { addDays } from "../../src/calendar/dates.ts";
import type { Answer, RawValues } from "../../src/command/command.ts";
import type { GoalState, Role } from "../../src/generated/prisma/client.ts";
import { defaultSchedules } from "../../src/reminders/schedules.ts";
import { answerAsText } from "../support/story/screen.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { type ChangeLog, changeLog } from "./change-log.ts";

/** Somebody who acts: admin in no team, then manager, rep and observer of Sales, then somebody in no team at all. */
export const roles = ["admin", "manager", "rep", "observer", "nobody"] as const;
export type RoleName = (typeof roles)[number];

/** Whose thing it is: the caller's, a teammate's, the team's as a whole, another team's, another organisation's. */
export type PlaceName = "own" | "team" | "shared" | "elsewhere" | "foreign";

export type Actor = { readonly personId: string; readonly externalId: string; readonly name: string };
type Team = { readonly id: string; readonly name: string; readonly orgId: string; readonly workspaceId: string };

export type World = Awaited<ReturnType<typeof accessWorld>>;

const since = "2026-01-01";

/**
 * Two companies. Practice has Sales (manager Max; reps Ana and Boris; observer Olga) and Support (manager Mona, rep Sid),
 * admin Ada and Nora, who are in no team. Other has Others with olaf and pia, whose things are all called Zephyr.
 */
export async function accessWorld() {
  const bot = await testBot();
  const { db } = bot;
  const practice = { orgId: bot.orgId, workspaceId: bot.workspaceId };
  const { other } = bot;
  const place = (orgId: string, workspaceId: string, id: string, name: string): Team => ({
    ...{ id, name, orgId, workspaceId },
  });
  const support = await makeTeam(bot, "Support");
  const teams = {
    sales: place(practice.orgId, practice.workspaceId, bot.teamId, "Sales"),
    support: place(practice.orgId, practice.workspaceId, support, "Support"),
    others: place(other.orgId, other.workspaceId, other.teamId, "Others"),
  };
  const actors: Record<RoleName, Actor> = {
    admin: bot.player("ada"),
    manager: bot.player("max"),
    rep: bot.player("ana"),
    observer: await makePerson(bot, "Olga", { teamId: teams.sales.id, role: "observer" }),
    nobody: await makePerson(bot, "Nora", null),
  };
  await makePerson(bot, "Mona", { teamId: support, role: "manager" });
  const sid = await makePerson(bot, "Sid", { teamId: support, role: "rep" });
  for (const team of Object.values(teams)) await defaultSchedules(bot.work(team.orgId), team.id);
  const changes = await changeLog(db);
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  const targets = {
    team: { owner: bot.player("boris"), team: teams.sales },
    shared: { owner: null, team: teams.sales },
    elsewhere: { owner: sid, team: teams.support },
    foreign: { owner: bot.player("olaf"), team: teams.others },
  } as const;

  async function receive(who: Actor, request: Request): Promise<Answer> {
    const { externalId, name } = who;
    const from = { workspaceId: practice.workspaceId, externalId, name };
    const answer = await bot.bot.receive({ key: `access-${next()}`, from, request });
    const text = answerAsText(answer);
    if (/^That broke on our side/u.test(text)) throw new Error(`${JSON.stringify(request)} broke`);
    return answer;
  }

  /** Where one attempt happens: who acts upon whose thing, with fresh things to act upon. */
  function at(role: RoleName, where: PlaceName, caller: Actor = actors[role]) {
    const { owner, team } = where === "own" ? { owner: caller, team: teams.sales } : targets[where];
    const isForeign = where === "foreign";
    const setter = isForeign ? bot.player("mara") : caller === actors.manager ? actors.admin : actors.manager;
    const word = isForeign ? "Zephyr" : "Quartz";
    const { orgId } = team;
    const fresh = {
      async goal(state: GoalState = "understood", more: { by?: "caller" } = {}) {
        const number = (isForeign ? 9_000 : 100) + next();
        const metric = await db.metric.findUniqueOrThrow({ where: { orgId_key: { orgId, key: "calls" } } });
        const createdById = more.by === "caller" && !isForeign ? caller.personId : setter.personId;
        const made = await db.goal.create({
          data: {
            ...{ orgId, teamId: team.id, ownerId: owner?.personId ?? null, metricId: metric.id, number, state },
            ...{ name: `${word} ${number}`, target: 40n, startsOn: "2026-11-01", endsOn: "2026-12-31", createdById },
            ...(state === "sent" ? { sentAt: bot.now() } : { acceptedAt: bot.now() }),
          },
        });
        const terms = { target: 40n, startsOn: "2026-11-01", endsOn: "2026-12-31" };
        const revision = { goalId: made.id, version: 1, ...terms, byPersonId: createdById, at: bot.now() };
        await db.goalRevision.create({ data: { orgId, ...revision } });
        return made;
      },
      async question(goalId: string) {
        const by = owner ?? caller;
        const said = { goalId, version: 1, kind: "question", text: "Do renewals count?" } as const;
        await db.goalDialogue.create({ data: { orgId, ...said, byPersonId: by.personId, at: bot.now() } });
      },
      async entry(goal: { id: string; metricId: string }, by: Actor, amount = 3n) {
        const whose = { personId: (owner ?? by).personId, teamId: team.id, metricId: goal.metricId, goalId: goal.id };
        const said = { amount, date: "2026-11-23", source: "command", note: `${word} note` } as const;
        const at = new Date(bot.now().getTime() + next());
        return db.entry.create({ data: { orgId, ...whose, ...said, byPersonId: by.personId, at } });
      },
      async blocker(more: { ownerId?: string } = {}) {
        const number = (isForeign ? 9_000 : 100) + next();
        const whose = { personId: (owner ?? caller).personId, teamId: team.id };
        const said = { category: "competition", note: `${word} blocker ${number}`, openedOn: "2026-11-20" };
        return db.blocker.create({ data: { orgId, number, ...whose, ...said, openedAt: bot.now(), ...more } });
      },
      /** The newest check-in of the target person, in a round that is open now. */
      async checkIn() {
        const day = addDays("2019-01-01", next());
        const hour = 3_600_000;
        const now = bot.now().getTime();
        const round = await db.round.create({
          data: {
            ...{ orgId, teamId: team.id, date: day, opensAt: new Date(now - hour), closesAt: new Date(now + 9 * hour) },
          },
        });
        const whose = { roundId: round.id, personId: (owner ?? caller).personId };
        return db.checkIn.create({
          data: { orgId, ...whose, state: "prompted", dueAt: new Date(now - hour + next()) },
        });
      },
      async member(role: Role = "rep"): Promise<Actor> {
        return makePerson(bot, `${word} person ${next()}`, { teamId: team.id, role }, team);
      },
      async stranger(): Promise<Actor> {
        return makePerson(bot, `${word} newcomer ${next()}`, null, team);
      },
    };
    return {
      ...{ world, role, where, caller, owner, setter, team, word, fresh, next },
      does: (name: string, values: RawValues = {}) => receive(caller, { kind: "command", name, values }),
      sends: (request: Request) => receive(caller, request),
      /** As the platforms write somebody who was mentioned. */
      mention: (who: Actor | null) => (who ? `@{${who.externalId}}${who.name}` : "team"),
    };
  }

  /** Forgets what earlier attempts left, so that lists stay short and sums small. */
  async function clear(): Promise<void> {
    const things = [
      "Entry",
      "GoalDialogue",
      "GoalRevision",
      "Goal",
      "Blocker",
      "Answer",
      "CheckIn",
      "Round",
      "OutboxMessage",
    ];
    for (const table of things) await db.$executeRawUnsafe(`delete from "${table}"`);
  }

  const world = { bot, db, teams, actors, targets, changes: changes as ChangeLog, at, receive, next, clear };
  return world;
}

export type At = ReturnType<World["at"]>;

async function makeTeam({ db, orgId, workspaceId }: TestBot, name: string): Promise<string> {
  const team = await db.team.create({ data: { orgId, name, zone: "Europe/Berlin", locale: "en", workPattern: [] } });
  const channel = { externalId: name.toLowerCase(), name: name.toLowerCase() };
  await db.teamChannel.create({ data: { orgId, teamId: team.id, workspaceId, ...channel } });
  return team.id;
}

type Place = { readonly teamId: string; readonly role: Role } | null;

async function makePerson(
  bot: TestBot,
  name: string,
  place: Place,
  company: { orgId: string; workspaceId: string } = bot,
): Promise<Actor> {
  const { db } = bot;
  const { orgId, workspaceId } = company;
  const externalId = name.toLowerCase().replaceAll(" ", "-");
  const person = await db.person.create({ data: { orgId, name, workPattern: [] } });
  const zone = "Europe/Berlin";
  await db.account.create({ data: { orgId, workspaceId, personId: person.id, externalId, name, locale: "en", zone } });
  if (place) await db.membership.create({ data: { orgId, personId: person.id, ...place, startsOn: since } });
  return { personId: person.id, externalId, name };
}

/** Everything that a person reads of an answer, with the file that came along. */
export function readIn(answer: Answer): string {
  const file = answer.kind === "reply" && answer.file ? `\n${answer.file.content}` : "";
  return answerAsText(answer) + file;
}
