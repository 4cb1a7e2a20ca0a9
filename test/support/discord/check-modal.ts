import type { Problem } from "./api-error.ts";
import { selectProblems, uniqueIds } from "./check-components.ts";
import type { Modal } from "./model.ts";
import { walk } from "./model.ts";

/** A modal holds one to five components, at least one of which can be filled in. */
export function modalProblems(modal: Modal): Problem[] {
  const problems: Problem[] = [];
  const say = (code: string, message: string) => problems.push({ path: "/data/components", code, message });
  const every = [...walk(modal.components)];
  if (modal.components.length > 5) say("BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
  if (!every.some((one) => one.custom_id)) say("BASE_TYPE_REQUIRED", "Nothing to fill in.");
  uniqueIds(every, say);
  for (const one of every) {
    if (one.type === 3) selectProblems(one, say);
    if (one.type === 4) textInputProblems(one, modal, say);
  }
  return problems;
}

function textInputProblems(
  input: Modal["components"][number],
  modal: Modal,
  say: (code: string, message: string) => void,
) {
  const length = [...(input.value ?? "")].length;
  const max = input.max_length ?? 4000;
  const min = input.min_length ?? 0;
  if (min > max) say("TEXT_INPUT_MIN_LENGTH_TOO_LARGE", "min_length exceeds max_length.");
  if (length > max || (length > 0 && length < min))
    say("BASE_TYPE_BAD_LENGTH", `The value of ${input.custom_id} must be between ${min} and ${max} in length.`);
  const labelled = modal.components.some((one) => one.component === input);
  if (labelled && input.label) say("BASE_TYPE_INVALID", "Inside a Label a text input has no label of its own.");
  if (!labelled && !input.label) say("BASE_TYPE_REQUIRED", "A label is required.");
}
