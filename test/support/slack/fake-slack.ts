import type { Server } from "node:http";
import { asText } from "./as-text.ts";
import { type Changes, changes } from "./changes.ts";
import { control } from "./control.ts";
import { deliver, deliverAgain, type Post } from "./deliver.ts";
import type { Delivery, DeliveryResult, SendOptions, Transport } from "./delivery.ts";
import { addFault, type Fault, type FaultInput } from "./faults.ts";
import { closes, type Submission, submits } from "./form.ts";
import { newGrants } from "./grants.ts";
import { type HttpTarget, httpTransport } from "./http-transport.ts";
import { type Installed, type InstallOptions, installs } from "./install.ts";
import { limits } from "./limits.ts";
import { clicks, fills, picks } from "./person.ts";
import { compileSchemas } from "./schema.ts";
import { listen } from "./server.ts";
import { type SocketTransport, socketTransport } from "./socket-transport.ts";
import { messageShortcut, says, shortcut } from "./speak.ts";
import { types } from "./suggest.ts";
import type { Surface } from "./surface.ts";
import { type Answered, answered } from "./until.ts";
import type { Choice } from "./values.ts";
import { stackOf } from "./views.ts";
import { addWorkspace, type WorkspaceInput } from "./workspace.ts";
import {
  type ApiCall,
  type AppIdentity,
  type Channel,
  type Clock,
  channelNamed,
  directMessages,
  type Message,
  type OpenView,
  userNamed,
  type Violation,
  type Workspace,
  type World,
} from "./world.ts";

export interface FakeSlackOptions {
  /** The time on Slack's side: message ids, expiry of tokens, snoozes. Real time when left out. */
  clock?: Clock;
  app?: Partial<AppIdentity>;
  port?: number;
  /** Answers and counts without checking or keeping anything, for benchmarks. */
  light?: boolean;
  /** How long an acknowledgement is waited for. */
  patienceMs?: number;
}

export interface FakeSlack extends Changes {
  /** For slackApiUrl. */
  apiUrl: string;
  baseUrl: string;
  app: AppIdentity;
  world: World;
  workspace(id: string, input?: WorkspaceInput): Workspace;

  http(target: { url: string; signingSecret?: string }): Transport;
  socket(): SocketTransport;
  use(transport: Transport): void;
  deliver(delivery: Delivery, options?: SendOptions): Promise<DeliveryResult>;
  /** Sends the same delivery again, under the same event id or another. */
  redelivers(result: DeliveryResult, options?: SendOptions & { sameId?: boolean }): Promise<DeliveryResult>;
  deliveries: DeliveryResult[];

  channel(id: string): Channel;
  dm(user: string): Channel;
  ephemeral(user: string, channel?: string): Message[];
  home(user: string): OpenView | undefined;
  openView(user: string): OpenView | undefined;
  asText(shown: Message | OpenView): string;

  says(user: string, typed: string, options?: SendOptions & { channel?: string }): Promise<DeliveryResult>;
  clicks(user: string, surface: Surface, words: string, options?: SendOptions): Promise<DeliveryResult>;
  picks(user: string, surface: Surface, words: string, choice: Choice, options?: SendOptions): Promise<DeliveryResult>;
  fills(user: string, label: string, choice: Choice): Promise<DeliveryResult>;
  types(user: string, label: string, typed: string, surface?: Surface): Promise<string[]>;
  submits(user: string, fields?: Record<string, Choice>, options?: SendOptions): Promise<Submission>;
  closes(user: string, all?: boolean): Promise<DeliveryResult | undefined>;
  shortcut(user: string, callbackId: string, options?: SendOptions): Promise<DeliveryResult>;
  messageShortcut(user: string, message: Message, callbackId: string, options?: SendOptions): Promise<DeliveryResult>;
  installs(user: string, options: InstallOptions): Promise<Installed>;

  /** Waits for what an app does after its acknowledgement; looks again after each of its calls. */
  until: Answered["until"];
  fail(method: string, fault: FaultInput): Fault;
  calls: ApiCall[];
  callsTo(method: string): ApiCall[];
  counts: Map<string, number>;
  latencyMs: number;
  violations: Violation[];
  /** Throws a list of everything the app did that Slack would not have taken. */
  assertClean(): void;
  /** Takes note of the violations so far and forgets them. */
  forgive(): Violation[];
  close(): Promise<void>;
}

