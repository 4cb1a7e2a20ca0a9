import type { Message } from "../i18n/texts.ts";
import type { Choice, Form, Problem } from "../view/form.ts";
import type { View } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import type { Options, ValuesOf } from "./option.ts";

/** What a command answers. Answers are private: public posts go through the outbox. */
export type Answer =
  | {
      readonly kind: "reply";
      readonly view: View;
      /** Take the place of the message whose button was pressed. */
      readonly replaces?: boolean;
      /** Nothing was done, through no fault of the person: a form stays as it was filled in. */
      readonly failed?: boolean;
      readonly file?: { readonly name: string; readonly content: string };
    }
  | { readonly kind: "form"; readonly form: Form }
  /** The form stays open with every value kept and each problem at its field. */
  | { readonly kind: "problems"; readonly problems: readonly Problem[]; readonly form: Form };

export const reply = (view: View): Answer => ({ kind: "reply", view });
export const replace = (view: View): Answer => ({ kind: "reply", view, replaces: true });

export type RawValues = Readonly<Record<string, string>>;

/**
 * A command, declared once. Typed text, forms, buttons, autocomplete, help, the README's table and both platforms'
 * registrations are derived from it. A handler never hears of a platform.
 */
export type Command<O extends Options = Options> = {
  /** Noun and verb: "goal log". A bare noun ("checkin") is a command of its own. */
  readonly name: string;
  readonly summary: Message;
  readonly options: O;
  readonly examples: readonly string[];
  /** It changes nothing, so it needs no transaction and no protection against repeats. */
  readonly readsOnly?: boolean;
  /** Reached by buttons only; not in help. */
  readonly hidden?: boolean;
  /** It always begins with its form, whatever was typed. */
  readonly alwaysForm?: boolean;
  /** Its own form instead of the derived one, when the fields depend on data. */
  readonly form?: (work: PersonWork, values: RawValues) => Promise<Form | Answer>;
  /** Takes the values of its own form; commands with a derived form need none. */
  readonly submit?: (work: PersonWork, state: RawValues, values: RawValues) => Promise<Answer>;
  /** Suggestions for its own form's search fields. */
  readonly suggest?: (work: PersonWork, option: string, typed: string) => Promise<readonly Choice[]>;
  /** `raw` is what was typed, for a draft that has to open again as it was. */
  readonly run: (work: PersonWork, options: ValuesOf<O>, raw: RawValues) => Promise<Answer>;
};

/** Checks a command's declaration at compile time and forgets its option types, so that catalogs can hold it. */
export function defineCommand<const O extends Options>(command: Command<O>): Command {
  return command as unknown as Command;
}
