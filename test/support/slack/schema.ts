import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { isJson, type Json, jsonAt, listAt, textAt } from "./json.ts";

const document = JSON.parse(
  readFileSync(new URL("./specs/slack-methods.schema.json", import.meta.url), "utf8"),
) as Json;
const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
ajv.addSchema(
  {
    ...document,
    definitions: {
      ...jsonAt(document, "definitions"),
      ModalViewFrame: withoutBlocks("ModalView"),
      HomeViewFrame: withoutBlocks("HomeView"),
    },
  },
  "slack",
);

const compiled = new Map<string, ValidateFunction>();
const definitionOfBlock = definitionsByType("KnownBlock");
const elementUnions = [
  "ActionsBlockElement",
  "InputBlockElement",
  "SectionBlockAccessory",
  "ContextActionsBlockElement",
];
const definitionOfElement = new Map(elementUnions.flatMap((union) => [...definitionsByType(union)]));

/** What Slack would say of this value, as `[ERROR] … [json-pointer:…]` without the prefix. */
export function schemaProblems(definition: string, value: unknown, at: string): string[] {
  const check = validator(definition);
  if (check(value)) return [];
  const errors = meaningful(check.errors ?? []);
  return [...new Set(errors.map((error) => inSlackWords(error, at)))];
}

/** A block, and each element in it, is judged by its own kind's definition: a union of twenty would blame all of them. */
export function blockProblems(block: unknown, at: string): string[] {
  const type = textAt(block, "type");
  if (!isJson(block) || type === undefined) return [`missing required field: type [json-pointer:${at}]`];
  const known = definitionOfBlock.get(type);
  if (!known) return [`unsupported type: ${type} [json-pointer:${at}/type]`];
  const elements = elementsIn(block, at).map(({ element, place }) => ({
    place,
    problems: elementProblems(element, place),
  }));
  const bad = elements.filter(({ problems }) => problems.length > 0);
  const own = schemaProblems(known, block, at).filter(
    (problem) => !bad.some(({ place }) => problem.includes(`:${place}`)),
  );
  return [...own, ...bad.flatMap(({ problems }) => problems)];
}

function elementProblems(element: Json, at: string): string[] {
  const known = definitionOfElement.get(textAt(element, "type") ?? "");
  return known ? schemaProblems(known, element, at) : [];
}

function elementsIn(block: Json, at: string): { element: Json; place: string }[] {
  const lone = ["element", "accessory"].map((key) => ({ element: block[key], place: `${at}/${key}` }));
  const listed = listAt(block, "elements").map((element, index) => ({ element, place: `${at}/elements/${index}` }));
  return [...lone, ...listed].flatMap(({ element, place }) => (isJson(element) ? [{ element, place }] : []));
}

export interface MethodArguments {
  required: Set<string>;
  known: Set<string>;
}

/** Arguments that every way of calling a method needs, and all that any of them knows. */
export function methodArguments(method: string): MethodArguments | undefined {
  const found = jsonAt(jsonAt(document, "methods"), method);
  if (!found) return undefined;
  const ways = branches(found);
  const required = ways.map((way) => new Set(listAt(way, "required").map(String)));
  const first = required[0] ?? new Set<string>();
  return {
    required: new Set([...first].filter((name) => required.every((set) => set.has(name)))),
    known: new Set(ways.flatMap((way) => Object.keys(jsonAt(way, "properties") ?? {}))),
  };
}

/** A view without its blocks, which are judged one by one. */
export function frameProblems(definition: "HomeView" | "ModalView", frame: Json, at: string): string[] {
  return schemaProblems(`${definition}Frame`, frame, at);
}

/** Compiling takes a quarter of a second, once; it must not fall into an answer that an app waits for. */
export function compileSchemas(): void {
  for (const type of ["section", "actions", "input", "context", "header"]) blockProblems({ type }, "");
  frameProblems("ModalView", {}, "");
}

function withoutBlocks(name: string): Json {
  const view = jsonAt(jsonAt(document, "definitions"), name) ?? {};
  const { blocks: _, ...properties } = jsonAt(view, "properties") ?? {};
  return { ...view, properties, required: listAt(view, "required").filter((key) => key !== "blocks") };
}

function validator(definition: string): ValidateFunction {
  const kept = compiled.get(definition);
  if (kept) return kept;
  const made = ajv.compile({ $ref: `slack#/definitions/${definition}` });
  compiled.set(definition, made);
  return made;
}

function branches(schema: Json): Json[] {
  const ref = textAt(schema, "$ref");
  if (ref) return branches(jsonAt(jsonAt(document, "definitions"), ref.replace("#/definitions/", "")) ?? {});
  const anyOf = listAt(schema, "anyOf").filter(isJson);
  return anyOf.length > 0 ? anyOf.flatMap(branches) : [schema];
}

function definitionsByType(union: string): Map<string, string> {
  const members = listAt(jsonAt(jsonAt(document, "definitions"), union), "anyOf");
  const names = members.map((member) => textAt(member, "$ref")?.replace("#/definitions/", "") ?? "");
  const map = new Map<string, string>();
  for (const name of names) {
    const inner = name === "" ? [] : [...definitionsByType(name)];
    for (const [type, member] of inner) map.set(type, member);
    if (inner.length > 0) continue;
    const schema = jsonAt(jsonAt(document, "definitions"), name) ?? {};
    for (const branch of branches(schema)) {
      const type = textAt(jsonAt(jsonAt(branch, "properties"), "type"), "const");
      if (type) map.set(type, name);
    }
  }
  return map;
}

/** Leaves out what members of a union say that the value's own `type` shows were never meant. */
function meaningful(errors: ErrorObject[]): ErrorObject[] {
  const strangers = errors
    .filter((error) => error.keyword === "const" && error.instancePath.endsWith("/type"))
    .map((error) => ({
      schema: error.schemaPath.replace(/properties\/type\/const$/, ""),
      at: error.instancePath.slice(0, -5),
    }));
  const relevant = errors.filter(
    (error) =>
      !["anyOf", "const", "allOf"].includes(error.keyword) &&
      !strangers.some((s) => error.schemaPath.startsWith(s.schema) && error.instancePath.startsWith(s.at)),
  );
  const typeNoise = relevant.filter((error) => !(error.keyword === "type" && overshadowed(error, relevant)));
  return typeNoise.length > 0
    ? typeNoise
    : errors.filter((error) => error.keyword === "anyOf" || error.keyword === "const");
}

/** A length limit is written as "string, or {text}, or list": only the one that fits the value speaks. */
function overshadowed(error: ErrorObject, all: ErrorObject[]): boolean {
  return all.some(
    (other) => other !== error && other.keyword !== "type" && other.instancePath.startsWith(error.instancePath),
  );
}

function inSlackWords(error: ErrorObject, at: string): string {
  const pointer = `[json-pointer:${at}${error.instancePath}]`;
  const limit = Number(error.params.limit);
  if (error.keyword === "maxLength") return `must be less than ${limit + 1} characters ${pointer}`;
  if (error.keyword === "minLength") return `must be more than ${limit - 1} characters ${pointer}`;
  if (error.keyword === "maxItems") return `no more than ${limit} items allowed ${pointer}`;
  if (error.keyword === "required") return `missing required field: ${error.params.missingProperty} ${pointer}`;
  if (error.keyword === "additionalProperties")
    return `invalid additional property: ${error.params.additionalProperty} ${pointer}`;
  return `${error.message ?? "is not allowed"} ${pointer}`;
}
