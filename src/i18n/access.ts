import { texts } from "./texts.ts";

export const accessTexts = texts({
  notYours: {
    en: "{command} works here only for the person themselves, the team's manager or an admin.",
    ru: "{command} здесь доступна только самому человеку, руководителю команды или администратору.",
  },
  notYoursHint: {
    en: "Ask your manager, or see what you can do: /goalkeeper help",
    ru: "Обратитесь к руководителю или посмотрите, что доступно вам: /goalkeeper help",
  },
});
