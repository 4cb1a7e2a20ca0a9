import type { Component, Embed, Message } from "./model.ts";

export interface TextOptions {
  /** The name behind an id; the raw mention stays where it answers nothing. */
  name?(kind: "user" | "role" | "channel", id: string): string | undefined;
  /** Resolves `<t:…>` as this reader's client shows it. */
  locale?: string;
  zone?: string;
  now?: number;
}

/** A message as a person reads it: text, fields, labels of buttons in brackets, alternative texts. */
export function asText(message: Message, options: TextOptions = {}): string {
  const lines = [
    message.content,
    ...message.embeds.map(embedText),
    ...message.components.map(componentText),
    ...message.attachments.map((file) => `[${file.filename}${file.description ? `: ${file.description}` : ""}]`),
  ];
  return resolve(lines.filter(Boolean).join("\n"), options);
}

function embedText(embed: Embed): string {
  const fields = (embed.fields ?? []).map((field) => `${field.name}\n${field.value}`);
  return [embed.author?.name, embed.title, embed.description, ...fields, embed.footer?.text].filter(Boolean).join("\n");
}

export function componentText(one: Component): string {
  const inside = (list: Component[] | undefined, glue: string) => (list ?? []).map(componentText).join(glue);
  switch (one.type) {
    case 1:
      return inside(one.components, " ");
    case 2:
      return `[${[one.emoji?.name, one.label].filter(Boolean).join(" ")}]`;
    case 3: {
      const chosen = one.options?.filter((option) => option.default).map((option) => option.label);
      return `[${chosen?.length ? chosen.join(", ") : (one.placeholder ?? "Make a selection")} ▾]`;
    }
    case 9:
      return [inside(one.components, "\n"), one.accessory ? componentText(one.accessory) : ""]
        .filter(Boolean)
        .join(" ");
    case 10:
      return one.content ?? "";
    case 11:
      return one.description ? `[${one.description}]` : "";
    case 12:
      return (one.items ?? []).map((item) => (item.description ? `[${item.description}]` : "[picture]")).join("\n");
    case 14:
      return "———";
    case 18:
      return [one.label, one.description, one.component ? componentText(one.component) : ""].filter(Boolean).join("\n");
    default:
      return one.components ? inside(one.components, "\n") : one.placeholder ? `[${one.placeholder} ▾]` : "";
  }
}

export function resolve(text: string, options: TextOptions): string {
  const named = (kind: "user" | "role" | "channel", sign: string) => (whole: string, id: string) => {
    const name = options.name?.(kind, id);
    return name ? sign + name : whole;
  };
  return text
    .replace(/<@!?(\d+)>/g, named("user", "@"))
    .replace(/<@&(\d+)>/g, named("role", "@"))
    .replace(/<#(\d+)>/g, named("channel", "#"))
    .replace(/<\/([^:>]+):\d+>/g, "/$1")
    .replace(/<t:(-?\d+)(?::([tTdDfFR]))?>/g, (whole, seconds: string, style = "f") =>
      options.zone ? timeText(Number(seconds) * 1000, style, options) : whole,
    );
}

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

/** https://discord.com/developers/docs/reference#message-formatting-timestamp-styles */
function timeText(at: number, style: string, { locale = "en-US", zone, now = at }: TextOptions): string {
  if (style !== "R") {
    const timeZone = zone ? { timeZone: zone } : {};
    return new Intl.DateTimeFormat(locale, { ...styles[style], ...timeZone }).format(at);
  }
  const minutes = Math.round((at - now) / 60_000);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  if (Math.abs(minutes) < 48 * 60) return relative.format(Math.round(minutes / 60), "hour");
  return relative.format(Math.round(minutes / 1440), "day");
}
