import type { ModalView } from "@slack/types";
import { opens } from "../../src/command/action.ts";
import { keepDraft } from "../../src/command/drafts.ts";
import { botTexts } from "../../src/i18n/bot.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import type { Form, Problem } from "../../src/view/form.ts";
import { buttons, paragraph, view } from "../../src/view/view.ts";
import { type Built, within } from "./built.ts";
import type { Connection } from "./connection.ts";
import { errorName } from "./errors.ts";
import { type Around, metadataFor } from "./form-context.ts";
import { modalOf, replyModal, waitingModal } from "./forms.ts";
import { limits, patience } from "./limits.ts";
import { type Asker, draftWork, mentionedIn } from "./people.ts";
import { type Outlet, say } from "./respond.ts";
import { slackTexts as m } from "./texts.ts";
import type { Workspace } from "./workspaces.ts";

/** A view asked for by somebody who waits: by its trigger, which lasts three seconds and works once. */
export type Opening = {
  readonly workspace: Workspace;
  readonly userId: string;
  readonly trigger: string;
  readonly place?: Around["place"];
  /** Where an answer that is no form goes; without it the answer is shown as a view. */
  readonly outlet: Outlet | null;
  /** How many views are open already. */
  readonly depth?: number;
};

/** Shows a form as soon as it is built; when that takes long, first that it is on its way. */
export async function openView(connection: Connection, opening: Opening, building: Promise<Built>): Promise<void> {
  const early = await within(building, patience.formBuilt);
  if (early) return openReady(connection, opening, early);
  const words = wordsFor(connection.locales.get(opening.userId) ?? "en", "UTC");
  const shown = await show(connection, opening, waitingModal(words.plain(m.loading)));
  const built = await building;
  if (!shown.id) return shown.wasUsed ? undefined : offerAgain(connection, opening, built);
  await putInto(connection, opening, shown.id, built);
}

async function openReady(connection: Connection, opening: Opening, built: Built): Promise<void> {
  const { asker, answer } = built;
  if (answer.kind === "reply" && opening.outlet) return say(connection, asker, answer, opening.outlet);
  const shown = await show(connection, opening, await viewOf(connection, opening, built));
  if (!shown.id && !shown.wasUsed) await offerAgain(connection, opening, built);
}

type Shown = { readonly id: string | null; readonly wasUsed: boolean };

/** Nothing is thrown: a trigger that came too late, and a Slack that does not answer, end in a message. */
async function show(connection: Connection, opening: Opening, modal: ModalView): Promise<Shown> {
  const { workspace, trigger, depth = 0 } = opening;
  const { views } = connection.quick(workspace.token);
  const call = { trigger_id: trigger, view: modal };
  try {
    const { view: made } = depth > 0 ? await views.push(call) : await views.open(call);
    return { id: made?.id ?? null, wasUsed: false };
  } catch (err) {
    const name = errorName(err);
    connection.log.warn({ why: name, workspaceId: workspace.id }, "a view could not be opened");
    // A repeat of a delivery whose form stands open already.
    return { id: null, wasUsed: name === "exchanged_trigger_id" };
  }
}

/** What a built answer looks like as a view. */
export async function viewOf(
  connection: Connection,
  { place, outlet, depth = 0 }: Pick<Opening, "place" | "outlet" | "depth">,
  { asker, answer }: Built,
  problems: readonly Problem[] = [],
): Promise<ModalView> {
  const around: Around = {
    depth: Math.min(depth + 1, limits.view.stacked),
    ...(place ? { place } : {}),
    ...(outlet ? { respondTo: outlet } : {}),
  };
  const work = () => draftWork(connection, asker);
  if (answer.kind === "reply") {
    const people = await mentionedIn(connection, asker.workspace, answer.view);
    return replyModal(answer.view, await metadataFor(null, around, work), asker.words, people);
  }
  const { form } = answer;
  const people = await peopleInFields(connection, asker, form);
  return modalOf(form, await metadataFor(form, around, work), { words: asker.words, people }, problems);
}

/** Replaces what a view shows; the trigger is not needed for that. */
export async function putInto(
  connection: Connection,
  opening: Pick<Opening, "workspace" | "place" | "outlet" | "depth">,
  viewId: string,
  built: Built,
  instead?: ModalView,
): Promise<void> {
  const problems = built.answer.kind === "problems" ? built.answer.problems : [];
  const shown = instead ?? (await viewOf(connection, opening, built, problems));
  try {
    await connection.quick(opening.workspace.token).views.update({ view_id: viewId, view: shown });
  } catch (err) {
    // Closed meanwhile: what was answered is still said.
    connection.log.warn({ why: errorName(err) }, "a view could not be updated");
    if (built.answer.kind === "reply") await say(connection, built.asker, built.answer, opening.outlet);
    else await offerAgain(connection, opening, built);
  }
}

/** A message with a button that opens the form as it was. */
async function offerAgain(
  connection: Connection,
  { outlet }: Pick<Opening, "outlet">,
  { asker, answer }: Built,
): Promise<void> {
  if (answer.kind === "reply") return say(connection, asker, answer, outlet);
  const { form } = answer;
  const values = form.fields.flatMap(({ name, value }): [string, string][] => (value ? [[name, value]] : []));
  const work = await draftWork(connection, asker);
  const id = await keepDraft(work, form.name, form.state, Object.fromEntries(values));
  const { words } = asker;
  const text = words.plain(m.formReady);
  const label = words.plain(botTexts.openForm);
  const offer = view(text, paragraph([text]), buttons({ label, action: opens("draft", { id }), style: "primary" }));
  await say(connection, asker, { kind: "reply", view: offer }, outlet);
}

/** The people with whom a form's fields begin, as Slack's own picker needs them. */
async function peopleInFields({ db }: Connection, asker: Asker, form: Form): Promise<ReadonlyMap<string, string>> {
  const people = new Map<string, string>();
  for (const field of form.fields) {
    if (field.kind !== "person" || !field.value) continue;
    const id = /^@\{([^}]+)\}/u.exec(field.value)?.[1] ?? (await accountNamed(db, asker, field.value));
    if (id) people.set(field.value, id);
  }
  return people;
}

async function accountNamed(db: Connection["db"], { workspace, userId }: Asker, name: string): Promise<string | null> {
  if (/^(me|я|myself|себя)$/iu.test(name)) return userId;
  const found = await db.account.findMany({
    where: {
      workspaceId: workspace.id,
      state: "active",
      person: { name: { equals: name.replace(/^@/u, ""), mode: "insensitive" } },
    },
    select: { externalId: true },
    take: 2,
  });
  return found.length === 1 ? (found[0]?.externalId ?? null) : null;
}
