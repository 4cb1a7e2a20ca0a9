import { randomUUID } from "node:crypto";
import { isAct, mayStart, rightTo } from "./access.ts";
import { opens } from "./command/action.ts";
import { type Answer, type Command, type RawValues, reply } from "./command/command.ts";
import { keepDraft } from "./command/drafts.ts";
import { formAsSent } from "./command/form-as-sent.ts";
import { usageOf } from "./command/usage.ts";
import { TransientError, UsageError, type UsageProblem, UserError } from "./errors.ts";
import { botTexts as b } from "./i18n/bot.ts";
import { localeFor } from "./i18n/texts.ts";
import { type Words, wordsFor } from "./i18n/words.ts";
import { isDatabaseDown } from "./store/errors.ts";
import { CommitUnknown } from "./store/once.ts";
import { type Block, buttons, list, note, paragraph, view } from "./view/view.ts";
import type { PersonWork } from "./work.ts";

/** What the parts log to; messages' texts and tokens never go in. */
export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

type Attempt = {
  readonly work: PersonWork | undefined;
  readonly request: {
    readonly does: string;
    readonly command?: Command;
    readonly state?: RawValues;
    readonly values?: RawValues;
  };
  readonly log: Log;
  readonly locale: string | undefined;
};

/** Turns whatever went wrong into words for the person who asked, and only for them. */
export async function explain(error: unknown, attempt: Attempt): Promise<Answer> {
  const words = attempt.work?.words ?? wordsFor(localeFor(attempt.locale), "UTC");
  const { work, request } = attempt;
  // Keeping what was typed can fail in its turn.
  const unkept = (second: unknown) => explainFault(second, words, attempt);
  if (error instanceof UserError) {
    const { command } = request;
    if (!work || !command || request.does !== "submit") return sorry(words, error);
    return explainRefusal(error, { ...request, command }, work).catch(unkept);
  }
  if (error instanceof UsageError && work) return explainUsage(error, attempt, work).catch(unkept);
  return explainFault(error, words, attempt);
}

type Fault = { readonly log: Log; readonly request?: Attempt["request"] };

/** What is not the person's doing: something outside does not answer, or we broke. */
export function explainFault(error: unknown, words: Words, attempt: Fault): Answer {
  if (error instanceof CommitUnknown) {
    attempt.log.error(
      { err: error, command: attempt.request?.command?.name },
      "nobody knows whether a command was saved",
    );
    return failure(words.plain(b.perhapsSaved));
  }
  const outside = error instanceof TransientError ? error.what : isDatabaseDown(error) ? databaseName(words) : null;
  if (outside !== null) {
    attempt.log.warn({ err: error }, "something outside did not answer");
    return failure(words.plain(b.notAnswering, { what: outside }));
  }
  const reference = randomUUID().slice(0, 8);
  attempt.log.error({ err: error, reference, command: attempt.request?.command?.name }, "a command broke");
  return failure(words.plain(b.broke, { reference }));
}

const databaseName = (words: Words): string => (words.locale === "ru" ? "База данных" : "The database");

const plainReply = (text: string): Answer => reply(view(text, paragraph([text])));
const failure = (text: string): Answer => ({ kind: "reply", view: view(text, paragraph([text])), failed: true });

function sorry(words: Words, error: UserError, ...more: readonly Block[]): Extract<Answer, { kind: "reply" }> {
  const { text, hint } = error;
  const said = paragraph(words.text(text, error.with));
  return {
    kind: "reply",
    view: view(words.plain(text, error.with), said, hint ? note(words.text(hint)) : null, ...more),
  };
}

type Sent = Attempt["request"] & { readonly command: Command };

/** What stopped a sent form as a whole is said in it; it stays as it was filled in, or is kept where it cannot stay. */
async function explainRefusal(error: UserError, sent: Sent, work: PersonWork): Promise<Answer> {
  const { command, state = {}, values = {} } = sent;
  const { words } = work;
  if (!isAct(command.name) || !mayStart(work.caller, command.name)) return sorry(words, error);
  const form = await formAsSent(work, command, state, values);
  const hint = error.hint ? ` ${words.plain(error.hint)}` : "";
  if (form) return { kind: "problems", problems: [{ text: `${words.plain(error.text, error.with)}${hint}` }], form };
  if (Object.keys(values).length === 0) return sorry(words, error);
  const draft = await keepDraft(work, command.name, state, values);
  return { ...sorry(words, error, ...keptBlocks(words, draft)), failed: true };
}

/** Typed text gets its problems and a button that opens the form as typed; a form stays open with its problems. */
async function explainUsage(error: UsageError, attempt: Attempt, work: PersonWork): Promise<Answer> {
  const { command, values = {}, state = {}, does } = attempt.request;
  const problems = error.problems.map((problem) => inWords(problem, work.words));
  if (!command) return plainReply(problems.map((problem) => problem.text).join("\n"));
  const form = does === "submit" ? await formAsSent(work, command, state, values) : null;
  if (form) return { kind: "problems", problems, form };
  const draft = await keepDraft(work, command.name, state, values);
  const lines = problems.map((problem) => [problem.text]);
  const title = work.words.plain(b.notUnderstood);
  const shown = view(
    `${title} ${problems[0]?.text ?? ""}`,
    paragraph([title]),
    list(lines),
    ...keptBlocks(work.words, draft),
  );
  return { kind: "reply", view: shown, ...(does === "submit" ? { failed: true } : {}) };
}

function keptBlocks(words: Words, draft: string): Block[] {
  const button = { label: words.plain(b.openForm), action: opens("draft", { id: draft }), style: "primary" } as const;
  const opening = buttons(button);
  return [note([words.plain(b.nothingLost)]), ...(opening ? [opening] : [])];
}

function inWords(problem: UsageProblem, words: Words) {
  const text = words.plain(problem.text, problem.with);
  return problem.field === undefined ? { text } : { field: problem.field, text };
}

/** Words that fitted nowhere: nothing is guessed, nothing is lost. */
export async function tooMuchTyped(
  work: PersonWork,
  command: Command,
  extra: readonly string[],
  values: RawValues,
): Promise<Answer> {
  const draft = await keepDraft(work, command.name, {}, values);
  const [example] = command.examples;
  const text = work.words.plain(b.tooMuch, {
    extra: extra.join(" "),
    example: example === undefined ? usageOf(command) : `/${example}`,
  });
  return reply(
    view(
      text,
      paragraph([text]),
      note([usageOf(command)]),
      buttons({ label: work.words.plain(b.openForm), action: opens("draft", { id: draft }), style: "primary" }),
    ),
  );
}

const roleTexts = { manager: b.roleManager, observer: b.roleObserver, rep: b.roleRep } as const;

/** The refusal of a command that the caller could use on nothing at all, naming whose it is. */
export function refuse(command: Command, words: Words): UserError {
  const team = isAct(command.name) ? (rightTo(command.name).team ?? []) : [];
  const roles = [...team.map((role) => words.plain(roleTexts[role])), words.plain(b.roleAdmin)];
  return new UserError(b.notAllowed, { command: command.name, roles: words.list(roles) });
}
