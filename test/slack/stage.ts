import { createServer, type Server } from "node:http";
import { type SlackAdapter, startSlack } from "../../adapters/slack/index.ts";
import { scopes } from "../../adapters/slack/register.ts";
import { createBot } from "../../src/bot.ts";
import { readConfig } from "../../src/config.ts";
import type { PrismaClient, Role } from "../../src/generated/prisma/client.ts";
import { ensureStartingMetrics } from "../../src/goals/metrics.ts";
import { ensureWorkspace } from "../../src/org/workspaces.ts";
import { deliver } from "../../src/outbox/deliver.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { type FakeSlack, fakeSlack } from "../support/slack/fake-slack.ts";

export type TransportName = "http" | "socket";

/** Monday, 10:00 in Berlin. */
export const monday = new Date("2026-11-23T09:00:00Z");

export const people = {
  max: { id: "U1", name: "Max", role: "manager", locale: "en-US", tz: "Europe/Berlin" },
  ana: { id: "U2", name: "Ana", role: "rep", locale: "en-US", tz: "Europe/Berlin" },
  boris: { id: "U3", name: "Борис", role: "rep", locale: "ru-RU", tz: "Europe/Moscow" },
  ada: { id: "U4", name: "Ada", role: null, locale: "en-US", tz: "Europe/Berlin" },
} as const satisfies Readonly<
  Record<string, { id: string; name: string; role: Role | null; locale: string; tz: string }>
>;
export type Who = keyof typeof people;

export const key = Buffer.alloc(32, 7).toString("base64");

export function movable(start: Date) {
  let now = start;
  return {
    now: () => now,
    moveTo(instant: Date | string) {
      now = new Date(instant);
    },
  };
}

export type StageOptions = {
  readonly transport?: TransportName;
  readonly oauth?: boolean;
  readonly patienceMs?: number;
  /** A workspace in which nobody has met us yet. */
  readonly isNew?: boolean;
};

export type Stage = Awaited<ReturnType<typeof slackStage>>;

/** A sales team in a Slack workspace T1 and its channel C1: manager max, reps ana and boris (who reads Russian), admin ada. */
export async function slackStage(options: StageOptions = {}) {
  const { transport = "http", oauth = false } = options;
  const database = await testDatabase();
  const { db } = database;
  const clock = movable(monday);
  const slack = await fakeSlack({ clock, patienceMs: options.patienceMs ?? 3_000 });
  slack.workspace("T1", {
    users: Object.values(people).map(({ role, ...user }) => ({ ...user, is_admin: role === null })),
    channels: [
      { id: "C1", name: "sales" },
      { id: "C9", name: "elsewhere", bot: false },
    ],
    scopes: [...scopes],
  });
  const woken: string[] = [];
  const problems: { err?: unknown; what?: string }[] = [];
  const warnings: object[] = [];
  const log = {
    info() {},
    warn: (fields: object) => void warnings.push(fields),
    error: (fields: object) => void problems.push(fields),
  };
  const wake = (ids: readonly string[]) => void woken.push(...ids);
  const bot = createBot({ db, clock, log, wake });
  const team = options.isNew ? null : await makeTeam(db);
  const config = (): ReturnType<typeof readConfig> =>
    readConfig({
      SLACK_API_URL: slack.apiUrl,
      ...(oauth
        ? {
            SLACK_CLIENT_ID: slack.app.clientId,
            SLACK_CLIENT_SECRET: slack.app.clientSecret,
            ENCRYPTION_KEY: key,
            PUBLIC_URL: "https://goals.example.com",
          }
        : { SLACK_BOT_TOKEN: "xoxb-T1" }),
      ...(transport === "http" || oauth ? { SLACK_SIGNING_SECRET: slack.app.signingSecret } : {}),
      ...(transport === "socket" ? { SLACK_APP_TOKEN: slack.app.appToken } : {}),
    });
  const parts = { config: config(), bot, db, clock, log, wake, socketPatience: 200 };
  const adapter = await startSlack(parts);
  const served = await reach(slack, adapter, transport);
  return {
    ...{ slack, db, bot, clock, log, adapter, woken, problems, warnings, parts, database, url: served.url },
    ...(team ?? nobodyYet),
    /** Delivers everything that is waiting and due. */
    async deliver(deliverer = adapter.deliverer) {
      const due = await db.outboxMessage.findMany({ select: { id: true } });
      woken.length = 0;
      await deliver(
        { db, clock, log, wake, deliverers: new Map([["slack", deliverer]]) },
        due.map(({ id }) => id),
      );
    },
    at: (instant: string) => clock.moveTo(instant),
    /** What a person was answered in private, the latest last. */
    shown: (who: Who) => {
      const last = slack.ephemeral(people[who].id).at(-1);
      return last ? slack.asText(last) : "";
    },
    form: (who: Who) => {
      const view = slack.openView(people[who].id);
      return view ? slack.asText(view) : "";
    },
    async says(who: Who, text: string, channel = "C1") {
      const result = await slack.says(people[who].id, text, { channel });
      await adapter.settled();
      return result;
    },
    async close() {
      await adapter.close();
      await served.close();
      await slack.close();
      await database.close();
    },
  };
}

const nobodyYet = {
  ...{ workspaceId: "", orgId: "", teamId: "", channelRow: "" },
  personId: (_: Who) => "",
  accountId: (_: Who) => "",
};

/** The adapter mounted as the program mounts it: on a server that has other things to do. */
export async function reach(slack: FakeSlack, adapter: SlackAdapter, transport: TransportName) {
  const server = createServer((request, response) => {
    if (!adapter.httpHandler(request, response)) response.writeHead(418).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  if (transport === "http") slack.http({ url: `${url}/slack/events` });
  else await slack.socket().connected();
  return { url, close: () => stop(server) };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

async function makeTeam(db: PrismaClient) {
  const made = { platform: "slack", externalId: "T1", name: "Sales Co", zone: "Europe/Berlin" } as const;
  const { id: workspaceId, orgId } = await ensureWorkspace(db, { ...made, installerId: people.ada.id });
  await ensureStartingMetrics({ db, orgId, now: monday, said: [] });
  const team = await db.team.create({
    data: { orgId, name: "Sales", zone: "Europe/Berlin", locale: "en", workPattern: [] },
  });
  const channel = await db.teamChannel.create({
    data: { orgId, teamId: team.id, workspaceId, externalId: "C1", name: "sales" },
  });
  const personIds: Record<string, string> = {};
  const accountIds: Record<string, string> = {};
  for (const [who, { id: externalId, name, role, locale, tz }] of Object.entries(people)) {
    const person = await db.person.create({ data: { orgId, name, isAdmin: role === null, workPattern: [] } });
    const account = await db.account.create({
      data: { orgId, workspaceId, personId: person.id, externalId, name, locale, zone: tz },
    });
    personIds[who] = person.id;
    accountIds[who] = account.id;
    if (role)
      await db.membership.create({
        data: { orgId, teamId: team.id, personId: person.id, role, startsOn: "2026-01-01" },
      });
  }
  return {
    ...{ workspaceId, orgId, teamId: team.id, channelRow: channel.id },
    personId: (who: Who) => personIds[who] ?? "",
    accountId: (who: Who) => accountIds[who] ?? "",
  };
}

export type { TestDatabase };
