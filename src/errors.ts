import type { Message } from "./i18n/texts.ts";
import type { MessageArguments } from "./i18n/words.ts";

/** Something the person can put right; said only to them, in their language. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly text: Message;
  readonly with: MessageArguments;
  readonly hint: Message | undefined;

  constructor(text: Message, values: MessageArguments = {}, hint?: Message) {
    super(text.en);
    this.text = text;
    this.with = values;
    this.hint = hint;
  }
}

/** What was typed cannot be read: one problem per field. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly problems: readonly UsageProblem[];

  constructor(problems: readonly UsageProblem[]) {
    super(problems.map((problem) => `${problem.field ?? ""}: ${problem.text.en}`).join("; "));
    this.problems = problems;
  }
}

export type UsageProblem = { readonly field?: string; readonly text: Message; readonly with?: MessageArguments };

/** Something outside did not answer; nothing was lost and trying again is right. */
export class TransientError extends Error {
  override readonly name = "TransientError";
  /** Who did not answer, as a proper name: "Slack", "the database". */
  readonly what: string;

  constructor(what: string, options?: ErrorOptions) {
    super(`${what} is not answering`, options);
    this.what = what;
  }
}
