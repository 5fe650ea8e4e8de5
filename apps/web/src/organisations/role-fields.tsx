import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#libs/contracts';
import { organisationHubsQuery } from '../api/organisations.js';
import { SelectField } from '../ui/form.js';
import { holdsInHub, invitedRoles, roleChoices } from './choices.js';
import type { PartProps } from './organisation-page.js';

interface RoleFieldsProps extends PartProps {
  readonly role: Role;
  readonly hubId: string | null;
}

/** A role, and the hub it holds in where it can hold in one; as `role` and `hubId` of the form. */
export function RoleFields({ organisationId, role: first, hubId }: RoleFieldsProps): JSX.Element {
  const { t } = useTranslation();
  const [role, setRole] = useState<Role>(first);
  const hubs = useQuery(organisationHubsQuery(organisationId));
  return (
    <>
      <SelectField
        label={t('members.role')}
        name="role"
        choices={roleChoices(t)}
        value={role}
        hint={t(`roleDoes.${role}`)}
        onChange={(event) => setRole(invitedRoles.find((known) => known === event.target.value) ?? role)}
      />
      {holdsInHub(role) ? (
        <SelectField
          key={hubs.data?.items.length}
          label={t('members.hub')}
          name="hubId"
          defaultValue={hubId ?? ''}
          choices={[
            { value: '', label: t('members.allHubs') },
            ...(hubs.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []),
          ]}
        />
      ) : null}
    </>
  );
}
