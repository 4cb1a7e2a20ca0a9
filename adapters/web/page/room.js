import { moveTo, setClock, showMoving, startClock } from "./clock.js";
import { endCompletion, startCompletion } from "./complete.js";
import { announce, byId, confirmed, element, sync, trouble } from "./dom.js";
import { startForms } from "./forms.js";
import { drawHint } from "./hint.js";
import { listen, loadState, post, room, text } from "./server.js";
import { drawLog, forgetAnswers, redrawAnswers, send, startTalk } from "./talk.js";

const composer = byId("composer");
let seen = JSON.parse(sessionStorage.getItem("seen") ?? "null");

const seenKey = (id) => (id.startsWith("channel:") ? `${room.as} ${id}` : id.replace(/^dm:/, ""));

/** Everything that was there when the page first opened counts as read. */
function unreadIn(id, count) {
  return Math.max(0, count - (seen[seenKey(id)] ?? (id.startsWith("channel:") ? (seen[id] ?? 0) : 0)));
}

function noteSeen({ people, places, place }) {
  seen ??= Object.fromEntries([...people, ...places].map(({ id, count }) => [id.replace(/^dm:/, ""), count]));
  const open = places.find(({ id }) => id === place);
  seen[seenKey(place)] = open?.count ?? 0;
  sessionStorage.setItem("seen", JSON.stringify(seen));
}

function dot(count) {
  return count > 0
    ? element(
        "span",
        { className: "dot" },
        String(count),
        element("span", { className: "hidden" }, ` ${text("unread")}`),
      )
    : null;
}

const initials = (name) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0] ?? "")
    .join("");

/** A row of the left column; rows are kept, so that the focus stays where it is. */
const rows = new Map();
function row(key, isCurrent, content, choose) {
  const known = rows.get(key) ?? element("li", {}, element("button", { type: "button" }));
  rows.set(key, known);
  const button = known.firstElementChild;
  if (isCurrent) button.setAttribute("aria-current", "true");
  else button.removeAttribute("aria-current");
  button.replaceChildren(...content.filter((node) => node !== null));
  button.onclick = choose;
  return known;
}

function drawSide({ people, places, place, you }) {
  const persons = people.map(({ id, name, roleText, count }, index) =>
    row(
      `person ${id}`,
      id === you.id,
      [
        element("span", { className: `avatar tint${index % 6}`, "aria-hidden": "true" }, initials(name)),
        element(
          "span",
          { className: "who" },
          element("span", { className: "name" }, name),
          element("span", { className: "role" }, roleText),
        ),
        id === you.id ? null : dot(unreadIn(id, count)),
      ],
      () => be(id),
    ),
  );
  const where = places.map(({ id, kind, name, count }) =>
    row(
      `place ${kind === "dm" ? "dm" : id}`,
      id === place,
      [
        element("span", { className: "sign", "aria-hidden": "true" }, kind === "channel" ? "#" : "@"),
        element("span", { className: "name" }, name),
        id === place ? null : dot(unreadIn(id, count)),
      ],
      () => go(id),
    ),
  );
  sync(byId("people"), persons);
  sync(byId("places"), where);
}

function drawWords({ texts, you, zone }) {
  document.documentElement.lang = you.locale;
  document.title = texts.title;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = texts[node.dataset.text];
  for (const node of document.querySelectorAll("[data-label]"))
    node.setAttribute("aria-label", texts[node.dataset.label]);
  composer.placeholder = texts.placeholder;
  for (const button of document.querySelectorAll("[data-locale]"))
    button.setAttribute("aria-pressed", String(button.dataset.locale === you.locale));
  byId("clock-zone").textContent = zone;
}

function draw(state, options) {
  const isChannel = state.place.startsWith("channel:");
  noteSeen(state);
  drawWords(state);
  drawSide(state);
  document.querySelector(".made-up").hidden = !state.isMadeUp;
  byId("place-name").textContent =
    (isChannel ? "# " : "") + (state.places.find(({ id }) => id === state.place)?.name ?? "");
  byId("place-hint").textContent = text(isChannel ? "channelHint" : "dmHint");
  setClock(state.now);
  showMoving(state.isMoving);
  drawHint(state, { be, go, run });
  drawLog(options);
}

/** Draws what the server says now; the newest message of the open place is read out when it is new. */
async function refresh({ toEnd = false } = {}) {
  const before = room.state;
  const state = await loadState();
  if (!state) return;
  draw(state, { toEnd });
  const last = state.messages.at(-1);
  if (before?.place === state.place && last && before.messages.at(-1)?.id !== last.id) announce(last.summary);
  trouble("");
}

const failed = (error) => trouble(error.message || text("offline"));

export async function be(id) {
  const isChannel = room.place?.startsWith("channel:");
  room.as = id;
  room.place = isChannel ? room.place : `dm:${id}`;
  await refresh({ toEnd: true }).catch(failed);
}

export async function go(place) {
  room.place = place;
  await refresh({ toEnd: true }).catch(failed);
}

export async function run(typed) {
  composer.value = "";
  endCompletion();
  if (!(await send({ kind: "text", text: typed }, { typed }))) composer.value = typed;
  await refresh().catch(failed);
}

let waiting;

function heard(event) {
  if (event.kind === "clock") {
    setClock(event.now);
    showMoving(event.moving);
    if (event.moving) return;
  }
  if (event.kind === "rebuilt") {
    forgetAnswers();
    seen = null;
  }
  clearTimeout(waiting);
  waiting = setTimeout(() => refresh().catch(failed), 80);
}

const history = { lines: [], at: 0 };

/** The up arrow brings back what was sent before, as a terminal does, while no suggestions are open. */
function recall(event) {
  const isOwn = composer.value === "" || composer.value === history.lines[history.at];
  if (event.defaultPrevented || event.key !== "ArrowUp" || !isOwn || history.at === 0) return;
  history.at -= 1;
  composer.value = history.lines[history.at];
  event.preventDefault();
}

function start() {
  startTalk();
  startForms();
  startClock();
  startCompletion();
  byId("composer-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = composer.value.trim();
    if (typed === "") return;
    history.lines.push(typed);
    history.at = history.lines.length;
    void run(typed);
  });
  composer.addEventListener("keydown", recall);
  for (const button of document.querySelectorAll("[data-to]")) {
    button.addEventListener("click", async () => {
      await moveTo(button.dataset.to);
      await refresh().catch(failed);
      button.focus();
    });
  }
  for (const button of document.querySelectorAll("[data-locale]")) {
    button.addEventListener("click", async () => {
      await post("/api/language", { as: room.as, locale: button.dataset.locale }).catch(failed);
      redrawAnswers();
      await refresh().catch(failed);
    });
  }
  byId("rebuild").addEventListener("click", async () => {
    const wanted = { title: text("rebuildTitle"), text: text("rebuildText"), yes: text("rebuild"), no: text("cancel") };
    if (await confirmed(wanted)) await post("/api/reset", {}).catch(failed);
  });
  listen({
    on: heard,
    lost: () => trouble(text("offline"), { lasting: true }),
    found: () => refresh({ toEnd: true }).catch(failed),
  });
}

start();
