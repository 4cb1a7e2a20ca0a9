import { isLocalTime, localToInstant } from "../calendar/zones.ts";
import { type Command, defineCommand } from "../command/command.ts";
import { choice, optional, text, zone } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { parseDate } from "../goals/dates-written.ts";
import { myTexts as m } from "../i18n/my.ts";
import { readingTexts } from "../i18n/reading.ts";
import { wordsFor } from "../i18n/words.ts";
import { reconsider } from "../outbox/chosen-waits.ts";
import { audit } from "./audit.ts";
import { said } from "./team-commands.ts";
import { rescheduleTeamsOf } from "./teams.ts";

const setZone = defineCommand({
  name: "my zone",
  summary: m.setZone,
  options: { zone: zone(m.optionZone) },
  examples: ["my zone Europe/Berlin"],
  async run(work, options) {
    const { db, caller, now } = work;
    await db.person.update({ where: { id: caller.personId }, data: { zone: options.zone } });
    await rescheduleTeamsOf(work, caller.personId);
    const change = { before: { zone: caller.zone }, after: { zone: options.zone } };
    await audit(work, { action: "my zone", subject: "person", subjectId: caller.personId, ...change });
    const there = wordsFor(work.words.locale, options.zone);
    return said({ ...work, words: there }, m.zoneSet, { zone: options.zone, time: there.time(now, "time") });
  },
});

const language = defineCommand({
  name: "my language",
  summary: m.language,
  options: { language: choice(m.optionLanguage, { en: m.english, ru: m.russian }) },
  examples: ["my language ru", "my language en"],
  async run(work, options) {
    const { db, caller } = work;
    await db.person.update({ where: { id: caller.personId }, data: { locale: options.language } });
    return said({ ...work, words: wordsFor(options.language, caller.zone) }, m.languageSet);
  },
});

function clockTime(typed: string): string {
  const padded = /^\d:\d\d$/u.test(typed) ? `0${typed}` : typed;
  if (!isLocalTime(padded)) throw new UserError(m.badTime, { typed });
  return padded;
}

const offWords = /^(off|выкл|none|нет)$/iu;

const quiet = defineCommand({
  name: "my quiet",
  summary: m.quiet,
  options: { from: text(m.optionQuietFrom, { maxLength: 20 }), to: optional(text(m.optionQuietTo, { maxLength: 5 })) },
  examples: ["my quiet 17:00 10:00", "my quiet off"],
  async run(work, options) {
    const { db, caller } = work;
    const isOff = offWords.test(options.from);
    // Typed in a row, "17:00 10:00" or "17:00-10:00", both arrive in the first.
    const [from = "", to = options.to ?? "09:00", ...more] = options.from.trim().split(/[\s–—-]+/u);
    if (more.length > 0) throw new UserError(m.badTime, { typed: options.from });
    const hours = isOff ? null : { from: clockTime(from), to: clockTime(to) };
    await db.person.update({
      where: { id: caller.personId },
      data: { quietFrom: hours?.from ?? null, quietTo: hours?.to ?? null },
    });
    await rescheduleTeamsOf(work, caller.personId);
    if (!hours) return said(work, m.quietOff, { zone: caller.zone });
    return said(work, m.quietSet, { ...hours, zone: caller.zone });
  },
});

const foreverWords = /^(forever|always|навсегда|всегда)$/iu;

const mute = defineCommand({
  name: "my mute",
  summary: m.mute,
  options: { until: optional(text(m.optionMute, { maxLength: 40 })) },
  examples: ["my mute", "my mute 2026-12-31", "my mute off"],
  async run(work, options) {
    const { db, caller, now } = work;
    const typed = options.until ?? "forever";
    const where = { id: caller.personId };
    if (offWords.test(typed)) {
      await db.person.update({ where, data: { mutedUntil: null, optedOutAt: null } });
      await reconsider(work, { toPersonId: caller.personId });
      return said(work, m.unmuted);
    }
    if (foreverWords.test(typed)) {
      await db.person.update({ where, data: { mutedUntil: null, optedOutAt: now } });
      return said(work, m.mutedForever);
    }
    const date = parseDate(typed, caller.today);
    if (!date) throw new UserError(readingTexts.badDate, { typed });
    await db.person.update({
      where,
      data: { mutedUntil: localToInstant(date, "09:00", caller.zone), optedOutAt: null },
    });
    return said(work, m.mutedUntil, { date: work.words.date(date, "weekday") });
  },
});

export const mySettingsCommands: readonly Command[] = [setZone, language, quiet, mute];
