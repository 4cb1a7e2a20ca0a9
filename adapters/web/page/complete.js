import { listbox } from "./combo.js";
import { byId } from "./dom.js";
import { room, suggest, text } from "./server.js";

const composer = byId("composer");
const usage = byId("usage");
const searched = ["goal", "metric", "team", "person", "zone", "command"];
let asked = 0;

const box = listbox(composer, byId("completions"), (item) => {
  composer.value = item.value;
  composer.focus();
  composer.setSelectionRange(composer.value.length, composer.value.length);
  if (!item.isWhole) void refresh();
});

const quoted = (value) => (/\s/.test(value) ? `"${value}"` : value);

/** The command that the text begins with, and what follows its name. */
function commandIn(typed) {
  const source = typed.slice(1).toLowerCase();
  const found = room.state.commands
    .filter(({ name }) => source === name || source.startsWith(`${name} `))
    .sort((a, b) => b.name.length - a.name.length)[0];
  return found ? { command: found, rest: typed.slice(1 + found.name.length) } : null;
}

function names(typed) {
  const wanted = typed.slice(1).toLowerCase().trimStart();
  return room.state.commands
    .filter(({ name }) => name.startsWith(wanted) || (wanted.length > 1 && name.includes(wanted)))
    .slice(0, 12)
    .map(({ name, summary, options }) => ({
      label: `/${name}`,
      detail: summary,
      value: options.length > 0 ? `/${name} ` : `/${name}`,
    }));
}

const tokens = (rest) => rest.match(/[^\s"]*"[^"]*"?|[^\s"]+/g) ?? [];

/** Which option is being written, and how much of it stands there. */
function optionAt({ command, rest }) {
  const all = tokens(rest);
  const current = /\s$/.test(rest) || rest === "" ? "" : (all.pop() ?? "");
  const named = /^([\w-]+):(.*)$/s.exec(current);
  const byName = command.options.find(({ name }) => name === named?.[1]);
  const given = all
    .map((token) => /^([\w-]+):/.exec(token)?.[1])
    .filter((name) => command.options.some((option) => option.name === name));
  const open = command.options.filter(({ name }) => !given.includes(name));
  const option = byName ?? open[all.length - given.length];
  const typed = (byName ? named[2] : current).replace(/^"|"$/g, "");
  const before = composer.value.slice(0, composer.value.length - current.length);
  return {
    option,
    typed,
    current,
    before,
    prefix: byName ? `${byName.name}:` : "",
    unused: open.filter((one) => one !== option),
  };
}

async function values(place) {
  const { option, typed, before, prefix } = place;
  if (!option) return [];
  const item = (value, label, detail) => ({ label, detail, value: `${before}${prefix}${quoted(value)} ` });
  if (option.kind === "choice") {
    const matching = option.choices.filter(({ value, label }) =>
      `${value} ${label}`.toLowerCase().includes(typed.toLowerCase()),
    );
    return matching.map(({ value, label }) => item(value, value, label));
  }
  if (!searched.includes(option.kind)) return [];
  const choices = await suggest({ of: option.kind, typed, option: option.name });
  return choices
    .slice(0, 8)
    .map(({ value, label, description }) => item(option.kind === "person" ? `@${value}` : value, label, description));
}

function optionNames({ unused, current, before }) {
  return unused
    .filter(({ name, required }) => !required && current !== "" && name.startsWith(current.toLowerCase()))
    .map(({ name, label }) => ({ label: `${name}:`, detail: label, value: `${before}${name}:` }));
}

function showUsage(command, option) {
  usage.hidden = !command;
  if (!command) return;
  const now = option
    ? ` — ${option.label}${option.required ? "" : ` (${text("optionalMark")})`}${option.hint ? `: ${option.hint}` : ""}`
    : "";
  usage.textContent = command.usage + now;
}

export async function refresh() {
  const typed = composer.value;
  asked += 1;
  const mine = asked;
  if (!typed.startsWith("/") || !room.state) {
    showUsage(null);
    return box.hide();
  }
  const found = commandIn(typed);
  const shorter = names(typed);
  if (!found || (shorter.length > 1 && !/\s$/.test(typed) && found.rest === "")) {
    showUsage(null);
    return box.show(shorter, found ? -1 : 0);
  }
  const place = optionAt(found);
  showUsage(found.command, found.rest === "" ? null : place.option);
  const examples =
    found.rest.trim() === ""
      ? found.command.examples.map((example) => ({
          label: `/${example}`,
          detail: text("example"),
          value: `/${example}`,
          isWhole: true,
        }))
      : [];
  const offered = found.rest === "" ? [] : await values(place).catch(() => []);
  if (mine === asked) box.show([...offered, ...optionNames(place), ...examples]);
}

export function startCompletion() {
  composer.addEventListener("input", () => void refresh());
  composer.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && byId("completions").hidden) void refresh();
    box.take(event);
  });
}

export function endCompletion() {
  asked += 1;
  box.hide();
  usage.hidden = true;
}
