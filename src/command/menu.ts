import { isAct, mayStart } from "../access.ts";
import { botTexts as b } from "../i18n/bot.ts";
import { code } from "../view/text.ts";
import { buttons, list, note, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { opens, runs } from "./action.ts";
import { type Answer, type Command, reply } from "./command.ts";
import { missingOptions } from "./read-options.ts";
import { nounOf, usageOf } from "./usage.ts";

/** The button that starts a command: its form where something must be filled in, else the command itself. */
export function startButton(command: Command, label: string) {
  const needsForm = command.alwaysForm || missingOptions(command, {}).length > 0;
  return { label, action: needsForm ? opens(command.name) : runs(command.name) };
}

const mostButtons = 5;

/** What a noun alone answers: everything the caller may do with it, with buttons for the first few. */
export function menuOf(work: PersonWork, noun: string): Answer {
  const allowed = work.commands.filter(
    ({ name, hidden }) =>
      nounOf(name) === noun && !hidden && name !== noun && isAct(name) && mayStart(work.caller, name),
  );
  if (allowed.length === 0) return unknownCommand(work, noun, null);
  const title = work.words.plain(b.menu, { noun });
  return reply(
    view(
      title,
      paragraph([title]),
      list(allowed.map((command) => [code(usageOf(command)), " ", work.words.plain(command.summary)])),
      buttons(
        ...allowed.slice(0, mostButtons).map((command) => startButton(command, work.words.plain(command.summary))),
      ),
    ),
  );
}

export function unknownCommand(work: PersonWork, typed: string, nearest: string | null): Answer {
  const { words } = work;
  const text = words.plain(b.unknownCommand, { typed: typed || "/" });
  return reply(
    view(
      text,
      paragraph([text, nearest ? ` ${words.plain(b.didYouMean, { command: nearest })}` : ""]),
      note([words.plain(b.seeHelp)]),
      nearest ? buttons({ label: words.plain(b.tryIt, { command: nearest }), action: runs(nearest) }) : null,
    ),
  );
}
