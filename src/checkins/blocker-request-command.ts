import { mustBeAbleTo } from "../access.ts";
import { type Command, defineCommand, reply } from "../command/command.ts";
import { localDate, number, optional, text } from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { Blocker } from "../generated/prisma/client.ts";
import { requestTexts as m } from "../i18n/requests.ts";
import { blockerInfo, isBlockerCode } from "../insight/rules/blocker-taxonomy.ts";
import type { OtherDepartment } from "../org/department-owners.ts";
import { said } from "../org/team-commands.ts";
import { departmentOption } from "../org/team-owner-command.ts";
import { strong } from "../view/text.ts";
import { divider, note, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { departmentName, requestRemoval, requestView } from "./blocker-requests.ts";
import { blockerName, findBlocker } from "./blockers.ts";

/** The department that was named, else the one that was asked before, else the one that controls such a blocker. */
function departmentFor({ words }: PersonWork, blocker: Blocker, named?: OtherDepartment): OtherDepartment {
  if (named) return named;
  const owner = isBlockerCode(blocker.category) ? blockerInfo(blocker.category).owner : "manager";
  const department = (blocker.department as OtherDepartment | null) ?? owner;
  const values = { what: blockerName(words, blocker.category), number: String(blocker.number) };
  if (department === null) throw new UserError(m.outside, values, m.outsideHint);
  if (department === "manager") throw new UserError(m.yours, values, m.yoursHint);
  return department;
}

const request = defineCommand({
  name: "blocker request",
  summary: m.requestSummary,
  options: {
    blocker: number(m.optionBlocker),
    ask: text(m.optionAsk, { hint: m.hintAsk, maxLength: 500, multiline: true }),
    department: optional(departmentOption),
    by: optional(localDate(m.optionBy, { prefer: "future" })),
  },
  examples: [
    'blocker request 3 "Confirm the delivery date for Acme"',
    'blocker request 3 "Stock for the spring fair" department:production by:fri',
  ],
  async run(work, options) {
    const { words, caller } = work;
    const found = await findBlocker(work, options.blocker);
    mustBeAbleTo(caller, "blocker request", { teamId: found.teamId });
    if (options.by && options.by < caller.today) {
      throw new UserError(m.past, { date: words.date(options.by, "long") });
    }
    const department = departmentFor(work, found, options.department);
    const wasAsked = found.department === department;
    const { blocker, contact } = await requestRemoval(work, found, {
      department,
      request: options.ask,
      dueOn: options.by,
    });
    const to = contact.person?.name ?? words.list([...contact.channels]);
    const values = {
      ...{ number: String(blocker.number), department: strong(departmentName(words, department)), to },
      date: words.date(blocker.dueOn, "weekday"),
    };
    if (to !== "") return said(work, wasAsked ? m.changed : m.sent, values);
    const team = await work.db.team.findFirstOrThrow({ where: { id: found.teamId, orgId: work.orgId } });
    const asking = { team: team.name, manager: caller.name, today: caller.today };
    return reply(
      view(
        words.plain(m.toCopy, values),
        paragraph(words.text(m.toCopy, values)),
        divider,
        ...requestView(words, blocker, asking).blocks,
        divider,
        note(words.text(m.toCopyNote, { department })),
      ),
    );
  },
});

export const blockerRequestCommands: readonly Command[] = [request];
