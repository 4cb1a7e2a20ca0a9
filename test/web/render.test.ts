import { describe, expect, it } from "vitest";
import { renderView } from "../../adapters/web/render.ts";
import { renderForm } from "../../adapters/web/render-form.ts";
import { runs } from "../../src/command/action.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import type { Form } from "../../src/view/form.ts";
import { code, emphasis, person, strong } from "../../src/view/text.ts";
import { type Block, buttons, divider, heading, list, note, paragraph, view } from "../../src/view/view.ts";

const nasty = `<script>alert("1")</script> <!channel> & 'x'`;
const safe = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &lt;!channel&gt; &amp; &#39;x&#39;";
const reader = { words: wordsFor("en", "Asia/Tokyo"), personId: "p1" };
const html = (...blocks: (Block | null)[]) =>
  renderView(view("summary", ...blocks), reader, (index) => `/charts/a-${index}.png`);

describe("a view in the room", () => {
  it("keeps whatever people typed as text, in every block", () => {
    const chart = { kind: "funnel", title: nasty, unit: "", stages: [] } as const;
    const blocks: (Block | null)[] = [
      heading(nasty),
      paragraph([nasty, strong(nasty), emphasis(nasty), code(nasty), person("p2", nasty, true)]),
      { kind: "fields", fields: [{ label: nasty, value: [nasty] }] },
      list([[nasty]]),
      { kind: "table", columns: [{ label: nasty }], rows: [[nasty]] },
      note([nasty]),
      divider,
      buttons({
        label: nasty,
        action: runs("goal log", { note: nasty.slice(0, 20) }),
        confirm: { title: nasty, text: nasty, yes: nasty, no: nasty },
      }),
      { kind: "choice", label: nasty, options: [{ label: nasty, action: nasty }] },
      { kind: "chart", chart, alt: nasty },
    ];
    for (const block of blocks) {
      const rendered = html(block);
      expect(rendered).not.toContain("<script");
      expect(rendered).not.toContain("<!");
      expect(rendered).not.toMatch(/="[^"]*'x'[^"]*"[^\s>]/);
    }
    expect(html(heading(nasty))).toBe(`<h3>${safe}</h3>`);
    expect(html(list([[nasty]]))).toBe(`<ul><li>${safe}</li></ul>`);
  });

  it("links only to the web", () => {
    expect(html(paragraph([{ kind: "link", url: "javascript:alert(1)", text: "click" }]))).toBe("<p>click</p>");
    expect(html(paragraph([{ kind: "link", url: "https://example.com/?a=1&b=2", text: "docs" }]))).toContain(
      'href="https://example.com/?a=1&amp;b=2"',
    );
  });

  it("shows times in the reader's zone and names it", () => {
    const at = new Date("2026-11-27T15:00:00Z");
    const time = wordsFor("en", "Europe/Berlin").time(at);
    expect(html(paragraph([time]))).toContain("00:00 (Asia/Tokyo)");
    expect(html(paragraph([time]))).toContain('datetime="2026-11-27T15:00:00.000Z"');
  });

  it("highlights people, most of all the reader", () => {
    expect(html(paragraph([person("p1", "Ana")]))).toBe('<p><span class="person you">Ana</span></p>');
    expect(html(paragraph([person("p2", "Boris", true)]))).toBe('<p><span class="person">@Boris</span></p>');
  });

  it("numbers charts in their order and says them in words", () => {
    const chart = { kind: "bars", title: "Calls", unit: "", bars: [] } as const;
    const rendered = html({ kind: "chart", chart, alt: "first" }, divider, { kind: "chart", chart, alt: "second" });
    expect(rendered).toMatch(/a-0\.png" alt="first".*a-1\.png" alt="second"/);
  });

  it("carries actions and questions on its buttons", () => {
    const rendered = html(
      buttons({
        label: "Undo",
        action: runs("goal undo", { goal: "#12" }),
        style: "danger",
        confirm: { title: "Sure?", text: "t", yes: "y", no: "n" },
      }),
    );
    expect(rendered).toContain('data-action="run:goal undo?goal=%2312"');
    expect(rendered).toContain('class="action danger"');
    expect(rendered).toContain("{&quot;title&quot;:&quot;Sure?&quot;");
  });

  it("speaks Russian around a choice", () => {
    const block: Block = {
      kind: "choice",
      label: "Цель",
      options: [{ label: "Звонки", action: "run:goal show?goal=%231" }],
    };
    const russian = renderView(view("s", block), { words: wordsFor("ru", "Europe/Moscow") }, () => "");
    expect(russian).toContain(">Выбрать</button>");
  });
});

describe("a form in the room", () => {
  const people = [
    { externalId: "ana", name: "Ana Costa" },
    { externalId: "max", name: nasty },
  ];
  const form: Form = {
    name: "goal log",
    state: { round: nasty },
    title: "Log",
    submit: "Save",
    fields: [
      {
        kind: "search",
        of: "goal",
        name: "goal",
        label: "Goal",
        required: true,
        chosen: { value: "#2", label: "#2 Calls" },
      },
      { kind: "number", name: "amount", label: "How much", hint: "Like 12", required: true, value: nasty },
      { kind: "date", name: "on", label: "Day", required: false },
      { kind: "channel", name: "where", label: "Where", required: false, value: "#{c1}sales" },
      { kind: "person", name: "who", label: "Who", required: false, value: "Ana Costa" },
      { kind: "text", name: "note", label: "Note", required: false, multiline: true, maxLength: 500, value: nasty },
    ],
  };
  const channels = [{ externalId: "c1", name: "sales" }];
  const problems = [{ field: "amount", text: "Not a number" }, { text: "Something else" }];
  const rendered = renderForm(form, { ...reader, people, channels }, problems);

  it("says each problem at its field and the rest above", () => {
    expect(rendered).toContain('<p class="problem" id="field-amount-problem">Not a number</p>');
    expect(rendered).toContain('aria-describedby="field-amount-hint field-amount-problem" aria-invalid="true"');
    expect(rendered).toContain('role="alert">Something else</p>');
  });

  it("keeps what was typed and what was picked", () => {
    expect(rendered).toContain('value="#2 Calls"');
    expect(rendered).toContain('<input type="hidden" name="goal" value="#2">');
    expect(rendered).toContain('value="@{ana}Ana Costa" selected');
    expect(rendered).toContain('value="#{c1}sales" selected>#sales<');
    expect(rendered).not.toContain("<script");
    expect(rendered).toContain('data-form="goal log"');
  });

  it("labels every field and marks what may be left out, in the reader's language", () => {
    for (const { name, label } of form.fields) expect(rendered).toContain(`<label for="field-${name}">${label}`);
    expect(renderForm(form, { words: wordsFor("ru", "UTC"), people, channels })).toContain(">необязательно</span>");
  });
});
