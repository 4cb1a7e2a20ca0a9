import type { ServerResponse } from "node:http";
import type { View } from "../../src/view/view.ts";

/** What the page is told as it happens; it then asks for what it shows. */
export type RoomEvent =
  | { readonly kind: "message"; readonly id: string; readonly place: string }
  | { readonly kind: "clock"; readonly now: string; readonly until: string; readonly moving: boolean }
  | { readonly kind: "rebuilt" };

export type Published = { readonly at: Date; readonly view: View; readonly isEdited: boolean };

export type RoomHub = {
  publish(event: RoomEvent): void;
  /** Keeps the response open as a stream of events until either side closes it. */
  subscribe(response: ServerResponse): void;
  /** Messages published lately as they were sent: their rows may not be marked yet, and hold no note of being late. */
  recent(): ReadonlyMap<string, Published>;
  remember(id: string, published: Published): void;
  close(): void;
};

const mostRemembered = 500;
const heartbeatEvery = 25_000;

/** Where messages for the practice room go out, and where its pages listen. */
export function roomHub(): RoomHub {
  const listeners = new Set<ServerResponse>();
  const published = new Map<string, Published>();
  const send = (text: string) => {
    for (const listener of listeners) listener.write(text);
  };
  const heartbeat = setInterval(() => send(": still here\n\n"), heartbeatEvery);
  heartbeat.unref();
  return {
    publish: (event) => send(`data: ${JSON.stringify(event)}\n\n`),
    subscribe(response) {
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" });
      response.write("retry: 2000\n\n");
      listeners.add(response);
      response.on("close", () => listeners.delete(response));
    },
    recent: () => published,
    remember(id, message) {
      published.delete(id);
      published.set(id, message);
      const oldest = published.keys().next().value;
      if (published.size > mostRemembered && oldest !== undefined) published.delete(oldest);
    },
    close() {
      clearInterval(heartbeat);
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}
