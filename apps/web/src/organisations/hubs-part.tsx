import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganisationHubs } from '#libs/contracts';
import { organisationHubsQuery, organisationPath } from '../api/organisations.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Row, Rows } from '../ui/rows.js';
import { EditHub } from './edit-hub.js';
import { ImportButton } from './import-dialog.js';
import type { PartProps } from './organisation-page.js';
import { PartHead } from './part-head.js';

type OrganisationHub = OrganisationHubs['items'][number];

export function HubsPart({ organisationId }: PartProps): JSX.Element {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(organisationHubsQuery(organisationId));
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <section>
      <PartHead title={t('orgHubs.title')}>
        <ImportButton
          label={t('orgHubs.import')}
          lead={t('orgHubs.importLead')}
          path={`${organisationPath(organisationId)}/hubs/imports`}
          types={{ csv: 'text/csv', json: 'application/geo+json', geojson: 'application/geo+json' }}
          hint={t('import.csvHint')}
          stale={['organisation-hubs', 'organisation', 'managed-hubs', 'search']}
          intoMetro
        />
      </PartHead>
      {error === null ? null : <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? <Loading /> : null}
      {data?.items.length === 0 ? <p className="notice">{t('orgHubs.none')}</p> : null}
      <Rows>
        {data?.items.map((hub) => (
          <HubRow key={hub.id} hub={hub} onEdit={() => setEditing(hub.id)} />
        ))}
      </Rows>
      {editing === null ? null : <EditHub hubId={editing} onClose={() => setEditing(null)} />}
    </section>
  );
}

function HubRow({ hub, onEdit }: { readonly hub: OrganisationHub; readonly onEdit: () => void }): JSX.Element {
  const { t } = useTranslation();
  const { id, name, kind, address, amenities } = hub;
  return (
    <Row
      title={name}
      actions={
        <>
          <Link
            to="/gestione/$hubId"
            params={{ hubId: id }}
            className="btn btn-outline-primary"
            aria-label={t('orgHubs.liveLong', { hub: name })}
          >
            {t('orgHubs.live')}
          </Link>
          <button
            type="button"
            className="btn btn-outline-primary"
            aria-label={t('orgHubs.editLong', { hub: name })}
            onClick={onEdit}
          >
            {t('orgHubs.edit')}
          </button>
        </>
      }
    >
      <p>
        {t(`kind.${kind}`)} · {address}
      </p>
      <p className="field-hint">{amenities.map((amenity) => t(`amenity.${amenity}`)).join(' · ')}</p>
    </Row>
  );
}
