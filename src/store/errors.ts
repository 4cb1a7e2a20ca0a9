import { z } from "zod";

const uniqueViolation = "23505";

/**
 * SQLSTATE classes and Node's socket errors that mean "not now" rather than "not like this". 25006: after a fail-over we
 * may still be talking to the server that only reads now.
 */
const downStates = /^(08|57P)|^53300$|^25006$/;
const downCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "EHOSTUNREACH",
]);
/** P2028: no connection could be had in time, or a transaction outlived its time and was rolled back. */
const downPrismaCodes = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);
const downKinds = new Set(["DatabaseNotReachable", "ConnectionClosed", "TooManyConnections", "SocketTimeout"]);
const downMessages = /connection terminated|connection timeout|timeout exceeded when trying to connect/i;

const failureSchema = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  constraint: z.string().optional(),
  cause: z.unknown().optional(),
  errors: z.array(z.unknown()).optional(),
  meta: z
    .object({
      driverAdapterError: z
        .object({
          cause: z.object({
            kind: z.string().optional(),
            originalCode: z.string().optional(),
            originalMessage: z.string().optional(),
            constraint: z.object({ index: z.string() }).or(z.unknown()).optional(),
          }),
        })
        .optional(),
    })
    .optional(),
});
type Failure = z.infer<typeof failureSchema>;

/** Whether a write met an existing row, on the named unique index when one is given. */
export function isUniqueViolation(error: unknown, constraintName?: string): boolean {
  return failures(error).some((failure) => {
    const adapter = failure.meta?.driverAdapterError?.cause;
    if (failure.code !== "P2002" && failure.code !== uniqueViolation && adapter?.originalCode !== uniqueViolation)
      return false;
    return constraintName === undefined || constraintNames(failure).includes(constraintName);
  });
}

function constraintNames(failure: Failure): string[] {
  const adapter = failure.meta?.driverAdapterError?.cause;
  const index = z.object({ index: z.string() }).safeParse(adapter?.constraint);
  const named = /unique constraint "([^"]+)"/.exec(`${adapter?.originalMessage ?? ""} ${failure.message ?? ""}`)?.[1];
  return [failure.constraint, index.data?.index, named].filter((name) => name !== undefined);
}

/** Whether the database did not answer, so that trying again later is right. */
export function isDatabaseDown(error: unknown): boolean {
  return failures(error).some(({ code = "", message = "", meta }) => {
    const adapter = meta?.driverAdapterError?.cause;
    const state = adapter?.originalCode ?? code;
    if (downStates.test(state) || downCodes.has(state) || downPrismaCodes.has(code)) return true;
    return downKinds.has(adapter?.kind ?? "") || downMessages.test(message);
  });
}

/** The error and everything that caused it, as Prisma, pg and Node each wrap the others. */
function failures(error: unknown): Failure[] {
  const parsed = failureSchema.safeParse(error);
  if (!parsed.success) return [];
  const { cause, errors = [] } = parsed.data;
  return [parsed.data, ...(cause === undefined ? [] : failures(cause)), ...errors.flatMap(failures)];
}
