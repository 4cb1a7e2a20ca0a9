import bolt from "@slack/bolt";

/** The least that a bolt app can do with a slash command: check the signature and acknowledge. */
const receiver = new bolt.HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? "",
  endpoints: "/slack/events",
});
const app = new bolt.App({
  receiver,
  authorize: async () => ({ botToken: "xoxb-bench", botId: "B1", botUserId: "U0" }),
});
app.command(/.*/, async ({ ack }) => ack());
await app.start(Number(process.env.PORT));
