import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManagedHubs } from '#libs/contracts';
import { managedHubsQuery } from '../api/queries.js';
import { Refused } from '../pages/refused.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { ManageNav, type ManagePart, pathOf } from './manage-nav.js';
import './manage.css';

interface ManagePageProps {
  readonly part: ManagePart;
  readonly title: string;
  readonly children: (hubId: string) => ReactNode;
}

/** One of the pages of who runs hubs: which hub, what else there is of it, and the page itself. */
export function ManagePage({ part, title, children }: ManagePageProps): JSX.Element {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(managedHubsQuery);
  const { hubId: asked } = useParams({ strict: false });
  if (error !== null) return <Refused title={title} error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <Page title={title} wide>
        <Loading lines={6} />
      </Page>
    );
  }
  const hubId = asked ?? data.items[0]?.id ?? '';
  return (
    <Page title={title} wide>
      {data.items.length === 0 ? (
        <div className="notice notice-info">
          <p className="notice-title">{t('live.none')}</p>
          <p>{t('live.noneWhy')}</p>
        </div>
      ) : (
        <>
          <div className="manage-head">
            <HubSelect hubs={data.items} value={hubId} part={part} />
            <ManageNav hubId={hubId} part={part} />
          </div>
          {children(hubId)}
        </>
      )}
    </Page>
  );
}

interface HubSelectProps {
  readonly hubs: ManagedHubs['items'];
  readonly value: string;
  readonly part: ManagePart;
}

function HubSelect({ hubs, value, part }: HubSelectProps): JSX.Element {
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
          void navigate({ to: pathOf[part], params: { hubId: event.target.value }, search: {}, replace: true })
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
