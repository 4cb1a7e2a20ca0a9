import type { App } from "@slack/bolt";
import { atFirstField, inWorkspace, tellThere } from "./away.ts";
import { onCommand } from "./commands.ts";
import type { Connection } from "./connection.ts";
import { eventNames, onEvent } from "./events.ts";
import { onceDatabaseIsBack } from "./once-database-is-back.ts";
import { onPress } from "./presses.ts";
import { onShortcut } from "./shortcuts.ts";
import { onSubmission } from "./submissions.ts";
import { onSuggestion } from "./suggestions.ts";

const anything = /.*/su;

/** Everything that Slack may send, each kind to the one place that knows it. */
export function listen(app: App, connection: Connection): void {
  app.command(anything, ({ context: { teamId }, body, ack }) => {
    const before = connection.connections();
    const heard: typeof ack = async (answer) => {
      if (connection.connections() === before) return ack(answer);
      await ack();
      throw new Error("The connection on which it came is closed");
    };
    return inWorkspace(
      connection,
      { teamId, body },
      (workspace) => onCommand(connection, workspace, body, heard),
      (text) => ack({ text, response_type: "ephemeral" }),
    );
  });
  app.action(anything, ({ context: { teamId }, body, ack }) =>
    inWorkspace(
      connection,
      { teamId, body },
      (workspace) => onPress(connection, workspace, body, () => ack()),
      async (text, asked) => {
        await ack();
        await tellThere(text, asked);
      },
    ),
  );
  app.view(anything, ({ context: { teamId }, body, ack }) =>
    inWorkspace(
      connection,
      { teamId, body },
      (workspace) => onSubmission(connection, workspace, body, (answer) => (answer ? ack(answer) : ack())),
      (text, asked) => ack(atFirstField(text, asked)),
    ),
  );
  app.shortcut(anything, ({ context: { teamId }, body, ack }) =>
    inWorkspace(
      connection,
      { teamId, body },
      (workspace) => onShortcut(connection, workspace, body, () => ack()),
      async (text, asked) => {
        await ack();
        await tellThere(text, asked);
      },
    ),
  );
  app.options(anything, ({ context: { teamId }, body, ack }) =>
    inWorkspace(
      connection,
      { teamId, body },
      async (workspace) => ack({ options: await onSuggestion(connection, workspace, body) }),
      () => ack({ options: [] }),
    ),
  );
  for (const name of eventNames) {
    app.event(name, async ({ body }) => {
      connection.later(`the event ${name}`, () => onceDatabaseIsBack(() => onEvent(connection, body)));
    });
  }
  app.error(async (err) => {
    connection.log.error({ err }, "something from Slack could not be handled");
  });
}
