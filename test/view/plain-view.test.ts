import { expect, test } from "vitest";
import { wordsFor } from "../../src/i18n/words.ts";
import { viewAsText } from "../../src/view/plain-view.ts";
import { code, person, strong } from "../../src/view/text.ts";
import { buttons, divider, heading, list, note, paragraph, view } from "../../src/view/view.ts";

test("every block has its plain text", () => {
  const shown = view(
    "summary",
    heading("Calls"),
    paragraph([strong("12"), " of ", code("20"), " by ", person("p1", "<!channel>")]),
    { kind: "fields", fields: [{ label: "Target", value: ["20"] }] },
    list([["one"], ["two"]]),
    {
      kind: "table",
      columns: [{ label: "Who" }, { label: "Done", align: "right" }],
      rows: [
        ["Ana", "5"],
        ["Boris", "100"],
      ],
    },
    divider,
    buttons({ label: "Undo", action: "run:goal undo" }, { label: "Show", action: "run:goal show" }),
    { kind: "choice", label: "Open", options: [{ label: "#1", action: "run:goal show?goal=%231" }] },
    { kind: "chart", chart: { kind: "bars", title: "", unit: "", bars: [] }, alt: "A chart of calls" },
    note(["as of Friday"]),
  );
  expect(viewAsText(shown).split("\n")).toEqual([
    "Calls",
    "12 of 20 by <!channel>",
    "Target: 20",
    "• one",
    "• two",
    "Who    Done",
    "Ana       5",
    "Boris   100",
    "—",
    "[Undo] [Show]",
    "Open: [#1]",
    "A chart of calls",
    "as of Friday",
  ]);
});

test("times are in the reader's zone when it is known", () => {
  const berlin = wordsFor("en", "Europe/Berlin");
  const shown = view("", paragraph([berlin.time(new Date("2026-11-23T09:00:00Z"), "time")]));
  expect(viewAsText(shown)).toBe("10:00 (Europe/Berlin)");
  expect(viewAsText(shown, wordsFor("en", "Asia/Tokyo"))).toBe("18:00 (Asia/Tokyo)");
});
