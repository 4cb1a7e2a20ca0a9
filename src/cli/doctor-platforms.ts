import { z } from "zod";
import type { Config } from "../config.ts";
import type { Finding } from "./doctor.ts";

const patience = 8_000;

const slackSays = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
  user: z.string().optional(),
});

/** Whether Slack takes the tokens of the settings; with OAuth each workspace has its own, which are seen when used. */
export async function checkSlack(config: Config): Promise<Finding[]> {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app } = config;
  const findings: Finding[] = [];
  if (bot) findings.push(...(await checkBotToken(config, bot)));
  if (app) findings.push(await checkAppToken(config, app));
  if (!bot && config.hasSlack) findings.push({ level: "ok", text: "tokens come with each workspace that installs it" });
  return findings;
}

async function checkBotToken(config: Config, token: string): Promise<Finding[]> {
  const { said, scopes } = await askSlack(config, "auth.test", token);
  if (!said.ok) return [refused("SLACK_BOT_TOKEN", said.error, "OAuth & Permissions")];
  const { scopes: needed } = await import("../../adapters/slack/index.ts");
  const missing = scopes === null ? [] : needed.filter((scope) => !scopes.includes(scope));
  return [
    { level: "ok", text: `SLACK_BOT_TOKEN speaks as ${said.user ?? "the app"} in ${said.team ?? "its workspace"}` },
    ...(missing.length > 0
      ? [{ level: "warning", text: `install the app again to grant it: ${missing.join(", ")}` } as const]
      : []),
  ];
}

/** Asking for a connection opens none; it is the only call that an app-level token may make. */
async function checkAppToken(config: Config, token: string): Promise<Finding> {
  const { said } = await askSlack(config, "apps.connections.open", token);
  if (said.ok) return { level: "ok", text: "SLACK_APP_TOKEN may use Socket Mode" };
  return refused("SLACK_APP_TOKEN", said.error, "Basic Information, with the scope connections:write");
}

const refused = (name: string, error: string | undefined, page: string): Finding => ({
  level: "problem",
  text: `Slack does not take ${name} (${error ?? "no reason given"}): copy it again from the app's page ${page}`,
});

async function askSlack({ SLACK_API_URL: api }: Config, method: string, token: string) {
  const url = `${(api ?? "https://slack.com/api/").replace(/\/?$/, "/")}${method}`;
  const response = await ask("Slack", "SLACK_API_URL", url, { method: "POST", authorization: `Bearer ${token}` });
  const said = slackSays.safeParse(await response.json().catch(() => null));
  if (!said.success)
    throw new Error(`answers with HTTP ${response.status}, not as Slack does; is SLACK_API_URL right?`);
  return { said: said.data, scopes: response.headers.get("x-oauth-scopes")?.split(/,\s*/) ?? null };
}

export async function checkDiscord({ DISCORD_TOKEN: token, DISCORD_API_URL: api }: Config): Promise<Finding[]> {
  if (!token) return [];
  const base = (api ?? "https://discord.com/api").replace(/\/$/, "");
  const url = `${base}/v10/users/@me`;
  const response = await ask("Discord", "DISCORD_API_URL", url, { method: "GET", authorization: `Bot ${token}` });
  if (response.status === 401) {
    const text = "Discord does not take DISCORD_TOKEN: copy it again from the application's page Bot";
    return [{ level: "problem", text }];
  }
  const me = z.object({ username: z.string() }).safeParse(await response.json().catch(() => null));
  if (!response.ok || !me.success)
    throw new Error(`answers with HTTP ${response.status}, not as Discord does; is DISCORD_API_URL right?`);
  return [{ level: "ok", text: `DISCORD_TOKEN speaks as ${me.data.username}` }];
}

type Asking = { readonly method: "GET" | "POST"; readonly authorization: string };

async function ask(who: string, setting: string, url: string, { method, authorization }: Asking): Promise<Response> {
  try {
    return await fetch(url, { method, headers: { authorization }, signal: AbortSignal.timeout(patience) });
  } catch (cause) {
    throw new Error(`${who} does not answer; is this computer online, and ${setting} right if it is set?`, { cause });
  }
}
