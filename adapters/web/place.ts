/** Places of the room as the page names them. */
export const directPlace = (externalUserId: string): string => `dm:${externalUserId}`;
export const channelPlace = (externalId: string): string => `channel:${externalId}`;

/** The channel's id when the place is a channel. */
export function channelIn(place: string): string | null {
  return place.startsWith("channel:") ? place.slice("channel:".length) : null;
}
