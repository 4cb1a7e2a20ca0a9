import type { IncomingHttpHeaders } from "node:http";
import { plainProblem } from "./http.ts";

/** Whether a host name can only mean this computer. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname === "::1" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Lets the room be reached under a name of this computer only, so that a web page whose name was bound to our address
 * cannot talk to it, and takes changes only from our own page. Programs send no Origin and are let in; they must send
 * JSON, which no foreign page can do without asking first.
 */
export function guardRoom(method: string, headers: IncomingHttpHeaders): void {
  const host = headers.host ?? "";
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
  if (!isLoopback(name)) throw plainProblem(403, "The practice room is reached as localhost only.");
  if (method === "GET" || method === "HEAD") return;
  const { origin } = headers;
  const isForeign = origin !== undefined && origin !== `http://${host}`;
  const site = headers["sec-fetch-site"];
  if (isForeign || (site !== undefined && site !== "same-origin" && site !== "none")) {
    throw plainProblem(403, "The practice room takes requests from its own page only.");
  }
}
