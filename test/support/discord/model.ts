/** A request or event body after JSON.parse: looked at field by field. */
export type Json = Record<string, unknown>;

export interface Component {
  type: number;
  id?: number;
  custom_id?: string | null;
  style?: number;
  label?: string | null;
  description?: string | null;
  placeholder?: string | null;
  content?: string;
  url?: string | null;
  value?: string | null;
  required?: boolean | null;
  disabled?: boolean | null;
  default?: boolean | null;
  emoji?: { id?: string | null; name?: string | null } | null;
  min_values?: number | null;
  max_values?: number | null;
  min_length?: number | null;
  max_length?: number | null;
  channel_types?: number[] | null;
  options?: SelectOption[];
  items?: MediaItem[];
  media?: { url: string };
  file?: { url: string };
  components?: Component[];
  component?: Component;
  accessory?: Component;
}
export interface MediaItem {
  media: { url: string };
  description?: string | null;
}
export interface SelectOption {
  label: string;
  value: string;
  description?: string | null;
  default?: boolean | null;
}
export interface Embed {
  title?: string | null;
  description?: string | null;
  url?: string | null;
  author?: { name?: string | null } | null;
  footer?: { text?: string | null } | null;
  fields?: { name: string; value: string; inline?: boolean | null }[] | null;
}
export interface AllowedMentions {
  parse?: string[] | null;
  users?: string[] | null;
  roles?: string[] | null;
  replied_user?: boolean | null;
}
export interface MessageBody {
  content?: string | null;
  embeds?: Embed[] | null;
  components?: Component[] | null;
  flags?: number | null;
  nonce?: string | number | null;
  enforce_nonce?: boolean | null;
  allowed_mentions?: AllowedMentions | null;
  attachments?: { id: string | number; filename?: string | null; description?: string | null }[] | null;
  message_reference?: { message_id?: string } | null;
  sticker_ids?: string[] | null;
}
export interface UploadedFile {
  /** The number in the part's name, `files[0]`. */
  index: string;
  name: string;
  contentType: string;
  data: Buffer;
}
export interface Attachment {
  id: string;
  filename: string;
  /** The alternative text. */
  description?: string;
  contentType: string;
  size: number;
  url: string;
  data: Buffer;
}
export interface Pings {
  users: string[];
  roles: string[];
  everyone: boolean;
}
/** A message as the server keeps it; `toWire` makes Discord's own shape of it. */
export interface Message {
  id: string;
  channelId: string;
  guildId?: string;
  authorId: string;
  content: string;
  embeds: Embed[];
  components: Component[];
  attachments: Attachment[];
  flags: number;
  nonce?: string;
  pings: Pings;
  createdAt: number;
  editedAt?: number;
  /** The only person who sees it. */
  ephemeralFor?: string;
  /** Deferred and not yet filled: people see "thinking…". */
  loading: boolean;
  deleted: boolean;
  threadId?: string;
  replyTo?: string;
  reactions: string[];
  interaction?: { id: string; type: number; userId: string };
}
export interface Channel {
  id: string;
  type: number;
  name: string;
  guildId?: string;
  parentId?: string;
  recipientId?: string;
  /** Every message people can see there, oldest first, without the ephemeral and the deleted. */
  readonly messages: Message[];
  all: Message[];
  /** The answer every call on it gets: 50001, 50013, 50007 or 160005. */
  locked?: number;
  /** A thread that slept in: a post wakes it, an edit is refused. */
  archived?: boolean;
  /** Minutes after which a thread sleeps in. */
  sleepsAfter?: number;
}
export interface User {
  id: string;
  name: string;
  locale: string;
  bot: boolean;
}
export interface Member {
  userId: string;
  nick?: string;
  roles: string[];
}
export interface Role {
  id: string;
  name: string;
  permissions?: string;
}
export interface Guild {
  id: string;
  name: string;
  ownerId: string;
  addedBy?: string;
  locale: string;
  systemChannelId?: string;
  roles: Map<string, Role>;
  members: Map<string, Member>;
  channelIds: Set<string>;
}
export interface CommandOption {
  type: number;
  name: string;
  name_localizations?: Record<string, string> | null;
  description?: string;
  description_localizations?: Record<string, string> | null;
  required?: boolean | null;
  autocomplete?: boolean | null;
  choices?: { name: string; name_localizations?: Record<string, string> | null; value: string | number }[] | null;
  options?: CommandOption[] | null;
  channel_types?: number[] | null;
  min_value?: number | null;
  max_value?: number | null;
  min_length?: number | null;
  max_length?: number | null;
}
export interface Command extends Omit<CommandOption, "type" | "required"> {
  id: string;
  type?: number | null;
  guild_id?: string;
  contexts?: number[] | null;
  default_member_permissions?: string | number | null;
}
export interface Modal {
  custom_id: string;
  title: string;
  components: Component[];
}
export interface Choice {
  name: string;
  value: string | number;
}
export const flag = { ephemeral: 1 << 6, loading: 1 << 7, componentsV2: 1 << 15 };

/** Every component of a message or modal, in reading order. */
export function* walk(components: Component[] | null | undefined): Generator<Component> {
  for (const component of components ?? []) {
    yield component;
    yield* walk(component.components);
    if (component.accessory) yield* walk([component.accessory]);
    if (component.component) yield* walk([component.component]);
  }
}
