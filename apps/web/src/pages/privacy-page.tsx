import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { RetentionTable } from '../account/retention-table.js';
import { currentLanguage } from '../i18n/index.js';
import { Text } from './text-pages.js';
import { texts } from './texts.js';
import '../account/account.css';

export function PrivacyPage(): JSX.Element {
  const { t } = useTranslation();
  return (
    <Text page={texts[currentLanguage()].privacy} official="privacy">
      <RetentionTable heading={t('retention.title')} />
    </Text>
  );
}
