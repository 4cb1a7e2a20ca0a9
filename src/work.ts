import type { LocalDate } from "./calendar/dates.ts";
import type { Command } from "./command/command.ts";
import type { Platform, Role } from "./generated/prisma/client.ts";
import type { Locale } from "./i18n/texts.ts";
import type { Words } from "./i18n/words.ts";
import type { Db } from "./store/db.ts";

/**
 * One piece of work on one organisation: its database connection (inside a transaction wherever something changes),
 * the moment it happens at, and what it has to say. Rules get numbers and dates from it; stores get `db` and `orgId`.
 */
export type Work = {
  readonly db: Db;
  readonly orgId: string;
  readonly now: Date;
  /** Outbox rows written by this work, to be woken after its commit. */
  readonly said: string[];
};

/** The work of a person who asked for something. */
export type PersonWork = Work & {
  readonly caller: Caller;
  readonly words: Words;
  /** Every command there is, for help, menus and suggestions. */
  readonly commands: readonly Command[];
};

/** Who asks: the person behind an account, with what decides their rights. */
export type Caller = {
  readonly orgId: string;
  readonly personId: string;
  readonly name: string;
  readonly accountId: string;
  readonly workspaceId: string;
  readonly platform: Platform;
  readonly locale: Locale;
  readonly zone: string;
  readonly today: LocalDate;
  readonly isAdmin: boolean;
  readonly memberships: readonly { readonly teamId: string; readonly teamName: string; readonly role: Role }[];
  /** The channel in which they asked, if it was not a direct message. */
  readonly channel?: { readonly externalId: string; readonly name: string };
  /** The team whose channel it is, if it is one. */
  readonly channelTeamId?: string;
};
