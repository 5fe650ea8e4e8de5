import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { hubQuery } from '../api/queries.js';

export const pathOf = {
  now: '/gestione/$hubId',
  agenda: '/gestione/$hubId/agenda',
  closures: '/gestione/$hubId/chiusure',
} as const;
export type ManagePart = keyof typeof pathOf;
const parts = Object.keys(pathOf) as readonly ManagePart[];

interface ManageNavProps {
  readonly hubId: string;
  readonly part: ManagePart;
}

/** The pages of one hub, and the rules of the organisation that it belongs to. */
export function ManageNav({ hubId, part }: ManageNavProps): JSX.Element {
  const { t } = useTranslation();
  const { data: hub } = useQuery(hubQuery(hubId));
  return (
    <nav className="scope-nav" aria-label={t('manage.nav')}>
      {parts.map((one) => (
        <Link
          key={one}
          to={pathOf[one]}
          params={{ hubId }}
          search={{}}
          className="app-chip"
          activeOptions={{ exact: true, includeSearch: false }}
          aria-current={one === part ? 'page' : undefined}
        >
          {t(`manage.${one}`)}
        </Link>
      ))}
      <Link to="/gestione/$hubId/codici" params={{ hubId }} className="app-chip">
        {t('live.codes')}
      </Link>
      {hub === undefined ? null : (
        <Link
          to="/organizzazioni/$organisationId/{-$part}"
          params={{ organisationId: hub.organisationId, part: 'regole' }}
          search={{}}
          className="app-chip"
        >
          {t('manage.rules')}
        </Link>
      )}
    </nav>
  );
}
