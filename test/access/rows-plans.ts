import { opens } from "../../src/command/action.ts";
import type { Answer, RawValues } from "../../src/command/command.ts";
import { filled } from "../support/story/screen.ts";
import { deciders, type Row } from "./row.ts";
import type { At } from "./world.ts";

/** Splitting a target shows everybody's share of it, so it is the manager's own business. */
const planners = { team: deciders, elsewhere: "admin" } as const;

/** A plan over the reps of the target's team, made by whoever manages it. */
async function freshPlan(at: At) {
  const { db, bot } = at.world;
  for (const table of ["PlanLine", "Plan"]) await db.$executeRawUnsafe(`delete from "${table}"`);
  const planner = at.where === "foreign" ? "mara" : at.where === "elsewhere" ? "ada" : "max";
  const asked = { name: "Calls", total: "600", by: "2026-12-31", metric: "calls", over: "reps" };
  const values = { ...asked, team: at.team.name };
  await bot.asks(planner, { kind: "command", name: "goal split", values });
  return db.plan.findFirstOrThrow({ where: { orgId: at.team.orgId }, include: { lines: true } });
}

const planOf = async (at: At) => ({ plan: (await freshPlan(at)).id });

const onPlan = (command: string, more: RawValues = {}): Row => ({
  command,
  of: "team",
  may: planners,
  values: async (at) => ({ ...(await planOf(at)), ...more }),
});

const lineOf = async (at: At) => {
  const { lines } = await freshPlan(at);
  const own = lines.find(({ personId }) => personId === at.owner?.personId);
  return { line: (own ?? lines[0])?.id ?? "" };
};

/** A rep of the target's team, whose line it is; whoever asks them is the manager. */
const ownLine = async (at: At) => {
  const plan = await freshPlan(at);
  const asker = at.where === "foreign" ? "mara" : at.where === "elsewhere" ? "ada" : "max";
  await at.world.bot.asks(asker, { kind: "command", name: "goal split-ask", values: { plan: plan.id } });
  const line = plan.lines.find(({ personId }) => personId === (at.owner ?? at.caller).personId);
  return { line: line?.id ?? "", amount: String(100 + at.next()) };
};

/** Sends a form as it opened, with one field changed; a form that does not open is its own answer. */
const sendsForm =
  (command: string, changed: RawValues) =>
  async (at: At, values: RawValues): Promise<Answer> => {
    const opened = await at.sends({ kind: "press", action: opens(command, values) });
    if (opened.kind !== "form") return at.sends({ kind: "submit", form: command, state: values, values: changed });
    return at.sends({ kind: "submit", ...filled(opened, changed) });
  };

export const planRows: readonly Row[] = [
  {
    command: "goal split",
    of: "team",
    may: planners,
    values: (at) => ({
      ...{ name: `Calls ${at.next()}`, total: "600", by: "2026-12-31", metric: "calls", team: at.team.name },
    }),
  },
  {
    command: "goal split",
    use: "a plan that is there",
    of: "team",
    may: planners,
    values: async (at) => ({ name: `#${(await freshPlan(at)).number}` }),
    shows: (at) => at.owner?.name ?? "",
  },
  {
    command: "goal split-part",
    of: "goal",
    may: { shared: deciders },
    values: async (at) => ({ goal: `#${(await at.fresh.goal()).number}` }),
  },
  { command: "goal split-show", of: "team", may: planners, values: planOf, shows: (at) => at.owner?.name ?? "" },
  {
    command: "goal split-log",
    of: "team",
    may: planners,
    values: planOf,
    shows: (at) => (at.where === "elsewhere" ? "Ada" : "Max"),
  },
  onPlan("goal split-basis", { as: "scale" }),
  onPlan("goal split-anew"),
  onPlan("goal split-ask"),
  onPlan("goal split-drop"),
  {
    command: "goal split-send",
    of: "team",
    may: planners,
    values: planOf,
    // What was looked at travels in the button, so that nobody sends what has changed meanwhile.
    async tries(at, { plan = "" }) {
      const shown = await at.does("goal split-show", { plan });
      const action = actionsIn(shown).find((one) => one.startsWith("run:goal split-send"));
      return action ? at.sends({ kind: "press", action }) : at.does("goal split-send", { plan, seen: "0" });
    },
  },
  {
    command: "goal split-line",
    of: "team",
    may: planners,
    values: lineOf,
    tries: sendsForm("goal split-line", { weight: "3" }),
  },
  {
    command: "goal split-change",
    of: "team",
    may: planners,
    values: planOf,
    tries: sendsForm("goal split-change", { total: "700" }),
  },
  {
    command: "goal split-offer",
    of: "person",
    // What somebody thinks they can reach is theirs to say.
    may: { own: "rep" },
    values: ownLine,
  },
];

const actionsIn = (answer: Answer): string[] =>
  answer.kind === "reply"
    ? answer.view.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons.map(({ action }) => action) : []))
    : [];
