import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Asset } from '#libs/contracts';
import { request } from '../api/client.js';
import { organisationPath } from '../api/organisations.js';
import { FormDialog, SelectField, TextField, textOf } from '../ui/form.js';
import { showToast } from '../ui/toast-store.js';
import { assetKinds } from './choices.js';
import type { PartProps } from './organisation-page.js';

interface AssetFormProps extends PartProps {
  readonly asset?: Asset;
  readonly onClose: () => void;
}

const numberOf = (values: FormData, name: string): number | null => {
  const text = textOf(values, name);
  return text === null ? null : Number(text);
};

/** A point needs both of its numbers: half of one is sent as it is, for the API to refuse. */
function positionOf(values: FormData): { readonly lat: number | null; readonly lon: number | null } | null {
  const [lat, lon] = [numberOf(values, 'lat'), numberOf(values, 'lon')];
  return lat === null && lon === null ? null : { lat, lon };
}

const bodyOf = (values: FormData): unknown => ({
  name: textOf(values, 'name'),
  kind: textOf(values, 'kind'),
  address: textOf(values, 'address'),
  position: positionOf(values),
  areaM2: numberOf(values, 'areaM2'),
  cadastralReference: textOf(values, 'cadastralReference'),
});

export function AssetForm({ organisationId, asset, onClose }: AssetFormProps): JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const path = `${organisationPath(organisationId)}/assets`;
  const save = useMutation({
    mutationFn: (body: unknown) =>
      asset === undefined
        ? request<Asset>(path, { method: 'POST', body })
        : request<Asset>(`${path}/${asset.id}`, { method: 'PATCH', body }),
    onSuccess: ({ name }) => {
      showToast({ kind: 'success', text: t('assets.saved', { name }) });
      onClose();
      return queries.invalidateQueries({ queryKey: ['assets', organisationId] });
    },
  });
  const degrees = { type: 'number', step: 'any' } as const;
  return (
    <FormDialog
      title={asset?.name ?? t('assets.add')}
      submit={t('form.save')}
      pending={save.isPending}
      error={save.error}
      onSubmit={(values) => save.mutate(bodyOf(values))}
      onClose={onClose}
    >
      <TextField label={t('assets.name')} name="name" required maxLength={200} defaultValue={asset?.name} />
      <SelectField
        label={t('assets.kind')}
        name="kind"
        defaultValue={asset?.kind}
        choices={assetKinds.map((value) => ({ value, label: t(`assets.kinds.${value}`) }))}
      />
      <TextField label={t('assets.address')} name="address" required maxLength={200} defaultValue={asset?.address} />
      <div className="form-pair">
        <TextField
          {...degrees}
          label={t('assets.lat')}
          name="lat"
          min={-90}
          max={90}
          hint={t('form.optional')}
          defaultValue={asset?.position?.lat}
        />
        <TextField
          {...degrees}
          label={t('assets.lon')}
          name="lon"
          min={-180}
          max={180}
          hint={t('form.optional')}
          defaultValue={asset?.position?.lon}
        />
      </div>
      <TextField
        label={t('assets.area')}
        name="areaM2"
        type="number"
        min={0.1}
        step="any"
        hint={t('form.optional')}
        defaultValue={asset?.areaM2 ?? undefined}
      />
      <TextField
        label={t('assets.cadastral')}
        name="cadastralReference"
        maxLength={200}
        hint={t('form.optional')}
        defaultValue={asset?.cadastralReference ?? ''}
      />
    </FormDialog>
  );
}
