import { type Dice, dice } from "./dice.ts";
import { instantOf, plusDays, weekdayOf } from "./wall.ts";

/** What happens in the four weeks of one seed, settled before they begin. People's reactions are thrown as they come. */
export type Plan = {
  readonly seed: number;
  readonly firstMonday: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly teams: readonly TeamPlan[];
  readonly people: readonly PersonPlan[];
  readonly events: readonly PlannedEvent[];
};

export type PlatformName = "slack" | "discord";
export type Kind = "checkin" | "reminders" | "summary" | "brief";
export type When = { readonly days: readonly number[]; readonly time: string };

export type TeamPlan = {
  readonly name: string;
  readonly zone: string;
  readonly locale: "en" | "ru";
  readonly platforms: readonly PlatformName[];
  /** Null for what is turned off. */
  readonly schedules: Readonly<Record<Kind, When | null>>;
};

export type PersonPlan = {
  readonly name: string;
  readonly zone: string | null;
  readonly platforms: readonly PlatformName[];
  readonly roles: readonly { readonly team: number; readonly role: "rep" | "manager" }[];
  /** How they take to being asked: shares of answering, skipping and snoozing; the rest is silence. */
  readonly habit: { readonly answers: number; readonly skips: number; readonly snoozes: number };
};

export type PlannedEvent = { readonly at: number } & (
  | { readonly does: "says"; readonly who: string; readonly text: string; readonly fact: PlannedFact }
  | { readonly does: "down"; readonly until: number }
  | { readonly does: "database away"; readonly until: number }
  | { readonly does: "crash"; readonly afterCalls: number; readonly when: "before" | "after"; readonly until: number }
  | { readonly does: "connection lost"; readonly afterCalls: number; readonly when: "before" | "after" }
  | { readonly does: "platform"; readonly platform: PlatformName; readonly trouble: Trouble; readonly until: number }
  | { readonly does: "closed to us"; readonly who: string; readonly platform: PlatformName }
  | { readonly does: "clock"; readonly skew: number }
);

export type Trouble = "held" | "refused" | "timeout after" | "timeout before" | "crash after";

/** What a command changes, in the model's own terms. */
export type PlannedFact =
  | { readonly changes: "zone"; readonly who: string; readonly zone: string }
  | { readonly changes: "team zone"; readonly team: number; readonly zone: string }
  | { readonly changes: "schedule"; readonly team: number; readonly kind: Kind; readonly when: When }
  | { readonly changes: "pause"; readonly team: number }
  | { readonly changes: "resume"; readonly team: number }
  | { readonly changes: "away"; readonly who: string; readonly from: string; readonly to: string }
  | { readonly changes: "removed"; readonly who: string; readonly team: number }
  | { readonly changes: "muted"; readonly who: string; readonly until: string | "forever" }
  | { readonly changes: "quiet"; readonly who: string; readonly from: string; readonly to: string };

const day = 24 * 3_600_000;
const minute = 60_000;
const weeks = 4;

/** Weeks that hold a change of 2026 for most of these zones; one start in each list also spans the end of a month. */
const spring = ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"];
const autumn = ["2026-09-14", "2026-09-28", "2026-10-05", "2026-10-12"];
/** The turn of the year and a leap day. */
const special = ["2026-12-14", "2028-02-14"];

