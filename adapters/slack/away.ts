import { z } from "zod";
import { explainFault } from "../../src/explain.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import { isDatabaseDown } from "../../src/store/errors.ts";
import type { Connection } from "./connection.ts";
import { stateSchema } from "./form-values.ts";
import { respond } from "./respond.ts";
import type { Workspace } from "./workspaces.ts";

const askedSchema = z.looseObject({
  user_id: z.string().optional(),
  user: z.object({ id: z.string() }).optional(),
  response_url: z.string().optional(),
  view: z.object({ state: stateSchema.optional() }).optional(),
});
export type Asked = z.infer<typeof askedSchema>;

/**
 * Does something in a workspace. Where the database is away and we do not even know the workspace, the person is told so
 * by what Slack sent along with their request.
 */
export async function inWorkspace(
  connection: Connection,
  { teamId, body }: { readonly teamId: string | undefined; readonly body: unknown },
  act: (workspace: Workspace) => Promise<void>,
  tell: (text: string, asked: Asked) => Promise<unknown>,
): Promise<void> {
  let workspace: Workspace | null;
  try {
    workspace = teamId ? await connection.workspaces.find(teamId) : null;
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    const asked = askedSchema.parse(body);
    const locale = connection.locales.get(asked.user_id ?? asked.user?.id ?? "") ?? "en";
    const answer = explainFault(error, wordsFor(locale, "UTC"), connection);
    if (answer.kind === "reply") await tell(answer.view.summary, asked);
    return;
  }
  if (workspace) await act(workspace);
}

/** Where the message was whose button somebody pressed. */
export const tellThere = async (text: string, { response_url: url }: Asked): Promise<void> => {
  if (url) await respond({ url, isOwn: false }, { text, blocks: [] });
};

/** At the form's first field, so that it stays open as it was filled in. */
export function atFirstField(
  text: string,
  { view }: Asked,
): { response_action: "errors"; errors: Record<string, string> } {
  const [block] = Object.keys(view?.state?.values ?? {});
  return { response_action: "errors", errors: block === undefined ? {} : { [block]: text } };
}
