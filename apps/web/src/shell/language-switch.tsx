import { useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { changeLanguage, languages, type Language } from '../i18n/index.js';

export function LanguageSwitch(): JSX.Element {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const choose = async (language: Language): Promise<void> => {
    await changeLanguage(language);
    await queries.invalidateQueries();
  };
  return (
    <div className="language-switch" role="group" aria-label={t('language.label')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void choose(language)}
        >
          {language === 'it' ? 'ITA' : 'ENG'}
          <span className="visually-hidden">, {t(`language.${language}`)}</span>
        </button>
      ))}
    </div>
  );
}
