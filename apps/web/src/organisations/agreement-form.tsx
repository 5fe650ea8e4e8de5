import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agreement, Asset } from '#libs/contracts';
import { request } from '../api/client.js';
import { organisationPath, organisationsQuery } from '../api/organisations.js';
import { FormDialog, SelectField, TextField, textOf } from '../ui/form.js';
import { showToast } from '../ui/toast-store.js';
import type { PartProps } from './organisation-page.js';
import { WindowsEditor } from './windows-editor.js';
import { windowsOf } from './windows.js';

interface AgreementFormProps extends PartProps {
  readonly asset: Asset;
  readonly onClose: () => void;
}

const WEEK = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '18:00' }));

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The form asks for the last day, as agreements are written; the API for the first day after it. */
function bodyOf(values: FormData): unknown {
  const last = textOf(values, 'last');
  const duties = (textOf(values, 'duties') ?? '').split('\n').map((line) => line.trim());
  return {
    organisationId: textOf(values, 'organisationId'),
    from: textOf(values, 'from'),
    to: last === null ? null : dayAfter(last),
    duties: duties.filter((line) => line !== ''),
    windows: windowsOf(values),
  };
}

export function AgreementForm({ organisationId, asset, onClose }: AgreementFormProps): JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const duties = useId();
  const organisations = useInfiniteQuery(organisationsQuery({}));
  const items = organisations.data?.pages.flatMap((page) => page.items) ?? [];
  const save = useMutation({
    mutationFn: (body: unknown) =>
      request<Agreement>(`${organisationPath(organisationId)}/assets/${asset.id}/agreements`, { method: 'POST', body }),
    onSuccess: ({ organisation }) => {
      showToast({ kind: 'success', text: t('agreements.saved', { name: organisation.name }) });
      onClose();
      return queries.invalidateQueries({ queryKey: ['agreements', organisationId, asset.id] });
    },
  });
  return (
    <FormDialog
      title={t('agreements.add')}
      subtitle={asset.name}
      submit={t('form.save')}
      pending={save.isPending}
      error={save.error}
      onSubmit={(values) => save.mutate(bodyOf(values))}
      onClose={onClose}
    >
      <SelectField
        key={items.length}
        label={t('agreements.organisation')}
        name="organisationId"
        required
        choices={items.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div className="form-pair">
        <TextField label={t('agreements.from')} name="from" type="date" required />
        <TextField label={t('agreements.to')} name="last" type="date" hint={t('agreements.toHint')} />
      </div>
      <div className="field">
        <label htmlFor={duties}>{t('agreements.duties')}</label>
        <textarea id={duties} name="duties" className="form-control" rows={3} aria-describedby={`${duties}-hint`} />
        <p id={`${duties}-hint`} className="field-hint">
          {t('agreements.dutiesHint')}
        </p>
      </div>
      <WindowsEditor legend={t('agreements.windows')} none={t('windows.noneAgreement')} windows={WEEK} />
    </FormDialog>
  );
}
