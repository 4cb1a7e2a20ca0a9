import { describe, expect, test } from "vitest";
import { type Import, importsOf, sources } from "./sources.ts";

const all = sources("src", "adapters", "jobs", "prisma");
const imports = all.flatMap(importsOf);

/** The two entry points join the parts, so they alone may know all of them. */
const joints = ["src/main.ts", "src/cli/"];
const isJoint = (path: string) => joints.some((joint) => path.startsWith(joint));
const part = (path: string) => path.split("/")[0] ?? "";
const listed = (found: readonly Import[]) => found.map(({ from, to }) => `${from} -> ${to}`);

describe("imports point one way", () => {
  test("src imports no adapter, job or database tool", () => {
    const wrong = imports.filter(
      ({ from, to }) => part(from) === "src" && !isJoint(from) && /^(adapters|jobs|prisma)\//u.test(to),
    );
    expect(listed(wrong)).toEqual([]);
  });

  test("adapters, jobs and prisma import src and themselves only", () => {
    const outer = ["adapters", "jobs", "prisma"];
    const wrong = imports.filter(({ from, to }) => {
      const [mine, theirs] = [part(from), part(to)];
      return outer.includes(mine) && outer.includes(theirs) && mine !== theirs;
    });
    expect(listed(wrong)).toEqual([]);
  });

  test("one adapter never imports another", () => {
    const adapter = (path: string) => /^adapters\/([^/]+)\//u.exec(path)?.[1];
    const wrong = imports.filter(({ from, to }) => adapter(from) && adapter(to) && adapter(from) !== adapter(to));
    expect(listed(wrong)).toEqual([]);
  });

  test("only jobs know the queue, only adapters know a platform's library", () => {
    const homes: Readonly<Record<string, RegExp>> = {
      bullmq: /^jobs\/|^prisma\/migrate\/queue/u,
      ioredis: /^jobs\/|^src\/cli\//u,
      "discord.js": /^adapters\/discord\//u,
      "@slack/bolt": /^adapters\/slack\//u,
      "@slack/web-api": /^adapters\/slack\//u,
    };
    const wrong = imports.filter(({ from, to }) => homes[to] && !homes[to].test(from));
    expect(listed(wrong)).toEqual([]);
  });

  test("src names no platform's ways", () => {
    const core = sources("src").filter(({ path }) => !isJoint(path) && path !== "src/config.ts");
    const wrong = core.filter(({ text }) =>
      /\b(trigger_id|ephemeral|deferReply|custom_id|Block Kit|block_kit)\b/u.test(text),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("time is read in one place", () => {
    const wrong = sources("src", "adapters", "jobs")
      .filter(({ path }) => path !== "src/clock.ts" && !path.startsWith("src/cli/") && !path.includes("/page/"))
      .filter(({ text }) => /\bnew Date\(\)|\bDate\.now\(\)|Temporal\.Now/u.test(text));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("the environment is read in one place", () => {
    const wrong = sources("src", "adapters", "jobs")
      .filter(({ path }) => !isJoint(path) && path !== "src/config.ts")
      .filter(({ text }) => text.includes("process.env"));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});
