import { createHmac, randomUUID } from "node:crypto";
import { testDatabase } from "../test/support/database.ts";
import { fakeSlack } from "../test/support/slack/fake-slack.ts";
import { cells, measure, speedColumns } from "./measure.ts";
import { startGoalkeeper, startScript } from "./program.ts";
import type { Bench } from "./section.ts";
import { mustHaveWritten, seedTeam } from "./seed.ts";

const secret = "bench-signing-secret";
const people = Array.from({ length: 50 }, (_, at) => `U${at}`);
const commands = 2_000;
const warmUp = 200;
const loads = [1, 16] as const;

/** Slash commands over signed HTTP, sent from another process, as Slack sends them. */
export const bench: Bench = async () => {
  const rows = [...(await bareRows()), ...(await ownRows())];
  return [
    {
      title: "Slack: slash command to acknowledgement",
      columns: ["what", ...speedColumns, "memory"],
      rows,
      notes: [
        `${commands} signed \`/goal log\` requests of ${people.length} people over loopback. Bare: a bolt app that checks the signature and acknowledges.`,
        "Goalkeeper's acknowledgement is the whole answer, after its entry is committed in PostgreSQL.",
      ],
    },
  ];
};

async function bareRows(): Promise<string[][]> {
  const bare = await startScript("bench/bare-bolt.ts", { SLACK_SIGNING_SECRET: secret });
  const rows: string[][] = [];
  for (const atOnce of loads) {
    await measure(warmUp, atOnce, (at) => send(bare.url, at));
    const acknowledged = await measure(commands, atOnce, (at) => send(bare.url, at));
    rows.push([`bare bolt, ${atOnce} at a time`, ...cells(acknowledged), bare.memory()]);
  }
  await bare.stop();
  return rows;
}

async function ownRows(): Promise<string[][]> {
  const slack = await fakeSlack({ light: true });
  slack.workspace("T1", {
    users: people.map((id) => ({ id, name: id })),
    channels: [{ id: "C1", name: "sales" }],
  });
  const database = await testDatabase();
  await seedTeam(database.db, { platform: "slack", workspace: "T1", channel: "C1" }, people);
  const program = await startGoalkeeper({
    DATABASE_URL: database.url,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: "xoxb-T1",
    SLACK_SIGNING_SECRET: secret,
  });
  const rows: string[][] = [];
  for (const atOnce of loads) {
    await measure(warmUp, atOnce, (at) => logged(program.url, at));
    const acknowledged = await measure(commands, atOnce, (at) => logged(program.url, at));
    rows.push([`Goalkeeper, ${atOnce} at a time`, ...cells(acknowledged), program.memory()]);
  }
  await program.stop();
  await mustHaveWritten(database.url, loads.length * (warmUp + commands));
  await slack.close();
  await database.close();
  return rows;
}

async function logged(url: string, at: number): Promise<void> {
  const answer = await send(url, at);
  if (!answer.includes("Logged 1")) throw new Error(`Not logged: ${answer.slice(0, 200)}`);
}

async function send(url: string, at: number): Promise<string> {
  const who = at % people.length;
  const body = new URLSearchParams({
    ...{ token: "unused", team_id: "T1", team_domain: "bench", channel_id: "C1", channel_name: "sales" },
    ...{ user_id: `U${who}`, user_name: `U${who}`, command: "/goal", text: `log #${who + 1} 1` },
    ...{
      api_app_id: "A1",
      is_enterprise_install: "false",
      trigger_id: randomUUID(),
      response_url: "http://127.0.0.1:9/unused",
    },
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  const response = await fetch(`${url}/slack/events`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    },
    body,
  });
  if (response.status !== 200) throw new Error(`Slack would have been answered ${response.status}`);
  return response.text();
}
