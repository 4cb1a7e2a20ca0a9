import { mustBeAbleTo } from "../../access.ts";
import { type Command, defineCommand, reply } from "../../command/command.ts";
import { optional, teamRef, text } from "../../command/option.ts";
import { activityTexts as m } from "../../i18n/activity.ts";
import { permittedTeam, teamOf } from "../../org/find.ts";
import { activityFacts } from "./activity-facts.ts";
import { managesTeam } from "./activity-readers.ts";
import { ownReport } from "./own-report.ts";
import { setFunnel, showFunnel } from "./set-funnel.ts";
import { teamReport } from "./team-report.ts";

const team = optional(teamRef(m.optionTeam));

const report = defineCommand({
  name: "report activity",
  summary: m.report,
  readsOnly: true,
  options: { team },
  examples: ["report activity", "report activity Sales"],
  async run(work, options) {
    const { caller, words } = work;
    const subject = teamOf(caller, options.team);
    const isRep = caller.memberships.some(({ teamId, role }) => teamId === subject.id && role === "rep");
    if (isRep && !caller.isAdmin) {
      const facts = await activityFacts(work, subject.id, caller.personId);
      const rep = facts.reps.find(({ id }) => id === caller.personId);
      if (rep) return reply(ownReport(words, facts, rep));
    }
    mustBeAbleTo(caller, "report activity", { teamId: subject.id });
    return reply(teamReport(words, await activityFacts(work, subject.id), managesTeam(caller, subject.id)));
  },
});

const funnel = defineCommand({
  name: "team funnel",
  summary: m.funnel,
  options: {
    stages: optional(text(m.optionStages, { maxLength: 300, hint: m.hintStages })),
    team: optional(teamRef(m.optionTeam, { outOfForm: true })),
  },
  examples: ["team funnel", 'team funnel "calls > meetings > deals"', "team funnel auto"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team funnel", options.team);
    if (options.stages) await setFunnel(work, subject, options.stages);
    return reply(await showFunnel(work, subject));
  },
});

export const activityCommands: readonly Command[] = [report];
export const funnelCommands: readonly Command[] = [funnel];
