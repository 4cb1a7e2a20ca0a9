import { optionsOf, type Placed } from "./elements.ts";
import { isJson, type Json, listAt, recordsAt, textAt } from "./json.ts";
import { codePoints, limits } from "./limits.ts";

/** What no schema says of buttons, pickers, selects and inputs. */
export function elementRules({ element, at }: Placed): string[] {
  const problems = choiceProblems(element, at);
  const type = textAt(element, "type");
  if (type === "datepicker") problems.push(...pattern(element, "initial_date", /^\d{4}-\d{2}-\d{2}$/, at));
  if (type === "timepicker") problems.push(...pattern(element, "initial_time", /^([01]\d|2[0-3]):[0-5]\d$/, at));
  if (type === "plain_text_input") problems.push(...textInputRules(element, at));
  if (type === "button" && element.url !== undefined && !/^[a-z][a-z0-9+.-]*:/i.test(String(element.url)))
    problems.push(`invalid url [json-pointer:${at}/url]`);
  return problems;
}

const choosers = ["static_select", "multi_static_select", "radio_buttons", "checkboxes", "overflow", "external_answer"];

export function choiceProblems(element: Json, at: string): string[] {
  const type = textAt(element, "type") ?? "";
  if (!choosers.includes(type)) return [];
  const groups = element.option_groups !== undefined;
  const options = optionsOf(element);
  const problems: string[] = [];
  if (groups && element.options !== undefined)
    problems.push(`options and option_groups exclude each other [json-pointer:${at}]`);
  if (!groups && element.options === undefined) problems.push(`missing required field: options [json-pointer:${at}]`);
  else if (options.length === 0 && type !== "external_answer")
    problems.push(`must have at least 1 option [json-pointer:${at}/options]`);
  if (options.some((option) => !textAt(option, "value")))
    problems.push(`missing required field: value [json-pointer:${at}/options]`);
  const initial = [element.initial_option, ...listAt(element, "initial_options")].filter(isJson);
  const known = new Set(options.map((option) => textAt(option, "value")));
  if (type !== "external_answer" && initial.some((option) => !known.has(textAt(option, "value"))))
    problems.push(`initial option must be one of the options [json-pointer:${at}]`);
  for (const group of recordsAt(element, "option_groups")) {
    const size = listAt(group, "options").length;
    if (size === 0 || size > 100) problems.push(`a group has 1 to 100 options [json-pointer:${at}/option_groups]`);
  }
  return problems;
}

function textInputRules(element: Json, at: string): string[] {
  const most = Number(element.max_length ?? limits.plainTextInput);
  const problems: string[] = [];
  if (most < 1 || most > limits.plainTextInput)
    problems.push(`must be between 1 and ${limits.plainTextInput} [json-pointer:${at}/max_length]`);
  if (codePoints(textAt(element, "initial_value") ?? "") > most)
    problems.push(`must be less than ${most + 1} characters [json-pointer:${at}/initial_value]`);
  return problems;
}

function pattern(element: Json, key: string, shape: RegExp, at: string): string[] {
  const value = element[key];
  return value === undefined || shape.test(String(value)) ? [] : [`has the wrong format [json-pointer:${at}/${key}]`];
}
