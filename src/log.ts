import { type Logger, pino } from "pino";
import type { Config } from "./config.ts";

/** JSON lines with ISO times. What people write never goes in; what might hold a token is blotted out. */
export function openLog(level: Config["LOG_LEVEL"]): Logger {
  return pino({
    level,
    base: { service: "goalkeeper" },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ["token", "*.token", "credential", "*.credential", "headers.authorization", "*.headers.authorization"],
      censor: "[hidden]",
    },
  });
}
