import { ConfigError } from "../config.ts";
import { UserError } from "../errors.ts";
import { isDatabaseDown } from "../store/errors.ts";
import { type CliCommand, CliError, type Io } from "./command.ts";
import { wordsOf } from "./import.ts";

/** Finds the command ("import", "slack manifest") and runs it. Whatever goes wrong is said in one line, by exit code 1 or 2. */
export async function runCli(commands: readonly CliCommand[], args: readonly string[], io: Io): Promise<number> {
  const [first = "help", second = ""] = args;
  if (["help", "--help", "-h"].includes(first)) return say(helpText(commands, args[1]), io);
  const pair = commands.find(({ name }) => name === `${first} ${second}`);
  const command = pair ?? commands.find(({ name }) => name === first);
  if (!command) {
    io.err(`There is no command “${first}”.`);
    io.err(helpText(commands, commands.some(({ name }) => name.startsWith(`${first} `)) ? first : undefined));
    return 2;
  }
  const rest = args.slice(pair ? 2 : 1);
  if (rest.includes("--help") || rest.includes("-h")) return say(usageOf(command), io);
  try {
    return await command.run(rest, io);
  } catch (error) {
    return explain(error, command, io);
  }
}

function say(text: string, io: Io): number {
  io.out(text);
  return 0;
}

const usageOf = ({ usage, about }: CliCommand): string => `goalkeeper ${usage}\n    ${about}`;

function helpText(commands: readonly CliCommand[], about: string | undefined): string {
  const shown = commands.filter(({ name }) => about === undefined || name.split(" ")[0] === about);
  const list = (shown.length > 0 ? shown : commands).map(usageOf).join("\n");
  return `Goalkeeper: goals, check-ins and the Monday brief for sales teams.\n\n${list}\ngoalkeeper help [command]\n    This text`;
}

/** 2 for what was typed wrongly, 1 for everything else; a stack trace only where it is our own failure. */
function explain(error: unknown, command: CliCommand, io: Io): number {
  if (error instanceof UserError) {
    io.err(wordsOf(io).plain(error.text, error.with));
    return 1;
  }
  if (isUsage(error)) {
    io.err(error.message);
    io.err(usageOf(command));
    return 2;
  }
  if (error instanceof ConfigError || isForOperators(error)) {
    io.err(error.message);
    return 1;
  }
  if (isDatabaseDown(error)) {
    io.err("The database does not answer. Look at DATABASE_URL, or run: goalkeeper doctor");
    return 1;
  }
  io.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

const isUsage = (error: unknown): error is Error =>
  error instanceof CliError ||
  (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

/** Failures of the database's own tools that already say what to do. */
const named = new Set(["MigrationFailed", "MoveRefused", "DirectoryInUse"]);
const isForOperators = (error: unknown): error is Error => error instanceof Error && named.has(error.name);
