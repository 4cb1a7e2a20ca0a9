import type { Problem } from "./api-error.ts";
import type { Command, CommandOption } from "./model.ts";
import { shapeProblems } from "./shapes.ts";

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming */
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const group = 2;
const subcommand = 1;

export function commandProblems(commands: Command[]): Problem[] {
  const problems = commands.flatMap((command, at) => [
    ...shapeProblems("ApplicationCommandUpdateRequest", command, `/${at}`),
    ...oneCommand(command).map((problem) => ({ ...problem, path: `/${at}${problem.path}` })),
  ]);
  const slash = commands.filter((command) => (command.type ?? 1) === 1);
  if (slash.length > 100)
    problems.push({ path: "", code: "APPLICATION_COMMAND_TOO_MANY", message: "At most 100 slash commands." });
  if (new Set(slash.map((command) => command.name)).size !== slash.length)
    problems.push({ path: "", code: "APPLICATION_COMMANDS_DUPLICATE_NAME", message: "Command names must be unique." });
  return problems;
}

function oneCommand(command: Command): Problem[] {
  if ((command.type ?? 1) !== 1) return [];
  const problems: Problem[] = [];
  const length = textLength(command);
  if (length > 8000)
    problems.push({ path: "", code: "APPLICATION_COMMAND_TOO_LARGE", message: `${length} characters of at most 8000` });
  if (!command.description) problems.push(required("/description"));
  return [...problems, ...names(command, ""), ...options(command.options ?? [], "", 0)];
}

function names(thing: Pick<CommandOption, "name" | "name_localizations">, path: string): Problem[] {
  return [thing.name, ...Object.values(thing.name_localizations ?? {})]
    .filter((name) => !namePattern.test(name) || name !== name.toLowerCase())
    .map((name) => ({
      path: `${path}/name`,
      code: "APPLICATION_COMMAND_INVALID_NAME",
      message: `Invalid name ${name}`,
    }));
}

function options(list: CommandOption[], path: string, depth: number): Problem[] {
  const problems: Problem[] = [];
  const say = (message: string, code = "APPLICATION_COMMAND_OPTIONS_INVALID") =>
    problems.push({ path: `${path}/options`, code, message });
  if (new Set(list.map((one) => one.name)).size !== list.length)
    say("Option names must be unique.", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID");
  const nested = list.filter((one) => one.type === subcommand || one.type === group);
  if (nested.length > 0 && nested.length < list.length)
    say("Sub-commands and plain options cannot be mixed.", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID");
  if (nested.some((one) => depth >= 2 || (one.type === group && depth > 0))) say("Nested too deeply.");
  const firstOptional = list.findIndex((one) => !one.required);
  if (nested.length === 0 && firstOptional >= 0 && list.slice(firstOptional).some((one) => one.required))
    say("Required options must come first.", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID");
  list.forEach((one, at) => {
    const here = `${path}/options/${at}`;
    if (!one.description) problems.push(required(`${here}/description`));
    if (one.autocomplete && one.choices?.length)
      problems.push({
        path: here,
        code: "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE",
        message: "Choices or autocomplete.",
      });
    if (new Set(one.choices?.map((choice) => choice.name)).size !== (one.choices?.length ?? 0))
      problems.push({
        path: here,
        code: "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME",
        message: "Choices must be unique.",
      });
    problems.push(...names(one, here), ...options(one.options ?? [], here, depth + 1));
  });
  return problems;
}

function required(path: string): Problem {
  return { path, code: "BASE_TYPE_REQUIRED", message: "This field is required" };
}

/** Name, description and values of a command and all in it; of localisations only the longest counts. */
function textLength(thing: CommandOption | Command): number {
  const longest = (text = "", localised?: Record<string, string> | null) =>
    Math.max(text.length, ...Object.values(localised ?? {}).map((one) => one.length));
  const choices = (thing.choices ?? []).reduce(
    (sum, choice) => sum + longest(choice.name, choice.name_localizations) + String(choice.value).length,
    0,
  );
  const inner = (thing.options ?? []).reduce((sum, option) => sum + textLength(option), 0);
  const own = longest(thing.name, thing.name_localizations);
  return own + longest(thing.description, thing.description_localizations) + choices + inner;
}
