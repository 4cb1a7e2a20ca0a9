import { readConfig } from "../config.ts";
import type { CliCommand } from "./command.ts";

/** Prints the app manifest to paste into Slack; by HTTP when a public address is set, else for Socket Mode. */
export const slackManifestCommand: CliCommand = {
  name: "slack manifest",
  usage: "slack manifest",
  about: "Print the Slack app's manifest",
  async run(_args, io) {
    const { manifestText } = await import("../../adapters/slack/index.ts");
    const publicUrl = io.environment.PUBLIC_URL;
    const socketMode = !publicUrl && !io.environment.SLACK_SIGNING_SECRET;
    io.out(manifestText(publicUrl ? { publicUrl, socketMode } : { socketMode }));
    return 0;
  },
};

/** Registers the commands where they differ from what Discord has. */
export const discordRegisterCommand: CliCommand = {
  name: "discord register",
  usage: "discord register",
  about: "Register the commands with Discord",
  async run(_args, io) {
    const { registerFromConfig } = await import("../../adapters/discord/index.ts");
    const done = await registerFromConfig(readConfig(io.environment));
    io.out(JSON.stringify(done));
    return 0;
  },
};
