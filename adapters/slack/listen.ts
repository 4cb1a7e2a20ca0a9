import type { App } from "@slack/bolt";
import { onCommand } from "./commands.ts";
import type { Connection } from "./connection.ts";
import { eventNames, onEvent } from "./events.ts";
import { onPress } from "./presses.ts";
import { onShortcut } from "./shortcuts.ts";
import { onSubmission } from "./submissions.ts";
import { onSuggestion } from "./suggestions.ts";
import type { Workspace } from "./workspaces.ts";

const anything = /.*/su;

/** Everything that Slack may send, each kind to the one place that knows it. */
export function listen(app: App, connection: Connection): void {
  const inWorkspace = async (teamId: string | undefined, act: (workspace: Workspace) => Promise<void>) => {
    const workspace = teamId ? await connection.workspaces.find(teamId) : null;
    if (workspace) await act(workspace);
  };
  app.command(anything, ({ context, body, ack }) =>
    inWorkspace(context.teamId, (workspace) => onCommand(connection, workspace, body, ack)),
  );
  app.action(anything, ({ context, body, ack }) =>
    inWorkspace(context.teamId, (workspace) => onPress(connection, workspace, body, () => ack())),
  );
  app.view(anything, ({ context, body, ack }) =>
    inWorkspace(context.teamId, (workspace) =>
      onSubmission(connection, workspace, body, (answer) => (answer ? ack(answer) : ack())),
    ),
  );
  app.shortcut(anything, ({ context, body, ack }) =>
    inWorkspace(context.teamId, (workspace) => onShortcut(connection, workspace, body, () => ack())),
  );
  app.options(anything, ({ context, body, ack }) =>
    inWorkspace(context.teamId, async (workspace) => {
      await ack({ options: await onSuggestion(connection, workspace, body) });
    }),
  );
  for (const name of eventNames) {
    app.event(name, async ({ body }) => {
      connection.later(`the event ${name}`, () => onEvent(connection, body));
    });
  }
  app.error(async (err) => {
    connection.log.error({ err }, "something from Slack could not be handled");
  });
}
