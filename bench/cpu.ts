import { readFileSync } from "node:fs";

const tick = 10;

/** Processor time that a process took so far, in milliseconds, where the system tells; see proc(5). */
export function cpuOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * tick;
  } catch {
    return Number.NaN;
  }
}
