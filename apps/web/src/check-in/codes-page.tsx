import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskCode, Hub } from '#libs/contracts';
import { request } from '../api/client.js';
import { hubQuery } from '../api/queries.js';
import { Refused } from '../pages/refused.js';
import { formatTime } from '../time/format.js';
import { Icon } from '../ui/icon.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';

/** The codes of all that can be booked in a hub, as they are printed and put on the desks. */
export function CodesPage(): JSX.Element {
  const { t } = useTranslation();
  const { hubId } = useParams({ from: '/gestione/$hubId/codici' });
  const { data: hub, error, refetch } = useQuery(hubQuery(hubId));
  if (error !== null) return <Refused title={t('codes.title')} error={error} onRetry={() => void refetch()} />;
  if (hub === undefined)
    return (
      <Page title={t('codes.title')} wide>
        <Loading lines={6} />
      </Page>
    );
  return <Sheet hub={hub} />;
}

const byLabel = (a: { readonly label: string }, b: { readonly label: string }): number =>
  a.label.localeCompare(b.label, undefined, { numeric: true });

function Sheet({ hub }: { readonly hub: Hub }): JSX.Element {
  const { t } = useTranslation();
  const bookables = hub.bookables.toSorted(byLabel);
  const codes = useQueries({
    queries: bookables.map(({ id }) => ({
      queryKey: ['desk-code', hub.id, id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        request<DeskCode>(`/hubs/${hub.id}/bookables/${id}/check-in-code`, { signal }),
      staleTime: 0,
    })),
  });
  const refused = codes.find(({ error }) => error !== null);
  if (refused !== undefined)
    return <Refused title={t('codes.title')} error={refused.error} onRetry={() => void refused.refetch()} />;
  const ready = codes.every(({ data }) => data !== undefined);
  const expires = codes.find(({ data }) => data !== undefined && data.expiresAt !== null)?.data?.expiresAt;
  return (
    <Page title={t('codes.of', { hub: hub.name })} lead={t('codes.lead')} wide>
      <div className="codes-tools">
        <button type="button" className="btn btn-primary" disabled={!ready} onClick={() => globalThis.print()}>
          {t('codes.print')}
        </button>
        <Link to="/gestione/$hubId" params={{ hubId: hub.id }} className="btn btn-outline-primary">
          {t('codes.back')}
        </Link>
      </div>
      {typeof expires === 'string' ? (
        <p className="notice notice-warning">
          <Icon name="warning-circle" /> {t('codes.changing', { time: formatTime(expires, hub.timeZone) })}
        </p>
      ) : null}
      <p className="visually-hidden" role="status">
        {ready ? '' : t('app.loading')}
      </p>
      <ul className="codes">
        {bookables.map(({ id, label, kind, spaceId }, n) => (
          <li key={id} className="code">
            <Drawn code={codes[n]?.data} label={label} />
            <strong className="code-label">{label}</strong>
            <span>{hub.spaces.find((space) => space.id === spaceId)?.name}</span>
            <span className="code-hint">{t(`codes.scan.${kind === 'desk' ? 'desk' : 'other'}`)}</span>
            <span className="code-hub">{hub.name}</span>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** As an image, so that nothing of the drawing can act in the page. */
function Drawn({ code, label }: { readonly code: DeskCode | undefined; readonly label: string }): JSX.Element {
  const { t } = useTranslation();
  if (code === undefined) return <span className="code-image" />;
  return (
    <img
      className="code-image"
      src={`data:image/svg+xml,${encodeURIComponent(code.svg)}`}
      alt={t('codes.alt', { thing: label })}
      width={160}
      height={160}
    />
  );
}
