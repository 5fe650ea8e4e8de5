import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganisationKind } from '#libs/contracts';
import { Badge, Row } from '../ui/rows.js';

interface OrganisationRowProps {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly ipaCode: string | null;
  readonly hubs?: number;
  readonly administers?: boolean;
  readonly audits?: boolean;
}

export function OrganisationRow(props: OrganisationRowProps): JSX.Element {
  const { t } = useTranslation();
  const { id, name, kind, ipaCode, hubs, administers, audits } = props;
  const facts = [
    t(`organisationKind.${kind}`),
    ipaCode === null ? null : t('organisation.ipa', { code: ipaCode }),
    hubs === undefined ? null : t('organisations.hubs', { count: hubs }),
  ];
  return (
    <Row
      title={
        <Link to="/organizzazioni/$organisationId/{-$part}" params={{ organisationId: id }}>
          {name}
        </Link>
      }
      badge={
        <>
          {administers ? <Badge tone="good">{t('organisations.administers')}</Badge> : null}{' '}
          {audits ? <Badge>{t('organisations.audits')}</Badge> : null}
        </>
      }
    >
      <p>{facts.filter((fact) => fact !== null).join(' · ')}</p>
    </Row>
  );
}

export function NetworkRow({ id }: { readonly id: string }): JSX.Element {
  const { t } = useTranslation();
  return (
    <Row
      title={
        <Link to="/organizzazioni/$organisationId/{-$part}" params={{ organisationId: id, part: 'registro' }}>
          {t('organisations.network')}
        </Link>
      }
    >
      <p>{t('organisations.networkWhy')}</p>
    </Row>
  );
}
