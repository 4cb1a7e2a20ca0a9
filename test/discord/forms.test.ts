import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modalOf } from "../../adapters/discord/forms.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import type { Choice, Field, Form } from "../../src/view/form.ts";
import { modalProblems } from "../support/discord/check-modal.ts";
import type { Modal } from "../support/discord/model.ts";
import { shapeProblems } from "../support/discord/shapes.ts";

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 5_000 });
const label = fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 });
const choices = fc.uniqueArray(
  fc.record({ value: fc.string({ minLength: 1, maxLength: 150 }), label, description: label }),
  { selector: ({ value }) => value, maxLength: 40 },
);
const base = fc.record(
  { name: fc.constant(""), label, hint: label, required: fc.boolean(), value: text },
  { requiredKeys: ["name", "label", "required"] },
);
const kinds = fc.oneof(
  fc.record({
    kind: fc.constant("text" as const),
    maxLength: fc.integer({ min: 1, max: 9_000 }),
    multiline: fc.boolean(),
  }),
  fc.record({ kind: fc.constantFrom("number" as const, "date" as const) }),
  choices.map((options) => ({ kind: "choice" as const, options })),
  fc.record({ kind: fc.constant("search" as const), of: fc.constant("goal" as const) }),
  fc.record({ kind: fc.constant("person" as const), orTeam: fc.boolean(), orGroup: fc.boolean() }),
);
const field = fc.tuple(base, kinds).map(([common, kind]): Field => ({ ...common, ...kind }));
const form = fc
  .record(
    {
      name: fc.constant("goal add"),
      state: fc.constant({}),
      title: label,
      submit: label,
      intro: fc.array(text, { maxLength: 2 }),
      fields: fc.array(field, { minLength: 1, maxLength: 5 }),
    },
    { requiredKeys: ["name", "state", "title", "submit", "fields"] },
  )
  .map((one): Form => ({ ...one, fields: one.fields.map((item, at) => ({ ...item, name: `field${at}` })) }));

const words = wordsFor("en", "UTC");
const shown = (one: Form, listed: readonly Choice[] = []) =>
  modalOf(one, "form:goal add?", { words, listed: new Map(one.fields.map(({ name }) => [name, listed])) });

describe("forms of any size", () => {
  it("keep to every limit", () => {
    fc.assert(
      fc.property(form, choices, (one, listed) => {
        const modal: Modal = JSON.parse(JSON.stringify(shown(one, listed)));
        expect(shapeProblems("ModalInteractionCallbackRequest", { type: 9, data: modal })).toEqual([]);
        expect(modalProblems(modal)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

const plainField = (at: number, rest: Partial<Field> = {}): Field =>
  ({ name: `f${at}`, label: `Field ${at}`, required: false, kind: "text", ...rest }) as Field;
const whole = (fields: readonly Field[], intro?: string): Form => ({
  ...{ name: "checkin", state: {}, title: "Check-in", submit: "Send", fields },
  ...(intro ? { intro: [intro] } : {}),
});
const json = (one: Form, listed: readonly Choice[] = []) => JSON.stringify(shown(one, listed));

describe("a form", () => {
  it("keeps what was typed, even what is too long for its field", () => {
    const value = "x".repeat(300);
    expect(json(whole([{ name: "a", label: "A", required: true, kind: "text", maxLength: 100, value }]))).toContain(
      value,
    );
  });

  it("shows its introduction, also beside five fields", () => {
    const intro =
      "Your answers go to your manager. The channel sees only totals. You can change them until Friday at 16:00.";
    const five = shown(
      whole(
        [1, 2, 3, 4, 5].map((at) => plainField(at)),
        intro,
      ),
    );
    const hints = five.components.map((one) => ("description" in one ? one.description : "")).join(" ");
    expect(hints.trim()).toBe(intro);
    expect(json(whole([plainField(1)], intro))).toContain(intro);
  });

  it("lists what is searched for where that is little, and takes a name where it is much", () => {
    const search: Field = { name: "goal", label: "Goal", required: true, kind: "search", of: "goal" };
    const few = [{ value: "#1", label: "#1 Calls" }];
    expect(json(whole([search]), few)).toContain("#1 Calls");
    expect(
      json(
        whole([search]),
        Array.from({ length: 30 }, (_, at) => ({ value: `#${at}`, label: `${at}` })),
      ),
    ).not.toContain("options");
    const chosen: Field = { ...search, value: "#7", chosen: { value: "#7", label: "#7 Old" } };
    expect(json(whole([chosen]), few)).toContain('"label":"#7 Old","default":true');
  });

  it("picks a person by their name here, and keeps a name that was typed", () => {
    const who: Field = { name: "who", label: "Who", required: true, kind: "person" };
    expect(json(whole([{ ...who, value: "@{71}Ana" }]))).toContain('"default_values":[{"id":"71","type":"user"}]');
    expect(json(whole([{ ...who, value: "Ana" }]))).toContain('"value":"Ana"');
    expect(json(whole([{ ...who, orGroup: true, value: "&{1001}Closers" }]))).toContain('"type":"role"');
    expect(json(whole([{ ...who, orTeam: true }]), [{ value: "team", label: "The whole team" }])).toContain(
      "whole team",
    );
  });
});
