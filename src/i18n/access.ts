import { texts } from "./texts.ts";

export const accessTexts = texts({
  notYours: {
    en: "You cannot use {command} here: this belongs to somebody else or to another team.",
    ru: "Команда {command} вам здесь недоступна: это чужое или относится к другой команде.",
  },
  notYoursHint: {
    en: "Ask your manager, or see what you can do: /goalkeeper help",
    ru: "Обратитесь к руководителю или посмотрите, что доступно вам: /goalkeeper help",
  },
});
