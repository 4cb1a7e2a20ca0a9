import { texts } from "./texts.ts";

export const groupTexts = texts({
  optionWho: { en: "Person, or a role of your server", ru: "Человек или роль вашего сервера" },
  bound: {
    en: "Whoever has {group} is now {role} in {team}, from the next time they use me.",
    ru: "Все, у кого на сервере роль {group}, попадут в команду {team} при следующем обращении ко мне; роль в команде: {role}.",
  },
  boundNote: {
    en: "Who loses it leaves the team again; whoever was added by name stays.",
    ru: "Кто потеряет роль на сервере, выйдет из команды; добавленные по имени останутся.",
  },
  unbind: { en: "Stop following {group}", ru: "Больше не следить: {group}" },
  unbindSummary: { en: "Stop following a role of the server", ru: "Больше не следить за ролью сервера" },
  optionGroup: { en: "Role", ru: "Роль" },
  unbound: {
    en: "I no longer follow that role in {team}. Everybody who is in the team stays.",
    ru: "Больше не слежу за этой ролью в команде {team}. Все, кто в команде, остаются.",
  },
  notBound: { en: "That role gives nothing in {team}.", ru: "В команде {team} эта роль ничего не даёт." },
});
