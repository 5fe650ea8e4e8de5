import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { MachineAnswer, MachineSecret } from '#libs/contracts';
import { request } from '../api/client.js';
import { organisationHubsQuery, organisationPath } from '../api/organisations.js';
import { Checks, FormDialog, SelectField, TextField, textOf } from '../ui/form.js';
import { Icon } from '../ui/icon.js';
import { machineScopes } from './choices.js';
import type { PartProps } from './organisation-page.js';

interface AddMachineProps extends PartProps {
  readonly onMade: (machine: MachineSecret) => void;
}

export function AddMachine({ organisationId, onMade }: AddMachineProps): JSX.Element {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: (values: FormData) =>
      request<MachineSecret>(`${organisationPath(organisationId)}/machines`, {
        method: 'POST',
        body: {
          name: textOf(values, 'name'),
          kind: textOf(values, 'kind'),
          hubId: textOf(values, 'hubId'),
          scopes: values.getAll('scopes'),
        },
      }),
    onSuccess: (machine) => {
      setOpen(false);
      onMade(machine);
      return queries.invalidateQueries({ queryKey: ['machines', organisationId] });
    },
  });
  return (
    <>
      <button type="button" className="btn btn-primary" onClick={() => (create.reset(), setOpen(true))}>
        <Icon name="plus-circle" className="icon-white" /> {t('machines.add')}
      </button>
      {open ? (
        <FormDialog
          title={t('machines.add')}
          submit={t('machines.create')}
          pending={create.isPending}
          error={create.error}
          onSubmit={(values) => create.mutate(values)}
          onClose={() => setOpen(false)}
        >
          <TextField label={t('machines.name')} name="name" required maxLength={100} />
          <KindFields organisationId={organisationId} />
        </FormDialog>
      ) : null}
    </>
  );
}

/** A kiosk stands in a hub and shows it; a program may more. */
function KindFields({ organisationId }: PartProps): JSX.Element {
  const { t } = useTranslation();
  const [kind, setKind] = useState<MachineAnswer['kind']>('client');
  const hubs = useQuery(organisationHubsQuery(organisationId));
  const choices = hubs.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  const kiosk = kind === 'kiosk';
  return (
    <>
      <SelectField
        label={t('machines.kind')}
        name="kind"
        value={kind}
        hint={t('machines.kindHint')}
        choices={(['client', 'kiosk'] as const).map((value) => ({ value, label: t(`machines.kinds.${value}`) }))}
        onChange={(event) => setKind(event.target.value === 'kiosk' ? 'kiosk' : 'client')}
      />
      <SelectField
        key={`${kind} ${choices.length}`}
        label={t('machines.hub')}
        name="hubId"
        required={kiosk}
        choices={kiosk ? choices : [{ value: '', label: t('members.allHubs') }, ...choices]}
      />
      <Checks
        key={kind}
        legend={t('machines.scopes')}
        name="scopes"
        choices={(kiosk ? (['hub.display'] as const) : machineScopes).map((value) => ({
          value,
          label: t(`machines.scope.${value}`),
        }))}
        checked={['hub.display']}
      />
    </>
  );
}
