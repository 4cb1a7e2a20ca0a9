import type { App } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const option = (text: string, value: string) => ({ text: plain(text), value });
const button = (text: string, action_id: string) => ({ type: "button" as const, text: plain(text), action_id });

export function answerCommands(app: App): void {
  app.command("/hi", async ({ ack, command }) => ack({ text: `hi ${command.text}` }));
  app.command("/never", async () => {});
  app.command("/later", async ({ ack, respond, command }) => {
    await ack();
    for (let n = 1; n <= Number(command.text); n++) await respond(`later ${n}`);
  });
  app.command("/form", async ({ ack, client, command }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: form([], command.channel_id) });
  });
  app.command("/card", async ({ ack, say }) => {
    await ack();
    await say({ text: "Calls", blocks: card("open") });
  });
}

function card(state: string): KnownBlock[] {
  const menu = {
    type: "overflow" as const,
    action_id: "more",
    options: [option("Snooze a day", "1d"), option("Drop", "drop")],
  };
  const mood = {
    type: "static_select" as const,
    action_id: "mood",
    options: [option("Good", "good"), option("Bad", "bad")],
  };
  return [
    { type: "section", text: { type: "mrkdwn", text: `Calls: ${state}` }, accessory: menu },
    { type: "actions", elements: [button("Done", "done"), mood] },
  ];
}

function form(more: KnownBlock[], metadata: string): ModalView {
  const goals = {
    type: "static_select" as const,
    action_id: "v",
    options: [option("Calls", "calls"), option("Revenue", "rev")],
  };
  const deal = { type: "external_select" as const, action_id: "deal", min_query_length: 0 };
  return {
    type: "modal",
    callback_id: "log",
    private_metadata: metadata,
    notify_on_close: true,
    title: plain("Log"),
    submit: plain("Save"),
    blocks: [
      {
        type: "input",
        block_id: "amount",
        label: plain("Amount"),
        element: { type: "plain_text_input", action_id: "v" },
      },
      { type: "input", block_id: "goal", optional: true, label: plain("Goal"), element: goals },
      {
        type: "input",
        block_id: "day",
        optional: true,
        label: plain("Day"),
        element: { type: "datepicker", action_id: "v" },
      },
      {
        type: "input",
        block_id: "who",
        optional: true,
        label: plain("Who"),
        element: { type: "users_select", action_id: "v" },
      },
      { type: "input", block_id: "deal", optional: true, label: plain("Deal"), element: deal },
      {
        type: "input",
        block_id: "note",
        optional: true,
        label: plain("Note"),
        element: { type: "plain_text_input", action_id: "v" },
      },
      { type: "actions", elements: [button("More fields", "more_fields")] },
      ...more,
    ],
  };
}

export function answerForms(app: App, heard: string[]): void {
  app.options("deal", async ({ ack, options }) =>
    ack({ options: [option(`${options.value} one`, "1"), option(`${options.value} two`, "2")] }),
  );
  app.view("log", async ({ ack, view }) => {
    const { amount, goal, day, who, deal, note } = view.state.values;
    const typed = amount?.v?.value ?? "";
    const words = [note?.v?.value, goal?.v?.selected_option?.text.text, day?.v?.selected_date]
      .filter(Boolean)
      .join(" / ");
    if (typed === "push") {
      const sure: ModalView = {
        type: "modal",
        callback_id: "sure",
        title: plain("Sure?"),
        submit: plain("Yes"),
        blocks: [{ type: "section", text: plain(words) }],
      };
      return ack({ response_action: "push", view: sure });
    }
    if (!Number(typed)) return ack({ response_action: "errors", errors: { amount: "Write a number." } });
    const on = deal?.deal?.selected_option ? ` on ${deal.deal.selected_option.text.text}` : "";
    heard.push(`submitted ${typed} by ${who?.v?.selected_user ?? "nobody"}${on}`);
    return ack();
  });
  app.view("sure", async ({ ack }) => {
    const view: ModalView = {
      type: "modal",
      callback_id: "done",
      title: plain("Done"),
      blocks: [{ type: "section", text: plain("Saved") }],
    };
    await ack({ response_action: "update", view });
  });
  app.view({ callback_id: "log", type: "view_closed" }, async ({ ack }) => {
    await ack();
    heard.push("closed log");
  });
}

export function answerActions(app: App, heard: string[]): void {
  app.action({ type: "block_actions", action_id: "done" }, async ({ ack, body, client }) => {
    await ack();
    if (body.channel && body.message)
      await client.chat.update({
        channel: body.channel.id,
        ts: body.message.ts,
        text: "Calls",
        blocks: card(`done by ${body.user.id}`),
      });
  });
  app.action({ type: "block_actions", action_id: "more_fields" }, async ({ ack, body, client }) => {
    await ack();
    const extra: KnownBlock = { type: "section", text: plain("One more") };
    if (body.view)
      await client.views.update({
        view_id: body.view.id,
        hash: body.view.hash,
        view: form([extra], body.view.private_metadata),
      });
  });
  app.action("open_form", async ({ ack, body, client }) => {
    await ack();
    if ("trigger_id" in body) await client.views.open({ trigger_id: body.trigger_id, view: form([], "") });
  });
  app.action(/^(more|mood)$/, async ({ ack, action }) => {
    await ack();
    if ("selected_option" in action && action.selected_option && "action_id" in action)
      heard.push(`${action.action_id} ${action.selected_option.value}`);
  });
}

export function hearEvents(app: App, heard: string[]): void {
  app.shortcut("log_shortcut", async ({ ack, shortcut }) => {
    await ack();
    heard.push(`shortcut ${shortcut.callback_id}`);
  });
  app.shortcut("quote_shortcut", async ({ ack, shortcut }) => {
    await ack();
    if (shortcut.type === "message_action") heard.push(`quoted ${shortcut.message.text}`);
  });
  app.event("app_mention", async ({ event, say }) => {
    await say({ text: "well", thread_ts: event.ts });
  });
  app.event("app_home_opened", async ({ event, client }) => {
    const greeting: KnownBlock = { type: "section", text: plain(`Home of ${event.user}`) };
    const blocks: KnownBlock[] = [greeting, { type: "actions", elements: [button("Log", "open_form")] }];
    await client.views.publish({ user_id: event.user, view: { type: "home", blocks } });
  });
  app.event("user_change", async ({ event }) => {
    heard.push(`${event.user.id} in ${event.user.tz} +${event.user.tz_offset}`);
  });
  app.event("channel_rename", async ({ event }) => {
    heard.push(`${event.channel.id} is ${event.channel.name}`);
  });
  app.event("member_left_channel", async ({ event }) => {
    heard.push(`${event.user} left ${event.channel}`);
  });
  app.event("channel_archive", async ({ event }) => {
    heard.push(`${event.channel} archived`);
  });
  app.event("tokens_revoked", async () => {
    heard.push("tokens_revoked");
  });
  app.event("app_uninstalled", async () => {
    heard.push("app_uninstalled");
  });
}
