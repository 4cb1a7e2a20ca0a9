import { expect, it } from "vitest";
import { probabilityWords } from "../../src/view/probability.ts";

it("is never surer than its rounding", () => {
  expect([0, 0.0499, 0.05, 0.12, 0.125, 0.93, 0.95, 0.951, 1].map(probabilityWords)).toEqual([
    "<5%",
    "<5%",
    "5%",
    "10%",
    "15%",
    "95%",
    "95%",
    ">95%",
    ">95%",
  ]);
});
