import { parseArgs } from "node:util";
import { MoveRefused, moveTo } from "../../prisma/move-to.ts";
import { readConfig } from "../config.ts";
import { type CliCommand, CliError, type Io } from "./command.ts";
import { openDatabase } from "./open-database.ts";

export const moveToCommand: CliCommand = {
  name: "move-to",
  usage: "move-to postgresql://…",
  about: "Copy everything to an empty PostgreSQL database, such as from the embedded one when a team grows",
  async run(args, io) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const target = targetIn(positionals);
    const from = await openDatabase(readConfig(io.environment), { connections: 2 });
    try {
      if (isSameDatabase(from.url, target)) throw new MoveRefused("That is the database in use now.");
      const { tables, rows } = await moveTo(from.url, target, { onProgress: (progress) => show(io, progress) });
      io.redraw?.("");
      io.out(`Copied ${rows} rows of ${tables} tables. Set DATABASE_URL to the new address and start Goalkeeper.`);
      return 0;
    } finally {
      await from.close();
    }
  },
};

function targetIn(positionals: readonly string[]): string {
  const [target] = positionals;
  if (
    positionals.length !== 1 ||
    !target ||
    !URL.canParse(target) ||
    !/^postgres(ql)?:$/.test(new URL(target).protocol)
  ) {
    throw new CliError("Name the database to move to, as postgresql://user:password@host:5432/name");
  }
  return target;
}

function isSameDatabase(a: string, b: string): boolean {
  const [one, two] = [new URL(a), new URL(b)];
  return (
    one.hostname === two.hostname && (one.port || "5432") === (two.port || "5432") && one.pathname === two.pathname
  );
}

function show(io: Io, { table, copied, total }: { table: string; copied: number; total: number }): void {
  const line = `${table}: ${copied} of ${total}`;
  if (io.redraw) io.redraw(line);
  else if (copied === total) io.out(line);
}
