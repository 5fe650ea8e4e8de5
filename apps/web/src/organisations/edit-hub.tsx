import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hub, HubAmenity } from '#libs/contracts';
import { request, type Tagged } from '../api/client.js';
import { taggedHubQuery } from '../api/organisations.js';
import { Dialog } from '../ui/dialog.js';
import { Checks, FormDialog, TextField, textOf } from '../ui/form.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { showToast } from '../ui/toast-store.js';
import { WindowsEditor } from './windows-editor.js';
import { windowsOf } from './windows.js';

const amenities: readonly HubAmenity[] = [
  'wifi',
  'step_free',
  'lift',
  'accessible_toilet',
  'call_room',
  'childcare',
  'quiet',
  'cafe',
  'bike_parking',
  'lockers',
];

interface EditHubProps {
  readonly hubId: string;
  readonly onClose: () => void;
}

export function EditHub({ hubId, onClose }: EditHubProps): JSX.Element {
  const { t } = useTranslation();
  const { data, error, isFetching, refetch } = useQuery(taggedHubQuery(hubId));
  if (data !== undefined && !isFetching) return <Form tagged={data} onClose={onClose} />;
  return (
    <Dialog title={t('orgHubs.editTitle')} onClose={onClose}>
      {error === null ? (
        <Loading lines={4} />
      ) : (
        <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />
      )}
    </Dialog>
  );
}

function Form({ tagged, onClose }: { readonly tagged: Tagged<Hub>; readonly onClose: () => void }): JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { value: hub, etag } = tagged;
  const change = useMutation({
    mutationFn: (values: FormData) =>
      request(`/hubs/${hub.id}`, {
        method: 'PATCH',
        headers: { 'if-match': etag },
        body: {
          name: textOf(values, 'name'),
          address: textOf(values, 'address') ?? '',
          amenities: values.getAll('amenities'),
          openingWindows: windowsOf(values),
        },
      }),
    onSuccess: () => {
      showToast({ kind: 'success', text: t('orgHubs.saved', { hub: hub.name }) });
      onClose();
      const stale = ['organisation-hubs', 'hub', 'managed-hubs', 'search'];
      return Promise.all(stale.map((name) => queries.invalidateQueries({ queryKey: [name] })));
    },
  });
  return (
    <FormDialog
      title={t('orgHubs.editTitle')}
      subtitle={hub.name}
      submit={t('form.save')}
      pending={change.isPending}
      error={change.error}
      onSubmit={(values) => change.mutate(values)}
      onClose={onClose}
    >
      <TextField label={t('orgHubs.name')} name="name" required maxLength={200} defaultValue={hub.name} />
      <TextField label={t('orgHubs.address')} name="address" maxLength={200} defaultValue={hub.address} />
      <Checks
        legend={t('orgHubs.amenities')}
        name="amenities"
        choices={amenities.map((value) => ({ value, label: t(`amenity.${value}`) }))}
        checked={hub.amenities}
      />
      <WindowsEditor legend={t('windows.title')} none={t('windows.none')} windows={hub.openingWindows} withCommunity />
    </FormDialog>
  );
}
