/** Where a command's words go, and what it may know of its surroundings. */
export type Io = {
  out(line: string): void;
  err(line: string): void;
  /** Rewrites the last line of a terminal; absent where there is none. */
  readonly redraw?: (line: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** A command of the program itself, for whoever runs the server. Resolves to the exit code. */
export type CliCommand = {
  readonly name: string;
  readonly usage: string;
  readonly about: string;
  run(args: readonly string[], io: Io): Promise<number>;
};

/** Something the operator can put right: said without a stack trace. */
export class CliError extends Error {
  override readonly name = "CliError";
}
