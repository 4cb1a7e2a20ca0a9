export const byId = (id) => document.getElementById(id);

/** An element with properties and children; text stays text. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name in made && name !== "list") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Brings a container's children to the given list while leaving untouched what is already in its place. */
export function sync(container, wanted) {
  wanted.forEach((node, index) => {
    if (container.children[index] !== node) container.insertBefore(node, container.children[index] ?? null);
  });
  while (container.children.length > wanted.length) container.lastElementChild.remove();
}

export function announce(words) {
  byId("announce").textContent = words;
}

let troubleTimer;

/** Says what went wrong; goes away by itself unless it lasts. */
export function trouble(words, { lasting = false } = {}) {
  const place = byId("trouble");
  clearTimeout(troubleTimer);
  place.textContent = words;
  place.hidden = words === "";
  if (!lasting && words) troubleTimer = setTimeout(() => trouble(""), 8000);
}

/** Asks before something that cannot be taken back; resolves to whether it was wanted. */
export function confirmed({ title, text, yes, no }) {
  const dialog = byId("confirm");
  byId("confirm-title").textContent = title;
  byId("confirm-text").textContent = text;
  for (const button of dialog.querySelectorAll("button")) {
    button.textContent = button.value === "yes" ? yes : no;
    button.onclick = () => dialog.close(button.value);
  }
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === "yes");
  });
}
