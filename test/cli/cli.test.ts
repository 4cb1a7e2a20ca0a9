import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withoutAddresses } from "../../src/cli/doctor.ts";
import { findingsIn } from "../../src/cli/doctor-redis.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

const program = resolve("src/cli.mjs");
let folder = "";
let database: TestDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "goalkeeper-cli-"));
  database = await testDatabase();
  await database.db.organisation.create({ data: { name: "Acme" } });
  await writeFile(join(folder, "people.csv"), "name,team\nAna,North\nBoris,North\n");
  await writeFile(
    join(folder, "deals.csv"),
    "id,owner,stage,created\nD1,Ana,Open,2026-01-02\nD2,Nobody,Open,2026-01-02\n",
  );
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

type Ran = { code: number; out: string; err: string };

function run(args: readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
  const env = { PATH: process.env.PATH ?? "", LANG: "C", DATABASE_URL: database.url, ...environment };
  return new Promise((settle) => {
    execFile(process.execPath, [program, ...args], { cwd: folder, env }, (error, out, err) => {
      settle({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

describe("the program", { timeout: 60_000 }, () => {
  test("says what it can do, and refuses what it cannot", async () => {
    const help = await run(["help"]);
    expect(help.code).toBe(0);
    for (const name of ["import", "doctor", "move-to", "outbox"]) expect(help.out).toContain(`goalkeeper ${name}`);
    expect(await run(["imprt"])).toMatchObject({ code: 2, err: expect.stringContaining("no command “imprt”") });
    const wrong = await run(["import", "x.csv", "--mop", "y"]);
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining("--mop") });
    expect(wrong.err).not.toContain("    at ");
  });

  test("imports: dry, then really, then again, with a report of what was refused", async () => {
    const files = ["people.csv", "deals.csv"];
    const dry = await run(["import", ...files, "--dry-run"]);
    expect(dry.out).toContain("Dry run: nothing was changed.");
    expect(await database.db.deal.count()).toBe(0);
    const first = await run(["import", ...files, "--org", "acme", "--report", "remarks.txt", "--verbose"]);
    expect(first).toMatchObject({ code: 0, err: expect.stringContaining("deals.csv, line 3: Nobody is called") });
    expect(first.out).toContain("People: 2 new");
    expect(first.out).toMatch(/Memory: \d+ MB/);
    expect(await readFile(join(folder, "remarks.txt"), "utf8")).toContain("line 3");
    const again = await run(["import", ...files], { LANG: "ru_RU.UTF-8" });
    expect(again.out).toContain("Сделки: новых 0, изменено 0, без изменений 1");
    expect(await database.db.deal.count()).toBe(1);
  });

  test("says in one line what is wrong with an import", async () => {
    const cases: [string[], string][] = [
      [["nothing.csv"], "nothing.csv cannot be opened"],
      [["deals.csv", "--map", "moon"], "neither a mapping file nor one of: generic, maven-crm"],
      [["deals.csv", "--map", "maven-crm"], "lacks columns"],
      [["deals.csv", "--org", "Nope"], "There are: Acme"],
      [["deals.csv", "--report", "nowhere/remarks.txt"], "cannot be written to nowhere/remarks.txt"],
    ];
    for (const [args, text] of cases) {
      const { code, err } = await run(["import", ...args]);
      expect([code, err.trim().split("\n").length]).toEqual([1, 1]);
      expect(err).toContain(text);
    }
  });

  test("the doctor finds a sound database sound", async () => {
    const { code, out } = await run(["doctor"]);
    expect(out).toContain("migrations are applied");
    expect(out).toContain("clock agrees");
    expect(code).toBe(0);
  });

  test("the doctor names every broken setting and never its value", async () => {
    const { code, out } = await run(["doctor"], {
      SLACK_BOT_TOKEN: "hunter2hunter2",
      PORT: "99999999",
      LOG_LEVEL: "loud",
    });
    expect(code).toBe(1);
    for (const name of ["SLACK_BOT_TOKEN", "PORT", "LOG_LEVEL"]) expect(out).toContain(name);
    expect(out).not.toMatch(/hunter2|99999999|loud/);
  });

  test("the doctor says that a database or Redis does not answer, without their passwords", async () => {
    const { code, out } = await run(["doctor"], {
      DATABASE_URL: "postgresql://someone:s3cret@127.0.0.1:1/x",
      REDIS_URL: "redis://:s3cret@127.0.0.1:1",
    });
    expect(code).toBe(1);
    expect(out).toContain("PROBLEM  Database");
    expect(out).toContain("PROBLEM  Redis");
    expect(out).not.toContain("s3cret");
  });

  test("the outbox is shown, and failed messages get another try", async () => {
    const { db } = database;
    const { id: orgId } = await db.organisation.findFirstOrThrow();
    const workspace = await db.workspace.create({ data: { orgId, platform: "web", externalId: "w", name: "W" } });
    const at = new Date("2026-01-01T00:00:00Z");
    const message = await db.outboxMessage.create({
      data: {
        ...{ orgId, workspaceId: workspace.id, key: "k", kind: "notice", view: {}, state: "failed" },
        ...{ problem: "channel is gone", dueAt: at, sendAt: at, createdAt: at },
      },
    });
    expect((await run(["outbox"])).out).toContain("failed 1");
    expect((await run(["outbox", "--failed"])).out).toContain(`${message.id}  notice`);
    expect(await run(["outbox", "--retry", "some"])).toMatchObject({ code: 2 });
    expect((await run(["outbox", "--retry", "all"])).out).toContain("Will be tried again: 1");
    expect((await db.outboxMessage.findUniqueOrThrow({ where: { id: message.id } })).state).toBe("waiting");
    expect((await run(["outbox", "--failed"])).out).toContain("No message has failed.");
  });

  test("moving needs an address, and another one than the present", async () => {
    expect((await run(["move-to"])).code).toBe(2);
    expect((await run(["move-to", "mysql://x/y"])).code).toBe(2);
    expect(await run(["move-to", database.url])).toMatchObject({ code: 1, err: "That is the database in use now.\n" });
  });
});

describe("what the doctor reads", () => {
  test("Redis must be new enough and must not drop keys", () => {
    const levels = (info: string) => findingsIn(info).map(({ level }) => level);
    expect(levels("redis_version:7.2.4\r\nmaxmemory_policy:noeviction\r\n")).toEqual(["ok", "ok"]);
    expect(levels("redis_version:6.0.16\r\nmaxmemory_policy:allkeys-lru\r\n")).toEqual(["problem", "problem"]);
    expect(levels("redis_version:6.2.0\r\n")).toEqual(["ok", "problem"]);
  });

  test("addresses are left out of messages", () => {
    expect(withoutAddresses("cannot reach redis://:pw@host:1/0 now")).toBe("cannot reach … now");
  });
});
