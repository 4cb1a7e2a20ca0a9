import { announce, byId, trouble } from "./dom.js";
import { post, room, text } from "./server.js";

const tags = { en: "en-GB", ru: "ru-RU" };
let known = { at: 0, measured: 0 };

/** The room's present: what the server said, plus what has passed since. */
export const roomNow = () => new Date(known.at + performance.now() - known.measured);

const format = (date, shape, zone = room.state.zone) =>
  new Intl.DateTimeFormat(tags[room.state.you.locale], { timeZone: zone, ...shape }).format(date);

const hours = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** Times on the page are the reader's own. */
export const timeIn = (date) => format(date, hours, room.state.you.zone);
export const dayIn = (date) => format(date, { weekday: "long", day: "numeric", month: "long" }, room.state.you.zone);

export function setClock(instant) {
  known = { at: new Date(instant).getTime(), measured: performance.now() };
  draw();
}

function draw() {
  if (!room.state) return;
  const now = roomNow();
  byId("clock-date").textContent = format(now, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
  byId("clock-time").textContent = format(now, hours);
  byId("clock-time").dateTime = now.toISOString();
  byId("clock-zone").textContent = room.state.zone.replaceAll("_", " ");
  const { nextAt } = room.state;
  byId("next-at").textContent = nextAt ? format(new Date(nextAt), { weekday: "short", ...hours }) : "";
}

export function showMoving(isMoving) {
  document.querySelector(".clock").setAttribute("aria-busy", String(isMoving));
  for (const button of document.querySelectorAll("[data-to]")) button.disabled = isMoving;
}

export async function moveTo(to) {
  showMoving(true);
  announce(text("moving"));
  try {
    const { now } = await post("/api/clock", { to });
    setClock(now);
    announce(`${format(roomNow(), { weekday: "long", day: "numeric", month: "long", ...hours })}`);
    return true;
  } catch (error) {
    trouble(error.message);
    return false;
  } finally {
    showMoving(false);
  }
}

export function startClock() {
  setInterval(draw, 1000);
}
