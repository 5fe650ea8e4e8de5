import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountPage } from '../account/account-page.js';
import { meQuery } from '../api/queries.js';
import { Refused, SignInNeeded } from '../pages/refused.js';
import { CalendarPart } from './calendar-part.js';
import { PreferencesPart } from './preferences-part.js';
import { PushPart } from './push-part.js';

export function NoticesPage(): JSX.Element {
  const { t } = useTranslation();
  const { data: me, error, refetch } = useQuery(meQuery);
  if (error !== null) return <Refused title={t('account.notices')} error={error} onRetry={() => void refetch()} />;
  if (me === null) return <SignInNeeded />;
  return (
    <AccountPage title={t('account.notices')}>
      <PreferencesPart />
      <PushPart />
      <CalendarPart />
    </AccountPage>
  );
}
