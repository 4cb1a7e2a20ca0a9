import { z } from "zod";

const roles = ["chat", "jobs", "web"] as const;
export type ProcessRole = (typeof roles)[number];

const url = (protocols: readonly string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
  });

const web = url(["http:", "https:"]);
const token = (prefix: string) => z.string().startsWith(prefix, { error: `must begin with ${prefix}` });
const encryptionKey = z.string().refine((value) => Buffer.from(value, "base64").length === 32, {
  error: "must be 32 bytes in base64; make one with: openssl rand -base64 32",
});

/** Every setting there is: its shape, and what `.env.example` and the README say of it. */
export const settings = {
  PORT: { shape: z.coerce.number().int().min(0).max(65_535).default(3_000), about: "Port of the web server" },
  HOST: { shape: z.string().default("127.0.0.1"), about: "Address of the web server; 0.0.0.0 in a container" },
  DATA_DIR: {
    shape: z.string().default(".goalkeeper"),
    about: "Where the embedded database lives when DATABASE_URL is not set",
  },
  DATABASE_URL: {
    shape: url(["postgresql:", "postgres:"]).optional(),
    about: "PostgreSQL 14 or newer; without it an embedded database is used",
  },
  REDIS_URL: {
    shape: url(["redis:", "rediss:"]).optional(),
    about: "Redis for the queue, when you grow; needs DATABASE_URL",
  },
  ROLES: {
    shape: z
      .string()
      .default(roles.join(","))
      .transform((value) => value.split(",").map((role) => role.trim()))
      .pipe(z.array(z.enum(roles, { error: `must be some of ${roles.join(", ")}` })).min(1)),
    about: "What this process does: chat (Slack and Discord), jobs (schedules and delivery), web",
  },
  PRACTICE_ROOM: {
    shape: z.enum(["auto", "on", "off"], { error: "must be auto, on or off" }).default("auto"),
    about: "The practice room: auto means on until a chat platform is configured",
  },
  LOG_LEVEL: {
    shape: z
      .enum(["debug", "info", "warn", "error", "silent"], { error: "must be debug, info, warn, error or silent" })
      .default("info"),
    about: "How much is logged",
  },
  PUBLIC_URL: {
    shape: web.optional(),
    about: "The address under which people and Slack reach this server, for installing by OAuth",
  },
  ENCRYPTION_KEY: {
    shape: encryptionKey.optional(),
    about: "Encrypts platform tokens at rest; needed for installing by OAuth",
  },
  ENCRYPTION_KEY_PREVIOUS: {
    shape: encryptionKey.optional(),
    about: "The key before the last rotation; tokens are re-encrypted as they are used",
  },
  SLACK_BOT_TOKEN: { shape: token("xoxb-").optional(), about: "Bot token of the one Slack workspace" },
  SLACK_APP_TOKEN: {
    shape: token("xapp-").optional(),
    about: "App-level token: Slack by Socket Mode, no public address needed",
  },
  SLACK_SIGNING_SECRET: {
    shape: z.string().min(8).optional(),
    about: "Slack by signed HTTP requests to /slack/events",
  },
  SLACK_CLIENT_ID: {
    shape: z.string().min(1).optional(),
    about: "Many Slack workspaces by OAuth, installed at /slack/install",
  },
  SLACK_CLIENT_SECRET: {
    shape: z.string().min(1).optional(),
    about: "The OAuth secret that belongs to SLACK_CLIENT_ID",
  },
  SLACK_API_URL: { shape: web.optional(), about: "Another address of the Slack Web API, for gateways and tests" },
  DISCORD_TOKEN: { shape: z.string().min(8).optional(), about: "Bot token of the Discord application" },
  DISCORD_API_URL: { shape: web.optional(), about: "Another address of the Discord API, for proxies and tests" },
  DISCORD_DEV_GUILD: {
    shape: z.string().regex(/^\d+$/, { error: "must be a guild's number" }).optional(),
    about: "Register commands in this guild only, at once, while developing",
  },
  SHARDS: {
    shape: z
      .string()
      .regex(/^(auto|\d+(-\d+)?\/\d+)$/, { error: "must be auto, or a range such as 0-3/8" })
      .default("auto"),
    about: "Discord shards of this process: auto, or a range of a total",
  },
} as const satisfies Readonly<Record<string, { shape: z.ZodType; about: string }>>;

