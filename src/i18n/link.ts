import { texts } from "./texts.ts";

export const linkTexts = texts({
  link: { en: "Join my accounts in Slack and Discord", ru: "Объединить мои учётные записи в Slack и Discord" },
  optionCode: { en: "Code from the other platform", ru: "Код с другой платформы" },
  codeTitle: { en: "Your one-time code", ru: "Ваш одноразовый код" },
  codeIs: {
    en: "Enter {command} on the other platform within 15 minutes. Whoever enters it becomes the same person as you here, so do not pass it on.",
    ru: "Введите {command} на другой платформе в течение 15 минут. Кто его введёт, станет здесь тем же человеком, что и вы, поэтому никому его не передавайте.",
  },
  codeGone: {
    en: "That code is not valid: it may be mistyped, used already or older than 15 minutes. Get a new one with {command} on the other platform.",
    ru: "Код не подходит: возможно, в нём опечатка, он уже использован или старше 15 минут. Получите новый на другой платформе: {command}.",
  },
  sameAccount: {
    en: "This code was made here. Enter it on the other platform.",
    ru: "Этот код получен здесь. Введите его на другой платформе.",
  },
  alreadyOne: {
    en: "These accounts are one person already.",
    ru: "Эти учётные записи уже принадлежат одному человеку.",
  },
  linked: {
    en: "Done: one person, {name}, on both platforms. Goals, check-ins and settings are the same everywhere.",
    ru: "Готово: {name} — один человек на обеих платформах. Цели, отчёты и настройки везде одни и те же.",
  },
  moved: {
    en: "This workspace now belongs to {org}: one team on both platforms. Give the team a channel here with {command}.",
    ru: "Это рабочее пространство теперь относится к организации «{org}»: одна команда на обеих платформах. Задайте команде канал здесь: {command}.",
  },
  prompts: {
    en: "I write to you where you used me last; {command} changes that.",
    ru: "Пишу туда, где вы обращались ко мне последний раз; изменить: {command}.",
  },
  otherOrg: {
    en: "That code is from {org}, and this workspace is another organisation. An admin of both can join them: ask an admin of {org} for a code and enter it here as an admin.",
    ru: "Этот код из организации «{org}», а это рабочее пространство относится к другой. Объединить их может администратор обеих: возьмите код у администратора «{org}» и введите его здесь как администратор.",
  },
  notEmpty: {
    en: "This workspace has teams or results of its own, and joining would mix two organisations. Nothing was changed.",
    ru: "В этом рабочем пространстве уже есть свои команды или результаты; объединение смешало бы две организации. Ничего не изменено.",
  },
  platform: { en: "Where I write to you", ru: "Где мне вам писать" },
  optionPlatform: { en: "Platform", ru: "Платформа" },
  slack: { en: "Slack", ru: "Slack" },
  discord: { en: "Discord", ru: "Discord" },
  last: { en: "Where I was used last", ru: "Где обращались последний раз" },
  platformSet: { en: "From now on I write to you in {platform}.", ru: "Теперь пишу вам в {platform}." },
  platformLast: {
    en: "From now on I write to you where you used me last.",
    ru: "Теперь пишу вам там, где вы обращались ко мне последний раз.",
  },
  noAccountThere: {
    en: "I do not know you in {platform} yet. Link your accounts first: {command}.",
    ru: "В {platform} я вас пока не знаю. Сначала объедините учётные записи: {command}.",
  },
});
