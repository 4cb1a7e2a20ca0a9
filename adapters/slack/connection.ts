import type { Locale } from "../../src/i18n/texts.ts";
import type { Clients } from "./clients.ts";
import type { Holds } from "./holds.ts";
import type { SlackParts } from "./parts.ts";
import type { Workspaces } from "./workspaces.ts";

/** The adapter at work: what it was given, and how it reaches Slack. */
export type Connection = SlackParts & {
  readonly workspaces: Workspaces;
  /** Answers that a person waits for. */
  readonly quick: Clients;
  /** The languages of people seen lately, for the moments before the database has answered. */
  readonly locales: Map<string, Locale>;
  /** People whose Home tab is about to be shown anew, by workspace and user. */
  readonly homesDue: Set<string>;
  readonly holds: Holds;
  /** How many connections by Socket Mode there have been; what came on an earlier one can be answered there no more. */
  connections(): number;
  /** Lets work go on after an acknowledgement; leaving waits for it, and what breaks in it is logged. */
  later(what: string, work: () => Promise<unknown>): void;
};
