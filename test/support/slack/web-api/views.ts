import { exchangeTrigger } from "../grants.ts";
import { isJson, type Json } from "../json.ts";
import { isTooLargeView, viewProblems } from "../validate.ts";
import { findView, newView, pushView, replaceView, stackOf, viewJson } from "../views.ts";
import { violate } from "../world.ts";
import { argument, type Call, type Methods, no, violated, yes } from "./method.ts";

export const viewMethods: Methods = {
  "views.open": { run: open },
  "views.push": { run: push },
  "views.update": { run: update },
  "views.publish": { run: publish },
};

function open(call: Call): Json {
  const view = checkedView(call, "modal");
  if ("error" in view) return view;
  const trigger = exchanged(call);
  if (typeof trigger === "string") return no(trigger);
  const { world, workspace } = call;
  if (isTaken(call, view)) return violated(call, "duplicate_external_id", ["external_id is in use"]);
  workspace.stacks.set(trigger.user, []);
  const opened = pushView(world, workspace, trigger.user, view);
  return opened ? yes({ view: viewJson(world, workspace, opened) }) : no("push_limit_reached");
}

function push(call: Call): Json {
  const view = checkedView(call, "modal");
  if ("error" in view) return view;
  const trigger = exchanged(call);
  if (typeof trigger === "string") return no(trigger);
  const { world, workspace } = call;
  const stack = stackOf(workspace, trigger.user);
  if (trigger.fromView === undefined || stack.length === 0)
    return violated(call, "not_found", ["no open view to push upon"]);
  if (isTaken(call, view)) return violated(call, "duplicate_external_id", ["external_id is in use"]);
  const pushed = pushView(world, workspace, trigger.user, view);
  if (!pushed) return violated(call, "push_limit_reached", ["more than three views stacked"]);
  return yes({ view: viewJson(world, workspace, pushed) });
}

function update(call: Call): Json {
  const json = checkedView(call, undefined);
  if ("error" in json) return json;
  const { world, workspace } = call;
  const view = findView(workspace, argument(call, "view_id"), argument(call, "external_id"));
  if (!view) return no("not_found");
  const hash = argument(call, "hash");
  if (hash && hash !== view.hash) return no("hash_conflict");
  replaceView(world, view, json);
  return yes({ view: viewJson(world, workspace, view) });
}

function publish(call: Call): Json {
  const json = checkedView(call, "home");
  if ("error" in json) return json;
  const { world, workspace } = call;
  const user = argument(call, "user_id");
  if (!workspace.users.has(user)) return no("user_not_found");
  const shown = workspace.homes.get(user);
  const hash = argument(call, "hash");
  if (hash && shown && hash !== shown.hash) return no("hash_conflict");
  const view = shown ?? newView(world, user, json);
  if (shown) replaceView(world, shown, json);
  workspace.homes.set(user, view);
  return yes({ view: viewJson(world, workspace, view) });
}

function checkedView(call: Call, type: "modal" | "home" | undefined): Json {
  const view = call.args.view;
  const problems = viewProblems(view);
  if (isTooLargeView(view)) return violated(call, "view_too_large", problems);
  if (isJson(view) && type && view.type !== type) problems.push(`must be of type ${type} [json-pointer:/view/type]`);
  return problems.length > 0 || !isJson(view) ? violated(call, "invalid_arguments", problems) : view;
}

function exchanged(call: Call) {
  const { world, workspace } = call;
  const trigger = exchangeTrigger(world.grants, workspace.id, argument(call, "trigger_id"));
  if (typeof trigger === "string") violate(world, call.method, trigger);
  return trigger;
}

function isTaken({ workspace }: Call, view: Json): boolean {
  const id = view.external_id;
  return typeof id === "string" && id !== "" && findView(workspace, "", id) !== undefined;
}
