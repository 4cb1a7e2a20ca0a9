/** The room's state as the page last saw it, and whom and where the reader is. */
export const room = { state: null, as: sessionStorage.getItem("as"), place: sessionStorage.getItem("place") };

export class Refused extends Error {}

async function call(path, options = {}) {
  const headers = { "accept-language": room.state?.you.locale ?? navigator.language, ...options.headers };
  const response = await fetch(path, { ...options, headers });
  const body = await response.json();
  if (!response.ok) throw new Refused(body.error);
  return body;
}

export const post = (path, body) =>
  call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** Asks for the state as the chosen person sees it; an answer that was overtaken by another choice is dropped. */
export async function loadState() {
  const [as, place] = [room.as, room.place];
  const state = await call(`/api/state?${new URLSearchParams({ ...(as ? { as } : {}), ...(place ? { place } : {}) })}`);
  if (as !== room.as || place !== room.place) return null;
  room.state = state;
  room.as = state.you.id;
  room.place = state.place;
  sessionStorage.setItem("as", room.as);
  sessionStorage.setItem("place", room.place);
  return state;
}

export const ask = (request) =>
  post("/api/requests", { as: room.as, place: room.place, key: crypto.randomUUID(), request });

export async function suggest(wanted) {
  const { choices } = await post("/api/suggest", { as: room.as, place: room.place, ...wanted });
  return choices;
}

/** Listens for what happens in the room; the browser connects again by itself. */
export function listen({ on, lost, found }) {
  const events = new EventSource("/api/events");
  events.onmessage = ({ data }) => on(JSON.parse(data));
  events.onerror = lost;
  events.onopen = found;
}

export const text = (key, values = {}) =>
  Object.entries(values).reduce(
    (result, [name, value]) => result.replace(`{${name}}`, value),
    room.state?.texts[key] ?? "",
  );
