import { type Json, textAt } from "../json.ts";
import { nextTs, violate, type Workspace, type World } from "../world.ts";
import { argumentProblems } from "./arguments.ts";
import { authMethods, exchangeOAuth, tokenProblem } from "./auth.ts";
import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import { fileMethods } from "./files.ts";
import { type Call, type Methods, no, violated, yes } from "./method.ts";
import { userMethods } from "./users.ts";
import { viewMethods } from "./views.ts";

const methods: Methods = {
  ...authMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...userMethods,
  ...viewMethods,
};

export interface Asked {
  method: string;
  args: Json;
  authorization: string | undefined;
}

export function workspaceOfToken(world: World, asked: Asked): Workspace | undefined {
  const token = tokenOf(asked);
  return [...world.workspaces.values()].find((workspace) => workspace.tokens.has(token));
}

/** What Slack answers to one call, with its effect done. */
export function answer(world: World, asked: Asked): Json {
  if (asked.method === "oauth.v2.access") return exchangeOAuth(world, asked.args, asked.authorization);
  if (asked.method === "apps.connections.open") return openConnection(world, asked);
  const method = methods[asked.method];
  if (!method) {
    violate(world, asked.method, "unknown_method");
    return no("unknown_method");
  }
  const workspace = workspaceOfToken(world, asked);
  if (!workspace) return strangeToken(world, asked);
  const expired = tokenProblem(world, workspace, tokenOf(asked));
  if (expired) return no(expired);
  const call: Call = { world, method: asked.method, args: asked.args, workspace, token: tokenOf(asked) };
  if (world.light) return asked.method === "chat.postMessage" ? lightPost(call) : method.run(call);
  return missingScope(call, method.scopes ?? []) ?? badArguments(call) ?? method.run(call);
}

function badArguments(call: Call): Json | undefined {
  const method = methods[call.method];
  if (!method) return undefined;
  const { missing, unknown } = argumentProblems(call.method, method, call.args);
  for (const name of unknown) violate(call.world, call.method, `unknown argument ${name}`);
  const team = textAt(call.args, "team_id");
  if (team && team !== call.workspace.id)
    violate(call.world, call.method, `team_id ${team} with the token of ${call.workspace.id}`);
  foreignChannel(call);
  return missing.length > 0
    ? violated(
        call,
        "invalid_arguments",
        missing.map((name) => `missing required field: ${name}`),
      )
    : undefined;
}

/** The gravest fault of an app with many workspaces: speaking of one with another's token. */
function foreignChannel({ world, workspace, method, args }: Call): void {
  for (const id of [args.channel, args.channel_id, args.user, args.user_id, args.users].map(String)) {
    const owner = [...world.workspaces.values()].find((one) => one.channels.has(id) || one.users.has(id));
    if (owner && owner !== workspace)
      violate(world, method, `${id} belongs to ${owner.id}, the token to ${workspace.id}`);
  }
}

function missingScope(call: Call, anyOf: string[]): Json | undefined {
  const granted = call.workspace.tokens.get(call.token)?.scopes;
  if (!granted || anyOf.length === 0 || anyOf.some((scope) => granted.has(scope))) return undefined;
  violate(call.world, call.method, `missing_scope: needs ${anyOf.join(" or ")}`);
  return no("missing_scope", { needed: anyOf[0], provided: [...granted].join(",") });
}

function openConnection(world: World, asked: Asked): Json {
  if (tokenOf(asked) !== world.app.appToken) {
    violate(world, asked.method, "not the app-level token");
    return no(tokenOf(asked).startsWith("xapp-") ? "invalid_auth" : "not_allowed_token_type");
  }
  const url = `${world.baseUrl.replace("http", "ws")}/link?ticket=${world.nextNumber()}&app_id=${world.app.id}`;
  return yes({ url });
}

function strangeToken(world: World, asked: Asked): Json {
  const token = tokenOf(asked);
  violate(world, asked.method, token === "" ? "not_authed" : `no such token ${token.slice(0, 12)}`);
  return no(token === "" ? "not_authed" : "invalid_auth");
}

function lightPost({ world, args }: Call): Json {
  return yes({ channel: args.channel, ts: nextTs(world) });
}

function tokenOf({ args, authorization }: Asked): string {
  return authorization?.replace(/^Bearer /, "") || textAt(args, "token") || "";
}
