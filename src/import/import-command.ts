import { mustBeAbleTo } from "../access.ts";
import { opens, runs } from "../command/action.ts";
import { type Command, defineCommand, replace, reply } from "../command/command.ts";
import { findDraft, keepDraft } from "../command/drafts.ts";
import { choice, optional, text } from "../command/option.ts";
import { UsageError, UserError } from "../errors.ts";
import { botTexts } from "../i18n/bot.ts";
import { importTexts as m } from "../i18n/import.ts";
import { code } from "../view/text.ts";
import { type Block, buttons, heading, list, note, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { type ImportKind, importKinds } from "./fields.ts";
import type { Mapping } from "./mapping.ts";
import { presets } from "./presets.ts";
import { textSource } from "./read-csv.ts";
import { changesAnything, countLines, type ImportReport, remarkLines } from "./report.ts";
import { importFiles } from "./run-import.ts";

const longest = 3_000;
const name = "goalkeeper import";

const importHere = defineCommand({
  name,
  summary: m.summary,
  options: {
    kind: optional(choice(m.optionKind, { people: m.kindPeople, deals: m.kindDeals, entries: m.kindEntries })),
    csv: optional(text(m.optionCsv, { hint: m.optionCsvHint, maxLength: longest, multiline: true })),
    draft: optional(text(m.optionDraft, { outOfForm: true })),
  },
  examples: ["goalkeeper import", "goalkeeper import kind:deals"],
  async run(work, { kind, csv, draft }) {
    mustBeAbleTo(work.caller, name, {});
    if (draft) return importDraft(work, draft);
    if (csv) return checkFirst(work, kind, csv);
    if (kind) throw new UsageError([missing(work, "csv")]);
    return reply(explanation(work));
  },
});

export const importCommands: readonly Command[] = [importHere];

const missing = ({ words }: PersonWork, field: "csv" | "kind") => ({
  ...{ field, text: botTexts.missing },
  with: { option: words.plain(field === "csv" ? m.optionCsv : m.optionKind) },
});

const commandLine = "npx goalkeeper import people.csv deals.csv --map generic --dry-run";

function explanation({ words }: PersonWork) {
  const title = words.plain(m.title);
  return view(
    title,
    heading(title),
    paragraph(words.text(m.howTo)),
    paragraph([code(commandLine)]),
    paragraph(words.text(m.howToSmall)),
    buttons({ label: words.plain(m.paste), action: opens(name), style: "primary" }),
  );
}

async function checkFirst(work: PersonWork, kind: ImportKind | undefined, csv: string) {
  if (!kind) throw new UsageError([missing(work, "kind")]);
  const report = await take(work, kind, csv, true);
  const { words } = work;
  const title = words.plain(m.checked);
  if (!changesAnything(report))
    return reply(view(title, ...shown(work, title, report), note(words.text(m.nothingToDo))));
  const id = await keepDraft(work, name, { kind }, { csv });
  const confirm = { label: words.plain(m.confirm), action: runs(name, { draft: id }), style: "primary" } as const;
  return reply(view(title, ...shown(work, title, report), buttons(confirm)));
}

/** A draft is taken once; its next press says that it is gone. */
async function importDraft(work: PersonWork, id: string) {
  const draft = await findDraft(work, id);
  const kind = importKinds.find((one) => one === draft?.state.kind);
  if (draft?.form !== name || !kind) throw new UserError(botTexts.draftGone);
  await work.db.formDraft.deleteMany({ where: { id, orgId: work.orgId, accountId: work.caller.accountId } });
  const report = await take(work, kind, draft.values.csv ?? "", false);
  const title = work.words.plain(m.imported);
  return replace(view(title, ...shown(work, title, report)));
}

function take(work: PersonWork, kind: ImportKind, csv: string, isDryRun: boolean): Promise<ImportReport> {
  const { db, orgId, now, caller } = work;
  const files = presets.generic?.files.filter((file) => file.kind === kind) ?? [];
  const mapping: Mapping = { files };
  const sources = [textSource("CSV", csv)];
  return importFiles(db, { orgId, now, byPersonId: caller.personId }, { sources, mapping, isDryRun });
}

function shown({ words }: PersonWork, title: string, report: ImportReport): Block[] {
  const remarks = remarkLines(words, report).map((line) => [line]);
  return [
    heading(title),
    list(countLines(words, report).map((line) => [line])),
    ...(remarks.length > 0 ? [paragraph([words.plain(m.refusedTitle)]), list(remarks)] : []),
  ];
}
