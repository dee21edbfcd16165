// Every text of the screens, by a vue-i18n instance of our own: the PMS may have one too, or none.
import { createI18n } from 'vue-i18n';
import { watch } from 'vue';
import { withDays } from './dates.js';
import en from './locales/en.json';
import ja from './locales/ja.json';

export const languages = ['ja', 'en'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'heyawari.language';
const stored = globalThis.localStorage?.getItem(storageKey);

const i18n = createI18n<[typeof ja], Language, false>({
  legacy: false,
  locale: languages.find((language) => language === stored) ?? 'ja',
  fallbackLocale: 'ja',
  messages: { ja, en },
});

watch(i18n.global.locale, (language) => globalThis.localStorage?.setItem(storageKey, language));

/** What the server says, in each language. */
interface Said {
  readonly text: Readonly<Record<Language, string>>;
}

function told(said: Said): string;
function told(said: Said | null | undefined): string | undefined;
function told(said: Said | null | undefined): string | undefined {
  const { value: language } = i18n.global.locale;
  return said ? withDays(said.text[language], language) : undefined;
}

/** `t` translates, `te` tells whether a key exists, `told` is a sentence of the server, `locale` is the language, writable. */
export function useTexts() {
  const { t, locale } = i18n.global;
  return { t, te: (key: string): boolean => i18n.global.te(key), told, locale };
}