export async function fakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const world = newWorld(options);
  if (!world.light) compileSchemas();
  const post: Post = { world, transport: undefined, results: [] };
  const server = await listen(world, options.port ?? 0, (request, body) => control(world, request, body));
  const use = (transport: Transport) => {
    post.transport = transport;
  };
  const socket = socketTransport(world, server);
  return {
    ...changes(post),
    ...looking(world),
    ...acting(post),
    ...checking(world),
    apiUrl: `${world.baseUrl}/api/`,
    baseUrl: world.baseUrl,
    app: world.app,
    world,
    workspace: (id, input = {}) => addWorkspace(world, id, input),
    http: (target) => {
      const full: HttpTarget = { signingSecret: world.app.signingSecret, ...target };
      const transport = httpTransport(full);
      use(transport);
      return transport;
    },
    socket: () => {
      use(socket);
      return socket;
    },
    use,
    deliver: (delivery, how) => deliver(post, delivery, how),
    redelivers: (result, { sameId = true, ...how } = {}) => deliverAgain(post, result, sameId, how),
    deliveries: post.results,
    installs: (user, how) => installs(world, user, how),
    until: world.answered.until,
    fail: (method, fault) => addFault(world.faults, method, fault),
    get latencyMs() {
      return world.latencyMs;
    },
    set latencyMs(ms: number) {
      world.latencyMs = ms;
    },
    close: () => stop(server, socket),
  };
}

function looking(world: World) {
  return {
    channel: (id: string) => channelNamed(world, id).channel,
    dm: (user: string) => directMessages(userNamed(world, user).workspace, user),
    ephemeral: (user: string, channel?: string) =>
      userNamed(world, user).workspace.ephemerals.filter(
        (one) => one.onlyFor === user && (channel === undefined || one.channel === channel),
      ),
    home: (user: string) => userNamed(world, user).workspace.homes.get(user),
    openView: (user: string) => stackOf(userNamed(world, user).workspace, user).at(-1),
    asText,
  };
}

function acting(post: Post) {
  return {
    says: bound(post, says),
    clicks: bound(post, clicks),
    picks: bound(post, picks),
    fills: bound(post, fills),
    types: bound(post, types),
    submits: bound(post, submits),
    closes: bound(post, closes),
    shortcut: bound(post, shortcut),
    messageShortcut: bound(post, messageShortcut),
  };
}

function checking(world: World) {
  return {
    calls: world.calls,
    callsTo: (method: string) => world.calls.filter((call) => call.method === method),
    counts: world.counts,
    violations: world.violations,
    assertClean: () => {
      if (world.violations.length === 0) return;
      const lines = world.violations.map(({ where, problem }) => `- ${where}: ${problem}`);
      throw new Error(`Slack would not have taken this:\n${lines.join("\n")}`);
    },
    forgive: () => world.violations.splice(0),
  };
}

function bound<Args extends unknown[], Result>(post: Post, act: (post: Post, ...args: Args) => Result) {
  return (...args: Args): Result => act(post, ...args);
}

function newWorld(options: FakeSlackOptions): World {
  let number = 0;
  return {
    clock: options.clock ?? { now: () => new Date() },
    app: {
      id: "A0GOAL",
      clientId: "111.222",
      clientSecret: "client-secret",
      signingSecret: "signing-secret",
      appToken: "xapp-1-A0GOAL",
      verificationToken: "verification",
      ...options.app,
    },
    baseUrl: "",
    workspaces: new Map(),
    calls: [],
    counts: new Map(),
    violations: [],
    faults: [],
    grants: newGrants(),
    codes: new Map(),
    latencyMs: 0,
    light: options.light ?? false,
    patienceMs: options.patienceMs ?? limits.acknowledgementMs,
    answered: answered(),
    nextNumber: () => ++number,
    startedAt: performance.now(),
  };
}

async function stop(server: Server, socket: SocketTransport): Promise<void> {
  socket.drop();
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeAllConnections();
  await closed;
}
