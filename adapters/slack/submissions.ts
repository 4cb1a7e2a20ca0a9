import type { ModalView } from "@slack/types";
import { wordsFor } from "../../src/i18n/words.ts";
import type { Problem } from "../../src/view/form.ts";
import { digest, namedUser, submissionSchema } from "./acts.ts";
import { type Built, build, channelName, within } from "./built.ts";
import type { Connection } from "./connection.ts";
import { formAgain } from "./form-again.ts";
import { type FormContext, readContext, stateOf } from "./form-context.ts";
import { channelsPicked, stateSchema, usersPicked, type ViewState, valuesIn } from "./form-values.ts";
import { blockIdOf, waitingModal } from "./forms.ts";
import { refreshHome } from "./home-refresh.ts";
import { lengthOf, limits, patience } from "./limits.ts";
import { putInto, viewOf } from "./open-form.ts";
import { draftWork } from "./people.ts";
import { say } from "./respond.ts";
import { slackTexts as m } from "./texts.ts";
import type { Workspace } from "./workspaces.ts";

export type Submitted =
  | { readonly response_action: "errors"; readonly errors: Record<string, string> }
  | { readonly response_action: "update" | "push"; readonly view: ModalView }
  | { readonly response_action: "clear" };

type Acknowledge = (answer?: Submitted) => Promise<void>;

/** A sent form: its problems at their fields, its next step on top of it, its answer where it was asked for. */
export async function onSubmission(
  connection: Connection,
  workspace: Workspace,
  body: unknown,
  acknowledge: Acknowledge,
): Promise<void> {
  const { user, view } = submissionSchema.parse(body);
  const context = readContext(view.private_metadata);
  const state = stateSchema.safeParse(view.state).data ?? { values: {} };
  const building = buildSent(connection, workspace, { user: namedUser(user), view, context, state });
  const around = aroundOf(workspace, context);
  const early = await within(building, patience.submitted);
  if (early) {
    const { now, later } = await answerTo(connection, context, state, early);
    await acknowledge(now);
    if (later) connection.later("a form's answer", later);
  } else {
    const text = wordsFor(connection.locales.get(user.id) ?? "en", "UTC").plain(m.working);
    await acknowledge({ response_action: "update", view: waitingModal(text, view.private_metadata) });
    connection.later("a slow form", async () => {
      const built = await building;
      const { answer } = built;
      const isKept = answer.kind === "reply" && answer.failed;
      const again = isKept ? formAgain(Object(body).view, answer.view.summary) : null;
      await putInto(connection, around, view.id, built, again ?? undefined);
    });
  }
  connection.later("the Home tab", async () => refreshHome(connection, await building, !context?.respondTo));
}

type Sent = {
  readonly user: { readonly id: string; readonly name: string };
  readonly view: { readonly id: string; readonly hash: string };
  readonly context: FormContext | null;
  readonly state: ViewState;
};

function buildSent(connection: Connection, workspace: Workspace, { user, view, context, state }: Sent): Promise<Built> {
  return build(connection, {
    workspace,
    user,
    place: context?.place,
    // What was put right is another submission of the same view; the same again is a repeat.
    key: `view:${view.id}:${digest([context?.sentAs ?? view.hash, state.values])}`,
    mentioned: usersPicked(state),
    request: async (names, asker) => {
      const channels = channelsPicked(state);
      const told = await Promise.all(channels.map((id) => channelName(connection, workspace, id)));
      const called = channels.map((id, at): [string, string] => [id, told[at] ?? id]);
      const values = valuesIn(state, new Map([...names, ...called]));
      const its = context ? await stateOf(context, () => draftWork(connection, asker)) : null;
      return { kind: "submit", form: its ? (context?.form ?? "") : "", state: its ?? {}, values };
    },
  });
}

const aroundOf = (workspace: Workspace, context: FormContext | null) => ({
  workspace,
  place: context?.place,
  outlet: context?.respondTo ?? null,
  depth: (context?.depth ?? 1) - 1,
});

type Answered = { readonly now: Submitted | undefined; readonly later?: () => Promise<void> };

async function answerTo(
  connection: Connection,
  context: FormContext | null,
  state: ViewState,
  built: Built,
): Promise<Answered> {
  const { asker, answer } = built;
  const around = aroundOf(asker.workspace, context);
  const failed = answer.kind === "reply" && answer.failed ? errorsAtFirst(answer.view.summary, state) : null;
  if (failed) return { now: { response_action: "errors", errors: failed } };
  if (answer.kind === "problems") {
    const errors = errorsAt(answer.problems, state);
    if (errors) return { now: { response_action: "errors", errors } };
    return { now: { response_action: "update", view: await viewOf(connection, around, built, answer.problems) } };
  }
  if (answer.kind === "form") {
    const isFull = around.depth + 1 >= limits.view.stacked;
    const next = isFull ? around : { ...around, depth: around.depth + 1 };
    return { now: { response_action: isFull ? "update" : "push", view: await viewOf(connection, next, built) } };
  }
  // Asked for in a conversation, it is answered there; from the Home tab or a shortcut, in the form's place.
  if (around.outlet === null)
    return { now: { response_action: "update", view: await viewOf(connection, around, built) } };
  const now = context && context.depth > 1 ? ({ response_action: "clear" } as const) : undefined;
  return { now, later: () => say(connection, asker, answer, around.outlet) };
}

/** What stopped the whole form is said at its first field, because that is what leaves everything in it as typed. */
function errorsAtFirst(text: string, state: ViewState): Record<string, string> | null {
  const [block] = Object.keys(state.values);
  return block === undefined ? null : { [block]: text };
}

const longestError = 2_000;

/** Null when a problem belongs to no field that is shown: then all of them stand above the form. */
function errorsAt(problems: readonly Problem[], state: ViewState): Record<string, string> | null {
  const errors: Record<string, string> = {};
  for (const { field, text } of problems) {
    const block = field === undefined ? "" : blockIdOf(field);
    if (!Object.hasOwn(state.values, block) || lengthOf(text) > longestError) return null;
    errors[block] = errors[block] ? `${errors[block]} ${text}` : text;
  }
  return Object.keys(errors).length > 0 ? errors : null;
}
