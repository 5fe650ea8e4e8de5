import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { it } from './it.js';

const i18n = createInstance();

export const languages = ['it', 'en'] as const;
export type Language = (typeof languages)[number];

const key = 'quindici.language';
const isLanguage = (text: string | null): text is Language => languages.some((language) => language === text);

function remembered(): Language {
  try {
    const stored = localStorage.getItem(key);
    return isLanguage(stored) ? stored : 'it';
  } catch {
    return 'it';
  }
}

export const currentLanguage = (): Language => (isLanguage(i18n.language) ? i18n.language : 'it');

export async function startI18n(): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: 'it',
    fallbackLng: 'it',
    resources: { it: { translation: it } },
    interpolation: { escapeValue: false },
  });
  await changeLanguage(remembered());
}

export async function changeLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18n.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./en.js');
    i18n.addResourceBundle('en', 'translation', en);
  }
  await addOtherTexts(language);
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(key, language);
  } catch {
    // A browser that refuses storage forgets the choice at the next visit.
  }
}

/** Texts that only some pages need: most visits to the search never do. */
const others = {
  admin: {
    it: async () => (await import('./it-admin.js')).itAdmin,
    en: async () => (await import('./en-admin.js')).enAdmin,
  },
  bookings: {
    it: async () => (await import('./it-bookings.js')).itBookings,
    en: async () => (await import('./en-bookings.js')).enBookings,
  },
  manage: {
    it: async () => (await import('./it-manage.js')).itManage,
    en: async () => (await import('./en-manage.js')).enManage,
  },
} as const;
export type OtherTexts = keyof typeof others;

const needed = new Set<OtherTexts>();
const loaded = new Set<string>();

async function addOtherTexts(language: Language): Promise<void> {
  const missing = [...needed].filter((name) => !loaded.has(`${language} ${name}`));
  const texts = await Promise.all(missing.map((name) => others[name][language]()));
  for (const one of texts) i18n.addResourceBundle(language, 'translation', one, true);
  for (const name of missing) loaded.add(`${language} ${name}`);
}

/** Loads texts for the pages that need them, and from then on in every language that is chosen. */
export async function needTexts(...names: readonly OtherTexts[]): Promise<void> {
  for (const name of names) needed.add(name);
  await addOtherTexts(currentLanguage());
}
