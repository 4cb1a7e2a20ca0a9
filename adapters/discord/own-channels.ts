import type { Request } from "../../src/bot.ts";
import type { RawValues } from "../../src/command/command.ts";
import type { Connection } from "./connection.ts";

const channelNamed = /^\s*#\{(\d+)\}(.*)$/su;

/**
 * A form brings a channel back as the text that stood in its field, and anybody could write another id there. We are in
 * many servers with one token, so only a channel of the server in which the form was sent is taken for one.
 */
export function withOwnChannels(
  { guildOfChannel }: Pick<Connection, "guildOfChannel">,
  guildId: string | undefined,
  request: Request,
): Request {
  if (request.kind !== "submit") return request;
  const checked = (values: RawValues): RawValues =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const [, id = "", called = ""] = channelNamed.exec(value) ?? [];
        const isOurs = id === "" || (guildId !== undefined && guildOfChannel(id) === guildId);
        return [name, isOurs ? value : `#${called.replace(/^#/u, "")}`];
      }),
    );
  return { ...request, state: checked(request.state), values: checked(request.values) };
}
