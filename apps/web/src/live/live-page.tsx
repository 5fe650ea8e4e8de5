import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManagedHubs } from '#libs/contracts';
import { managedHubsQuery } from '../api/queries.js';
import { Refused } from '../pages/refused.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { HubLive } from './hub-live.js';
import './live.css';

export function LivePage(): JSX.Element {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(managedHubsQuery);
  const { hubId } = useParams({ strict: false });
  if (error !== null) return <Refused title={t('live.title')} error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <Page title={t('live.title')} wide>
        <Loading lines={6} />
      </Page>
    );
  }
  const hub = hubId === undefined ? data.items[0] : data.items.find(({ id }) => id === hubId);
  return (
    <Page title={t('live.title')} wide>
      {data.items.length === 0 ? (
        <div className="notice notice-info">
          <p className="notice-title">{t('live.none')}</p>
          <p>{t('live.noneWhy')}</p>
        </div>
      ) : (
        <>
          <HubSelect hubs={data.items} value={hub?.id ?? hubId ?? ''} />
          <p>
            <Link to="/gestione/$hubId/codici" params={{ hubId: hub?.id ?? hubId ?? '' }}>
              {t('live.codes')}
            </Link>
          </p>
          <HubLive key={hub?.id ?? hubId} hubId={hub?.id ?? hubId ?? ''} />
        </>
      )}
    </Page>
  );
}

function HubSelect({ hubs, value }: { readonly hubs: ManagedHubs['items']; readonly value: string }): JSX.Element {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div className="field hub-select">
      <label htmlFor="hub">{t('live.hub')}</label>
      <select
        id="hub"
        className="form-select"
        value={value}
        onChange={(event) =>
          void navigate({ to: '/gestione/$hubId', params: { hubId: event.target.value }, replace: true })
        }
      >
        {hubs.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
