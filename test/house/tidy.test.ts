import { describe, expect, test } from "vitest";
import { importsOf, sources } from "./sources.ts";

const own = sources("src", "adapters", "jobs", "prisma");
const everything = [...own, ...sources("test")];

/** A file longer than this has to be split or to be a list by nature. */
const longestFile = 260;

describe("the house is tidy", () => {
  test("files are small", () => {
    const long = own
      .filter(({ text, path }) => text.split("\n").length > longestFile && !path.startsWith("src/i18n/"))
      .map(({ path, text }) => `${path}: ${text.split("\n").length}`);
    expect(long).toEqual([]);
  });

  test("no file is named after nothing in particular", () => {
    const vague = own.filter(({ path }) =>
      /\/(utils?|helpers?|common|misc|manager|types|constants)(\.ts|\/)/u.test(path),
    );
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  test("no value is exported that nobody imports", () => {
    const used = new Set<string>();
    for (const { to, names, from } of everything.flatMap(importsOf)) {
      if (names.includes("*")) used.add(`${to}#*`);
      for (const name of names.replace(/[{}]/gu, "").split(",")) {
        const original =
          name
            .trim()
            .replace(/^type\s+/u, "")
            .split(/\s+as\s+/u)[0] ?? "";
        if (original && from !== to) used.add(`${to}#${original}`);
      }
    }
    // The statistical rules are a library held by the worked cases; commands take from it what they need.
    const entries =
      /^(src\/insight\/rules|src\/main|src\/cli|prisma\/(build|generate|migrate\/cli)|adapters\/web\/page)/u;
    const idle = own
      .filter(({ path }) => !entries.test(path) && !used.has(`${path}#*`))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/^export\s+(?:async\s+)?(?:const|function|class)\s+([\w$]+)/gmu)]
          .map((match) => match[1] ?? "")
          .filter((name) => !used.has(`${path}#${name}`))
          .map((name) => `${path}#${name}`),
      );
    expect(idle).toEqual([]);
  });

  test("comments give reasons, not history or plans", () => {
    const wrong = own.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/u.test(text));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});
