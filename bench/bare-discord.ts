import { createServer } from "node:http";
import { Client, Events, GatewayIntentBits, MessageFlags } from "discord.js";

/** The least that a discord.js app can do with a command: answer it, once it is connected. */
const { DISCORD_TOKEN: token = "", DISCORD_API_URL: api = "", PORT } = process.env;
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api, version: "10" } });
client.on(Events.InteractionCreate, (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  interaction.reply({ content: "Logged", flags: MessageFlags.Ephemeral }).catch(() => {});
});
client.once(Events.ClientReady, async (ready) => {
  const goal = { name: "goal", description: "Goals", type: 3, required: true };
  const amount = { name: "amount", description: "Amount", type: 3, required: true };
  const log = { type: 1, name: "log", description: "Log", options: [goal, amount] };
  await ready.application.commands.set([{ name: "goal", description: "Goals", options: [log] }]);
  createServer((_, response) => response.end("ok")).listen(Number(PORT), "127.0.0.1");
});
await client.login(token);
