import type { LocalDate } from "../calendar/dates.ts";
import type { Message } from "../i18n/texts.ts";

/**
 * An option of a command is data: a closed kind, its texts, whether it is needed. Text, forms, autocomplete, help and
 * the platforms' registrations are derived from it; how a raw value of each kind is read stands in `readers.ts`.
 */
export type Option<T = unknown, R extends boolean = boolean> = {
  readonly kind: OptionKind;
  readonly label: Message;
  readonly hint?: Message;
  readonly required: R;
  readonly maxLength?: number;
  readonly multiline?: boolean;
  readonly choices?: readonly { readonly value: string; readonly label: Message }[];
  /** Dates without a year or a weekday look back (entries) or ahead (deadlines). */
  readonly prefer?: "past" | "future";
  /** A person, or the word "team" for the team as a whole. */
  readonly orTeam?: boolean;
  /** A person, or a group of people that the platform keeps (a role, a user group). */
  readonly orGroup?: boolean;
  /** Not shown in the derived form, which has room for five. */
  readonly outOfForm?: boolean;
  /** The type of the value that the handler gets; never set. */
  readonly gives?: T;
};

export type OptionKind =
  | "text"
  | "number"
  | "quantity"
  | "date"
  | "when"
  | "zone"
  | "holidays"
  | "person"
  | "goal"
  | "metric"
  | "team"
  | "channel"
  | "choice"
  | "command";

export type Options = Readonly<Record<string, Option>>;

export type ValuesOf<O extends Options> = {
  readonly [N in keyof O]: O[N] extends Option<infer T, infer R> ? (R extends true ? T : T | undefined) : never;
};

/** A number as a person wrote it: 120k, 1,2 млн, $45k, 12 %, 3 of 10. `value` is in major units. */
export type QuantityValue = {
  readonly value: number;
  readonly percent: boolean;
  readonly currency?: string;
  readonly of?: number;
};
export type PersonValue = { readonly id: string; readonly name: string };
/** A group of people on the caller's platform, by the platform's id. */
export type GroupValue = { readonly group: string; readonly name: string };
export type NamedValue = { readonly id: string; readonly name: string };
export type GoalValue = { readonly id: string; readonly number: number; readonly name: string };
export type ChannelValue = { readonly externalId: string; readonly name: string };
export type WhenValue = "off" | { readonly days: readonly number[]; readonly time: string };
export type HolidaysValue = { readonly country: string; readonly region?: string };

type Extra = Pick<Option, "hint" | "outOfForm" | "maxLength" | "multiline" | "prefer">;

function declare<T>(kind: OptionKind) {
  return (label: Message, extra: Extra = {}): Option<T, true> => ({ kind, label, required: true, ...extra });
}

export const text = declare<string>("text");
export const number = declare<number>("number");
export const quantity = declare<QuantityValue>("quantity");
export const localDate = declare<LocalDate>("date");
export const scheduleWhen = declare<WhenValue>("when");
export const zone = declare<string>("zone");
export const holidays = declare<HolidaysValue>("holidays");
export const personRef = declare<PersonValue>("person");
/** A person, or "team" where that word was typed. */
export const personOrTeam = (label: Message, extra: Extra = {}): Option<PersonValue | "team", true> => ({
  kind: "person",
  label,
  required: true,
  orTeam: true,
  ...extra,
});
export const personOrGroup = (label: Message, extra: Extra = {}): Option<PersonValue | GroupValue, true> => ({
  kind: "person",
  label,
  required: true,
  orGroup: true,
  ...extra,
});
export const goalRef = declare<GoalValue>("goal");
export const metricRef = declare<NamedValue>("metric");
export const teamRef = declare<NamedValue>("team");
export const channelRef = declare<ChannelValue>("channel");
export const commandRef = declare<string>("command");

/** One of a few words; each has its label, the value is the key. */
export function choice<const C extends Readonly<Record<string, Message>>>(
  label: Message,
  choices: C,
  extra: Extra = {},
): Option<keyof C & string, true> {
  const items = Object.entries(choices).map(([value, itsLabel]) => ({ value, label: itsLabel }));
  return { kind: "choice", label, required: true, choices: items, ...extra };
}

export function optional<T>(option: Option<T, true>): Option<T, false> {
  return { ...option, required: false };
}
