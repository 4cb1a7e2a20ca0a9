import { isAct, mayStart } from "../access.ts";
import { goalkeeperTexts as m } from "../i18n/goalkeeper.ts";
import { code, type Text } from "../view/text.ts";
import { type Block, buttons, heading, list, note, paragraph, type View, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import type { Command } from "./command.ts";
import { startButton, unknownCommand } from "./menu.ts";
import { nounOf, usageOf } from "./usage.ts";

/** Help on one command, on a noun, or on everything that the caller may run. */
export function helpView(work: PersonWork, about: string | undefined): View {
  const allowed = work.commands.filter(({ name, hidden }) => !hidden && isAct(name) && mayStart(work.caller, name));
  if (!about) return overview(work, allowed);
  const one = allowed.find((command) => command.name === about && about.includes(" "));
  if (one) return helpOn(work, one);
  const group = allowed.filter((command) => nounOf(command.name) === nounOf(about));
  if (group.length === 0 || about.includes(" ")) {
    const answer = unknownCommand(work, about, null);
    return answer.kind === "reply" ? answer.view : overview(work, allowed);
  }
  return overview(work, group);
}

function line(command: Command, work: PersonWork): Text {
  return [code(usageOf(command)), " ", work.words.plain(command.summary)];
}

function overview(work: PersonWork, commands: readonly Command[]): View {
  const nouns = [...new Set(commands.map((command) => nounOf(command.name)))];
  const title = work.words.plain(m.helpTitle);
  const groups = nouns.flatMap((noun): Block[] => [
    heading(`/${noun}`),
    list(commands.filter((command) => nounOf(command.name) === noun).map((command) => line(command, work))),
  ]);
  return view(title, heading(title), paragraph(work.words.text(m.helpIntro)), ...groups);
}

function helpOn(work: PersonWork, command: Command): View {
  const { words } = work;
  const optional = words.plain(m.optionalMark);
  const options = Object.entries(command.options).map(([name, option]): Text => {
    const hint = option.hint ? ` — ${words.plain(option.hint)}` : "";
    return [code(name), ` ${words.plain(option.label)}${option.required ? "" : ` (${optional})`}${hint}`];
  });
  return view(
    words.plain(command.summary),
    heading(`/${command.name}`),
    paragraph([words.plain(command.summary)]),
    paragraph([`${words.plain(m.helpUsage)}: `, code(usageOf(command))]),
    options.length > 0 ? list(options) : null,
    note([`${words.plain(m.helpExamples)}: ${command.examples.map((example) => `/${example}`).join(" · ")}`]),
    buttons(startButton(command, words.plain(command.summary))),
  );
}
