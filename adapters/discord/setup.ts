import { AuditLogEvent, type Guild, PermissionFlagsBits, Routes } from "discord.js";
import { z } from "zod";
import { localeFor } from "../../src/i18n/texts.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import { code, strong } from "../../src/view/text.ts";
import { heading, list, note, paragraph, type View, view } from "../../src/view/view.ts";
import type { Connection } from "./connection.ts";
import { openDirect, postOnce } from "./direct.ts";
import { typedAs } from "./names.ts";
import { deliveryProblem } from "./problems.ts";
import { discordTexts as m } from "./texts.ts";

/** Three steps, said to whoever added us or owns the server, or in its system channel where they take no messages. */
export async function sayHello(connection: Connection, guild: Guild): Promise<void> {
  const { rest, log, clock } = connection;
  const locale = localeFor(guild.preferredLocale);
  const showing = { view: setupView(guild), reader: { locale, people: new Map<string, string>() }, log };
  // Joined again later, a server is greeted again.
  const minute = Math.floor(clock.now().getTime() / 60_000).toString(36);
  const post = (channel: string) => postOnce(rest, channel, `${minute}.${guild.id}`, showing);
  for (const userId of new Set([await installerOf(connection, guild), guild.ownerId])) {
    try {
      return await post(await openDirect(rest, userId));
    } catch (error) {
      const { problem } = deliveryProblem(error, "dm", clock.now());
      log.info({ why: problem.kind }, "whoever added us or owns the server cannot be written to");
    }
  }
  if (guild.systemChannelId)
    await post(guild.systemChannelId).catch((err: unknown) => log.warn({ err }, "nobody could be greeted"));
}

const auditLog = z.looseObject({
  audit_log_entries: z.array(z.looseObject({ target_id: z.string().nullish(), user_id: z.string().nullish() })),
});

/** Who added us stands in the audit log alone. Where we may not read it we do not ask for the right to. */
async function installerOf({ rest, log }: Connection, guild: Guild): Promise<string> {
  const { me } = guild.members;
  if (!me?.permissions.has(PermissionFlagsBits.ViewAuditLog)) return guild.ownerId;
  const query = new URLSearchParams({ action_type: String(AuditLogEvent.BotAdd), limit: "20" });
  try {
    const { audit_log_entries: entries } = auditLog.parse(await rest.get(Routes.guildAuditLog(guild.id), { query }));
    return entries.find(({ target_id }) => target_id === me.id)?.user_id ?? guild.ownerId;
  } catch (err) {
    log.info({ err }, "the audit log could not be read");
    return guild.ownerId;
  }
}

function setupView({ name, preferredLocale }: Guild): View {
  const words = wordsFor(localeFor(preferredLocale), "UTC");
  const title = words.plain(m.setupTitle);
  const command = (typed: string) => ({ command: code(`${typedAs(typed)}`) });
  return view(
    title,
    heading(title),
    paragraph(words.text(m.setupIntro, { server: strong(name) })),
    list([
      [strong("1"), " ", ...words.text(m.setupTeam, command("team create"))],
      [strong("2"), " ", ...words.text(m.setupPeople, { ...command("team add"), role: code(typedAs("team role")) })],
      [strong("3"), " ", ...words.text(m.setupGoal, command("goal add"))],
    ]),
    note(words.text(m.setupHelp, command("goalkeeper help"))),
  );
}
