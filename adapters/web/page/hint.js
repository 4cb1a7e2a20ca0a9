import { moveTo } from "./clock.js";
import { byId, element } from "./dom.js";
import { room, text } from "./server.js";

const done = new Set(JSON.parse(sessionStorage.getItem("tried") ?? "[]"));

function tried(name) {
  done.add(name);
  sessionStorage.setItem("tried", JSON.stringify([...done]));
}

function step(name, words, label, act) {
  const button = element("button", { type: "button", className: "action try" }, label);
  button.addEventListener("click", async () => {
    tried(name);
    await act();
  });
  return element("li", { className: done.has(name) ? "done" : "" }, element("span", {}, words), button);
}

/** Three things to try, shown at the top of the conversation until it is hidden. */
export function drawHint({ people, places, commands, texts }, { be, go, run }) {
  const key = JSON.stringify([texts.tryTitle, people.map(({ name }) => name), [...done]]);
  if (byId("hint")?.key === key) return;
  byId("hint")?.remove();
  if (sessionStorage.getItem("hint") === "hidden") return;
  const rep = people.find(({ role }) => role === "rep") ?? people[0];
  const manager = people.find(({ role }) => role === "manager");
  const channel = places.find(({ kind }) => kind === "channel");
  const has = (name) => commands.some((command) => command.name === name);
  if (!rep) return;
  const command = has("goal log") ? "/goal log" : "/goalkeeper help";
  const first = step(
    "log",
    has("goal log") ? text("tryLog", { name: rep.name }) : text("tryHelp"),
    command,
    async () => {
      if (room.as !== rep.id) await be(rep.id);
      await go(`dm:${rep.id}`);
      await run(command);
    },
  );
  const second = step("friday", text("tryFriday"), text("friday"), async () => {
    await moveTo("fri 16:00");
    if (channel) await go(channel.id);
  });
  const reads = has("report week") ? "/report week" : "/goalkeeper help";
  const third = manager
    ? step("manager", text("tryManager", { name: manager.name }), reads, async () => {
        await be(manager.id);
        await go(`dm:${manager.id}`);
        await run(reads);
      })
    : null;
  const hide = element(
    "button",
    { type: "button", className: "dismiss", "aria-label": text("tryHide"), title: text("tryHide") },
    "×",
  );
  hide.addEventListener("click", () => {
    sessionStorage.setItem("hint", "hidden");
    byId("hint").remove();
    byId("composer").focus();
  });
  const hint = element(
    "section",
    { id: "hint", className: "hint" },
    element("h2", {}, text("tryTitle")),
    hide,
    element("ol", {}, first, second, third),
  );
  hint.key = key;
  byId("log").prepend(hint);
}
