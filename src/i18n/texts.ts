/** One text in every language the product speaks, in ICU message syntax. A missing language does not compile. */
export type Message = { readonly en: string; readonly ru: string };

export type Locale = keyof Message;

export const locales = ["en", "ru"] as const satisfies readonly Locale[];

export type MessageCatalog = Readonly<Record<string, Message>>;

/** Declares the texts of one feature; the keys stay known to the compiler. */
export function texts<const T extends MessageCatalog>(catalog: T): T {
  return catalog;
}

/** The nearest language we speak for a platform's locale such as "ru-RU", "en-GB" or "uk". */
export function localeFor(tag: string | null | undefined, otherwise: Locale = "en"): Locale {
  if (!tag) return otherwise;
  const language = tag.toLowerCase().split(/[-_]/)[0];
  return locales.find((locale) => locale === language) ?? otherwise;
}
