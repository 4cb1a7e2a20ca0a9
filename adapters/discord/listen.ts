import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandType,
  InteractionType,
} from "discord.js";
import type { Request } from "../../src/bot.ts";
import { explainFault } from "../../src/explain.ts";
import { personFor } from "../../src/org/caller.ts";
import { paragraph, view } from "../../src/view/view.ts";
import { give, wordsIn } from "./answers.ts";
import { suggestChoices } from "./autocomplete.ts";
import { actionIn } from "./confirm.ts";
import type { Connection } from "./connection.ts";
import { stateKept, stateWritten } from "./form-state.ts";
import { patience } from "./limits.ts";
import { formValues, type Mentioned, mentionedBy, typedIn } from "./options.ts";
import { withOwnChannels } from "./own-channels.ts";
import { askBack } from "./question.ts";
import { type Answering, answering } from "./respond.ts";
import { followRoles } from "./roles.ts";
import { discordTexts as m } from "./texts.ts";
import { type Asker, askerOf, draftWork } from "./who.ts";

type Act = APIChatInputApplicationCommandInteraction | APIMessageComponentInteraction | APIModalSubmitInteraction;

const mostRemembered = 2_000;

/** Hears interactions, each once: Discord repeats some, and only the first may be answered. */
export function listener(connection: Connection): (interaction: APIInteraction) => Promise<void> {
  const heard = new Set<string>();
  return async (interaction) => {
    if (heard.has(interaction.id)) return;
    heard.add(interaction.id);
    if (heard.size > mostRemembered) heard.delete(heard.values().next().value ?? "");
    try {
      await hear(connection, interaction);
    } catch (err) {
      connection.log.error({ err, interaction: interaction.id }, "an interaction broke");
    }
  };
}

async function hear(connection: Connection, interaction: APIInteraction): Promise<void> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommandAutocomplete:
      return suggestChoices(connection, interaction satisfies APIApplicationCommandAutocompleteInteraction);
    case InteractionType.ApplicationCommand:
      return interaction.data.type === ApplicationCommandType.ChatInput
        ? answer(connection, interaction as APIChatInputApplicationCommandInteraction)
        : undefined;
    case InteractionType.MessageComponent:
    case InteractionType.ModalSubmit:
      return answer(connection, interaction);
    default:
      return undefined;
  }
}

async function answer(connection: Connection, act: Act): Promise<void> {
  const request = requestOf(act);
  const isForm = request !== null && connection.bot.foresee(request) === "form";
  const to = answering(connection, act, isForm ? patience.deferFormAfter : patience.deferAfter);
  try {
    if (act.type === InteractionType.MessageComponent && (await askBack(act, to))) return;
    const asker = await askerOf(connection, act);
    if (!asker) return await to.say(plainly(wordsIn(act).plain(m.noServer)));
    await respond(connection, act, asker, to);
  } catch (err) {
    const answer = explainFault(err, wordsIn(act), { log: connection.log });
    if (answer.kind === "reply") await to.say({ view: answer.view, reader: nobodyNamed });
  } finally {
    to.stop();
  }
}

const nobodyNamed = { locale: "en" as const, people: new Map<string, string>() };
const plainly = (text: string) => ({ view: view(text, paragraph([text])), reader: nobodyNamed });

async function respond(connection: Connection, act: Act, asker: Asker, to: Answering): Promise<void> {
  if ((await followRoles(connection, asker, act)) === "gone") return to.say(plainly(wordsIn(act).plain(m.noServer)));
  await meet(connection, asker, mentionedBy("resolved" in act.data ? act.data.resolved : undefined));
  const asked = requestOf(act) ?? (await keptRequest(connection, act, asker));
  const request = withOwnChannels(connection, act.guild_id, asked);
  const { from, place } = asker;
  const given = await connection.bot.receive({ key: act.id, from, request, ...(place ? { place } : {}) });
  await give(connection, asker, given, to);
}

/** Null when what was done can only be told by asking the database. */
function requestOf(act: Act): Request | null {
  if (act.type === InteractionType.ApplicationCommand) {
    const { name, values } = typedIn(act);
    return { kind: "command", name, values };
  }
  if (act.type === InteractionType.MessageComponent) {
    const chosen = "values" in act.data ? (act.data.values[0] ?? "") : act.data.custom_id;
    return { kind: "press", action: actionIn(chosen) };
  }
  const state = stateWritten(act.data.custom_id);
  return state ? { kind: "submit", ...state, values: formValues(act) } : null;
}

async function keptRequest(connection: Connection, act: Act, asker: Asker): Promise<Request> {
  const id = act.type === InteractionType.ModalSubmit ? act.data.custom_id : "";
  const state = await stateKept(id, () => draftWork(connection, asker));
  if (state && act.type === InteractionType.ModalSubmit) return { kind: "submit", ...state, values: formValues(act) };
  return { kind: "press", action: id };
}

/** Somebody who was mentioned becomes known, so that a goal can be set for a person who never wrote to us. */
async function meet({ db, clock }: Connection, { from }: Asker, mentioned: readonly Mentioned[]): Promise<void> {
  for (const { externalId, name, isBot } of mentioned) {
    if (!isBot) await personFor(db, clock.now(), { workspaceId: from.workspaceId, externalId, name });
  }
}
