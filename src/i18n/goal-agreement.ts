import { texts } from "./texts.ts";

/** What passes between the owner of a goal and whoever set it. */
export const agreementTexts = texts({
  acceptSummary: { en: "Accept a goal in your own words", ru: "Принять цель своими словами" },
  askSummary: { en: "Ask about a goal", ru: "Задать вопрос о цели" },
  answerSummary: { en: "Answer a question or an objection", ru: "Ответить на вопрос или возражение" },
  objectSummary: { en: "Say that a goal is not realistic, and why", ru: "Сказать, что цель нереальна, и почему" },
  optionNumber: { en: "Which number?", ru: "Какая цифра?" },
  hintNumber: { en: "As you understood it, like 200 or 45k", ru: "Как вы поняли, например 200 или 45 тыс." },
  optionBy: { en: "By when?", ru: "К какому сроку?" },
  hintBy: { en: "Like 30 Nov or end of month", ru: "Например, 30 ноября или конец месяца" },
  optionStep: { en: "What is your first step?", ru: "Какой ваш первый шаг?" },
  optionQuestion: { en: "Your question", ru: "Ваш вопрос" },
  optionAnswer: { en: "Your answer", ru: "Ваш ответ" },
  optionAnswered: { en: "Which question", ru: "На какой вопрос" },
  optionObjection: { en: "Why, and what would be realistic?", ru: "Почему и что было бы реально?" },

  optionClarity: { en: "How clear is the goal?", ru: "Насколько ясна цель?" },
  clarity5: { en: "5: entirely clear", ru: "5: совершенно ясна" },
  clarity4: { en: "4: clear", ru: "4: ясна" },
  clarity3: { en: "3: more or less", ru: "3: более или менее" },
  clarity2: { en: "2: rather unclear", ru: "2: скорее неясна" },
  clarity1: { en: "1: unclear", ru: "1: неясна" },
  liveSummary: {
    en: "Make a goal count before it is accepted, and say why",
    ru: "Ввести цель в действие до принятия и объяснить почему",
  },
  nowLive: {
    en: "{goal} counts from now on; {name} was told your reason.",
    ru: "Цель {goal} действует; ваша причина отправлена: {name}.",
  },
  liveTold: {
    en: "{name} decided that {goal} counts from now on: {target} by {end}.",
    ru: "{name}: цель {goal} теперь действует: {target} к {end}.",
  },
  liveAlready: { en: "{goal} counts already.", ru: "Цель {goal} уже действует." },
  liveOver: {
    en: "The period of {goal} is over, so it cannot be made to count.",
    ru: "Срок цели {goal} прошёл, ввести её в действие нельзя.",
  },
  buttonLive: { en: "Make it count", ru: "Ввести в действие" },
  madeLive: { en: "This goal counts by the manager’s decision.", ru: "Цель действует по решению руководителя." },
  stateLiveManager: {
    en: "counts by the manager’s decision, not accepted",
    ru: "действует по решению руководителя, не принята",
  },

  understandingTitle: {
    en: "How goals were understood here, last {days} days:",
    ru: "Как здесь понимали цели, последние {days} дней:",
  },
  understandingSent: {
    en: "{sent, plural, one {# goal} other {# goals}} sent, {acknowledged} answered, {inTime} within two working days",
    ru: "{sent, plural, one {отправлена # цель} few {отправлены # цели} many {отправлено # целей} other {отправлено # цели}}, ответ есть на {acknowledged}, за два рабочих дня — на {inTime}",
  },
  understandingHours: {
    en: "half of the answers came within {hours} working hours",
    ru: "половина ответов пришла за {hours} ч рабочего времени",
  },
  understandingMatch: { en: "first answer matched: {share}", ru: "первый ответ совпал: {share}" },
  understandingClarity: { en: "clarity {clarity} of 5", ru: "ясность {clarity} из 5" },
  understandingQuestions: {
    en: "questions on {share}; questions are how goals get understood",
    ru: "вопросы по {share}; вопросы помогают понять цель",
  },
  understandingIndex: { en: "understanding {index} of 100", ru: "понимание {index} из 100" },

  buttonAccept: { en: "Accept", ru: "Принять" },
  buttonAsk: { en: "Ask", ru: "Спросить" },
  buttonObject: { en: "Object", ru: "Возразить" },
  buttonAnswer: { en: "Answer", ru: "Ответить" },
  buttonKeep: { en: "Keep, with a reason", ru: "Оставить и объяснить" },
  buttonChange: { en: "Change the goal", ru: "Изменить цель" },
  buttonAgain: { en: "Answer once more", ru: "Ответить ещё раз" },

  sentTitle: { en: "A goal for you: {goal}", ru: "Цель для вас: {goal}" },
  changedTitle: { en: "Your goal has changed: {goal}", ru: "Ваша цель изменилась: {goal}" },
  keptTitle: { en: "Your goal stays as it is: {goal}", ru: "Ваша цель остаётся прежней: {goal}" },
  setBy: { en: "Set by", ru: "Кто поставил" },
  why: { en: "Why", ru: "Почему" },
  pleaseAccept: {
    en: "Please say in your own words what you understood: the number, the day, your first step. Ask if anything is unclear, object if it is not realistic.",
    ru: "Расскажите своими словами, как вы поняли цель: цифру, срок и первый шаг. Спросите, если что-то неясно, и возразите, если она нереальна.",
  },
  whenReminded: {
    en: "If it stays open: a reminder {first}, another {second}, and from {listed} {name} sees it in their brief. Nothing more after that.",
    ru: "Если ответа не будет: напоминание {first}, ещё одно {second}, а с {listed} {name} увидит это в своей справке. Больше напоминаний не будет.",
  },
  accepted: { en: "You accepted this goal. Thank you!", ru: "Вы приняли эту цель. Спасибо!" },
  superseded: { en: "A newer version of this goal has replaced this one.", ru: "Эту версию цели сменила новая." },
  closedMeanwhile: { en: "This goal is closed.", ru: "Эта цель закрыта." },

  remindFirst: {
    en: "{goal} from {name} still waits for your answer: {target} by {end}.",
    ru: "Цель {goal} ({name}) ещё ждёт вашего ответа: {target} к {end}.",
  },
  remindSecond: {
    en: "{goal} from {name} still waits for your answer: {target} by {end}. This is the last reminder; from {listed} {name} sees it in their brief.",
    ru: "Цель {goal} ({name}) ещё ждёт вашего ответа: {target} к {end}. Это последнее напоминание; с {listed} {name} увидит это в своей справке.",
  },
  remindLast: {
    en: "{goal} from {name} still waits for your answer: {target} by {end}. This is the last reminder.",
    ru: "Цель {goal} ({name}) ещё ждёт вашего ответа: {target} к {end}. Это последнее напоминание.",
  },

  understood: {
    en: "{goal} is yours: {target} by {end}. First step: {step}",
    ru: "Цель {goal} ваша: {target} к {end}. Первый шаг: {step}",
  },
  readAgain: {
    en: "Not quite the same yet. The goal says {target} by {end}; you wrote {said} by {saidBy}.",
    ru: "Пока не совсем совпало. В цели: {target} к {end}; вы написали: {said}, срок — {saidBy}.",
  },
  onceMore: {
    en: "Please answer once more, or ask if the goal itself is unclear.",
    ru: "Ответьте, пожалуйста, ещё раз или задайте вопрос, если неясна сама цель.",
  },
  managerTold: {
    en: "The goal itself may be unclear, so a note about it went to {names}. You can still answer again.",
    ru: "Возможно, сама цель сформулирована неясно. Сообщение об этом отправлено: {names}. Ответить ещё раз по-прежнему можно.",
  },
  mismatchTold: {
    en: "{name} reads {goal} differently: {said} by {saidBy}; the goal says {target} by {end}. A short talk will clear it up.",
    ru: "{name} понимает цель {goal} иначе: {said}, срок — {saidBy}; в цели {target} к {end}. Короткий разговор всё прояснит.",
  },

  asked: {
    en: "Sent to {names}. Reminders wait until there is an answer.",
    ru: "Отправлено: {names}. Напоминания подождут до ответа.",
  },
  nobodyToAsk: {
    en: "There is nobody to send this to: the team has no manager yet. An admin can add one with /team add.",
    ru: "Отправить некому: у команды пока нет руководителя. Администратор может добавить его командой /team add.",
  },
  questionTitle: { en: "{name} asks about {goal}:", ru: "{name} спрашивает о цели {goal}:" },
  objectionTitle: { en: "{name} finds {goal} not realistic:", ru: "{name} считает цель {goal} нереальной:" },
  objectionNext: {
    en: "Keep it with a reason, or change it. A new version needs to be accepted again.",
    ru: "Оставьте её и объясните почему или измените. Новую версию нужно будет принять заново.",
  },
  objected: {
    en: "Your objection went to {names}, with the question to keep the goal and say why, or to change it.",
    ru: "Ваше возражение отправлено: {names}. В сообщении просьба оставить цель с объяснением или изменить её.",
  },
  ownGoal: {
    en: "You set {goal} yourself, so you can change it: /goal edit",
    ru: "Цель {goal} поставили вы сами, поэтому можете её изменить: /goal edit",
  },
  teamGoal: {
    en: "{goal} belongs to the whole team and counts already; nobody has to accept it.",
    ru: "Цель {goal} общая для команды и уже действует; принимать её не нужно.",
  },
  acceptedAlready: { en: "{goal} is already accepted.", ru: "Цель {goal} уже принята." },
  notOpenToAccept: {
    en: "{goal} can no longer be accepted: its period is over.",
    ru: "Цель {goal} уже нельзя принять: её срок прошёл.",
  },
  notSentYet: {
    en: "{goal} has not been sent yet; you will be asked when its time comes.",
    ru: "Цель {goal} пока не отправлена; вопрос о ней придёт, когда настанет её время.",
  },
  nothingOpen: {
    en: "There is no open question or objection on {goal}.",
    ru: "По цели {goal} нет открытых вопросов и возражений.",
  },
  answeredAlready: {
    en: "That question about {goal} is settled already. /goal history shows how.",
    ru: "Этот вопрос о цели {goal} уже закрыт. Подробности: /goal history.",
  },
  answered: { en: "Your answer went to {name}.", ru: "Ваш ответ отправлен: {name}." },
  answerTitle: { en: "{name} answered about {goal}:", ru: "{name} отвечает о цели {goal}:" },
  youAsked: { en: "You asked: {text}", ru: "Вы спрашивали: {text}" },
  closedTold: { en: "{name} closed {goal}: {result}.", ru: "{name}: цель {goal} закрыта, {result}." },

  stateDraft: { en: "draft", ru: "черновик" },
  stateSent: { en: "waiting to be accepted", ru: "ждёт принятия" },
  stateAcknowledged: { en: "answered, not yet the same understanding", ru: "ответ есть, понимание пока расходится" },
  stateUnderstood: { en: "accepted", ru: "принята" },
  stateLiveOwn: { en: "set by its owner", ru: "поставлена самим исполнителем" },
  stateLiveTeam: { en: "a goal of the whole team", ru: "общая цель команды" },
  stateObjected: { en: "objection waits for an answer", ru: "возражение ждёт ответа" },
  stateExpired: { en: "was not accepted in time", ru: "не была принята вовремя" },
  stateClosed: { en: "closed: {result}", ru: "закрыта: {result}" },
  stateQuestion: { en: "{state}; a question waits for an answer", ru: "{state}; вопрос ждёт ответа" },

  historyReadBack: { en: "read back: {text}", ru: "пересказ: {text}" },
  historyReadBackOther: { en: "read back differently: {text}", ru: "пересказ расходится: {text}" },
  historyQuestion: { en: "asked: {text}", ru: "вопрос: {text}" },
  historyAnswer: { en: "answered: {text}", ru: "ответ: {text}" },
  historyObjection: { en: "objected: {text}", ru: "возражение: {text}" },
  historyDecision: { en: "decided: {text}", ru: "решение: {text}" },
});
