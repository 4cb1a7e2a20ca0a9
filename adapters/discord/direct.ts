import { type REST, Routes } from "discord.js";
import { z } from "zod";
import { deliveryProblem } from "./problems.ts";
import { type Showing, sendPages } from "./sending.ts";

const withId = z.looseObject({ id: z.string() });

export const idIn = (answer: unknown): string => withId.parse(answer).id;

export async function openDirect(rest: REST, userId: string, signal?: AbortSignal): Promise<string> {
  const opened = await rest.post(Routes.userChannels(), {
    body: { recipient_id: userId },
    ...(signal ? { signal } : {}),
  });
  return idIn(opened);
}

/** A private answer that came too late for where it was asked: it goes to the person directly, or it is let go. */
export async function answerDirectly(rest: REST, userId: string, showing: Showing, now: Date): Promise<void> {
  try {
    const channel = await openDirect(rest, userId);
    await sendPages(showing, ({ body, files }) => rest.post(Routes.channelMessages(channel), { body, files }));
  } catch (error) {
    showing.log.warn({ why: deliveryProblem(error, "dm", now).problem.kind }, "a late answer could not be given");
  }
}
