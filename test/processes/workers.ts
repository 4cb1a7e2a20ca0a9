import type { ChildProcess } from "node:child_process";
import { gone, runScript } from "./child.ts";

export type Kill = { readonly at: number; readonly worker: number; readonly age: number };

/** Copies of the real program that are started again whenever they end. */
export function keepWorkers(count: number, env: Readonly<Record<string, string>>) {
  const running = new Map<number, { child: ChildProcess; since: number }>();
  const ends: string[] = [];
  let isOver = false;
  const start = (worker: number): void => {
    const child = runScript({ script: "out/src/main.mjs", env }, ["ignore", "pipe", "pipe"]);
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (text) => (said = `${said}${text}`.slice(-4_000)));
    running.set(worker, { child, since: performance.now() });
    child.once("exit", (code, signal) => {
      if (isOver) return;
      if (signal !== "SIGKILL") ends.push(`worker ${worker} ended with ${code ?? signal}: ${said}`);
      start(worker);
    });
  };
  for (let worker = 0; worker < count; worker++) start(worker);
  return {
    /** Ends that nobody brought about: a program that gave up. */
    ends,
    kill(worker: number): Kill | null {
      const one = running.get(worker);
      if (!one) return null;
      one.child.kill("SIGKILL");
      return { at: Date.now(), worker, age: Math.round(performance.now() - one.since) };
    },
    /** Asks all to leave and tells how long the slowest took. */
    async leave(): Promise<{ ms: number; codes: (number | string | null)[] }> {
      isOver = true;
      const asked = performance.now();
      const left = [...running.values()].map(({ child }) => {
        child.kill("SIGTERM");
        return gone(child);
      });
      const codes = (await Promise.all(left)).map(({ code, signal }) => code ?? signal);
      return { ms: Math.round(performance.now() - asked), codes };
    },
    async stop(): Promise<void> {
      isOver = true;
      for (const { child } of running.values()) child.kill("SIGKILL");
      await Promise.all([...running.values()].map(({ child }) => gone(child)));
    },
  };
}
