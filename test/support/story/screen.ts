import type { Answer, RawValues } from "../../../src/command/command.ts";
import type { Form, Problem } from "../../../src/view/form.ts";
import { viewAsText } from "../../../src/view/plain-view.ts";
import { plain } from "../../../src/view/text.ts";
import type { View } from "../../../src/view/view.ts";

type Shown = Answer | View;

const isView = (shown: Shown): shown is View => "blocks" in shown;

/** What the person reads, forms with their fields and problems included. */
export function answerAsText(shown: Shown): string {
  if (isView(shown)) return viewAsText(shown);
  switch (shown.kind) {
    case "reply":
      return viewAsText(shown.view);
    case "form":
      return formAsText(shown.form, []);
    case "problems":
      return formAsText(shown.form, shown.problems);
  }
}

function formAsText(form: Form, problems: readonly Problem[]): string {
  const fields = form.fields.map((field) => {
    const own = problems.filter((problem) => problem.field === field.name).map(({ text }) => ` ! ${text}`);
    return `${field.label}: ${standingIn(field)}${own.join("")}`;
  });
  const general = problems.filter((problem) => problem.field === undefined).map(({ text }) => `! ${text}`);
  return [form.title, ...(form.intro ? [plain(form.intro)] : []), ...fields, ...general].join("\n");
}

function standingIn(field: Form["fields"][number]): string {
  return field.value ?? (field.kind === "search" ? (field.chosen?.value ?? "") : "");
}

/** The action behind a label, of a button or an item of a menu. */
export function actionLabelled(shown: Shown, label: string): string {
  const view = isView(shown) ? shown : shown.kind === "reply" ? shown.view : undefined;
  const items = (view?.blocks ?? []).flatMap((block) => {
    if (block.kind === "buttons") return block.buttons;
    return block.kind === "choice" ? block.options : [];
  });
  const found = items.find((item) => item.label === label);
  if (!found) throw new Error(`No “${label}” among: ${items.map((item) => item.label).join(", ")}`);
  return found.action;
}

/** A form as a platform sends it back: what stood in its fields, changed by what was typed. */
export function filled(answer: Answer, typed: RawValues): { form: string; state: RawValues; values: RawValues } {
  if (answer.kind === "reply") throw new Error(`Not a form: ${answerAsText(answer)}`);
  const { form } = answer;
  const unknown = Object.keys(typed).filter((name) => !form.fields.some((field) => field.name === name));
  if (unknown.length > 0) throw new Error(`The form has no field ${unknown.join(", ")}`);
  const stood = form.fields.map((field): [string, string] => [field.name, standingIn(field)]);
  const values = Object.fromEntries(stood.filter(([, value]) => value !== ""));
  return { form: form.name, state: form.state, values: { ...values, ...typed } };
}
