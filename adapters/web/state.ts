import { catalog } from "../../src/catalog.ts";
import { usageOf } from "../../src/command/usage.ts";
import type { Core } from "../../src/core.ts";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import type { Words } from "../../src/i18n/words.ts";
import { messageCounts, messagesIn } from "./history.ts";
import type { RoomHub } from "./hub.ts";
import { channelIn, channelPlace, directPlace } from "./place.ts";
import { personIn, type Room, readerFor } from "./room.ts";
import { roomTexts as m, pageTexts } from "./texts.ts";

type StateParts = {
  readonly db: PrismaClient;
  readonly hub: RoomHub;
  readonly core?: Core | undefined;
  readonly played?: readonly string[] | undefined;
  readonly now: Date;
  readonly isMoving: boolean;
};

/** All that the page shows to one person in one place. Without a person it is the first one, in their own messages. */
export async function roomState(parts: StateParts, room: Room, wanted: { as?: string; place?: string }) {
  const playable = parts.played ? room.people.filter(({ id }) => parts.played?.includes(id)) : room.people;
  const person = personIn(room, playable.some(({ id }) => id === wanted.as) ? wanted.as : playable[0]?.id);
  const reader = readerFor(room, person);
  const { words } = reader;
  const recent = parts.hub.recent();
  const channelId = channelIn(wanted.place ?? "");
  const place = room.channels.some(({ id }) => id === channelId) ? (wanted.place ?? "") : directPlace(person.id);
  const [counts, messages, nextAt] = await Promise.all([
    messageCounts(parts.db, room, recent),
    messagesIn(parts.db, room, place, { person, reader, recent }),
    parts.core?.nextDueAt(parts.now) ?? null,
  ]);
  return {
    now: parts.now.toISOString(),
    nextAt: nextAt?.toISOString() ?? null,
    isMoving: parts.isMoving,
    zone: room.zone,
    isMadeUp: room.isMadeUp,
    you: { id: person.id, name: person.name, locale: person.locale, zone: person.zone, role: person.role },
    people: playable.map(({ id, name, role }) => ({
      id,
      name,
      role,
      roleText: words.plain(m[role]),
      count: counts.people[id] ?? 0,
    })),
    place,
    places: [
      ...room.channels.map(({ id, name }) => ({
        id: channelPlace(id),
        kind: "channel",
        name,
        count: counts.channels[id] ?? 0,
      })),
      { id: directPlace(person.id), kind: "dm", name: words.plain(pageTexts.dm), count: counts.people[person.id] ?? 0 },
    ],
    messages,
    texts: Object.fromEntries(Object.entries(pageTexts).map(([key, text]) => [key, text[words.locale]])),
    commands: commandsIn(words),
  };
}

/** The catalog as command completion needs it. */
function commandsIn(words: Words) {
  return catalog
    .filter(({ hidden }) => !hidden)
    .map((command) => ({
      name: command.name,
      summary: words.plain(command.summary),
      usage: usageOf(command),
      examples: command.examples,
      options: Object.entries(command.options).map(([name, option]) => ({
        name,
        kind: option.kind,
        label: words.plain(option.label),
        hint: option.hint ? words.plain(option.hint) : "",
        required: option.required,
        choices: (option.choices ?? []).map(({ value, label }) => ({ value, label: words.plain(label) })),
      })),
    }));
}
