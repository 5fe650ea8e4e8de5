import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ManagePage } from '../manage/manage-page.js';
import { HubLive } from './hub-live.js';
import './live.css';

export function LivePage(): JSX.Element {
  const { t } = useTranslation();
  return (
    <ManagePage part="now" title={t('live.title')}>
      {(hubId) => <HubLive key={hubId} hubId={hubId} />}
    </ManagePage>
  );
}
