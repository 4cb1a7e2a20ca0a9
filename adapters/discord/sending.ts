import type { Log } from "../../src/explain.ts";
import type { View } from "../../src/view/view.ts";
import type { Upload } from "./pictures.ts";
import { codes, isCode } from "./problems.ts";
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
