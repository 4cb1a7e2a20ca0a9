import type { Clock } from "../../src/clock.ts";
import type { Deliverer, Outgoing } from "../../src/outbox/deliverer.ts";
import type { RoomHub } from "./hub.ts";
import { channelPlace, directPlace } from "./place.ts";

/** Delivers to the practice room: telling the open pages is all there is to it, since they read the sent rows. */
export function webDeliverer(hub: RoomHub, clock: Clock): Deliverer {
  return {
    platform: "web",
    async send(message) {
      hub.remember(message.id, { at: clock.now(), view: message.view, isEdited: false });
      const place = placeOf(message);
      hub.publish({ kind: "message", id: message.id, place });
      return { externalId: message.id, place };
    },
    async edit(message) {
      const at = hub.recent().get(message.id)?.at;
      if (at) hub.remember(message.id, { at, view: message.view, isEdited: true });
      hub.publish({ kind: "message", id: message.id, place: placeOf(message) });
    },
  };
}

function placeOf({ to }: Outgoing): string {
  return to.kind === "dm" ? directPlace(to.externalUserId) : channelPlace(to.externalId);
}
