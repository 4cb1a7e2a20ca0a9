import { deliver, type Post } from "./deliver.ts";
import type { DeliveryResult, SendOptions } from "./delivery.ts";
import { type Placed, placedElements } from "./elements.ts";
import { findField } from "./find.ts";
import { type Json, jsonAt, textAt } from "./json.ts";
import { closedPayload, submissionPayload } from "./payloads.ts";
import { fills } from "./person.ts";
import { surfaceOf } from "./surface.ts";
import { viewProblems } from "./validate.ts";
import { type Choice, fieldProblem, initialValue } from "./values.ts";
import { keyOf, pushView, replaceView, stackOf } from "./views.ts";
import { type OpenView, userNamed, violate } from "./world.ts";

export interface Submission {
  /** Under the fields' labels; empty when the app took the form. */
  errors: Record<string, string>;
  /** What stands open afterwards. */
  open: OpenView | undefined;
  /** Missing when Slack's own checks kept the form from being sent. */
  result: DeliveryResult | undefined;
}

/** Fills fields by label and presses the form's submit button. */
export async function submits(
  post: Post,
  user: string,
  fields: Record<string, Choice> = {},
  options: SendOptions = {},
): Promise<Submission> {
  const view = formOf(post, user);
  if (!jsonAt(view.json, "submit")) throw new Error(`"${view.title}" has no submit button`);
  for (const [label, choice] of Object.entries(fields)) {
    if (!same(view, formOf(post, user))) throw new Error("the form changed while it was filled in");
    await fills(post, user, label, choice);
  }
  const { workspace, user: person } = userNamed(post.world, user);
  const early = ownProblems(view);
  if (Object.keys(early).length > 0) return { errors: early, open: view, result: undefined };
  view.errors = {};
  const payload = submissionPayload({ world: post.world, workspace, user: person }, view);
  const result = await deliver(post, { kind: "interactive", payload }, options);
  if (result.acknowledged) applyAnswer(post, user, view, result.body);
  return { errors: view.errors, open: stackOf(workspace, user).at(-1), result };
}

/** Presses the close button of the form on top, or the cross that closes them all. */
export async function closes(post: Post, user: string, all = false): Promise<DeliveryResult | undefined> {
  const { workspace, user: person } = userNamed(post.world, user);
  const stack = stackOf(workspace, user);
  const cleared = all || stack.at(-1)?.json.clear_on_close === true;
  const closed = cleared ? stack.splice(0).reverse() : stack.splice(-1);
  let last: DeliveryResult | undefined;
  for (const view of closed) {
    if (view.json.notify_on_close !== true) continue;
    const payload = closedPayload({ world: post.world, workspace, user: person }, view, cleared);
    last = await deliver(post, { kind: "interactive", payload });
  }
  return last;
}

function applyAnswer(post: Post, user: string, view: OpenView, answer: Json | undefined): void {
  const { world } = post;
  const { workspace } = userNamed(world, user);
  const stack = stackOf(workspace, user);
  const action = textAt(answer, "response_action");
  const next = answer?.view;
  const problems = action === "update" || action === "push" ? viewProblems(next) : [];
  violate(world, `view_submission ${action ?? ""}`.trim(), problems);
  if (problems.length > 0) return;
  if (action === undefined) stack.splice(stack.indexOf(view), 1);
  else if (action === "clear") stack.length = 0;
  else if (action === "errors") showErrors(post, view, jsonAt(answer, "errors") ?? {});
  else if (action === "update") replaceView(world, view, jsonAt(answer, "view") ?? {});
  else if (action === "push") {
    if (!pushView(world, workspace, user, jsonAt(answer, "view") ?? {}))
      violate(world, "view_submission push", "push_limit_reached");
  } else violate(world, "view_submission", `unknown response_action ${action}`);
}

function showErrors(post: Post, view: OpenView, errors: Json): void {
  const inputs = placedElements(view.blocks).filter(({ block }) => block.type === "input");
  if (Object.keys(errors).length === 0) violate(post.world, "view_submission errors", "no errors given");
  for (const [blockId, message] of Object.entries(errors)) {
    const field = inputs.find(({ block }) => block.block_id === blockId);
    if (!field) violate(post.world, "view_submission errors", `${blockId} is not an input block of the view`);
    else view.errors[field.label ?? blockId] = String(message);
  }
}

function ownProblems(view: OpenView): Record<string, string> {
  const inputs = placedElements(view.blocks).filter(({ block }) => block.type === "input");
  const found = inputs.map((placed) => [placed.label ?? keyOf(placed), fieldProblem(placed, heldBy(view, placed))]);
  return Object.fromEntries(found.filter(([, problem]) => problem !== undefined));
}

/** What a field holds now, read as a person would: words rather than ids where there are words. */
export function fieldValue(view: OpenView, label: string): Json | undefined {
  return heldBy(view, findField(view, label));
}

function heldBy(view: OpenView, placed: Placed): Json | undefined {
  return view.typed.get(keyOf(placed)) ?? initialValue(placed.element);
}

function formOf(post: Post, user: string): OpenView {
  const shown = surfaceOf(post, user, "form");
  if (!("rootId" in shown)) throw new Error("a message is no form");
  return shown;
}

function same(a: OpenView, b: OpenView): boolean {
  return a.id === b.id;
}
