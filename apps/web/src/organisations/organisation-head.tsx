import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Organisation } from '#libs/contracts';
import type { Tagged } from '../api/client.js';
import { organisationQuery } from '../api/organisations.js';
import { Icon } from '../ui/icon.js';
import { EditOrganisation } from './organisation-form.js';

interface OrganisationHeadProps {
  readonly tagged: Tagged<Organisation>;
  readonly mayEdit: boolean;
  readonly mayMove: boolean;
}

export function OrganisationHead({ tagged, mayEdit, mayMove }: OrganisationHeadProps): JSX.Element {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const { kind, ipaCode, parentId, hubs } = tagged.value;
  const parent = useQuery({ ...organisationQuery(parentId ?? ''), enabled: parentId !== null });
  const facts = [
    t(`organisationKind.${kind}`),
    ipaCode === null ? null : t('organisation.ipa', { code: ipaCode }),
    t('organisations.hubs', { count: hubs }),
    parent.data === undefined ? null : t('organisation.partOf', { name: parent.data.value.name }),
  ];
  return (
    <div className="organisation-head">
      <p>{facts.filter((fact) => fact !== null).join(' · ')}</p>
      {mayEdit ? (
        <button type="button" className="btn-plain" onClick={() => setEditing(true)}>
          <Icon name="settings" className="icon-primary" /> {t('organisation.edit')}
        </button>
      ) : null}
      {editing ? <EditOrganisation tagged={tagged} mayMove={mayMove} onClose={() => setEditing(false)} /> : null}
    </div>
  );
}
