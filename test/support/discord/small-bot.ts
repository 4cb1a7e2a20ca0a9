import type { ClientOptions, Interaction } from "discord.js";
import { Client, Events, GatewayIntentBits } from "discord.js";
import type { FakeDiscord } from "./fake-discord.ts";

/** A discord.js client that does what `onInteraction` says; its failures are kept rather than thrown. */
export async function smallBot(
  discord: FakeDiscord,
  onInteraction: (interaction: Interaction) => Promise<unknown> = async () => undefined,
  options: Partial<ClientOptions> = {},
) {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    ...options,
    rest: { api: discord.apiUrl, version: "10", retries: 0, ...options.rest },
  });
  const errors: { code: unknown; message: string }[] = [];
  const note = (error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    errors.push({ code, message: String(error) });
  };
  client.on(Events.Error, note);
  client.on(Events.InteractionCreate, (interaction) => void onInteraction(interaction).catch(note));
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await ready;
  return { client, errors };
}
