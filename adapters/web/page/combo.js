import { element } from "./dom.js";

/**
 * A list of suggestions under (or above) an input, driven by arrow keys, Enter, Tab and Esc.
 * Items are {label, detail?, value}; `pick` gets the chosen one.
 */
export function listbox(input, list, pick) {
  let items = [];
  let active = -1;

  const mark = (index) => {
    active = index;
    [...list.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === active));
      if (at === active) option.scrollIntoView({ block: "nearest" });
    });
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `${list.id}-${active}`);
  };
  const hide = () => {
    items = [];
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const choose = (index) => {
    const item = items[index];
    hide();
    if (item) pick(item);
  };
  const show = (wanted, preselected = -1) => {
    if (wanted.length === 0) return hide();
    items = wanted;
    list.replaceChildren(
      ...items.map((item, index) => {
        const option = element(
          "li",
          { role: "option", id: `${list.id}-${index}` },
          element("span", { className: "label" }, item.label),
        );
        if (item.detail) option.append(element("span", { className: "detail" }, item.detail));
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          choose(index);
        });
        return option;
      }),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(preselected);
  };
  const keys = {
    ArrowDown: () => mark((active + 1) % items.length),
    ArrowUp: () => mark((active <= 0 ? items.length : active) - 1),
    Escape: hide,
    Enter: () => (active < 0 ? hide() : choose(active)),
    Tab: () => (active < 0 ? hide() : choose(active)),
  };
  /** Whether the key was for the list, so that it must do nothing else. */
  const take = (event) => {
    if (list.hidden || event.isComposing || event.shiftKey) return false;
    const act = keys[event.key];
    if (!act) return false;
    const isTaken = active >= 0 || !["Enter", "Tab"].includes(event.key);
    act();
    if (isTaken) {
      event.preventDefault();
      event.stopPropagation();
    }
    return isTaken;
  };
  input.addEventListener("blur", hide);
  return { show, hide, take };
}
