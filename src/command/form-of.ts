import { botTexts as b } from "../i18n/bot.ts";
import type { Words } from "../i18n/words.ts";
import { type Field, type Form, maxFields } from "../view/form.ts";
import type { Command, RawValues } from "./command.ts";
import type { Option } from "./option.ts";

/** The form of a command: what is needed first, then what there is room for, filled with what was typed. */
export function formOf(command: Command, values: RawValues, words: Words): Form {
  const shown = shownOptions(command, values);
  const hidden = Object.entries(values).filter(([name]) => !shown.some(([itsName]) => itsName === name));
  return {
    name: command.name,
    state: Object.fromEntries(hidden),
    title: words.plain(command.summary),
    submit: words.plain(b.submit),
    fields: shown.map(([name, option]) => fieldOf(name, option, values[name], words)),
  };
}

function shownOptions(command: Command, values: RawValues): [string, Option][] {
  const all = Object.entries(command.options);
  const ranked = [
    ...all.filter(([, option]) => option.required),
    ...all.filter(([name, option]) => !option.required && values[name] !== undefined),
    ...all.filter(([name, option]) => !option.required && values[name] === undefined && !option.outOfForm),
  ].slice(0, maxFields);
  return all.filter((entry) => ranked.some(([name]) => name === entry[0]));
}

const searched = { goal: "goal", metric: "metric", team: "team", zone: "zone" } as const;

function isSearched(kind: string): kind is keyof typeof searched {
  return Object.hasOwn(searched, kind);
}

function fieldOf(name: string, option: Option, value: string | undefined, words: Words): Field {
  const base = {
    name,
    label: words.plain(option.label),
    required: option.required,
    ...(option.hint ? { hint: words.plain(option.hint) } : {}),
    ...(value ? { value } : {}),
  };
  if (option.kind === "choice") {
    const options = (option.choices ?? []).map((item) => ({ value: item.value, label: words.plain(item.label) }));
    return { ...base, kind: "choice", options };
  }
  if (isSearched(option.kind)) {
    const chosen = value ? { chosen: { value, label: value } } : {};
    return { ...base, kind: "search", of: searched[option.kind], ...chosen };
  }
  if (option.kind === "person") {
    const others = { ...(option.orTeam ? { orTeam: true } : {}), ...(option.orGroup ? { orGroup: true } : {}) };
    return { ...base, kind: "person", ...others };
  }
  const { kind } = option;
  if (kind === "number" || kind === "date" || kind === "channel") return { ...base, kind };
  const shape = { ...(option.maxLength ? { maxLength: option.maxLength } : {}), multiline: option.multiline ?? false };
  return { ...base, kind: "text", ...shape };
}
