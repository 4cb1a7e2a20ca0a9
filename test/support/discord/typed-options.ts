import type { Channel, Command, CommandOption, Guild, Json } from "./model.ts";
import { wireChannel, wireMember, wireRole, wireUser } from "./wire.ts";
import type { World } from "./world.ts";

export interface Upload {
  name: string;
  type?: string;
  size?: number;
  url?: string;
}
export type Typed = Record<string, string | number | boolean | Upload>;
export interface Entry extends Json {
  name: string;
  type: number;
  value?: string | number | boolean;
  focused?: boolean;
  options?: Entry[];
}

/** The command a person sees under that name, in its own words or in their language. */
export function findCommand(world: World, words: string, guild: Guild | undefined, locale: string) {
  const [head = "", ...rest] = words.replace(/^\//, "").trim().split(/\s+/);
  const visible = [...(guild ? (world.guildCommands.get(guild.id) ?? []) : []), ...world.globalCommands];
  const command = visible.find((one) => (one.type ?? 1) === 1 && isCalled(one, head, locale));
  if (!command) throw new Error(`No command /${head}; there are: ${visible.map((one) => `/${one.name}`).join(" ")}`);
  const path: CommandOption[] = [];
  let options = command.options ?? [];
  for (const word of rest) {
    const found = options.find((one) => one.type <= 2 && isCalled(one, word, locale));
    if (!found) throw new Error(`/${words} has no sub-command ${word}; there are: ${options.map((one) => one.name)}`);
    path.push(found);
    options = found.options ?? [];
  }
  if (options.some((one) => one.type <= 2)) throw new Error(`/${words} needs one of ${options.map((one) => one.name)}`);
  return { command, path, options };
}

function isCalled(thing: Pick<Command, "name" | "name_localizations">, word: string, locale: string): boolean {
  return thing.name === word || thing.name_localizations?.[locale] === word;
}

export interface Place {
  world: World;
  guild: Guild | undefined;
  channel: Channel;
}

/** What Discord sends for what was typed; throws where its client would not let the person send. */
export function typedEntries(place: Place, declared: CommandOption[], typed: Typed, locale: string, focused?: string) {
  const resolved: Record<string, Json> = {};
  const entries = Object.entries(typed).map(([key, value]): Entry => {
    const option = declared.find((one) => isCalled(one, key, locale));
    if (!option) throw new Error(`No option ${key}; there are: ${declared.map((one) => one.name).join(", ")}`);
    const { name, type } = option;
    if (focused !== undefined && (name === focused || key === focused))
      return { name, type, value: String(value), focused: true };
    return { name, type, value: typedValue(place, option, value, resolved) };
  });
  const missing = declared.filter((one) => one.required && !entries.some((entry) => entry.name === one.name));
  if (focused === undefined && missing.length > 0)
    throw new Error(`Required: ${missing.map((one) => one.name).join(", ")}`);
  return { entries, ...(Object.keys(resolved).length > 0 ? { resolved } : {}) };
}

function typedValue(place: Place, option: CommandOption, given: Typed[string], resolved: Record<string, Json>) {
  const say = (why: string) => new Error(`Option ${option.name}: ${why}`);
  if (option.choices?.length) {
    const choice = option.choices.find((one) => one.value === given || one.name === given);
    if (!choice) throw say(`${given} is not one of ${option.choices.map((one) => one.name)}`);
    return choice.value;
  }
  switch (option.type) {
    case 3: {
      const { length } = [...String(given)];
      if (length < (option.min_length ?? 0) || length > (option.max_length ?? 6000)) throw say(`length ${length}`);
      return String(given);
    }
    case 4:
    case 10: {
      const number = Number(given);
      if (Number.isNaN(number) || (option.type === 4 && !Number.isInteger(number))) throw say(`${given} is no number`);
      if (number < (option.min_value ?? -Infinity) || number > (option.max_value ?? Infinity)) throw say(`${number}`);
      return number;
    }
    case 5:
      return given === true || given === "true";
    case 11:
      return attach(place, given, resolved);
    default:
      if (!resolveId(place, option, String(given), resolved)) throw say(`there is no ${given}`);
      return String(given);
  }
}

function put(resolved: Record<string, Json>, kind: string, id: string, value: unknown) {
  const group = resolved[kind] ?? {};
  group[id] = value;
  resolved[kind] = group;
}

/** Adds the user, channel or role behind an id to what travels with the interaction. */
export function resolveId(
  { world, guild }: Place,
  { type, channel_types: kinds }: { type: number; channel_types?: number[] | null },
  id: string,
  resolved: Record<string, Json>,
): boolean {
  const user = type === 6 || type === 9 ? world.users.get(id) : undefined;
  if (user) {
    put(resolved, "users", id, wireUser(user));
    const member = guild?.members.get(id);
    if (guild && member) {
      const { user: _user, deaf: _deaf, mute: _mute, ...partial } = wireMember(world, guild, member, true);
      put(resolved, "members", id, partial);
    }
    return true;
  }
  const role = type === 8 || type === 9 ? guild?.roles.get(id) : undefined;
  if (role) put(resolved, "roles", id, wireRole(role));
  const channel = type === 7 && guild?.channelIds.has(id) ? world.channels.get(id) : undefined;
  if (channel && kinds?.length && !kinds.includes(channel.type)) return false;
  if (channel) put(resolved, "channels", id, { ...wireChannel(world, channel), permissions: "0" });
  return Boolean(role ?? channel);
}

export function attach({ world, channel }: Place, given: Typed[string], resolved: Record<string, Json>): string {
  const upload: Upload = typeof given === "object" ? given : { name: String(given) };
  const id = world.newId();
  const url = upload.url ?? `https://cdn.discordapp.com/ephemeral-attachments/${channel.id}/${id}/${upload.name}`;
  const contentType = upload.type ?? "text/plain";
  const file = { id, filename: upload.name, size: upload.size ?? 1, url, proxy_url: url, content_type: contentType };
  put(resolved, "attachments", id, { ...file, ephemeral: true });
  return id;
}
