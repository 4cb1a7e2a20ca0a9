import { texts } from "./texts.ts";

/** What the door says before, around and instead of a command. */
export const botTexts = texts({
  unknownCommand: {
    en: "I do not know “{typed}”.",
    ru: "Я не знаю команды «{typed}».",
  },
  didYouMean: {
    en: "Did you mean /{command}?",
    ru: "Возможно, вы имели в виду /{command}?",
  },
  seeHelp: {
    en: "See all commands: /goalkeeper help",
    ru: "Все команды: /goalkeeper help",
  },
  openForm: { en: "Open the form", ru: "Открыть форму" },
  openAgain: { en: "Open again", ru: "Открыть ещё раз" },
  tryIt: { en: "Run /{command}", ru: "Выполнить /{command}" },
  tooMuch: {
    en: "I do not know where “{extra}” belongs. Put quotes around a text of several words, or name the option. Example: {example}",
    ru: "Не удалось понять, к чему относится «{extra}». Возьмите текст из нескольких слов в кавычки или назовите параметр. Пример: {example}",
  },
  missing: { en: "Please fill in “{option}”.", ru: "Заполните поле «{option}»." },
  notUnderstood: { en: "That could not be read yet:", ru: "Это пока не удалось прочитать:" },
  nothingLost: { en: "Nothing you typed is lost.", ru: "Введённое сохранено." },
  draftGone: {
    en: "What you typed is no longer kept. Please start again.",
    ru: "Введённое больше не хранится. Пожалуйста, начните заново.",
  },
  staleButton: {
    en: "This button is from an older message and no longer works. Type the command instead; /goalkeeper help lists them all.",
    ru: "Эта кнопка осталась от старого сообщения и больше не работает. Наберите команду: /goalkeeper help покажет все.",
  },
  broke: {
    en: "That broke on our side and nothing was saved. Reference {reference}: please pass it on to your admin.",
    ru: "Произошла ошибка на нашей стороне, ничего не сохранено. Код {reference}: передайте его администратору.",
  },
  notAnswering: {
    en: "{what} is not answering, so nothing was saved. Please try again in a minute.",
    ru: "{what} не отвечает, поэтому ничего не сохранено. Повторите, пожалуйста, через минуту.",
  },
  perhapsSaved: {
    en: "The database stopped answering while this was being saved, so it may or may not have been saved. Please check in a minute before you repeat it.",
    ru: "База данных перестала отвечать во время сохранения: запись могла сохраниться, а могла и нет. Прежде чем повторять, проверьте это через минуту.",
  },
  notAllowed: {
    en: "/{command} is for {roles}. See what you can do: /goalkeeper help",
    ru: "Команду /{command} могут использовать: {roles}. Что доступно вам: /goalkeeper help",
  },
  roleManager: { en: "a team’s manager", ru: "руководитель команды" },
  roleAdmin: { en: "an admin", ru: "администратор" },
  roleObserver: { en: "an observer", ru: "наблюдатель" },
  roleRep: { en: "a member of a team", ru: "участник команды" },
  menu: { en: "/{noun}: what would you like to do?", ru: "/{noun}: что вы хотите сделать?" },
  submit: { en: "Save", ru: "Сохранить" },
});
