import { expect, test } from "vitest";
import { sources } from "../house/sources.ts";

/** What users of check-in bots complain of most. */
const complaints = {
  C1: "times are told without a zone",
  C2: "reminders are an hour off after the clock change",
  C3: "after the clock change nothing comes on Friday, and prompts on Sunday",
  C4: "a daily question ignores the clock change",
  C5: "what repeats every so many hours drifts",
  C6: "the hour of the clock change is done twice, never, or for ever",
  C7: "people in several zones get a second thread, or another day's",
  C8: "a late answer moves the next date",
  C9: "the weekly summary comes once and never again",
  C10: "what belongs to Monday comes on Sunday, or an hour late",
  C11: "a week over two months is reckoned wrongly",
  C12: "tomorrow's report cannot be sent today",
  C13: "several processes remind several times",
  C14: "a deleted account causes errors without end",
  C15: "workers do once more what the scheduler did",
  C16: "a digest comes many times within hours",
  C17: "each instance sends its own digest",
  C18: "asking twice posts twice",
  C19: "each instance runs each job",
  C20: "what the platform delivers again is done again",
  C21: "people on holiday are asked and tagged",
  C22: "everybody who did not report is tagged",
  C23: "reminders cannot be switched off, reports flood the channel",
  C24: "nobody can be away until a date",
  C25: "what is set in Slack is ignored",
  C26: "empty digests",
  C27: "notices are missed and never come again",
  C28: "managers do not learn who did not report",
} as const;

test("each complaint has a test that names it", () => {
  const titles = sources("test/complaints")
    .filter(({ path }) => path.endsWith(".test.ts"))
    .flatMap(({ text }) => [...text.matchAll(/^\s*"(C\d+): /gmu), ...text.matchAll(/\btest\("(C\d+): /gu)])
    .map((match) => match[1]);
  expect(Object.keys(complaints).filter((code) => !titles.includes(code))).toEqual([]);
});
