import { describe, expect, test } from "vitest";
import type { GoalState } from "../../src/generated/prisma/client.ts";
import { awaitsOwner, type GoalEvent, nextState } from "../../src/goals/states.ts";

const states: GoalState[] = ["draft", "sent", "acknowledged", "understood", "objected", "expired", "closed"];
const events: GoalEvent[] = ["send", "agree", "match", "mismatch", "object", "keep", "expire", "close"];

const follow = (...path: GoalEvent[]): GoalState | null =>
  path.reduce<GoalState | null>((state, event) => (state === null ? null : nextState(state, event)), "draft");

describe("the agreement on a goal", () => {
  test("is reached by saying the same", () => {
    expect(follow("send", "match")).toBe("understood");
    expect(follow("send", "mismatch")).toBe("acknowledged");
    expect(follow("send", "mismatch", "mismatch", "match")).toBe("understood");
    expect(follow("agree")).toBe("understood");
  });

  test("starts anew with a new version and after an objection", () => {
    expect(follow("send", "match", "send")).toBe("sent");
    expect(follow("send", "object")).toBe("objected");
    expect(follow("send", "match", "object", "keep")).toBe("sent");
    expect(follow("send", "object", "send", "match")).toBe("understood");
    expect(follow("send", "object", "mismatch")).toBe("objected");
  });

  test("ends with the period or the goal", () => {
    expect(follow("send", "expire")).toBe("expired");
    expect(follow("send", "expire", "match")).toBeNull();
    expect(follow("send", "match", "expire")).toBeNull();
    for (const event of events) expect(nextState("closed", event)).toBeNull();
    for (const state of states.filter((one) => one !== "closed")) expect(nextState(state, "close")).toBe("closed");
  });

  test("only an objection can be decided to be kept", () => {
    for (const state of states) expect(nextState(state, "keep") !== null).toBe(state === "objected");
  });

  test("waits for its owner only while nothing else is due", () => {
    expect(states.filter(awaitsOwner)).toEqual(["sent", "acknowledged"]);
  });
});
