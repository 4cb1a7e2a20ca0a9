import { readFileSync } from "node:fs";

/** What a process holds in memory now, as text; empty where the system does not tell. */
export function memoryOf(pid: number | undefined): string {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes ? `${Math.round(Number(kilobytes) / 1024)} MB` : "";
  } catch {
    return "";
  }
}
