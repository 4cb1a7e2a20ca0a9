import { mustBeAbleTo } from "../access.ts";
import { defineCommand, reply } from "../command/command.ts";
import { goalkeeperTexts as m } from "../i18n/goalkeeper.ts";
import { retryFailed } from "../outbox/status.ts";
import { paragraph, view } from "../view/view.ts";

export const retryCommand = defineCommand({
  name: "goalkeeper retry",
  summary: m.retrySummary,
  options: {},
  examples: ["goalkeeper retry"],
  async run({ db, orgId, caller, now, said, words }) {
    mustBeAbleTo(caller, "goalkeeper retry", {});
    const ids = await retryFailed(db, now, { orgId });
    said.push(...ids);
    const done = words.plain(ids.length === 0 ? m.retriedNone : m.retried, { count: ids.length });
    return reply(view(done, paragraph([done])));
  },
});
