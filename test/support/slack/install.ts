import { randomUUID } from "node:crypto";
import { userNamed, violate, type World } from "./world.ts";

export interface InstallOptions {
  /** The app's install page, such as http://127.0.0.1:3000/slack/install. */
  url: string;
  /** Where Slack sends the browser when the app names no redirect_uri. */
  redirectPath?: string;
  /** The person says no. */
  deny?: boolean;
  /** Comes back with another state, or without the cookies of the install page. */
  state?: string;
  withoutCookies?: boolean;
}

export interface Installed {
  status: number;
  body: string;
  location: string | undefined;
  /** What the app asked for. */
  scopes: string[];
}

/** Walks through OAuth as a person's browser: the install page, Slack's consent, and back. */
export async function installs(world: World, userId: string, options: InstallOptions): Promise<Installed> {
  const { workspace } = userNamed(world, userId);
  const page = await fetch(options.url, { redirect: "manual" });
  const cookies = page.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  const consent = new URL(page.headers.get("location") ?? consentLink(await page.text()));
  const asked = consent.searchParams;
  if (asked.get("client_id") !== world.app.clientId) violate(world, "authorize", "another client_id");
  if (!asked.get("state")) violate(world, "authorize", "no state: anyone could complete this installation");
  const scopes = (asked.get("scope") ?? "").split(",").filter(Boolean);
  if (scopes.length === 0) violate(world, "authorize", "no scopes asked for");
  const redirectUri = asked.get("redirect_uri") ?? undefined;
  const code = randomUUID();
  if (!options.deny) world.codes.set(code, { team: workspace.id, user: userId, scopes, redirectUri });
  const back = new URL(
    redirectUri ? new URL(redirectUri).pathname : (options.redirectPath ?? "/slack/oauth_redirect"),
    options.url,
  );
  if (options.deny) back.searchParams.set("error", "access_denied");
  else back.searchParams.set("code", code);
  back.searchParams.set("state", options.state ?? asked.get("state") ?? "");
  const headers = options.withoutCookies ? {} : { cookie: cookies.join("; ") };
  const done = await fetch(back, { redirect: "manual", headers });
  return { status: done.status, body: await done.text(), location: done.headers.get("location") ?? undefined, scopes };
}

function consentLink(html: string): string {
  const link = /href="([^"]+oauth\/v2\/authorize[^"]*)"/.exec(html)?.[1];
  if (!link) throw new Error("the install page neither redirects to Slack nor links to it");
  return link.replaceAll("&amp;", "&");
}
