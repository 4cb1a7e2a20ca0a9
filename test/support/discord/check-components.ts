import type { Problem } from "./api-error.ts";
import type { Component } from "./model.ts";
import { walk } from "./model.ts";

const selects = new Set([3, 5, 6, 7, 8]);

/** The rules between components that the published specification leaves to prose. */
export function componentProblems(components: Component[], v2: boolean): Problem[] {
  const problems: Problem[] = [];
  const say = (code: string, message: string) => problems.push({ path: "/components", code, message });
  const every = [...walk(components)];
  if (v2) {
    if (every.length > 40) say("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", `${every.length} components of at most 40`);
    const length = every.reduce((sum, one) => sum + (one.type === 10 ? [...(one.content ?? "")].length : 0), 0);
    if (length > 4000) say("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", `${length} characters of text of at most 4000`);
  } else {
    if (components.length > 5) say("BASE_TYPE_BAD_LENGTH", "Must be 5 or fewer in length.");
    if (components.some((one) => one.type !== 1)) say("UNION_TYPE_CHOICES", "Needs the Components V2 flag.");
  }
  uniqueIds(every, say);
  for (const one of every) {
    if (one.type === 1) rowProblems(one, say);
    if (one.type === 2) buttonProblems(one, say);
    if (selects.has(one.type)) selectProblems(one, say);
  }
  return problems;
}

type Say = (code: string, message: string) => void;

export function uniqueIds(every: Component[], say: Say) {
  const ids = every.flatMap((one) => (one.custom_id ? [one.custom_id] : []));
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index)))
    say("COMPONENT_CUSTOM_ID_DUPLICATED", `Component custom id cannot be duplicated: ${id}`);
}

function rowProblems(row: Component, say: Say) {
  const inside = row.components ?? [];
  if (inside.length > 1 && inside.some((one) => selects.has(one.type)))
    say("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select fills its row.");
}

function buttonProblems(button: Component, say: Say) {
  const link = button.style === 5;
  if (link && !button.url) say("BUTTON_COMPONENT_URL_REQUIRED", "A link button needs a url.");
  if (link && button.custom_id) say("BUTTON_COMPONENT_CUSTOM_ID_INVALID", "A link button has no custom id.");
  if (!link && button.style !== 6 && !button.custom_id)
    say("BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id required.");
  if (!link && button.url) say("BUTTON_COMPONENT_URL_INVALID", "Only a link button has a url.");
  if (!button.label && !button.emoji && button.style !== 6)
    say("BUTTON_COMPONENT_LABEL_REQUIRED", "A label or an emoji required.");
}

export function selectProblems(select: Component, say: Say) {
  const min = select.min_values ?? 1;
  const max = select.max_values ?? 1;
  const options = select.options ?? [];
  if (min > max) say("SELECT_COMPONENT_MIN_VALUES_TOO_LARGE", "min_values exceeds max_values.");
  if (select.type !== 3) return;
  if (max > options.length) say("SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", "max_values exceeds the options.");
  if (new Set(options.map((option) => option.value)).size !== options.length)
    say("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used.");
  if (options.filter((option) => option.default).length > max)
    say("SELECT_COMPONENT_TOO_MANY_DEFAULTS", "More options chosen than max_values.");
}
