import { dayIn, roomNow, timeIn } from "./clock.js";
import { announce, byId, confirmed, element, sync, trouble } from "./dom.js";
import { openForm } from "./forms.js";
import { ask, room, text } from "./server.js";

const log = byId("log");
/** Private answers live only in this page, as they do on chat platforms. */
const answers = new Map();
const nodes = new Map();

const here = () => `${room.as} ${room.place}`;
const answersHere = () => answers.get(here()) ?? [];

function head(at, ...marks) {
  const app = element("span", { className: "app" }, text("app"));
  const time = element("time", { dateTime: at.toISOString(), title: dayIn(at) }, timeIn(at));
  return element("header", {}, element("strong", {}, "Goalkeeper"), app, time, ...marks);
}

const face = () => element("img", { className: "face", src: "/icon.svg", alt: "", width: 36, height: 36 });

function bodyFrom(html) {
  const body = element("div", { className: "body" });
  body.innerHTML = html;
  return body;
}

/** Folded, so that a summary is not pushed out of sight by its own details. */
function threadOf(replies) {
  const count = element("summary", {}, text("replies", { count: replies.length }));
  return element("details", { className: "thread" }, count, ...replies);
}

function messageNode(message) {
  const key = `${message.id} ${room.state.you.locale} ${room.state.you.zone} ${message.html} ${message.replies.length}`;
  const known = nodes.get(message.id);
  if (known?.key === key) return known.node;
  const edited = message.isEdited ? element("span", { className: "edited" }, text("edited")) : null;
  const replies = message.replies.map(messageNode);
  const thread = replies.length > 0 ? threadOf(replies) : null;
  const node = element(
    "article",
    { className: "message" },
    face(),
    element("div", {}, head(new Date(message.at), edited), bodyFrom(message.html), thread),
  );
  nodes.set(message.id, { key, node });
  return node;
}

function answerNode(answer) {
  const only = element("p", { className: "only" }, element("span", {}, text("onlyYou")));
  const dismiss = element(
    "button",
    { type: "button", className: "dismiss", title: text("dismiss"), "aria-label": text("dismiss") },
    "×",
  );
  dismiss.addEventListener("click", () => {
    answers.set(
      here(),
      answersHere().filter((one) => one !== answer),
    );
    drawLog();
    byId("composer").focus();
  });
  const typed = answer.typed
    ? element("p", { className: "typed" }, element("span", {}, room.state.you.name), element("code", {}, answer.typed))
    : null;
  const content = element("div", {}, only, head(answer.at), bodyFrom(answer.html));
  if (answer.file) content.append(fileLink(answer.file));
  const node = element("article", { className: "message private" }, face(), content, dismiss);
  node.answer = answer;
  return element("div", { className: "exchange" }, typed, node);
}

function fileLink(file) {
  const type = file.name.endsWith(".csv") ? "text/csv;charset=utf-8" : "application/octet-stream";
  const href = URL.createObjectURL(new Blob([file.content], { type }));
  return element(
    "p",
    {},
    element("a", { href, download: file.name, className: "file" }, text("download", { name: file.name })),
  );
}

/** Messages and private answers by time, with a line for each new day. */
export function drawLog({ toEnd = false } = {}) {
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const entries = [
    ...room.state.messages.map((message) => ({ at: new Date(message.at), node: messageNode(message) })),
    ...answersHere().map((answer) => {
      answer.node ??= answerNode(answer);
      return { at: answer.at, node: answer.node };
    }),
  ].sort((a, b) => a.at - b.at);
  const lines = [];
  let day = "";
  for (const { at, node } of entries) {
    const itsDay = dayIn(at);
    if (itsDay !== day) lines.push(dayNode(itsDay));
    day = itsDay;
    lines.push(node);
  }
  const isChannel = room.place.startsWith("channel:");
  if (lines.length === 0)
    lines.push(element("p", { className: "empty" }, text(isChannel ? "emptyChannel" : "emptyDm")));
  const hint = byId("hint");
  sync(log, hint ? [hint, ...lines] : lines);
  if (toEnd || isAtEnd) log.scrollTop = log.scrollHeight;
  // A message taller than the window is read from its top.
  const last = lines.at(-1);
  if (toEnd && last.offsetHeight > log.clientHeight) last.scrollIntoView({ block: "start" });
}

const dayNodes = new Map();

function dayNode(day) {
  if (!dayNodes.has(day)) dayNodes.set(day, element("h2", { className: "day" }, element("span", {}, day)));
  return dayNodes.get(day);
}

/** Shows an answer: a form opens, a reply stands in the conversation or takes the place of the one it came from. */
export function showAnswer(answer, { typed = "", from = null } = {}) {
  if (answer.kind === "form") return openForm(answer, (next) => showAnswer(next, { typed, from }));
  const old = answer.replaces ? from?.answer : null;
  const made = { at: old?.at ?? roomNow(), html: answer.html, file: answer.file, typed: old?.typed ?? typed };
  const others = answersHere().filter((one) => one !== old);
  answers.set(here(), [...others, made]);
  announce(`${text("onlyYou")}: ${answer.summary}`);
  drawLog();
  made.node.scrollIntoView({ block: "end" });
  byId("composer").focus();
}

/** Sends a request in the reader's name and shows what comes of it. */
export async function send(request, context = {}) {
  try {
    showAnswer(await ask(request), context);
    return true;
  } catch (error) {
    trouble(error.message || text("offline"));
    return false;
  }
}

async function press(button) {
  const from = button.closest(".private");
  const action = button.dataset.action ?? button.closest(".choice").querySelector("select").value;
  const question = button.dataset.confirm ? JSON.parse(button.dataset.confirm) : null;
  if (question && !(await confirmed(question))) return;
  button.disabled = true;
  await send({ kind: "press", action }, { from });
  button.disabled = false;
}

export function forgetAnswers() {
  answers.clear();
  nodes.clear();
}

/** Words of answers stay as they were said; what the page says around them follows the language. */
export function redrawAnswers() {
  for (const answer of answersHere()) answer.node = undefined;
}

export function startTalk() {
  log.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action], [data-chooses]");
    if (button) void press(button);
  });
  log.addEventListener("load", (event) => event.target.closest(".message:last-child") && drawLog(), true);
}
