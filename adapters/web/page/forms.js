import { listbox } from "./combo.js";
import { byId, trouble } from "./dom.js";
import { ask, suggest, text } from "./server.js";

const dialog = byId("form");
const body = byId("form-body");
let taken = () => {};

/** Opens a form that the bot answered with; `onAnswer` gets what comes after it was sent. */
export function openForm(answer, onAnswer) {
  taken = onAnswer;
  byId("form-title").textContent = answer.title;
  const labels = labelsIn(body);
  body.innerHTML = answer.html;
  for (const combo of body.querySelectorAll(".combo")) searchable(combo, labels);
  if (!dialog.open) dialog.showModal();
  const wrong = body.querySelector("[aria-invalid]");
  const first = wrong ?? body.querySelector("input:not([type=hidden]), select, textarea");
  first?.focus();
  if (wrong === null && first instanceof HTMLInputElement) first.select();
}

/** What was picked keeps its words when the form comes back with problems. */
const labelsIn = (form) =>
  new Map([...form.querySelectorAll(".combo")].map((combo) => [combo.lastLabel?.value, combo.lastLabel?.label]));

function searchable(combo, labels) {
  const [input, hidden] = combo.querySelectorAll("input");
  if (input.value === hidden.value && labels.get(hidden.value)) {
    input.value = labels.get(hidden.value);
    combo.lastLabel = { value: hidden.value, label: input.value };
  }
  const form = combo.closest("form").dataset.form;
  const box = listbox(input, combo.querySelector("ul"), (item) => {
    input.value = item.label;
    hidden.value = item.value;
    combo.lastLabel = item;
  });
  let asked = 0;
  const look = async (typed) => {
    asked += 1;
    const mine = asked;
    const { of, option } = combo.dataset;
    const choices = await suggest({ of, typed, command: form, option }).catch(() => []);
    if (mine !== asked || document.activeElement !== input) return;
    box.show(choices.map(({ value, label, description }) => ({ value, label, detail: description ?? "" })));
  };
  input.addEventListener("input", () => {
    hidden.value = input.value;
    void look(input.value);
  });
  input.addEventListener("click", () => void look(""));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && input.getAttribute("aria-expanded") !== "true") {
      event.preventDefault();
      void look("");
    } else box.take(event);
  });
}

async function submit(form) {
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  try {
    const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
    const answer = await ask({
      kind: "submit",
      form: form.dataset.form,
      state: JSON.parse(form.dataset.state),
      values,
    });
    if (answer.kind === "form") return openForm(answer, taken);
    dialog.close();
    taken(answer);
  } catch (error) {
    trouble(error.message || text("offline"));
  } finally {
    button.disabled = false;
  }
}

export function startForms() {
  body.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(event.target);
  });
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
}
