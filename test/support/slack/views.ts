import { placedElements, withIds } from "./elements.ts";
import { type Json, labelAt, listAt, recordsAt, textAt } from "./json.ts";
import { limits } from "./limits.ts";
import { initialValue } from "./values.ts";
import type { OpenView, Workspace, World } from "./world.ts";

/** A view as a person first meets it. */
export function newView(world: World, user: string, json: Json, below?: OpenView): OpenView {
  const id = `V${world.nextNumber()}`;
  const view: OpenView = {
    id,
    user,
    ...face(world, json),
    rootId: below?.rootId ?? id,
    previousId: below?.id,
    typed: new Map(),
    errors: {},
  };
  return view;
}

/** Replaces what a view shows; what was typed stays where block_id and action_id stay. */
export function replaceView(world: World, view: OpenView, json: Json): void {
  Object.assign(view, face(world, json), { errors: {} });
  const alive = new Set(placedElements(view.blocks).map(keyOf));
  for (const key of view.typed.keys()) if (!alive.has(key)) view.typed.delete(key);
}

export function stackOf(workspace: Workspace, user: string): OpenView[] {
  const stack = workspace.stacks.get(user) ?? [];
  workspace.stacks.set(user, stack);
  return stack;
}

/** Lays one more view on a stack; false when Slack would refuse a fourth. */
export function pushView(world: World, workspace: Workspace, user: string, json: Json): OpenView | undefined {
  const stack = stackOf(workspace, user);
  if (stack.length >= limits.viewsStacked) return undefined;
  const view = newView(world, user, json, stack.at(-1));
  stack.push(view);
  return view;
}

export function findView(workspace: Workspace, viewId: string, externalId: string): OpenView | undefined {
  const all = [...[...workspace.stacks.values()].flat(), ...workspace.homes.values()];
  return all.find((view) => (viewId ? view.id === viewId : externalId !== "" && view.json.external_id === externalId));
}

export function viewJson(world: World, workspace: Workspace, view: OpenView): Json {
  const { json } = view;
  return {
    id: view.id,
    team_id: workspace.id,
    type: json.type,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    external_id: textAt(json, "external_id") ?? "",
    state: { values: stateOf(view) },
    hash: view.hash,
    title: json.title ?? null,
    submit: json.submit ?? null,
    close: json.close ?? null,
    clear_on_close: json.clear_on_close === true,
    notify_on_close: json.notify_on_close === true,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
    app_id: world.app.id,
    bot_id: workspace.botId,
    app_installed_team_id: workspace.id,
  };
}

/** Every field's value by block and action: what was typed, or what the app put there. */
export function stateOf(view: Pick<OpenView, "blocks" | "typed">): Json {
  const values: Record<string, Json> = {};
  for (const placed of placedElements(view.blocks)) {
    const value = view.typed.get(keyOf(placed)) ?? initialValue(placed.element);
    if (!value) continue;
    const blockId = textAt(placed.block, "block_id") ?? "";
    values[blockId] = { ...values[blockId], [textAt(placed.element, "action_id") ?? ""]: value };
  }
  return values;
}

export function keyOf({ block, element }: { block: Json; element: Json }): string {
  return `${textAt(block, "block_id")}/${textAt(element, "action_id")}`;
}

function face(world: World, json: Json) {
  return {
    json,
    hash: `${Math.floor(world.clock.now().getTime() / 1000)}.${world.nextNumber()}`,
    title: labelAt(json, "title") ?? "",
    callbackId: textAt(json, "callback_id") ?? "",
    blocks: withIds(listAt(json, "blocks").length > 0 ? recordsAt(json, "blocks") : [], () => `b${world.nextNumber()}`),
    privateMetadata: textAt(json, "private_metadata") ?? "",
  };
}