type Settings = { readonly [N in keyof typeof settings]: z.infer<(typeof settings)[N]["shape"]> };

export type Config = Settings & {
  readonly hasSlack: boolean;
  readonly hasDiscord: boolean;
  readonly hasPracticeRoom: boolean;
};

/** What is wrong with the settings, all of it at once, by name and never with a value. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings need attention:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings; an empty variable counts as not set. Throws a ConfigError that lists every problem. */
export function readConfig(environment: Environment): Config {
  const problems: string[] = [];
  const read: Record<string, unknown> = {};
  for (const [name, { shape }] of Object.entries(settings)) {
    const parsed = shape.safeParse(environment[name] || undefined);
    if (!parsed.success) problems.push(`${name} ${parsed.error.issues[0]?.message ?? "cannot be read"}`);
    // What is wrong is set all the same, so that nobody is told that it is missing.
    read[name] = parsed.success ? parsed.data : name === "ROLES" ? roles : environment[name];
  }
  const config = withDerived(read as Settings);
  problems.push(...contradictionsIn(config));
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

function withDerived(read: Settings): Config {
  const hasSlack = Boolean(
    read.SLACK_BOT_TOKEN ?? read.SLACK_CLIENT_ID ?? read.SLACK_APP_TOKEN ?? read.SLACK_SIGNING_SECRET,
  );
  const hasDiscord = Boolean(read.DISCORD_TOKEN);
  const wanted = read.PRACTICE_ROOM === "auto" ? !hasSlack && !hasDiscord : read.PRACTICE_ROOM === "on";
  return { ...read, hasSlack, hasDiscord, hasPracticeRoom: wanted && read.ROLES.includes("web") };
}

function contradictionsIn(config: Config): string[] {
  const isByOAuth = Boolean(config.SLACK_CLIENT_ID || config.SLACK_CLIENT_SECRET);
  const rules: readonly (readonly [boolean, string])[] = [
    [Boolean(config.REDIS_URL && !config.DATABASE_URL), "REDIS_URL needs DATABASE_URL: Redis holds only the queue"],
    [
      config.hasSlack && !config.SLACK_APP_TOKEN && !config.SLACK_SIGNING_SECRET,
      "SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is needed to hear from Slack",
    ],
    [
      config.hasSlack && !config.SLACK_BOT_TOKEN && !isByOAuth,
      "SLACK_BOT_TOKEN (one workspace) or SLACK_CLIENT_ID (many) is needed to write to Slack",
    ],
    [
      isByOAuth && !(config.SLACK_CLIENT_ID && config.SLACK_CLIENT_SECRET),
      "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together",
    ],
    [isByOAuth && !config.SLACK_SIGNING_SECRET, "SLACK_SIGNING_SECRET is needed beside SLACK_CLIENT_ID"],
    [isByOAuth && !config.ENCRYPTION_KEY, "ENCRYPTION_KEY is needed beside SLACK_CLIENT_ID, to keep tokens encrypted"],
    [isByOAuth && !config.PUBLIC_URL, "PUBLIC_URL is needed beside SLACK_CLIENT_ID, for the way back from Slack"],
    [Boolean(config.ENCRYPTION_KEY_PREVIOUS && !config.ENCRYPTION_KEY), "ENCRYPTION_KEY_PREVIOUS needs ENCRYPTION_KEY"],
    [config.PRACTICE_ROOM === "on" && !config.ROLES.includes("web"), "PRACTICE_ROOM=on needs the role web in ROLES"],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, text]) => text);
}
