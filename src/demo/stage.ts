import type { LocalDate } from "../calendar/dates.ts";
import type { WorkCalendar } from "../calendar/working-days.ts";
import type { Message } from "../i18n/texts.ts";
import type { Words } from "../i18n/words.ts";
import type { Work } from "../work.ts";
import type { Character } from "./cast.ts";
import type { MadeHistory } from "./history.ts";
import type { Random } from "./random.ts";

export type MadePerson = Character & {
  readonly personId: string;
  readonly name: string;
  readonly calendar: WorkCalendar;
  readonly history: MadeHistory;
};

/** What everything that is made up for the practice room needs to know. */
export type Stage = {
  readonly work: Work;
  readonly random: Random;
  readonly id: () => string;
  readonly words: Words;
  say(message: Message): string;
  readonly zone: string;
  readonly currency: string;
  /** What one dollar of a usual deal is here. */
  readonly priceLevel: number;
  readonly today: LocalDate;
  /** The first day of the history; the last is yesterday. */
  readonly start: LocalDate;
  readonly workspaceId: string;
  readonly teamId: string;
  readonly metrics: ReadonlyMap<string, string>;
  readonly manager: MadePerson;
  readonly reps: readonly MadePerson[];
};
