import { describe, expect, it } from "vitest";
import { deadlineFragments, readBack } from "../../src/goals/read-back.ts";
import { ackMetrics } from "../../src/goals/understanding.ts";
import { checkWording } from "../../src/goals/wording.ts";

describe("readBack", () => {
  const goal = { value: 120_000, deadline: deadlineFragments({ start: "2027-03-01", end: "2027-03-31" }) };

  it.each([
    "120k by 31 March, first I call the top ten",
    "I'll close $120,000 by March 31st",
    "by the end of March: 120 000",
    "120000 until 2027-03-31",
    "120 тыс. до 31 марта",
    "Сделаю 120 000 ₽ до конца марта, начну с первой десятки",
    "0,12 млн к концу месяца",
    "120k by end of Q1",
    "120к до 31.03",
  ])("understands %j", (text) => {
    expect(readBack(text, goal)).toEqual({ number: "match", deadline: true, understood: true });
  });

  it.each([
    ["ok", { number: "missing", deadline: false, understood: false }],
    ["by 31 March", { number: "missing", deadline: true, understood: false }],
    ["12k by 31 March", { number: "mismatch", deadline: true, understood: false }],
    ["120k by 30 March", { number: "match", deadline: false, understood: false }],
    ["120k до 1 марта", { number: "match", deadline: false, understood: false }],
  ])("sees what is missing in %j", (text, expected) => {
    expect(readBack(text, goal)).toEqual(expected);
  });

  it("does not take the day of the deadline for the number of the goal", () => {
    const deals = { value: 31, deadline: deadlineFragments({ start: "2027-03-01", end: "2027-03-31" }) };
    expect(readBack("by 31 march", deals).number).toBe("missing");
    expect(readBack("31 deals by 31 march", deals).understood).toBe(true);
  });

  it("does not find the first of a month in its thirty-first", () => {
    const early = { value: 5, deadline: deadlineFragments({ start: "2027-02-15", end: "2027-03-01" }) };
    expect(readBack("5 by 31 march", early).deadline).toBe(false);
    expect(readBack("5 by March 1", early).deadline).toBe(true);
  });

  it("names a week by its end", () => {
    const week = { value: 40, deadline: deadlineFragments({ start: "2026-11-23", end: "2026-11-27" }) };
    expect(readBack("40 calls this week", week).understood).toBe(true);
    expect(readBack("40 звонков до конца недели", week).understood).toBe(true);
  });
});

it("spreads the weight of what nobody answered", () => {
  const silent = { firstReadBackMatched: null, clarity: null, askedQuestion: false };
  expect(ackMetrics([{ ...silent, minutesToAcknowledge: 1080 }])).toMatchObject({ ackRate: 1, inTime: 1, index: 1 });
  expect(ackMetrics([{ ...silent, minutesToAcknowledge: 1081, clarity: 1 }])).toMatchObject({
    inTime: 0,
    index: expect.closeTo(0.4 / 0.6, 9),
  });
});

describe("checkWording", () => {
  const codes = (text: string) => checkWording(text, { fit: "good_fit", hasParent: true }).codes;

  it.each([
    "Close 20 deals by 31 December",
    "Raise conversion to 25% in Q1",
    "Sign 3 contracts by the end of next quarter",
    "Hold 12 demos in March",
    "Провести 12 встреч на этой неделе",
    "Довести конверсию до 25% к концу квартала",
    "Собрать 500 тыс. оплат до 31.12",
    "Сделать 40 звонков за неделю",
    "15 новых клиентов в 1 квартале",
  ])("has nothing to say about %j", (text) => {
    expect(codes(text)).toEqual([]);
  });

  it.each([
    ["Sell more", ["NO_METRIC", "NO_NUMBER", "NO_DEADLINE", "VAGUE"]],
    ["Make 40 calls", ["NO_DEADLINE"]],
    ["More revenue by 31.12.2026", ["NO_NUMBER", "VAGUE"]],
    ["Increase sales by 10% this quarter", []],
    ["Grow revenue in Q2 2027", ["NO_NUMBER", "VAGUE"]],
    ["Увеличить выручку в 1 квартале", ["NO_NUMBER", "VAGUE"]],
    ["Закрыть 15 до пятницы", ["NO_METRIC"]],
    ["Больше встреч с клиентами до конца марта", ["NO_NUMBER", "VAGUE"]],
  ])("hints at %j", (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it("says what the fit says, and nothing where there is none", () => {
    const check = (fit: Parameters<typeof checkWording>[1]["fit"]) =>
      checkWording("Make 40 calls this week", { fit, hasParent: false });
    expect(check("too_easy")).toMatchObject({ attainable: false, codes: ["FIT_TOO_EASY", "NO_PARENT"] });
    expect(check("insufficient_data")).toMatchObject({ attainable: null, codes: ["NO_PARENT"] });
  });
});
