import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '#libs/contracts';
import { hubQuery } from '../api/queries.js';
import { organisationQuery } from '../api/organisations.js';
import { Rows, Row } from '../ui/rows.js';

type Membership = Me['memberships'][number];

export function Roles({ memberships }: { readonly memberships: readonly Membership[] }): JSX.Element {
  const { t } = useTranslation();
  return (
    <section className="block" aria-labelledby="roles-heading">
      <h2 id="roles-heading">{t('account.roles')}</h2>
      {memberships.length === 0 ? <p>{t('account.noRoles')}</p> : null}
      <Rows>
        {memberships.map((membership) => (
          <Row
            key={`${membership.role} ${membership.organisationId} ${membership.hubId}`}
            title={t(`role.${membership.role}`)}
          >
            <Where membership={membership} />
            <p className="field-hint">{t(`roleDoes.${membership.role}`)}</p>
          </Row>
        ))}
      </Rows>
    </section>
  );
}

function Where({ membership: { organisationId, hubId } }: { readonly membership: Membership }): JSX.Element {
  const { t } = useTranslation();
  const organisation = useQuery({ ...organisationQuery(organisationId ?? ''), enabled: organisationId !== null });
  const hub = useQuery({ ...hubQuery(hubId ?? ''), enabled: hubId !== null });
  if (organisationId === null) return <p>{t('account.network')}</p>;
  const name = organisation.isError ? t('account.unknown') : (organisation.data?.value.name ?? '…');
  return <p>{hubId === null ? name : `${name} · ${t('members.inHub', { hub: hub.data?.name ?? '…' })}`}</p>;
}
