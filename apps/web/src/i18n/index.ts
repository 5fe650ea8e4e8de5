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
  if (administers) await addAdminTexts(language);
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(key, language);
  } catch {
    // A browser that refuses storage forgets the choice at the next visit.
  }
}

let administers = false;
const adminTexts = {
  it: async () => (await import('./it-admin.js')).itAdmin,
  en: async () => (await import('./en-admin.js')).enAdmin,
} as const;

async function addAdminTexts(language: Language): Promise<void> {
  if (i18n.exists('account.profile', { lng: language, fallbackLng: false })) return;
  i18n.addResourceBundle(language, 'translation', await adminTexts[language](), true);
}

/** The texts of the personal area and of administration: most visits to the search never need them. */
export async function needAdminTexts(): Promise<void> {
  administers = true;
  await addAdminTexts(currentLanguage());
}
