import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Request } from "../../src/bot.ts";
import type { Answer } from "../../src/command/command.ts";
import type { From, Place } from "../../src/org/caller.ts";
import { channelMentionOf, mentionOf } from "../../src/org/find.ts";
import type { Charts } from "./charts.ts";
import { channelIn } from "./place.ts";
import { renderView } from "./render.ts";
import { type FormReader, renderForm } from "./render-form.ts";
import type { Room, RoomPerson } from "./room.ts";

const line = z.string().max(8_000);
const values = z.record(z.string().max(100), line);

/** What the page may send in a person's name. `key` makes a repeated sending harmless. */
export const requestSchema = z.object({
  as: z.string().max(200),
  place: z.string().max(200),
  key: z.string().min(8).max(100).optional(),
  request: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("text"), text: line }),
    z.object({ kind: z.literal("command"), name: z.string().max(100), values }),
    z.object({ kind: z.literal("press"), action: z.string().max(200) }),
    z.object({ kind: z.literal("submit"), form: z.string().max(100), state: values, values }),
  ]),
});

export const suggestSchema = z.object({
  as: z.string().max(200),
  place: z.string().max(200),
  of: z.enum(["goal", "metric", "team", "zone", "person", "command"]),
  typed: line,
  command: z.string().max(100).optional(),
  option: z.string().max(100).optional(),
});

export function fromOf(room: Room, person: RoomPerson): From {
  return {
    workspaceId: room.workspaceId,
    externalId: person.id,
    name: person.name,
    locale: person.locale,
    zone: person.zone,
  };
}

export function placeIn(room: Room, place: string): Place | undefined {
  const channel = room.channels.find(({ id }) => id === channelIn(place));
  return channel ? { externalId: channel.id, name: channel.name } : undefined;
}

export const newKey = (): string => `web:${randomUUID()}`;

/** Names written as "@Ana Silva" and "#sales" become mentions, as a chat platform would have made them. */
export function withMentions(request: Request, room: Room): Request {
  return request.kind === "text" ? { kind: "text", text: mentionsIn(request.text, room) } : request;
}

function mentionsIn(text: string, room: Room): string {
  const people = room.people.flatMap(({ id, name }) =>
    [name, name.split(" ")[0] ?? name].map((written) => ({
      written: `@${written}`,
      as: mentionOf(id, name.replaceAll(" ", "_")),
    })),
  );
  const channels = room.channels.map(({ id, name }) => ({ written: `#${name}`, as: channelMentionOf(id, name) }));
  const known = [...people, ...channels].toSorted((a, b) => b.written.length - a.written.length);
  return text.replace(/[@#][^@#]+/gu, (part) => {
    const found = known.find(({ written }) => begins(part, written));
    return found ? found.as + part.slice(found.written.length) : part;
  });
}

function begins(part: string, written: string): boolean {
  return part.toLowerCase().startsWith(written.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(part.slice(written.length));
}

/** An answer as the page shows it: HTML for a private message or for the dialog. */
export function renderAnswer(answer: Answer, reader: FormReader, charts: Charts) {
  switch (answer.kind) {
    case "reply": {
      const { view, replaces = false, file } = answer;
      const id = charts.keep(view, reader.words.locale);
      const html = renderView(view, reader, (index) => `/charts/${id}-${index}.png`);
      return { kind: "reply", summary: view.summary, html, replaces, ...(file ? { file } : {}) } as const;
    }
    case "form":
      return { kind: "form", title: answer.form.title, html: renderForm(answer.form, reader) } as const;
    case "problems": {
      const html = renderForm(answer.form, reader, answer.problems);
      return { kind: "form", title: answer.form.title, html, hasProblems: true } as const;
    }
  }
}
