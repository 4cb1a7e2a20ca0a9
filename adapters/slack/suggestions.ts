import type { PlainTextOption } from "@slack/types";
import type { Suggest } from "../../src/suggest.ts";
import { namedUser, suggestionSchema } from "./acts.ts";
import { within } from "./built.ts";
import type { Connection } from "./connection.ts";
import { optionOf } from "./controls.ts";
import { readContext } from "./form-context.ts";
import { fieldOfBlock } from "./forms.ts";
import { lengthOf, limits, patience } from "./limits.ts";
import { askerOf } from "./people.ts";
import { slackTexts as m } from "./texts.ts";
import type { Workspace } from "./workspaces.ts";

const searched = ["goal", "metric", "team", "zone", "person", "command"] as const satisfies readonly Suggest["of"][];

/** What somebody may mean by what they are typing; nothing rather than an error, and never later than Slack waits. */
export async function onSuggestion(
  connection: Connection,
  workspace: Workspace,
  body: unknown,
): Promise<PlainTextOption[]> {
  const asked = suggestionSchema.parse(body);
  const [, kind, form = ""] = asked.action_id.split(":");
  const of = searched.find((one) => one === kind);
  if (!of) return [];
  const field = fieldOfBlock(asked.block_id);
  const place = readContext(asked.view?.private_metadata)?.place;
  const finding = find(
    connection,
    workspace,
    asked,
    { of, typed: asked.value, command: form, option: field ?? "" },
    place,
  );
  const found = await within(
    finding.catch((err: unknown) => {
      connection.log.warn({ err }, "nothing could be suggested");
      return [];
    }),
    patience.quickCall,
  );
  return found ?? [];
}

async function find(
  connection: Connection,
  workspace: Workspace,
  { user }: { user: Parameters<typeof namedUser>[0] },
  wanted: Suggest,
  place: { externalId: string; name: string } | undefined,
): Promise<PlainTextOption[]> {
  const asker = await askerOf(connection, workspace, namedUser(user), place);
  const choices = await connection.bot.suggest(asker.from, wanted, place);
  const team = { value: "team", label: asker.words.plain(m.wholeTeam) };
  const isTeam =
    wanted.of === "person" && `team ${team.label}`.toLowerCase().includes(wanted.typed.trim().toLowerCase());
  return [...(isTeam ? [team] : []), ...choices]
    .filter(({ value }) => value !== "" && lengthOf(value) <= limits.option.value)
    .slice(0, limits.option.count)
    .map((choice) => optionOf(choice.label, choice.value, "description" in choice ? choice.description : undefined));
}
