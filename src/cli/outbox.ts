import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import { outboxStatus, retryFailed } from "../outbox/status.ts";
import { type CliCommand, CliError, type Io } from "./command.ts";
import { openDatabase } from "./open-database.ts";

const options = { failed: { type: "boolean", default: false }, retry: { type: "string" } } as const;

export const outboxCommand: CliCommand = {
  name: "outbox",
  usage: "outbox [--failed] [--retry <id|all>]",
  about: "How delivery stands; list failed messages, or give them another try",
  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options });
    const { retry } = values;
    if (retry !== undefined && retry !== "all" && !isId(retry)) {
      throw new CliError("Name one message by its id, or “all”: goalkeeper outbox --retry all");
    }
    const { db, close } = await openDatabase(readConfig(io.environment), { connections: 4 });
    try {
      if (retry !== undefined) return await retryMessages(db, retry, io);
      if (values.failed) await listFailed(db, io);
      else await showStatus(db, io);
      return 0;
    } finally {
      await close();
    }
  },
};

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

async function showStatus(db: PrismaClient, io: Io): Promise<void> {
  const status = await outboxStatus(db, new Date());
  const { waiting, sending, failed, overdue, overdueSince, heldWorkspaces } = status;
  io.out(`waiting ${waiting}, being sent ${sending}, failed ${failed}`);
  if (overdueSince) io.out(`overdue ${overdue}, since ${overdueSince.toISOString()}`);
  if (heldWorkspaces > 0) io.out(`workspaces held back by their platform: ${heldWorkspaces}`);
  for (const { problem, count } of status.problems) io.out(`  ${count} × ${problem}`);
}

const shown = 100;

async function listFailed(db: PrismaClient, io: Io): Promise<void> {
  const failed = await db.outboxMessage.findMany({
    where: { state: "failed" },
    orderBy: { dueAt: "desc" },
    take: shown,
    select: { id: true, kind: true, dueAt: true, attempts: true, problem: true },
  });
  for (const { id, kind, dueAt, attempts, problem } of failed) {
    io.out(`${id}  ${kind.padEnd(8)} ${dueAt.toISOString()}  ${attempts} attempts  ${problem ?? ""}`);
  }
  if (failed.length === 0) io.out("No message has failed.");
  if (failed.length === shown) io.out(`These are the newest ${shown}.`);
}

async function retryMessages(db: PrismaClient, which: string, io: Io): Promise<number> {
  const ids = await retryFailed(db, new Date(), which === "all" ? {} : { ids: [which] });
  io.out(ids.length === 0 ? "Nothing to try again." : `Will be tried again: ${ids.length}`);
  return which !== "all" && ids.length === 0 ? 1 : 0;
}
