import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { MY_DATA } from '../api/account.js';
import { meQuery } from '../api/queries.js';
import { Refused, SignInNeeded } from '../pages/refused.js';
import { Icon } from '../ui/icon.js';
import { AccountPage } from './account-page.js';
import { EraseMe } from './erase-me.js';
import { RetentionTable } from './retention-table.js';

export function MyDataPage(): JSX.Element {
  const { t } = useTranslation();
  const { data: me, error, refetch } = useQuery(meQuery);
  if (error !== null) return <Refused title={t('myData.title')} error={error} onRetry={() => void refetch()} />;
  if (me === null) return <SignInNeeded />;
  return (
    <AccountPage title={t('myData.title')}>
      <section className="block" aria-labelledby="download-heading">
        <h2 id="download-heading">{t('myData.download')}</h2>
        <p>{t('myData.downloadWhy')}</p>
        <a className="btn btn-primary" href={MY_DATA} download="quindici.json">
          <Icon name="download" className="icon-white" /> {t('myData.downloadButton')}
        </a>
      </section>
      <RetentionTable heading={t('myData.kept')} />
      <EraseMe />
    </AccountPage>
  );
}
