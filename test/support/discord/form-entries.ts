import type { Component, Json, Modal } from "./model.ts";
import { walk } from "./model.ts";
import type { Place, Typed } from "./typed-options.ts";
import { attach, resolveId } from "./typed-options.ts";

export type FormValues = Record<string, string | number | boolean | string[]>;

/** What a person may send from a form, keyed by labels (or custom ids); throws where the client would refuse. */
export function formEntries(place: Place, modal: Modal, values: FormValues) {
  const resolved: Record<string, Json> = {};
  refuseUnknown(modal, Object.keys(values));
  const fill = (input: Component, label: string): Json => {
    const key = [label, input.custom_id ?? ""].find((candidate) => candidate in values);
    const given = key === undefined ? undefined : values[key];
    return {
      type: input.type,
      id: input.id ?? 0,
      custom_id: input.custom_id,
      ...filled(place, input, label, given, resolved),
    };
  };
  const components = modal.components.map((one): Json => {
    const { type, id = 0 } = one;
    if (type === 18 && one.component) return { type, id, component: fill(one.component, one.label ?? "") };
    if (type === 1)
      return { type, id, components: (one.components ?? []).map((input) => fill(input, input.label ?? "")) };
    return { type, id };
  });
  return { components, ...(Object.keys(resolved).length > 0 ? { resolved } : {}) };
}

function refuseUnknown(modal: Modal, given: string[]) {
  const inputs = [...walk(modal.components)].filter((one) => one.label || one.custom_id);
  const unknown = given.filter((key) => !inputs.some((one) => one.label === key || one.custom_id === key));
  if (unknown.length === 0) return;
  const labels = inputs.flatMap((one) => one.label ?? []);
  throw new Error(`The form "${modal.title}" has no ${unknown.join(", ")}; it has: ${labels.join(", ")}`);
}

function filled(
  place: Place,
  input: Component,
  label: string,
  given: FormValues[string] | undefined,
  resolved: Record<string, Json>,
): Json {
  const say = (why: string) => new Error(`"${label}" ${why}`);
  const required = input.required ?? true;
  if (input.type === 4) {
    const value = given === undefined ? (input.value ?? "") : String(given);
    const { length } = [...value];
    if (required && length === 0) throw say("is required");
    if (length > (input.max_length ?? 4000)) throw say(`is too long (${length})`);
    if (length > 0 && length < (input.min_length ?? 0)) throw say(`is too short (${length})`);
    return { value };
  }
  if (input.type === 23) return { value: given === undefined ? Boolean(input.default) : given === true };
  const chosen = given === undefined ? defaults(input) : [given].flat().map(String);
  const values = chosen.map((one) => pickedValue(place, input, label, one, resolved));
  if (required && values.length < Math.max(input.min_values ?? 1, 1)) throw say("is required");
  if (values.length > (input.max_values ?? (input.type === 22 ? (input.options?.length ?? 10) : 1)))
    throw say("takes fewer");
  return input.type === 21 ? { value: values[0] ?? null } : { values };
}

function defaults(input: Component): string[] {
  return (input.options ?? []).filter((option) => option.default).map((option) => option.value);
}

const entityOf: Record<number, number> = { 5: 6, 6: 8, 7: 9, 8: 7 };

/** A choice by its label or value, or the id of a person, role or channel. */
export function pickedValue(
  place: Place,
  input: Component,
  label: string,
  given: Exclude<Typed[string], object>,
  resolved: Record<string, Json>,
): string {
  const text = String(given);
  if (input.type === 19) return attach(place, text, resolved);
  const entity = entityOf[input.type];
  if (entity !== undefined) {
    const channelTypes = input.channel_types ?? null;
    if (!resolveId(place, { type: entity, channel_types: channelTypes }, text, resolved))
      throw new Error(`"${label}" offers no ${text}`);
    return text;
  }
  const options = input.options ?? [];
  const option = options.find((one) => one.label === text) ?? options.find((one) => one.value === text);
  if (!option)
    throw new Error(`"${label}" offers no ${text}; it offers: ${options.map((one) => one.label).join(", ")}`);
  return option.value;
}
