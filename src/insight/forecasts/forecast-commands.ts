import { may, mustBeAbleTo } from "../../access.ts";
import { type Answer, type Command, defineCommand, reply } from "../../command/command.ts";
import { goalRef, optional, teamRef } from "../../command/option.ts";
import { loadGoal, progressOf, subjectOf } from "../../goals/goal-store.ts";
import { forecastTexts as m } from "../../i18n/forecasts.ts";
import { permittedTeam, teamOf } from "../../org/find.ts";
import { heading, paragraph, view } from "../../view/view.ts";
import type { PersonWork } from "../../work.ts";
import { fanChart } from "./fan-chart.ts";
import { forecastOfOne } from "./forecast-of-one.ts";
import { goalMath, totalMath } from "./math-view.ts";
import { forecastView } from "./report-forecast.ts";
import { reportGoals } from "./report-goals.ts";
import { nowView } from "./report-now.ts";
import { trackRecord } from "./track-record.ts";

const team = optional(teamRef(m.optionTeam));

const now = defineCommand({
  name: "report now",
  summary: m.now,
  readsOnly: true,
  options: { team },
  examples: ["report now", "report now Sales"],
  async run(work, options) {
    return reply(nowView(work.words, await reportGoals(work, "report now", teamOf(work.caller, options.team))));
  },
});

const forecast = defineCommand({
  name: "report forecast",
  summary: m.forecast,
  readsOnly: true,
  options: { team },
  examples: ["report forecast", "report forecast Sales"],
  async run(work, options) {
    const subject = teamOf(work.caller, options.team);
    const report = await reportGoals(work, "report forecast", subject);
    const total = report.isWhole ? report.forecasts.team : null;
    const chart = total ? await fanChart(work, total) : null;
    const record = await trackRecord(work, subject.id);
    return reply(forecastView(work.words, report, { chart, record }));
  },
});

const math = defineCommand({
  name: "goal math",
  summary: m.math,
  readsOnly: true,
  hidden: true,
  options: { goal: goalRef(m.optionGoal) },
  examples: ["goal math #12"],
  async run(work, { goal: { id } }) {
    const goal = await loadGoal(work, id);
    mustBeAbleTo(work.caller, "goal math", subjectOf(work.caller, goal));
    const seesAll = may(work.caller, "report now", { teamId: goal.teamId });
    return reply(goalMath(work.words, await forecastOfOne(work, await progressOf(work, goal)), seesAll));
  },
});

const teamMath = defineCommand({
  name: "report math",
  summary: m.teamMath,
  readsOnly: true,
  hidden: true,
  options: { team },
  examples: ["report math"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "report math", options.team);
    const { forecasts } = await reportGoals(work, "report forecast", subject);
    if (!forecasts.team) return noTotal(work, subject.name);
    return reply(totalMath(work.words, subject.name, forecasts.team));
  },
});

function noTotal({ words }: PersonWork, name: string): Answer {
  return reply(view(name, heading(name), paragraph(words.text(m.noVerdict))));
}

export const forecastCommands: readonly Command[] = [now, forecast, teamMath];
export const mathCommands: readonly Command[] = [math];
