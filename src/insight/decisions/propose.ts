import { longestAction, opens, runs } from "../../command/action.ts";
import { decisionTexts as m } from "../../i18n/decisions.ts";
import type { Message } from "../../i18n/texts.ts";
import type { Words } from "../../i18n/words.ts";
import type { Button, ChoiceAction } from "../../view/view.ts";

/** A step with a person: its button opens the form of a promise, filled with what, about whom and by when. */
export type Proposal = "talk" | "ask" | "thank";

const proposals: Readonly<
  Record<Proposal, { readonly label: Message; readonly title: Message; readonly days: number }>
> = {
  talk: { label: m.talk, title: m.talkTitle, days: 3 },
  ask: { label: m.ask, title: m.askTitle, days: 1 },
  thank: { label: m.thank, title: m.thankTitle, days: 1 },
};

export const isProposal = (text: string | undefined): text is Proposal => Object.hasOwn(proposals, text ?? "");

export const proposalTerms = (proposal: Proposal) => proposals[proposal];

/** The one step proposed for a finding; `key` ties what becomes of it to the finding. */
export function proposalButton(words: Words, proposal: Proposal, key: string, name: string): Button {
  return {
    label: words.plain(proposals[proposal].label, { name }),
    action: withKey("action decide", key, { do: proposal }),
  };
}

function withKey(command: string, key: string, more: Readonly<Record<string, string>>): string {
  const isShort = `open:${command}?insight=${encodeURIComponent(key)}&do=thank`.length <= longestAction;
  return opens(command, isShort ? { ...more, insight: key } : more);
}

/** Leaves a finding out of the brief; null for a key that no button can hold. */
export function notNow(label: string, key: string): ChoiceAction | null {
  if (`run:action later?insight=${encodeURIComponent(key)}`.length > longestAction) return null;
  return { label, action: runs("action later", { insight: key }) };
}
