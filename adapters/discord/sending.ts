import { setTimeout as delay } from "node:timers/promises";
import { RateLimitError } from "discord.js";
import type { Log } from "../../src/explain.ts";
import type { View } from "../../src/view/view.ts";
import { limits, patience } from "./limits.ts";
import type { Upload } from "./pictures.ts";
import { codes, isCode, waitAfter } from "./problems.ts";
import { type Reader, type Rendered, renderAsEmbed, renderView } from "./render.ts";

export type Showing = {
  readonly view: View;
  readonly reader: Reader;
  readonly file?: Upload | undefined;
  readonly log: Log;
};

/**
 * Sends a view message by message. Where Discord does not take it as components, the same goes out as an embed, because
 * somebody waits for what it says.
 */
export async function sendPages<T>(
  { view, reader, file, log }: Showing,
  send: (page: Rendered, at: number) => Promise<T>,
): Promise<T[]> {
  try {
    return await inOrder(await renderView(view, reader, file), send);
  } catch (error) {
    if (!(error instanceof FirstRefused)) throw error;
    log.error({ err: error.cause }, "components were refused, an embed goes out instead");
    return inOrder(await renderAsEmbed(view, reader, file), send).catch((second: unknown) => {
      throw second instanceof FirstRefused ? second.cause : second;
    });
  }
}

/** Posts with one nonce are one post to Discord for some minutes; a part other than the first has a nonce of its own. */
export const postedOnce = (nonce: string, at: number) => ({
  nonce: at === 0 ? nonce : `${nonce.slice(0, limits.nonce - 3)}.${at}`,
  enforce_nonce: true,
});

type Sendable = Pick<Rendered, "body" | "files">;

/** Where we may write but attach nothing, pictures are told in words: it is no reason to say nothing at all. */
export async function withOrWithoutFiles<T>(
  { body, files, inWords }: Rendered,
  log: Log,
  send: (page: Sendable) => Promise<T>,
): Promise<T> {
  try {
    return await send({ body, files });
  } catch (error) {
    if (!inWords || !isCode(error, codes.missingPermissions)) throw error;
    log.warn({ err: error }, "files may not be attached, a picture goes out in words");
    return send({ body: inWords, files: [] });
  }
}

/**
 * Between the parts of one message a short limit is waited for: handing the message back would begin it anew, and use
 * up the limit with what stands there already.
 */
export async function inTurn<T>(at: number, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (at === 0 || !(error instanceof RateLimitError) || waitAfter(error) > patience.betweenParts) throw error;
      await delay(waitAfter(error), undefined, { signal });
    }
  }
}

class FirstRefused extends Error {
  override readonly name = "FirstRefused";
}

async function inOrder<T>(pages: readonly Rendered[], send: (page: Rendered, at: number) => Promise<T>): Promise<T[]> {
  const sent: T[] = [];
  for (const [at, page] of pages.entries()) {
    try {
      sent.push(await send(page, at));
    } catch (cause) {
      if (at === 0 && isCode(cause, codes.invalidForm)) throw new FirstRefused("Discord refused it", { cause });
      throw cause;
    }
  }
  return sent;
}
