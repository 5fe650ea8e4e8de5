import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../api/queries.js';
import { Strikes } from '../notices/strikes.js';
import { Refused, SignInNeeded } from '../pages/refused.js';
import { Loading } from '../ui/loading.js';
import { AccountPage } from './account-page.js';
import { Roles } from './roles.js';
import { Sessions } from './sessions.js';

export function ProfilePage(): JSX.Element {
  const { t } = useTranslation();
  const { data: me, error, refetch } = useQuery(meQuery);
  if (error !== null) return <Refused title={t('account.profile')} error={error} onRetry={() => void refetch()} />;
  if (me === null) return <SignInNeeded />;
  return (
    <AccountPage title={t('account.profile')}>
      {me === undefined ? (
        <Loading lines={4} />
      ) : (
        <>
          <dl className="facts">
            <div>
              <dt>{t('account.name')}</dt>
              <dd>{me.displayName}</dd>
            </div>
            <div>
              <dt>{t('account.assurance')}</dt>
              <dd>
                {t(`assurance.${me.assurance}`)}
                <p className="field-hint">{t('account.assuranceWhy')}</p>
              </dd>
            </div>
          </dl>
          <Roles memberships={me.memberships} />
          <Strikes />
          <Sessions />
        </>
      )}
    </AccountPage>
  );
}
