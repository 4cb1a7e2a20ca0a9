import type { AppsManifestValidateArguments } from "@slack/web-api";
import { catalog } from "../../src/catalog.ts";
import type { Command } from "../../src/command/command.ts";
import { nounOf } from "../../src/command/usage.ts";
import { type EventName, eventNames } from "./events.ts";
import { shorten } from "./limits.ts";
import { shortcuts } from "./shortcuts.ts";
import { nounTexts } from "./texts.ts";

/** Every scope that is asked for and why; no scope reads messages. */
export const scopeReasons = {
  commands: "Slash commands and shortcuts",
  "chat:write": "Answers, prompts and summaries, in channels that the bot was invited to",
  "im:write": "Opening the direct conversation in which prompts and briefs arrive",
  "files:write": "Charts with alternative text, and exports, as files",
  "users:read": "A person's name, zone and language, and changes to them",
  "dnd:read": "Holding prompts back while somebody does not want to be disturbed",
  "channels:read": "Noticing that a team's channel was renamed or archived, or the bot removed from it",
  "groups:read": "The same for private channels that the bot was invited to",
} as const satisfies Readonly<Record<string, string>>;

type Scope = keyof typeof scopeReasons;

export const scopes: readonly Scope[] = Object.keys(scopeReasons).filter((scope): scope is Scope =>
  Object.hasOwn(scopeReasons, scope),
);

export const slackPaths = {
  events: "/slack/events",
  install: "/slack/install",
  redirect: "/slack/oauth_redirect",
} as const;

type Manifest = AppsManifestValidateArguments["manifest"];

export type ManifestOptions = {
  /** The address under which Slack reaches this server; without it the manifest is for Socket Mode. */
  readonly publicUrl?: string | undefined;
  readonly socketMode: boolean;
  /** Tokens that live for twelve hours; only for installing by OAuth. */
  readonly tokenRotation?: boolean;
};

/** The app as Slack is to make it: https://docs.slack.dev/reference/app-manifest */
export function slackManifest(options: ManifestOptions, commands: readonly Command[] = catalog): Manifest {
  const { publicUrl, socketMode, tokenRotation = false } = options;
  if (!socketMode && !publicUrl) throw new Error("Without Socket Mode, PUBLIC_URL is needed for the manifest");
  const address = (path: string): string => new URL(path, publicUrl).href;
  const url = socketMode ? {} : { url: address(slackPaths.events) };
  const requestUrl = socketMode ? {} : { request_url: address(slackPaths.events) };
  const optionsUrl = socketMode ? {} : { message_menu_options_url: address(slackPaths.events) };
  return {
    display_information: {
      name: "Goalkeeper",
      description: "Goals, check-ins and weekly summaries for sales teams",
      background_color: "#1f3a34",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "Goalkeeper", always_online: true },
      shortcuts: Object.entries(shortcuts).map(([callback_id, { kind, name, description }]) => ({
        ...{ name, callback_id, description },
        type: kind,
      })),
      slash_commands: slashCommands(commands).map((command) => ({ ...command, ...url })),
    },
    oauth_config: {
      ...(publicUrl ? { redirect_urls: [address(slackPaths.redirect)] } : {}),
      scopes: { bot: [...scopes] },
    },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: [...eventNames] satisfies EventName[] },
      interactivity: { is_enabled: true, ...requestUrl, ...optionsUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: tokenRotation,
    },
  };
}

/** One slash command a noun; mentions arrive as ids, so that a person can be named with @. */
function slashCommands(commands: readonly Command[]) {
  const shown = commands.filter(({ hidden }) => !hidden);
  return [...new Set(shown.map(({ name }) => nounOf(name)))].map((noun) => {
    const verbs = shown
      .filter(({ name }) => nounOf(name) === noun && name !== noun)
      .map(({ name }) => name.slice(noun.length + 1));
    return {
      command: `/${noun}`,
      description: nounTexts[noun] ?? noun,
      ...(verbs.length > 0 ? { usage_hint: shorten([...verbs, "help"].join(" | "), 1_000) } : {}),
      should_escape: true,
    };
  });
}

/** What `npx goalkeeper slack manifest` prints. */
export const manifestText = (options: ManifestOptions): string =>
  `${JSON.stringify(slackManifest(options), null, 2)}\n`;
