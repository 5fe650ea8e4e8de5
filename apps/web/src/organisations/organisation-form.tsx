import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Organisation } from '#libs/contracts';
import { request, type Tagged } from '../api/client.js';
import { organisationPath, organisationsQuery } from '../api/organisations.js';
import { FormDialog, SelectField, TextField, textOf } from '../ui/form.js';
import { Icon } from '../ui/icon.js';
import { showToast } from '../ui/toast-store.js';
import { kindChoices } from './choices.js';

interface OrganisationBody {
  readonly name: string | null;
  readonly kind: string | null;
  readonly ipaCode: string | null;
  readonly parentId?: string | null;
}

/** @param withParent whether the form could choose one: what it did not ask it does not send */
const bodyOf = (values: FormData, withParent: boolean): OrganisationBody => ({
  name: textOf(values, 'name'),
  kind: textOf(values, 'kind'),
  ipaCode: textOf(values, 'ipaCode')?.toLowerCase() ?? null,
  ...(withParent ? { parentId: textOf(values, 'parentId') } : {}),
});

export function CreateOrganisation(): JSX.Element {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: (body: OrganisationBody) => request<Organisation>('/organisations', { method: 'POST', body }),
    onSuccess: async ({ id, name }) => {
      showToast({ kind: 'success', text: t('organisations.created', { name }) });
      await queries.invalidateQueries({ queryKey: ['organisations'] });
      await navigate({
        to: '/organizzazioni/$organisationId/{-$part}',
        params: { organisationId: id, part: 'inviti' },
      });
    },
  });
  return (
    <>
      <button type="button" className="btn btn-primary" onClick={() => setOpen(true)}>
        <Icon name="plus-circle" className="icon-white" /> {t('organisations.create')}
      </button>
      {open ? (
        <FormDialog
          title={t('organisations.create')}
          submit={t('form.save')}
          pending={create.isPending}
          error={create.error}
          onSubmit={(values) => create.mutate(bodyOf(values, true))}
          onClose={() => (create.reset(), setOpen(false))}
        >
          <Fields />
          <ParentField />
        </FormDialog>
      ) : null}
    </>
  );
}

interface EditOrganisationProps {
  readonly tagged: Tagged<Organisation>;
  readonly mayMove: boolean;
  readonly onClose: () => void;
}

/** @param mayMove only the network's administrators put one organisation under another */
export function EditOrganisation({ tagged, mayMove, onClose }: EditOrganisationProps): JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { value, etag } = tagged;
  const change = useMutation({
    mutationFn: (body: OrganisationBody) =>
      request(organisationPath(value.id), { method: 'PATCH', body, headers: { 'if-match': etag } }),
    onSuccess: () => {
      showToast({ kind: 'success', text: t('form.saved') });
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['organisation', value.id] }),
  });
  return (
    <FormDialog
      title={t('organisation.editTitle')}
      submit={t('form.save')}
      pending={change.isPending}
      error={change.error}
      onSubmit={(values) => change.mutate(bodyOf(values, mayMove))}
      onClose={onClose}
    >
      <Fields value={value} />
      {mayMove ? <ParentField value={value} /> : null}
    </FormDialog>
  );
}

function Fields({ value }: { readonly value?: Organisation }): JSX.Element {
  const { t } = useTranslation();
  return (
    <>
      <TextField label={t('organisation.name')} name="name" required maxLength={200} defaultValue={value?.name} />
      <SelectField label={t('organisation.kind')} name="kind" choices={kindChoices(t)} defaultValue={value?.kind} />
      <TextField
        label={t('organisation.ipaCode')}
        name="ipaCode"
        maxLength={20}
        pattern="[A-Za-z0-9_\-]{1,20}"
        hint={t('organisation.ipaHint')}
        defaultValue={value?.ipaCode ?? ''}
      />
    </>
  );
}

function ParentField({ value }: { readonly value?: Organisation }): JSX.Element {
  const { t } = useTranslation();
  const { data } = useInfiniteQuery(organisationsQuery({}));
  const others = (data?.pages.flatMap(({ items }) => items) ?? []).filter(({ id }) => id !== value?.id);
  const parentId = value?.parentId ?? '';
  const known = parentId === '' || others.some(({ id }) => id === parentId);
  return (
    <SelectField
      key={others.length}
      label={t('organisation.parent')}
      name="parentId"
      defaultValue={parentId}
      choices={[
        { value: '', label: t('organisation.noParent') },
        ...(known ? [] : [{ value: parentId, label: '…' }]),
        ...others.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
