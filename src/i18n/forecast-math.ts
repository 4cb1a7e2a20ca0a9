import { texts } from "./texts.ts";

/** How the figures of a goal were computed, step by step, with the numbers filled in. */
export const mathTexts = texts({
  title: { en: "{goal}: how it was computed", ru: "{goal}: как это посчитано" },
  totalTitle: { en: "{team}, {name}: how the total was computed", ru: "{team}, {name}: как посчитан итог" },
  paceHeading: { en: "The line and the pace", ru: "План и темп" },
  outlookHeading: { en: "The forecast", ru: "Прогноз" },
  statusHeading: { en: "The status", ru: "Статус" },

  calendar: {
    en: "Calendar: {total, plural, one {# working day} other {# working days}} from {start} to {end}, {elapsed} of them complete through {date} ({zone}).",
    ru: "Календарь: {total, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}} с {start} по {end}, из них прошло {elapsed} (по {date}, {zone}).",
  },
  leftOut: { en: "Left out of them: {list}.", ru: "Не считаются: {list}." },
  holidays: {
    en: "{count, plural, one {# public holiday} other {# public holidays}} ({dates})",
    ru: "{count, plural, one {# праздничный день} few {# праздничных дня} many {# праздничных дней} other {# праздничного дня}} ({dates})",
  },
  away: {
    en: "{days, plural, one {# day away} other {# days away}}",
    ru: "{days, plural, one {# день отсутствия} few {# дня отсутствия} many {# дней отсутствия} other {# дня отсутствия}}",
  },
  before: { en: "days before {date}, when the person began", ru: "дни до {date}, когда человек начал работать" },
  changedDays: {
    en: "Set apart in the calendar: {count, plural, one {# day} other {# days}} (worked days off, shortened days).",
    ru: "Особые дни в календаре: {count, plural, one {# день} few {# дня} many {# дней} other {# дня}} (рабочие выходные, сокращённые дни).",
  },
  counted: {
    en: "Done: {actual} in {entries, plural, =0 {no entries} one {# entry} other {# entries}} dated {start} to {end}; the newest is of {last}.",
    ru: "Сделано: {actual}, {entries, plural, =0 {записей нет} one {# запись} few {# записи} many {# записей} other {# записи}} с датами с {start} по {end}; последняя от {last}.",
  },
  countedNothing: {
    en: "Done: nothing is recorded for {start} to {end} yet.",
    ru: "Сделано: с {start} по {end} пока ничего не записано.",
  },
  attainment: {
    en: "Share of the target: {actual} / {target} = {share}.",
    ru: "Доля от цели: {actual} / {target} = {share}.",
  },
  straight: {
    en: "Line: {target} × {elapsed} / {total} = {expected}. It is straight, because there is no earlier whole period with records to learn from.",
    ru: "План: {target} × {elapsed} / {total} = {expected}. Он прямой, потому что прошлых полных периодов с записями пока нет.",
  },
  straightLimit: {
    en: "Line: {target} × {elapsed} / {total} = {expected}. A limit is spread evenly over the working days.",
    ru: "План: {target} × {elapsed} / {total} = {expected}. Предел распределён по рабочим дням равномерно.",
  },
  learned: {
    en: "Line: {target} × {share} = {expected}. After {time} of the working time {share} of the result is usual: learned from {periods}, in which the whole team is taken together, and drawn towards a straight line with the weight of one period.",
    ru: "План: {target} × {share} = {expected}. За {time} рабочего времени обычно приходит {share} результата: так было в периоды {periods} у всей команды вместе; кривая притянута к прямой с весом одного периода.",
  },
  noLine: {
    en: "A rate has no line by days; its status comes from the chance alone.",
    ru: "У доли нет плана по дням; её статус определяет только вероятность.",
  },
  index: {
    en: "Pace: {actual} / {expected} = {index}. From 95% it is on track, from 75% a little behind.",
    ru: "Темп: {actual} / {expected} = {index}. От 95\u00a0%: по плану, от 75\u00a0%: небольшое отставание.",
  },
  indexLimit: {
    en: "Pace: {expected} / {actual} = {index}. From 95% it is within the line, from 75% a little above it.",
    ru: "Темп: {expected} / {actual} = {index}. От 95\u00a0%: в пределах плана, от 75\u00a0%: немного выше.",
  },
  early: {
    en: "Fewer than 3 working days or a tenth of the time have passed, which is too early to judge.",
    ru: "Прошло меньше 3 рабочих дней или десятой части времени: судить рано.",
  },
  perDay: {
    en: "Needed from here: {gap} / {days} = {amount} a working day.",
    ru: "Дальше нужно: {gap} / {days} = {amount} в рабочий день.",
  },
  projection: {
    en: "If it goes on as so far: {actual} / {share} = {projection} at the end.",
    ru: "Если всё пойдёт как до сих пор: {actual} / {share} = {projection} к концу.",
  },

  window: {
    en: "Looked at: {start} to {end}, the six weeks before the period as far as there are records, and the period so far.",
    ru: "Взято время с {start} по {end}: шесть недель до периода, насколько есть записи, и сам период до этого дня.",
  },
  own: {
    en: "Own: {events} in {days, plural, one {# working day} other {# working days}}; weighed by the course of the period these count as {weighed}.",
    ru: "Своё: {events} за {days, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}}; с поправкой на ход периода они считаются за {weighed}.",
  },
  ownStraight: {
    en: "Own: {events} in {days, plural, one {# working day} other {# working days}}.",
    ru: "Своё: {events} за {days, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}}.",
  },
  events: {
    en: "Events are {kind, select, money {bookings, each with its own size} other {units of the metric}}.",
    ru: "Событие: {kind, select, money {одна сделка со своим размером} other {единица показателя}}.",
  },
  peers: {
    en: "Everybody with such a goal or such entries ({people, plural, one {# person} other {# people}}): {events} in {days} days, {rate} a day. That average weighs as much as own history with {alpha} in {beta} days: the less people differ, the more.",
    ru: "Все, у кого есть такая цель или такие записи ({people, plural, one {# человек} few {# человека} many {# человек} other {# человека}}): {events} за {days} дн., {rate} в день. Это среднее весит столько же, сколько своя история (событий {alpha}, дней {beta}): чем меньше люди различаются, тем больше.",
  },
  averageHidden: {
    en: "The team’s average counts beside it. It is not shown to reps: of fewer than {count, plural, one {# person} other {# people}} it would give a colleague’s numbers away, and so would the figures that rest on it.",
    ru: "Рядом учитывается среднее по команде. Сотрудникам оно не показывается: если людей меньше {count}, по нему и по цифрам, которые из него следуют, видны показатели коллег.",
  },
  series: {
    en: "The team is one series: its people’s working days are added up, and what happens to all of them at once shows in it.",
    ru: "Команда взята как один ряд: рабочие дни людей сложены, и в нём видно то, что происходит со всеми сразу.",
  },
  seriesSoFar: {
    en: "The team: {events} in {days, plural, one {# working day} other {# working days}}; weighed by the course of the period these count as {weighed}.",
    ru: "Команда: {events} за {days, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}}; с поправкой на ход периода они считаются за {weighed}.",
  },
  seriesRate: {
    en: "That is {rate} a day; how sure it is grows with the number of events ({events}).",
    ru: "Это {rate} в день; чем больше событий ({events}), тем надёжнее.",
  },
  posterior: {
    en: "Both together: ({alpha} + {events}) / ({beta} + {days}) = {rate} a day. The own part weighs {weight}.",
    ru: "Вместе: ({alpha} + {events}) / ({beta} + {days}) = {rate} в день. Вес своей истории: {weight}.",
  },
  further: {
    en: "Left: {left} days weighed the same way, so {left} × {rate} = {mu} more to come.",
    ru: "Осталось: {left} дн. с той же поправкой, то есть ещё {left} × {rate} = {mu}.",
  },
  spread: {
    en: "How far it may be off: weeks vary {dispersion} times as much as chance alone, rates drift by about 20% between periods, and the rate itself is only estimated; together a standard deviation of {deviation}.",
    ru: "Возможный разброс: отношение разброса недель к чисто случайному {dispersion}, темп между периодами меняется примерно на 20\u00a0%, и сам темп известен лишь приблизительно; вместе стандартное отклонение {deviation}.",
  },
  sizes: {
    en: "Sizes: {own, plural, =0 {no own bookings} one {# own booking} other {# own bookings}} in that time{own, plural, =0 {} other { (the latest 50 at most count, one each)}} and the team’s {team} with the weight of ten; {size} on average.",
    ru: "Размеры: {own, plural, =0 {своих сделок нет} one {# своя сделка} few {# свои сделки} many {# своих сделок} other {# своей сделки}} за это время{own, plural, =0 {} one { (не больше 50 последних, каждая с весом 1)} few { (не больше 50 последних, каждая с весом 1)} many { (не больше 50 последних, каждая с весом 1)} other { (не больше 50 последних, каждая с весом 1)}} и сделки команды ({team}) с весом десяти; в среднем {size}.",
  },
  sizesOwn: {
    en: "Sizes: the latest {own, plural, one {# booking} other {# bookings}}, {size} on average.",
    ru: "Размеры: {own, plural, one {# последняя сделка} few {# последние сделки} many {# последних сделок} other {# последней сделки}}, в среднем {size}.",
  },
  result: {
    en: "Result: {actual} so far and what may still come make {mean} on average, {range} four times out of five, and {chance} to reach {target}.",
    ru: "Итог: {actual} сейчас и то, что ещё может прийти, дают в среднем {mean}, в четырёх случаях из пяти {range}; вероятность достичь {target}: {chance}.",
  },
  rounding: {
    en: "A chance is said in steps of 5% and never below 5% or above 95%, because it is not known better than that.",
    ru: "Вероятность называется с шагом 5\u00a0%, не ниже 5\u00a0% и не выше 95\u00a0%: точнее она неизвестна.",
  },
  rateSoFar: {
    en: "So far {successes} of {trials, plural, one {# trial} other {# trials}} succeeded.",
    ru: "Пока удалось {successes} из {trials, plural, one {# попытки} few {# попыток} many {# попыток} other {# попытки}}.",
  },
  rateFurther: {
    en: "At {perDay} a day about {further} more trials come in the {days} working days left.",
    ru: "При {perDay} в день за оставшиеся рабочие дни ({days}) придёт ещё около {further} попыток.",
  },
  ratePrior: {
    en: "The team’s average counts like {a} successes in {all} trials; with it the chance of a success is {share}.",
    ru: "Среднее по команде весит как {a} удачных из {all} попыток; с ним вероятность удачи {share}.",
  },
  rateNeed: {
    en: "To end at {target} or above, {need} of those {further} have to succeed.",
    ru: "Чтобы закончить не ниже {target}, из этих {further} должны удаться {need}.",
  },

  byChance: {
    en: "By the chance: from 70% on track, from 30% a little behind. Today: {status}.",
    ru: "По вероятности: от 70\u00a0% по плану, от 30\u00a0% небольшое отставание. Сегодня: {status}.",
  },
  byPace: {
    en: "By the pace, because there is no forecast that rests on enough own history. Today: {status}.",
    ru: "По темпу: прогноза с достаточной своей историей нет. Сегодня: {status}.",
  },
  byFact: { en: "Today: {status}.", ru: "Сегодня: {status}." },
  told: {
    en: "Told since {date}: {status}. Another class is told once it has lasted two working days, or at once when the chance is 10 points past the limit.",
    ru: "Сообщено с {date}: {status}. О другом статусе говорится, когда он держится два рабочих дня, или сразу, если вероятность ушла за границу на 10 пунктов.",
  },
  sum: {
    en: "The total adds up {count, plural, one {# goal} other {# goals}} of {people, plural, one {# person} other {# people}}, each along its owner’s own working days; together the line is {expected}.",
    ru: "Итог складывается из {count, plural, one {# цели} few {# целей} many {# целей} other {# цели}} ({people, plural, one {# человек} few {# человека} many {# человек} other {# человека}}), каждая по рабочим дням своего исполнителя; вместе план {expected}.",
  },
});
