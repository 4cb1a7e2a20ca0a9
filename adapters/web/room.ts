import { daysBetween } from "../../src/calendar/dates.ts";
import { localDateOf } from "../../src/calendar/zones.ts";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import { type Locale, localeFor } from "../../src/i18n/texts.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import { groupBy } from "../../src/insight/rules/group-by.ts";
import { activeOn } from "../../src/org/membership.ts";
import { HttpProblem } from "./http.ts";
import type { FormReader } from "./render-form.ts";
import { roomTexts as m } from "./texts.ts";

export type RoomRole = "rep" | "newcomer" | "manager" | "observer" | "guest";

export type RoomPerson = {
  readonly accountId: string;
  readonly personId: string;
  /** The account's id in the room; what the page calls the person by. */
  readonly id: string;
  readonly name: string;
  readonly role: RoomRole;
  readonly locale: Locale;
  readonly zone: string;
};

export type Room = {
  readonly orgId: string;
  readonly workspaceId: string;
  readonly isMadeUp: boolean;
  /** The zone of the room's clock: that of its first team with a channel. */
  readonly zone: string;
  readonly people: readonly RoomPerson[];
  /** A channel may serve several teams and departments, each with a row of its own. */
  readonly channels: readonly { readonly rowIds: readonly string[]; readonly id: string; readonly name: string }[];
};

const withAll = {
  org: true,
  channels: { where: { state: "active" }, include: { team: { select: { zone: true } } }, orderBy: { id: "asc" } },
  accounts: {
    where: { state: "active" },
    include: { person: { include: { memberships: true } } },
    orderBy: { id: "asc" },
  },
} as const;

/** The room as it is now: who is in it and where they talk. Throws an HttpProblem until it has been built. */
export async function findRoom(db: PrismaClient, externalId: string, now: Date): Promise<Room> {
  const found = await db.workspace.findUnique({
    where: { platform_externalId: { platform: "web", externalId } },
    include: withAll,
  });
  if (!found) throw new HttpProblem(503, m.notBuilt);
  const { org, accounts, channels } = found;
  const people = accounts.map((account): RoomPerson => {
    const { person } = account;
    const zone = person.zone ?? account.zone ?? org.zone;
    return {
      accountId: account.id,
      personId: person.id,
      id: account.externalId,
      name: person.name,
      role: roleOf(person, localDateOf(now, zone)),
      locale: localeFor(person.locale ?? account.locale, localeFor(org.locale)),
      zone,
    };
  });
  return {
    orgId: org.id,
    workspaceId: found.id,
    isMadeUp: org.isMadeUp,
    zone: channels[0]?.team.zone ?? org.zone,
    people: people.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role)),
    channels: [...groupBy(channels, ({ externalId }) => externalId)].map(([id, rows]) => ({
      rowIds: rows.map((row) => row.id),
      id,
      name: (rows[0]?.name ?? "").replace(/^#/, ""),
    })),
  };
}

const order: readonly RoomRole[] = ["rep", "newcomer", "manager", "observer", "guest"];
const newcomerDays = 90;

type Belonging = {
  readonly hiredOn: string | null;
  readonly memberships: readonly { role: "manager" | "rep" | "observer"; startsOn: string; endsOn: string | null }[];
};

function roleOf({ hiredOn, memberships }: Belonging, today: string): RoomRole {
  const roles = memberships.filter((membership) => activeOn(membership, today)).map(({ role }) => role);
  if (roles.includes("manager")) return "manager";
  if (!roles.includes("rep")) return roles[0] ?? "guest";
  return hiredOn !== null && daysBetween(hiredOn, today) < newcomerDays ? "newcomer" : "rep";
}

export function personIn(room: Room, id: string | undefined): RoomPerson {
  const person = room.people.find((one) => one.id === id);
  if (!person) throw new HttpProblem(404, m.unknownPerson);
  return person;
}

export function readerFor(room: Room, person: RoomPerson): FormReader {
  return {
    words: wordsFor(person.locale, person.zone),
    personId: person.personId,
    people: room.people.map(({ id, name }) => ({ externalId: id, name })),
    channels: room.channels.map(({ id, name }) => ({ externalId: id, name })),
  };
}
