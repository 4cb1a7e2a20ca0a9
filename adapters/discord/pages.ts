import { numbered } from "./confirm.ts";
import { limits } from "./limits.ts";
import type { Part, Row } from "./parts.ts";

/** How much one message takes. */
export type Capacity = { readonly components: number; readonly text: number; readonly rows: number };

/** What one message shows. */
export type Page = readonly Part[];

type Load = { components: number; text: number; rows: number; files: number };

/** A line such as "2/3" is added to every message of several. */
const markerLength = 12;

/** Spreads parts over as many messages as their limits ask for; nothing is left out. */
export function paginate(parts: readonly Part[], capacity: Capacity): Page[] {
  const room = { ...capacity, components: capacity.components - 1, text: capacity.text - markerLength };
  const pages: { parts: Part[]; ids: Set<string>; load: Load }[] = [];
  const open = () => {
    const page = { parts: [] as Part[], ids: new Set<string>(), load: { components: 0, text: 0, rows: 0, files: 0 } };
    pages.push(page);
    return page;
  };
  let page = open();
  for (const part of parts) {
    const weight = weightOf(part);
    const unique = uniqueIn(part, page.ids);
    if (page.parts.length > 0 && (!unique || !fits(page.load, weight, room))) page = open();
    const placed = unique && page.parts.length > 0 ? unique : (uniqueIn(part, page.ids) ?? part);
    page.parts.push(placed);
    for (const id of idsOf(placed)) page.ids.add(id);
    add(page.load, weight);
  }
  if (pages.length === 1) return pages.map((one) => one.parts);
  return pages.map((one, at) => [
    ...one.parts,
    { kind: "text", text: `-# ${at + 1}/${pages.length}`, mentions: [] } satisfies Part,
  ]);
}

function weightOf(part: Part): Load {
  const none = { components: 1, text: 0, rows: 0, files: 0 };
  switch (part.kind) {
    case "text":
      return { ...none, text: part.text.length + 1 };
    case "row":
      return { ...none, components: 1 + part.row.components.length, rows: 1 };
    case "divider":
      return { ...none, text: 4 };
    case "picture":
      // Its words have to fit as well, for where no files may be attached.
      return { ...none, files: 1, text: part.words.length + 1 };
    case "file":
      return { ...none, files: 1 };
  }
}

function fits(load: Load, weight: Load, room: Capacity): boolean {
  return (
    load.components + weight.components <= room.components &&
    load.text + weight.text <= room.text &&
    load.rows + weight.rows <= room.rows &&
    load.files + weight.files <= limits.message.files
  );
}

function add(load: Load, weight: Load): void {
  load.components += weight.components;
  load.text += weight.text;
  load.rows += weight.rows;
  load.files += weight.files;
}

const idsOf = (part: Part): string[] =>
  part.kind === "row" ? part.row.components.map((component) => component.custom_id) : [];

/** The part with custom ids that are new to the message; null where a number no longer fits into one of them. */
function uniqueIn(part: Part, taken: ReadonlySet<string>): Part | null {
  if (part.kind !== "row") return part;
  const used = new Set(taken);
  const components: Row["components"] = [];
  for (const component of part.row.components) {
    const id = freeId(component.custom_id, used);
    if (id === null) return null;
    used.add(id);
    if ("options" in component)
      components.push({ ...component, custom_id: id, options: uniqueOptions(component.options) });
    else components.push({ ...component, custom_id: id });
  }
  return { kind: "row", row: { ...part.row, components } };
}

function uniqueOptions<T extends { value: string }>(options: readonly T[]): T[] {
  const used = new Set<string>();
  return options.flatMap((option) => {
    const value = freeId(option.value, used);
    if (value === null) return [];
    used.add(value);
    return [{ ...option, value }];
  });
}

function freeId(wanted: string, used: ReadonlySet<string>): string | null {
  for (let at = 1; at <= used.size + 1; at++) {
    const id = numbered(wanted, at);
    if (id.length > limits.customId) return null;
    if (!used.has(id)) return id;
  }
  return null;
}
