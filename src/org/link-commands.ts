import { type Command, defineCommand, reply } from "../command/command.ts";
import { choice, optional, text } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { linkTexts as m } from "../i18n/link.ts";
import { code, strong } from "../view/text.ts";
import { heading, note, paragraph, view } from "../view/view.ts";
import { audit } from "./audit.ts";
import { linkByCode } from "./link.ts";
import { issueCode } from "./link-codes.ts";
import { said } from "./team-commands.ts";

const link = defineCommand({
  name: "my link",
  summary: m.link,
  options: { code: optional(text(m.optionCode, { maxLength: 40 })) },
  examples: ["my link", "my link ABCDE-FGHJK"],
  async run(work, options) {
    const { words } = work;
    if (!options.code) {
      const issued = await issueCode(work);
      const title = words.plain(m.codeTitle);
      const typed = { command: code(`/my link ${issued}`) };
      return reply(view(title, heading(title), paragraph([strong(issued)]), paragraph(words.text(m.codeIs, typed))));
    }
    const linked = await linkByCode(work, options.code);
    const values = { name: strong(linked.name) };
    const moved = { org: linked.org, command: code("/team channel") };
    return reply(
      view(
        words.plain(m.linked, values),
        paragraph(words.text(m.linked, values)),
        linked.hasMoved ? paragraph(words.text(m.moved, moved)) : null,
        note(words.text(m.prompts, { command: code("/my platform") })),
      ),
    );
  },
});

const platform = defineCommand({
  name: "my platform",
  summary: m.platform,
  options: { platform: choice(m.optionPlatform, { slack: m.slack, discord: m.discord, last: m.last }) },
  examples: ["my platform discord", "my platform last"],
  async run(work, options) {
    const { db, orgId, caller } = work;
    const wanted = options.platform === "last" ? null : options.platform;
    const values = { platform: wanted ? work.words.plain(m[wanted]) : "", command: code("/my link") };
    const where = { orgId, personId: caller.personId, state: "active" } as const;
    const isThere =
      wanted === null || (await db.account.count({ where: { ...where, workspace: { platform: wanted } } })) > 0;
    if (!isThere) throw new UserError(m.noAccountThere, values);
    await db.person.update({ where: { id: caller.personId }, data: { preferredPlatform: wanted } });
    await audit(work, {
      action: "my platform",
      subject: "person",
      subjectId: caller.personId,
      after: { platform: options.platform },
    });
    return said(work, wanted ? m.platformSet : m.platformLast, values);
  },
});

export const linkCommands: readonly Command[] = [link, platform];
