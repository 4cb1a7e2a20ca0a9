import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import type { CliCommand, Io } from "./command.ts";
import { doctorCommand } from "./doctor.ts";
import { importCommand } from "./import.ts";
import { moveToCommand } from "./move-to.ts";
import { outboxCommand } from "./outbox.ts";
import { discordRegisterCommand, slackManifestCommand } from "./platforms.ts";
import { runCli } from "./run-cli.ts";

/** Every command of the program; a platform's own ("slack manifest", "discord register") join here. */
const commands: readonly CliCommand[] = [
  importCommand,
  doctorCommand,
  moveToCommand,
  outboxCommand,
  slackManifestCommand,
  discordRegisterCommand,
];

if (existsSync(".env")) loadEnvFile(".env");

const terminal = process.stdout.isTTY
  ? { redraw: (line: string) => void process.stdout.write(`\r\u001b[K${line}`) }
  : {};

const io: Io = {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  environment: process.env,
  ...terminal,
};

process.exitCode = await runCli(commands, process.argv.slice(2), io);
