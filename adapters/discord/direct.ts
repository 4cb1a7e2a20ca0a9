import { type REST, Routes } from "discord.js";
import { z } from "zod";
import { deliveryProblem } from "./problems.ts";
import { postedOnce, type Showing, sendPages } from "./sending.ts";

const withId = z.looseObject({ id: z.string() });

export const idIn = (answer: unknown): string => withId.parse(answer).id;

export async function openDirect(rest: REST, userId: string, signal?: AbortSignal): Promise<string> {
  const opened = await rest.post(Routes.userChannels(), {
    body: { recipient_id: userId },
    ...(signal ? { signal } : {}),
  });
  return idIn(opened);
}

/** Posts a view under a nonce, so that whoever repeats it within some minutes posts nothing new. */
export async function postOnce(rest: REST, channel: string, nonce: string, showing: Showing): Promise<void> {
  await sendPages(showing, ({ body, files }, at) =>
    rest.post(Routes.channelMessages(channel), { body: { ...body, ...postedOnce(nonce, at) }, files }),
  );
}

/** A private answer that came too late for where it was asked: it goes to the person directly, or it is let go. */
export async function answerDirectly(
  rest: REST,
  { userId, nonce, now }: { readonly userId: string; readonly nonce: string; readonly now: Date },
  showing: Showing,
): Promise<void> {
  try {
    await postOnce(rest, await openDirect(rest, userId), nonce, showing);
  } catch (error) {
    showing.log.warn({ why: deliveryProblem(error, "dm", now).problem.kind }, "a late answer could not be given");
  }
}
