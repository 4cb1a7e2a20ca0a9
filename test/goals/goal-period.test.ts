import { expect, test } from "vitest";
import { goalPeriod, movedEnd } from "../../src/goals/goal-period.ts";

const today = "2026-11-23";
const range = (start: string, end: string) => ({ range: { start, end } });

test.each([
  [undefined, undefined, range("2026-11-23", "2026-11-30")],
  [undefined, "end of month", range("2026-11-23", "2026-11-30")],
  [undefined, "this month", range("2026-11-01", "2026-11-30")],
  [undefined, "этот месяц", range("2026-11-01", "2026-11-30")],
  [undefined, "q1", range("2027-01-01", "2027-03-31")],
  [undefined, "март", range("2027-03-01", "2027-03-31")],
  [undefined, "31.12", range("2026-11-23", "2026-12-31")],
  ["next month", undefined, range("2026-12-01", "2026-12-31")],
  ["1 dec", undefined, range("2026-12-01", "2026-12-31")],
  ["1 dec", "q1", range("2026-12-01", "2027-03-31")],
  ["2026-11-01", undefined, range("2026-11-01", "2026-11-30")],
])("from %s by %s", (from, by, expected) => expect(goalPeriod(from, by, today)).toEqual(expected));

test.each([
  ["1 dec", "30 nov", "endsFirst"],
  [undefined, "2026-01-31", "endsFirst"],
  ["whenever", undefined, "badFrom"],
  [undefined, "soon", "badBy"],
  ["2026-11-23", "2028-11-23", "tooLong"],
])("from %s by %s is refused: %s", (from, by, problem) => expect(goalPeriod(from, by, today)).toEqual({ problem }));

test("two years less a day are allowed", () => {
  expect(goalPeriod("2026-11-23", "2028-11-22", today)).toEqual(range("2026-11-23", "2028-11-22"));
});

test("a moved end keeps the beginning", () => {
  expect(movedEnd("2026-11-01", "end of december", today)).toEqual(range("2026-11-01", "2026-12-31"));
  expect(movedEnd("2026-12-10", "5 dec", today)).toEqual({ problem: "endsFirst" });
});
