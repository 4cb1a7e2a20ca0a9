import { addDays, type LocalDate } from "../calendar/dates.ts";
import type { demoNames } from "../i18n/demo.ts";

export type DemoKey = keyof typeof demoNames;

/** How somebody of the made-up team works: what they do in a day, how much of it succeeds, how they answer. */
export type Character = {
  readonly key: DemoKey;
  readonly role: "manager" | "rep" | "newcomer";
  /** May be played in the practice room; the others only fill the team. */
  readonly isPlayed: boolean;
  readonly callsADay: number;
  /** How much of the calls becomes meetings, of the meetings deals, of the deals wins. */
  readonly funnel: readonly [meetings: number, deals: number, wins: number];
  /** Of a usual deal's value. */
  readonly size: number;
  /** Reached so far against what the working time so far asks for: 1 is exactly on the line. */
  readonly paceIndex: number;
  /** How often they answer check-ins, and how sure they say they are. */
  readonly answers: number;
  readonly confidence: number;
};

const rep = { role: "rep", isPlayed: false, answers: 0.95, confidence: 4 } as const;

/** One is ahead, one at risk, one behind; whoever calls most does not win most. */
export const cast: readonly Character[] = [
  {
    ...{ key: "max", role: "manager", isPlayed: true, callsADay: 0, funnel: [0, 0, 0], size: 0 },
    ...{ paceIndex: 1, answers: 0, confidence: 4 },
  },
  { ...rep, key: "ana", isPlayed: true, callsADay: 9, funnel: [0.26, 0.42, 0.5], size: 1.1, paceIndex: 1.15 },
  {
    ...{ ...rep, key: "boris", isPlayed: true, callsADay: 13, funnel: [0.17, 0.36, 0.42], size: 1 },
    ...{ paceIndex: 0.85, answers: 0.75, confidence: 4 },
  },
  {
    ...{ key: "nina", role: "newcomer", isPlayed: true, callsADay: 7, funnel: [0.15, 0.3, 0.3], size: 0.6 },
    ...{ paceIndex: 1, answers: 1, confidence: 3 },
  },
  { ...rep, key: "chen", callsADay: 8, funnel: [0.16, 0.34, 0.36], size: 0.9, paceIndex: 0.6, confidence: 2 },
  { ...rep, key: "dora", callsADay: 10, funnel: [0.22, 0.4, 0.46], size: 1, paceIndex: 1.02 },
  { ...rep, key: "emil", callsADay: 9, funnel: [0.2, 0.38, 0.45], size: 1.2, paceIndex: 0.98, answers: 0.85 },
];

export const newcomerSince = (today: LocalDate): LocalDate => addDays(today, -21);
