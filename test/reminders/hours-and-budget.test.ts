import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { workCalendar } from "../../src/calendar/working-days.ts";
import { localTimeOf } from "../../src/calendar/zones.ts";
import { hoursOf, nextAllowedFor, type Reachable } from "../../src/reminders/allowed.ts";
import { budget, budgetWait, type Written } from "../../src/reminders/budget.ts";

const berlin: Reachable = {
  zone: "Europe/Berlin",
  hours: hoursOf({ quietFrom: null, quietTo: null }),
  calendar: workCalendar(),
  dndUntil: null,
  mutedUntil: null,
};
const at = (text: string) => new Date(text);

describe("when a person may be written to unasked", () => {
  it("is at once inside office hours and at the next opening outside them", () => {
    expect(nextAllowedFor(at("2026-11-24T10:00:00Z"), berlin)).toEqual(at("2026-11-24T10:00:00Z"));
    expect(nextAllowedFor(at("2026-11-24T17:00:00Z"), berlin)).toEqual(at("2026-11-25T08:00:00Z"));
    expect(nextAllowedFor(at("2026-11-28T10:00:00Z"), berlin)).toEqual(at("2026-11-30T08:00:00Z"));
  });

  it("keeps to the person's own quiet hours, also over midnight", () => {
    const early = { ...berlin, hours: hoursOf({ quietFrom: "22:00", quietTo: "06:00" }) };
    expect(nextAllowedFor(at("2026-11-24T19:00:00Z"), early)).toEqual(at("2026-11-24T19:00:00Z"));
    expect(nextAllowedFor(at("2026-11-24T22:00:00Z"), early)).toEqual(at("2026-11-25T05:00:00Z"));
  });

  it("waits for the end of do-not-disturb and of a pause", () => {
    const busy = { ...berlin, dndUntil: at("2026-11-24T12:30:00Z"), mutedUntil: at("2026-11-24T18:00:00Z") };
    expect(nextAllowedFor(at("2026-11-24T10:00:00Z"), busy)).toEqual(at("2026-11-25T08:00:00Z"));
    expect(nextAllowedFor(at("2026-11-24T10:00:00Z"), { ...busy, mutedUntil: null })).toEqual(busy.dndUntil);
  });

  it("leaves the first morning after three days off quiet until ten", () => {
    const away = {
      ...berlin,
      calendar: workCalendar({ leaves: [{ start: "2026-11-23", end: "2026-11-23", fraction: 1 }] }),
    };
    expect(nextAllowedFor(at("2026-11-23T09:00:00Z"), away)).toEqual(at("2026-11-24T09:00:00Z"));
  });

  it("opens at nine on the wall on both sides of a clock change", () => {
    expect(nextAllowedFor(at("2026-03-27T18:00:00Z"), berlin)).toEqual(at("2026-03-30T07:00:00Z"));
    expect(nextAllowedFor(at("2026-10-23T18:00:00Z"), berlin)).toEqual(at("2026-10-26T08:00:00Z"));
  });

  it("never falls outside the window, whatever the instant", () => {
    const instants = fc.date({ min: at("2026-01-01T00:00:00Z"), max: at("2027-12-31T00:00:00Z"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, (instant) => {
        const allowed = nextAllowedFor(instant, berlin);
        const time = localTimeOf(allowed ?? instant, "Europe/Berlin");
        return allowed !== null && allowed >= instant && time >= "09:00" && time < "18:00";
      }),
    );
  });
});

describe("how often", () => {
  const now = at("2026-11-26T10:00:00Z");
  const proactive = (...times: string[]): Written[] => times.map((time) => ({ at: at(time), isProactive: true }));

  it("is twice a day, then tomorrow", () => {
    expect(budgetWait(proactive("2026-11-26T08:00:00Z"), now, "Europe/Berlin")).toBeNull();
    const two = proactive("2026-11-26T08:00:00Z", "2026-11-26T08:30:00Z");
    expect(budgetWait(two, now, "Europe/Berlin")).toEqual({ until: at("2026-11-26T23:00:00Z"), because: "day" });
  });

  it("is six times a week, then on Monday", () => {
    const days = ["23", "23", "24", "24", "25", "25"].map((day) => `2026-11-${day}T09:00:00Z`);
    expect(budgetWait(proactive(...days), now, "Europe/Berlin")).toEqual({
      until: at("2026-11-29T23:00:00Z"),
      because: "week",
    });
    expect(budgetWait(proactive("2026-11-22T09:00:00Z", ...days.slice(1)), now, "Europe/Berlin")).toBeNull();
  });

  it("counts notices as interruptions: a fourth of them today waits, one within the hour does not", () => {
    const notices = ["06:00", "07:30", "09:50"].map((time) => ({
      at: at(`2026-11-26T${time}:00Z`),
      isProactive: false,
    }));
    expect(budgetWait(notices, now, "Europe/Berlin")).toBeNull();
    expect(budgetWait(notices, at("2026-11-26T12:00:00Z"), "Europe/Berlin")?.because).toBe("batches");
  });

  it("never lets more than the budget through in any week of attempts", () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 7 * 24 * 60 - 1 }), { maxLength: 60 });
    fc.assert(
      fc.property(minutes, (attempts) => {
        const monday = at("2026-11-22T23:00:00Z").getTime();
        const written: Written[] = [];
        for (const minute of attempts.sort((a, b) => a - b)) {
          const instant = new Date(monday + minute * 60_000);
          if (budgetWait(written, instant, "Europe/Berlin") === null) written.push({ at: instant, isProactive: true });
        }
        const perDay = new Map<number, number>();
        for (const one of written) {
          const day = Math.floor((one.at.getTime() - monday) / 86_400_000);
          perDay.set(day, (perDay.get(day) ?? 0) + 1);
        }
        return written.length <= budget.perWeek && [...perDay.values()].every((count) => count <= budget.perDay);
      }),
    );
  });
});