const bothChanges = [
  ...["Europe/Berlin", "America/New_York", "Australia/Sydney", "America/Los_Angeles", "Europe/London"],
  ...["Pacific/Auckland", "America/Santiago", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Chatham"],
  ...["Africa/Cairo", "Australia/Adelaide", "America/Havana"],
];
const steady = [
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Vladivostok",
  "Europe/Moscow",
  "Asia/Tehran",
  "Pacific/Kiritimati",
];

export function planOf(seed: number): Plan {
  const throwing = dice(seed, "plan");
  const starts = seed % 10 === 9 ? special : seed % 2 === 0 ? spring : autumn;
  const firstMonday = throwing.pick(starts);
  const startsAt = Date.parse(`${firstMonday}T00:00:00Z`) - day;
  const teams = planTeams(throwing);
  const people = planPeople(throwing, teams);
  const plan = { seed, firstMonday, startsAt, endsAt: startsAt + weeks * 7 * day + day, teams, people };
  const events = [...planCommands(throwing, plan), ...planFaults(dice(seed, "faults"), plan)];
  return { ...plan, events: events.sort((a, b) => a.at - b.at) };
}

const teamNames = ["Alpha", "Beta", "Gamma"];

function planTeams(throwing: Dice): TeamPlan[] {
  const zones = [...throwing.several(bothChanges, 2), throwing.pick([...steady, ...bothChanges])];
  const homes: PlatformName[][] = [
    ["discord"],
    ["slack"],
    throwing.pick([["discord"], ["slack"], ["discord", "slack"]]),
  ];
  const briefed = throwing.between(0, 1);
  const unasked = throwing.between(0, 2);
  return teamNames.map((name, at) => ({
    name,
    zone: zones[at] ?? "UTC",
    locale: throwing.chance(0.5) ? "en" : "ru",
    platforms: homes[at] ?? ["slack"],
    schedules: planSchedules(throwing, at, { briefed, unasked }),
  }));
}

/** Check-ins in two teams, goal reminders in one, briefs in one or two: enough to meet, and cheap enough for hundreds of seeds. */
type Special = { readonly briefed: number; readonly unasked: number };

function planSchedules(throwing: Dice, team: number, { briefed, unasked }: Special): Record<Kind, When | null> {
  const brief = { days: [throwing.pick([1, 1, 2])], time: throwing.pick(["09:00", "08:30", "11:15"]) };
  const reminders = { days: [throwing.between(1, 5)], time: "09:00" };
  const time = throwing.pick(["08:00", "09:30", "09:30", "10:15", "14:00", "16:45"]);
  const checkin = { days: [throwing.between(1, 5)], time };
  return {
    checkin: team === unasked ? null : checkin,
    summary: {
      days: [throwing.pick([5, 5, 7, 7, 1])],
      time: throwing.pick(["16:00", "02:30", "02:30", "00:30", "23:45", "03:00"]),
    },
    reminders: team === 0 ? reminders : null,
    brief: team < 2 && (team === briefed || throwing.chance(0.2)) ? brief : null,
  };
}

const habits: readonly PersonPlan["habit"][] = [
  { answers: 0.5, skips: 0.05, snoozes: 0.05 },
  { answers: 0.15, skips: 0.1, snoozes: 0.2 },
  { answers: 0, skips: 0, snoozes: 0 },
];

/** Two reps in the first team and one in each other, who may be in two; a manager for the first two teams and one for the last. */
function planPeople(throwing: Dice, teams: readonly TeamPlan[]): PersonPlan[] {
  const person = (name: string, roles: PersonPlan["roles"]): PersonPlan => {
    const home: PlatformName = throwing.pick(teams[roles[0]?.team ?? 0]?.platforms ?? ["slack"]);
    return {
      ...{ name, roles, habit: throwing.pick(habits) },
      zone: throwing.chance(0.3) ? throwing.pick([...bothChanges, ...steady]) : null,
      platforms: throwing.chance(0.15) ? ["discord", "slack"] : [home],
    };
  };
  const rep = (team: number) => ({ team, role: "rep" }) as const;
  const manager = (team: number) => ({ team, role: "manager" }) as const;
  return [
    person("rep-a", throwing.chance(0.3) ? [rep(0), rep(1)] : [rep(0)]),
    person("rep-b", [rep(0)]),
    person("rep-c", [rep(1)]),
    person("rep-d", [rep(2)]),
    person("boss-ab", [manager(0), manager(1)]),
    person("boss-c", [manager(2)]),
  ];
}

/** Commands come at minutes at which nothing is scheduled, so that what comes first is never in doubt. */
const commandMinute = 7;

type Frame = Omit<Plan, "events">;

function planCommands(throwing: Dice, plan: Frame): PlannedEvent[] {
  const count = throwing.between(2, 5);
  return Array.from({ length: count }, () => planCommand(throwing, plan)).flat();
}

function momentIn(throwing: Dice, { startsAt }: Frame, atMinute: number): number {
  return startsAt + throwing.between(1, 23) * day + throwing.between(0, 95) * 15 * minute + atMinute * minute;
}

function planCommand(throwing: Dice, plan: Frame): PlannedEvent[] {
  const at = momentIn(throwing, plan, commandMinute);
  const team = throwing.between(0, plan.teams.length - 1);
  const name = plan.teams[team]?.name ?? "";
  const manager = plan.people.find(({ roles }) => roles.some((one) => one.team === team && one.role === "manager"));
  const reps = plan.people.filter(({ roles }) => roles.some((one) => one.role === "rep"));
  const rep = throwing.pick(reps);
  const boss = manager?.name ?? "";
  const today = new Date(at).toISOString().slice(0, 10);
  const says = (who: string, text: string, fact: PlannedFact, when = at): PlannedEvent => ({
    ...{ at: when, does: "says", who, text, fact },
  });
  switch (throwing.between(1, 9)) {
    case 1: {
      const zone = throwing.pick([...bothChanges, ...steady]);
      return [says(rep.name, `/my zone ${zone}`, { changes: "zone", who: rep.name, zone })];
    }
    case 2: {
      const zone = throwing.pick([...bothChanges, ...steady]);
      return [says(boss, `/team zone ${zone} team:${name}`, { changes: "team zone", team, zone })];
    }
    case 3: {
      const kind = throwing.pick(["checkin", "summary", "brief"] as const);
      const when = { days: [throwing.between(1, 5)], time: throwing.pick(["09:30", "11:00", "15:30"]) };
      const text = `/team schedule ${kind} "${dayNames[when.days[0] ?? 1]} ${when.time}" team:${name}`;
      return [says(boss, text, { changes: "schedule", team, kind, when })];
    }
    case 4: {
      const resumed = at + throwing.between(1, 5 * 24) * 3_600_000;
      return [
        says(boss, `/team pause ${name}`, { changes: "pause", team }),
        says(boss, `/team resume ${name}`, { changes: "resume", team }, resumed),
      ];
    }
    case 5:
    case 6: {
      const from = plusDays(today, throwing.between(1, 6));
      const to = plusDays(from, throwing.between(0, 9));
      return [says(rep.name, `/my away ${from} ${to}`, { changes: "away", who: rep.name, from, to })];
    }
    case 7: {
      const own = rep.roles[0]?.team ?? 0;
      const itsBoss = plan.people.find(({ roles }) => roles.some((one) => one.team === own && one.role === "manager"));
      if (rep.roles.length > 1) return [];
      return [
        says(itsBoss?.name ?? "", `/team remove ${rep.name} team:${plan.teams[own]?.name}`, {
          changes: "removed",
          who: rep.name,
          team: own,
        }),
      ];
    }
    case 8: {
      const until = throwing.chance(0.3) ? "forever" : plusDays(today, throwing.between(2, 6));
      return [says(rep.name, `/my mute ${until}`, { changes: "muted", who: rep.name, until })];
    }
    default: {
      const [from, to] = throwing.pick([
        ["16:00", "10:00"],
        ["22:00", "07:00"],
        ["12:00", "09:00"],
      ] as const);
      return [says(rep.name, `/my quiet ${from} ${to}`, { changes: "quiet", who: rep.name, from, to })];
    }
  }
}

const dayNames = ["", "mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** The last days are calm, so that what is owed can be told from what is still on its way. */
const calmDays = 4;

function planFaults(throwing: Dice, plan: Frame): PlannedEvent[] {
  const due = moments(plan);
  const calm = plan.endsAt - calmDays * day;
  /** Near something that is due, since elsewhere there is nothing to break. */
  const busy = () => throwing.pick(due) + throwing.between(-20, 90) * 1_000;
  const faults: PlannedEvent[] = [];
  const add = (count: number, make: (at: number) => PlannedEvent) => {
    for (let made = 0; made < count; made++) faults.push(make(busy()));
  };
  add(throwing.between(3, 8), (at) => ({
    ...{ at, does: "crash", afterCalls: throwing.between(1, 60), when: throwing.pick(["before", "after"] as const) },
    until: at + throwing.between(1, 90) * 1_000,
  }));
  add(throwing.between(1, 4), (at) => ({
    ...{
      at,
      does: "connection lost",
      afterCalls: throwing.between(1, 60),
      when: throwing.pick(["before", "after"] as const),
    },
  }));
  add(throwing.between(0, 2), (at) => ({ at, does: "database away", until: at + throwing.between(1, 12) * minute }));
  add(throwing.between(0, 1), (at) => ({ at, does: "down", until: at + throwing.between(30, 300) * 1_000 }));
  if (throwing.chance(0.5)) {
    const at = momentIn(throwing, plan, 4);
    faults.push({ at, does: "down", until: at + 7 * minute + throwing.pick([1, 3, 9, 20, 60, 100]) * 3_600_000 });
  }
  add(throwing.between(1, 3), (at) => {
    const trouble = throwing.pick(["held", "refused", "timeout after", "timeout before", "crash after"] as const);
    // What takes everything for longer without ever answering outlasts any platform's memory of a repeat.
    const lasts = trouble === "timeout after" ? 60 : throwing.pick([10, 60, 300, 1_200, 5_400, 20_000, 86_400]);
    const platform = throwing.pick(["slack", "discord"] as const);
    return { at, does: "platform", platform, trouble, until: at + lasts * 1_000 };
  });
  if (throwing.chance(0.3)) {
    const at = busy();
    faults.push({ at, does: "clock", skew: throwing.between(-8, 8) * minute });
    faults.push({ at: at + throwing.between(1, 300) * minute, does: "clock", skew: 0 });
  }
  if (throwing.chance(0.3)) {
    const who = throwing.pick(plan.people);
    faults.push({ at: busy(), does: "closed to us", who: who.name, platform: throwing.pick(who.platforms) });
  }
  return faults.filter((fault) => fault.at < calm && (!("until" in fault) || fault.until < calm));
}

/** When the schedules as first set bring something, roughly: enough to aim faults at. */
function moments({ teams, firstMonday }: Frame): number[] {
  const dates = Array.from({ length: weeks * 7 }, (_, at) => plusDays(firstMonday, at));
  return teams.flatMap(({ zone, schedules }) =>
    Object.values(schedules).flatMap((when) =>
      dates
        .filter((date) => when?.days.includes(weekdayOf(date)))
        .map((date) => instantOf(date, when?.time ?? "", zone)),
    ),
  );
}
