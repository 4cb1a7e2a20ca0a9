import { randomBytes } from "node:crypto";
import { ApiError } from "./api-error.ts";
import type { Channel, Choice, Message, Modal } from "./model.ts";

/** Types of interaction and of answers: https://discord.com/developers/docs/interactions/receiving-and-responding */
export const asked = { command: 2, component: 3, autocomplete: 4, modal: 5 };
export const answer = { message: 4, defer: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 };

export interface Interaction {
  id: string;
  token: string;
  type: number;
  userId: string;
  channel: Channel;
  bornAt: number;
  /** The message whose component was used, also behind a modal it opened. */
  source?: Message;
  answeredWith?: number;
  ephemeral: boolean;
  original?: Message;
  /** Whatever was said in answer, oldest first. */
  messages: Message[];
  updates: number;
  modal?: Modal;
  choices?: Choice[];
}
export interface Limits {
  /** Milliseconds in which the first answer must come. */
  responseMs: number;
  /** Milliseconds a token lives. */
  tokenMs: number;
  ticks(): number;
}
export type Interactions = ReturnType<typeof createInteractions>;

export function createInteractions(limits: Limits) {
  const byToken = new Map<string, Interaction>();
  return {
    open(id: string, rest: Pick<Interaction, "type" | "userId" | "channel"> & { source?: Message }): Interaction {
      const token = randomBytes(48).toString("base64url");
      const interaction = { ...rest, id, token, bornAt: limits.ticks(), ephemeral: false, messages: [], updates: 0 };
      byToken.set(token, interaction);
      if (byToken.size > 20_000) byToken.delete(String(byToken.keys().next().value));
      return interaction;
    },
    /** The one that may be answered for the first time now. */
    toAnswer(id: string, token: string): Interaction {
      const found = byToken.get(token);
      if (found?.id !== id) throw new ApiError(10062);
      if (found.answeredWith !== undefined) throw new ApiError(40060);
      if (limits.ticks() - found.bornAt > limits.responseMs) throw new ApiError(10062);
      return found;
    },
    /** The one whose token still lets the application speak. */
    toFollow(token: string): Interaction {
      const found = byToken.get(token);
      if (!found || found.answeredWith === undefined) throw new ApiError(10015);
      if (limits.ticks() - found.bornAt > limits.tokenMs) throw new ApiError(50027);
      return found;
    },
  };
}

/** Which first answers each kind of interaction accepts. */
export function mayAnswer(interaction: Interaction, type: number): boolean {
  if (interaction.type === asked.autocomplete) return type === answer.choices;
  if (type === answer.modal) return interaction.type !== asked.modal;
  if (type === answer.update || type === answer.deferUpdate) return interaction.source !== undefined;
  return type === answer.message || type === answer.defer;
}
