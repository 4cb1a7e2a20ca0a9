import { readFileSync } from "node:fs";
import type { ErrorObject, ValidateFunction } from "ajv";
import Ajv from "ajv/dist/2020.js";
import type { Problem } from "./api-error.ts";

type Shape =
  | "MessageCreateRequest"
  | "MessageEditRequestPartial"
  | "IncomingWebhookRequestPartial"
  | "IncomingWebhookUpdateRequestPartial"
  | "CreateMessageInteractionCallbackRequest"
  | "UpdateMessageInteractionCallbackRequest"
  | "ModalInteractionCallbackRequest"
  | "ApplicationCommandAutocompleteCallbackRequest"
  | "ApplicationCommandUpdateRequest"
  | "CreateTextThreadWithMessageRequest"
  | "CreatePrivateChannelRequest";

const ajv = new Ajv.default({ strict: false, allErrors: true });
ajv.addSchema(JSON.parse(readFileSync(new URL("./specs/requests.json", import.meta.url), "utf8")));

/** What Discord's published specification says against this body. */
export function shapeProblems(shape: Shape, body: unknown, at = ""): Problem[] {
  const validate = ajv.getSchema(`discord#/$defs/${shape}`) as ValidateFunction | undefined;
  if (!validate) throw new Error(`No shape ${shape}`);
  if (validate(body)) return [];
  return (validate.errors ?? [])
    .filter((error) => !["if", "oneOf", "anyOf"].includes(error.keyword) && !nullBranch(error))
    .map((error) => ({ path: at + error.instancePath, code: codeOf(error), message: error.message ?? error.keyword }));
}

/** The losing branch of "null or a thing" is no news. */
function nullBranch(error: ErrorObject): boolean {
  return error.keyword === "type" && error.params.type === "null";
}

function codeOf(error: ErrorObject): string {
  switch (error.keyword) {
    case "maxLength":
    case "minLength":
    case "maxItems":
    case "minItems":
      return "BASE_TYPE_BAD_LENGTH";
    case "required":
      return "BASE_TYPE_REQUIRED";
    case "enum":
    case "const":
      return "BASE_TYPE_CHOICES";
    case "maximum":
      return "NUMBER_TYPE_MAX";
    case "minimum":
      return "NUMBER_TYPE_MIN";
    default:
      return "BASE_TYPE_INVALID";
  }
}
