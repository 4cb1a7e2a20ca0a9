import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { fakeSlack } from "./fake-slack.ts";
import { isJson, parseJson } from "./json.ts";

/** `node --import tsx serve.ts [--port 0] [--light] [--latency ms] [--workspaces file.json]` prints its URL and listens. */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    light: { type: "boolean", default: false },
    latency: { type: "string", default: "0" },
    workspaces: { type: "string" },
  },
});

const slack = await fakeSlack({ port: Number(values.port), light: values.light });
slack.latencyMs = Number(values.latency);
const given = values.workspaces ? parseJson(readFileSync(values.workspaces, "utf8")) : undefined;
const small = { users: [{ id: "U1", name: "Ana" }], channels: [{ id: "C1", name: "sales" }] };
for (const [id, input] of Object.entries(isJson(given) ? given : { T1: small }))
  slack.workspace(id, isJson(input) ? input : {});
console.log(JSON.stringify({ url: slack.baseUrl, apiUrl: slack.apiUrl, app: slack.app }));
process.once("SIGTERM", () => slack.close().finally(() => process.exit(0)));
