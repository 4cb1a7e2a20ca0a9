import { isAct, mayStart } from "./access.ts";
import { catalog } from "./catalog.ts";
import type { Clock } from "./clock.ts";
import { decodeAction } from "./command/action.ts";
import type { Answer, Command, RawValues } from "./command/command.ts";
import { findDraft } from "./command/drafts.ts";
import { findCommand } from "./command/find-command.ts";
import { formOf } from "./command/form-of.ts";
import { menuOf, unknownCommand } from "./command/menu.ts";
import { parseText } from "./command/parse-text.ts";
import { missingOptions, readOptions } from "./command/read-options.ts";
import { UserError } from "./errors.ts";
import { explain, type Log, refuse, tooMuchTyped } from "./explain.ts";
import type { PrismaClient } from "./generated/prisma/client.ts";
import { botTexts as b } from "./i18n/bot.ts";
import { wordsFor } from "./i18n/words.ts";
import { callerFor, type From, type Place } from "./org/caller.ts";
import { readers } from "./readers.ts";
import { once } from "./store/once.ts";
import { type Suggest, suggestFor } from "./suggest.ts";
import type { Choice } from "./view/form.ts";
import type { PersonWork } from "./work.ts";

/** What a person did, as every platform can say it. */
export type Request =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "command"; readonly name: string; readonly values: RawValues }
  | { readonly kind: "press"; readonly action: string }
  | { readonly kind: "submit"; readonly form: string; readonly state: RawValues; readonly values: RawValues };

/** One delivery from a platform. `key` is unique in the workspace, so that a repeat is recognised. */
export type Delivery = {
  readonly key: string;
  readonly from: From;
  readonly place?: Place;
  readonly request: Request;
};

export type Bot = {
  /** Whether the answer will be a form, told without any I/O: platforms must know before they acknowledge. */
  foresee(request: Request): "form" | "reply";
  receive(delivery: Delivery): Promise<Answer>;
  suggest(from: From, wanted: Suggest, place?: Place): Promise<readonly Choice[]>;
};

export type BotParts = {
  readonly db: PrismaClient;
  readonly clock: Clock;
  readonly log: Log;
  /** Called after a commit with the outbox rows that it wrote. */
  readonly wake: (outboxIds: readonly string[]) => void;
};

/** What a request comes down to, before anything is looked up. */
type Plan =
  | { readonly does: "run" | "open"; readonly command: Command; readonly values: RawValues }
  | { readonly does: "submit"; readonly command: Command; readonly state: RawValues; readonly values: RawValues }
  | {
      readonly does: "refuse";
      readonly command: Command;
      readonly extra: readonly string[];
      readonly values: RawValues;
    }
  | { readonly does: "menu"; readonly noun: string }
  | { readonly does: "draft"; readonly id: string }
  | { readonly does: "unknown"; readonly typed: string; readonly nearest: string | null }
  | { readonly does: "stale" };

const named = (name: string): Command | undefined => catalog.find((command) => command.name === name);

function planText(text: string): Plan {
  const found = findCommand(text, catalog);
  if (found.kind === "menu") return { does: "menu", noun: found.noun };
  if (found.kind === "unknown") return { does: "unknown", typed: found.typed, nearest: found.nearest };
  const { values, extra } = parseText(found.command, found.rest);
  if (extra.length > 0) return { does: "refuse", command: found.command, extra, values };
  return start(found.command, values);
}

function start(command: Command, values: RawValues): Plan {
  const needsForm = command.alwaysForm || missingOptions(command, values).length > 0;
  return { does: needsForm ? "open" : "run", command, values };
}

function plan(request: Request): Plan {
  switch (request.kind) {
    case "text":
      return planText(request.text);
    case "command": {
      const command = named(request.name);
      return command ? start(command, request.values) : { does: "menu", noun: request.name };
    }
    case "press": {
      const action = decodeAction(request.action);
      if (action?.does === "open" && action.command === "draft") return { does: "draft", id: action.values.id ?? "" };
      const command = action ? named(action.command) : undefined;
      if (!action || !command) return { does: "stale" };
      return action.does === "open" ? { does: "open", command, values: action.values } : start(command, action.values);
    }
    case "submit": {
      const command = named(request.form);
      return command ? { does: "submit", command, state: request.state, values: request.values } : { does: "stale" };
    }
  }
}

async function carryOut(work: PersonWork, planned: Plan): Promise<Answer> {
  switch (planned.does) {
    case "menu":
      return menuOf(work, planned.noun);
    case "unknown":
      return unknownCommand(work, planned.typed, planned.nearest);
    case "stale":
      throw new UserError(b.staleButton);
    case "refuse":
      return tooMuchTyped(work, planned.command, planned.extra, planned.values);
    case "draft":
      return openDraft(work, planned.id);
    case "open":
      return open(work, planned.command, planned.values);
    case "run":
      return run(work, planned.command, planned.values);
    case "submit":
      return submit(work, planned.command, planned.state, planned.values);
  }
}

async function openDraft(work: PersonWork, id: string): Promise<Answer> {
  const draft = await findDraft(work, id);
  const command = draft ? named(draft.form) : undefined;
  if (!draft || !command) throw new UserError(b.draftGone);
  return open(work, command, { ...draft.state, ...draft.values });
}

async function open(work: PersonWork, command: Command, values: RawValues): Promise<Answer> {
  checkRights(work, command);
  if (!command.form) return { kind: "form", form: formOf(command, values, work.words) };
  const made = await command.form(work, values);
  return "kind" in made ? made : { kind: "form", form: made };
}

async function run(work: PersonWork, command: Command, values: RawValues): Promise<Answer> {
  checkRights(work, command);
  return command.run(work, await readOptions(command, values, readers, work), values);
}

async function submit(work: PersonWork, command: Command, state: RawValues, values: RawValues): Promise<Answer> {
  checkRights(work, command);
  if (command.submit) return command.submit(work, state, values);
  return run(work, command, { ...state, ...values });
}

function checkRights(work: PersonWork, command: Command): void {
  if (!isAct(command.name) || !mayStart(work.caller, command.name)) throw refuse(command, work.words);
}

/** Only what changes something needs a transaction and protection against repeats. */
function changes(planned: Plan): boolean {
  if (planned.does === "submit") return true;
  return planned.does === "run" && !planned.command.readsOnly;
}

export function createBot(parts: BotParts): Bot {
  const workFor = async (from: From, place?: Place): Promise<PersonWork> => {
    const now = parts.clock.now();
    const caller = await callerFor(parts.db, now, from, place);
    return {
      db: parts.db,
      orgId: caller.orgId,
      now,
      said: [],
      caller,
      commands: catalog,
      words: wordsFor(caller.locale, caller.zone),
    };
  };
  const receive = async (delivery: Delivery): Promise<Answer> => {
    const planned = plan(delivery.request);
    let work: PersonWork | undefined;
    try {
      work = await workFor(delivery.from, delivery.place);
      if (!changes(planned)) return await carryOut(work, planned);
      const { answer, said } = await once(parts.db, work, delivery.key, (inside) => carryOut(inside, planned));
      parts.wake(said);
      return answer;
    } catch (error) {
      return explain(error, { work, request: planned, log: parts.log, locale: delivery.from.locale });
    }
  };
  return {
    foresee: (request) => {
      const { does } = plan(request);
      return does === "open" || does === "draft" ? "form" : "reply";
    },
    receive,
    suggest: async (from, wanted, place) => suggestFor(await workFor(from, place), wanted),
  };
}
