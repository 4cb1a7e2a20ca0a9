import { texts } from "./texts.ts";

/** What Goalkeeper says by itself: lateness, closed doors, and reminders about goals. */
export const reminderTexts = texts({
  lateDown: {
    en: "Late because Goalkeeper was not running. This was due {due}.",
    ru: "С опозданием: Goalkeeper не работал. Сообщение ожидалось {due}.",
  },
  latePlatform: {
    en: "Late because the chat platform was not taking messages. This was due {due}.",
    ru: "С опозданием: платформа чата не принимала сообщения. Сообщение ожидалось {due}.",
  },
  lateFailed: {
    en: "Late because it could not be delivered earlier. This was due {due}.",
    ru: "С опозданием: раньше доставить не получалось. Сообщение ожидалось {due}.",
  },
  dmClosed: {
    en: "{person}, I cannot send you direct messages here. Please allow them, or write to me once, and I will reach you again.",
    ru: "{person}, у меня не получается написать вам лично. Разрешите личные сообщения или напишите мне хотя бы раз, и связь восстановится.",
  },
  dmClosedManager: {
    en: "{person} takes no direct messages from me, so prompts and reminders do not arrive. I asked for it once in the team’s channel and will not repeat it; perhaps mention it when you talk.",
    ru: "{person} не принимает от меня личные сообщения, поэтому вопросы и напоминания не доходят. Просьба один раз отправлена в канал команды и повторяться не будет; возможно, стоит упомянуть это при разговоре.",
  },
  personGone: {
    en: "{person}: the account here is closed, so prompts and reminders do not arrive. If this person is no longer in the team, please take them out with /team remove.",
    ru: "{person}: учётная запись здесь закрыта, поэтому вопросы и напоминания не доходят. Если в команде этого человека больше нет, уберите его, пожалуйста, командой /team remove.",
  },
  workspaceLost: {
    en: "{workspace} does not let me in any more: the app was removed there, or its token is no longer valid. Nothing is lost, messages wait until the app is installed there again.",
    ru: "Нет доступа к «{workspace}»: приложение там удалено, или его токен больше не действует. Ничего не потеряно, сообщения ждут, пока приложение не установят снова.",
  },
  channelGone: {
    en: "I can no longer post in #{channel} of {team}: it was archived, or I was removed from it. Nothing is posted there until you choose a channel again with /team channel.",
    ru: "Публиковать в #{channel} команды {team} больше не получается: канал в архиве, или приложение из него удалено. Сообщений там не будет, пока вы не выберете канал снова командой /team channel.",
  },
  missedSummary: {
    en: "The weekly summary of {team} for {dates} was not posted: {reason}.",
    ru: "Недельная сводка команды {team} за {dates} не опубликована: {reason}.",
  },
  missedBrief: {
    en: "Your brief on {team} for {dates} did not come: {reason}. The next one comes as usual.",
    ru: "Справка по команде {team} за {dates} не пришла: {reason}. Следующая придёт как обычно.",
  },
  missedReplaced: {
    en: "Goalkeeper was not running, and a later one took its place",
    ru: "Goalkeeper не работал, а потом подошёл следующий срок",
  },
  missedUseless: {
    en: "it could not begin before it was too late to be of use",
    ru: "начать вовремя не удалось, а позже это уже не имело смысла",
  },
  missedPaused: { en: "the team was paused", ru: "команда была на паузе" },
  missedFailed: {
    en: "it kept failing on our side, ten times in all",
    ru: "на нашей стороне повторялся сбой; сделано десять попыток",
  },
  goalsTitle: {
    en: "{count, plural, one {One goal} other {# goals}} to look at",
    ru: "{count, plural, one {# цель требует внимания} few {# цели требуют внимания} many {# целей требуют внимания} other {# цели требует внимания}}",
  },
  paceLine: {
    en: "{goal}: {figures}. By now its line is at {expected}; {days, plural, one {# working day} other {# working days}} left.",
    ru: "{goal}: {figures}. По плану к этому дню {expected}; {days, plural, one {остался # рабочий день} few {осталось # рабочих дня} many {осталось # рабочих дней} other {осталось # рабочего дня}}.",
  },
  deadlineLine: {
    en: "{goal}: {figures}. It ends {end}; {days, plural, one {# working day} other {# working days}} left.",
    ru: "{goal}: {figures}. Срок {end}; {days, plural, one {остался # рабочий день} few {осталось # рабочих дня} many {осталось # рабочих дней} other {осталось # рабочего дня}}.",
  },
  quietLine: {
    en: "{goal}: {figures}. Nothing was logged in the last five working days. If something happened, log it; if not, there is nothing to do.",
    ru: "{goal}: {figures}. За последние пять рабочих дней ничего не записано. Если что-то произошло, запишите; если нет, делать ничего не нужно.",
  },
  neededPerDay: { en: "About {amount} a day reaches it.", ru: "Чтобы успеть, нужно около {amount} в день." },
  escalation: {
    en: "If a goal is still off its line on {date}, it appears in the weekly brief to {managers}.",
    ru: "Если на {date} цель всё ещё не по плану, она попадёт в справку руководителю ({managers}).",
  },
  logFor: { en: "Log {goal}", ru: "Записать: {goal}" },
  fewerReminders: {
    en: "Most of my last ten questions to you went unanswered, so perhaps they come too often or at a bad time.",
    ru: "Большинство из последних десяти вопросов осталось без ответа: возможно, они приходят слишком часто или не вовремя.",
  },
  fewerRemindersHow: {
    en: "You can choose quiet hours or a pause yourself; how often check-ins happen is up to {managers}. I will not ask this again.",
    ru: "Тихие часы или паузу вы можете выбрать сами; частоту отчётов выбирает руководитель ({managers}). Больше этого вопроса не будет.",
  },
  yourManager: { en: "your manager", ru: "ваш" },
  quietHours: { en: "Choose quiet hours", ru: "Выбрать тихие часы" },
  pauseReminders: { en: "Pause", ru: "Пауза" },
});
