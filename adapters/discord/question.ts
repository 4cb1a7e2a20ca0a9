import type { APIMessageComponentInteraction } from "discord.js";
import { buttons, paragraph, view } from "../../src/view/view.ts";
import { wordsIn } from "./answers.ts";
import { askedFor, neverMind } from "./confirm.ts";
import type { Answering } from "./respond.ts";
import { discordTexts as m } from "./texts.ts";

const reader = { locale: "en" as const, people: new Map<string, string>() };

/** Asks whether somebody is sure, or takes their no for an answer. False when the button needs neither. */
export async function askBack(act: APIMessageComponentInteraction, to: Answering): Promise<boolean> {
  const words = wordsIn(act);
  const { custom_id: customId } = act.data;
  if (customId === neverMind) {
    const text = words.plain(m.leftAsIs);
    await to.say({ view: view(text, paragraph([text])), reader, replaces: true });
    return true;
  }
  const action = askedFor(customId);
  if (action === null) return false;
  const label = labelOf(act.message.components, customId) ?? "…";
  const question = words.plain(m.sure, { label });
  const no = { label: words.plain(m.keepIt), action: neverMind };
  const shown = view(question, paragraph([question]), buttons({ label, action, style: "danger" }, no));
  await to.say({ view: shown, reader });
  return true;
}

/** The words on the button that was pressed, wherever it stands in the message. */
function labelOf(components: unknown, customId: string): string | null {
  if (Array.isArray(components)) {
    return components.reduce<string | null>((found, one) => found ?? labelOf(one, customId), null);
  }
  if (typeof components !== "object" || components === null) return null;
  if ("custom_id" in components && components.custom_id === customId)
    return "label" in components ? String(components.label) : null;
  return "components" in components ? labelOf(components.components, customId) : null;
}
