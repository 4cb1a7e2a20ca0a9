import { gzipSync } from "node:zlib";
import type { APIInteraction } from "discord.js";
import { firstZone } from "../../src/calendar/zones.ts";
import { opens } from "../../src/command/action.ts";
import type { Answer } from "../../src/command/command.ts";
import { keepDraft } from "../../src/command/drafts.ts";
import { botTexts } from "../../src/i18n/bot.ts";
import { type Locale, localeFor } from "../../src/i18n/texts.ts";
import { type Words, wordsFor } from "../../src/i18n/words.ts";
import type { Suggest } from "../../src/suggest.ts";
import type { Choice, Form, Problem } from "../../src/view/form.ts";
import { buttons, list, paragraph, type View, view } from "../../src/view/view.ts";
import type { Connection } from "./connection.ts";
import { customIdOf } from "./form-state.ts";
import { modalOf } from "./forms.ts";
import { limits } from "./limits.ts";
import { peopleMentioned } from "./people-mentioned.ts";
import type { Upload } from "./pictures.ts";
import type { Answering } from "./respond.ts";
import { discordTexts as m } from "./texts.ts";
import { type Asker, draftWork } from "./who.ts";

/** Gives the bot's answer in Discord's way. */
export async function give(connection: Connection, asker: Asker, answer: Answer, to: Answering): Promise<void> {
  const { db } = connection;
  if (answer.kind === "reply") {
    const hasChart = answer.view.blocks.some(({ kind }) => kind === "chart");
    const locale = hasChart ? (await wordsOf(connection, asker)).locale : "en";
    const reader = { locale, people: await peopleMentioned(db, asker.from.workspaceId, answer.view) };
    const file = answer.file ? fileOf(answer.file) : undefined;
    return to.say({ view: answer.view, reader, replaces: answer.replaces ?? false, file });
  }
  const words = await wordsOf(connection, asker);
  if (answer.kind === "form" && (await to.open(() => modalFor(connection, asker, answer.form, words)))) return;
  const shown = answer.kind === "form" ? [] : answer.problems;
  const draft = await keep(connection, asker, answer.form);
  await to.say({
    view: againView(words, answer.form, shown, draft),
    reader: { locale: words.locale, people: new Map() },
  });
}

async function modalFor(connection: Connection, asker: Asker, form: Form, words: Words) {
  const listed = await listedChoices(connection, asker, form, words.locale);
  const customId = await customIdOf(form, () => draftWork(connection, asker));
  return modalOf(form, customId, { words, listed });
}

/** The choices of search fields, where there are so few that they can be shown at once. */
async function listedChoices({ bot }: Connection, { from, place }: Asker, form: Form, locale: Locale) {
  const wanted = form.fields.flatMap((field): { name: string; of: Suggest["of"] }[] => {
    if (field.kind === "search" && field.of !== "zone") return [{ name: field.name, of: field.of }];
    return field.kind === "person" && field.orTeam ? [{ name: field.name, of: "person" }] : [];
  });
  const found = await Promise.all(
    wanted.map(async ({ name, of }): Promise<[string, readonly Choice[]]> => {
      const asked = { of, typed: "", command: form.name, option: name };
      const choices = await bot.suggest(from, asked, place);
      const isAll = choices.length > 0 && choices.length < limits.select.options - 1;
      const team = of === "person" ? [{ value: "team", label: m.wholeTeam[locale] }] : [];
      return [name, isAll ? [...team, ...choices] : []];
    }),
  );
  return new Map(found);
}

function keep(connection: Connection, asker: Asker, form: Form): Promise<string> {
  const values = form.fields.map(({ name, value }) => [name, value ?? ""]).filter(([, value]) => value !== "");
  return draftWork(connection, asker).then((work) =>
    keepDraft(work, form.name, form.state, Object.fromEntries(values)),
  );
}

/** Discord shows no problems inside a form, so they are said beside a button that opens it as it was. */
function againView(words: Words, form: Form, problems: readonly Problem[], draft: string): View {
  const title = words.plain(problems.length > 0 ? m.fix : m.formReady);
  const label = words.plain(problems.length > 0 ? botTexts.openAgain : botTexts.openForm);
  const lines = problems.map(({ field, text }) => {
    const named = form.fields.find(({ name }) => name === field)?.label;
    return named && !text.includes(named) ? [{ kind: "strong" as const, text: named }, ` — ${text}`] : [text];
  });
  return view(
    [title, ...problems.map(({ text }) => text)].join(" "),
    paragraph([title]),
    lines.length > 0 ? list(lines) : null,
    buttons({ label, action: opens("draft", { id: draft }), style: "primary" }),
  );
}

async function wordsOf({ db }: Connection, { from }: Asker): Promise<Words> {
  const { workspaceId, externalId } = from;
  const account = await db.account.findUnique({
    where: { workspaceId_externalId: { workspaceId, externalId } },
    select: {
      locale: true,
      person: { select: { locale: true, zone: true } },
      workspace: { select: { org: { select: { locale: true, zone: true } } } },
    },
  });
  const org = account?.workspace.org;
  const locale = localeFor(account?.person.locale ?? account?.locale ?? from.locale, localeFor(org?.locale));
  return wordsFor(locale, firstZone(account?.person.zone, org?.zone));
}

/** The words for somebody of whom only Discord has told us. */
export const wordsIn = (interaction: APIInteraction): Words =>
  wordsFor(localeFor("locale" in interaction ? interaction.locale : undefined), "UTC");

/** Packed where it would be too large to upload. */
function fileOf({ name, content }: { readonly name: string; readonly content: string }): Upload {
  const data = Buffer.from(content, "utf8");
  const safe = name.replace(/[^\w.-]+/gu, "_");
  return data.length < limits.message.fileBytes ? { name: safe, data } : { name: `${safe}.gz`, data: gzipSync(data) };
}
