import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticePreferences } from '#libs/contracts';
import { TextField, textOf } from '../ui/form.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Badge } from '../ui/rows.js';
import { showToast } from '../ui/toast-store.js';
import { removeUndoably, useLeaving } from '../ui/undoable.js';
import { useFailedToast } from '../ui/use-failed-toast.js';
import { changePreferences, confirmAddress, preferencesQuery } from './notices-api.js';

type Email = NoticePreferences['email'];
const REMOVING = 'notice-address';

/** Where letters go: an address counts once the code that was sent there has come back. */
export function AddressPart({ email }: { readonly email: Email }): JSX.Element {
  const { t } = useTranslation();
  const leaving = useLeaving().has(REMOVING);
  const [changing, setChanging] = useState(false);
  const address = leaving ? null : email.address;
  const remove = useRemoveAddress();
  if (address === null || changing) return <NewAddress onDone={() => setChanging(false)} cancel={changing} />;
  return (
    <div className="field">
      <p>
        <strong className="field-label">{t('notices.address')}</strong> {address}{' '}
        <Badge tone={email.confirmed ? 'good' : 'warn'}>
          {t(email.confirmed ? 'notices.confirmed' : 'notices.unconfirmed')}
        </Badge>
      </p>
      {email.confirmed ? null : <Confirm />}
      <div className="app-row-actions">
        <button type="button" className="btn-plain" onClick={() => setChanging(true)}>
          {t('notices.changeAddress')}
        </button>
        <button type="button" className="btn-plain" onClick={remove}>
          {t('notices.removeAddress')}
        </button>
      </div>
    </div>
  );
}

function useKeep(): (preferences: NoticePreferences) => void {
  const queries = useQueryClient();
  return (preferences) => {
    queries.setQueryData(preferencesQuery.queryKey, preferences);
  };
}

/** To bring it back would take another code. */
function useRemoveAddress(): () => void {
  const { t } = useTranslation();
  const keep = useKeep();
  const failed = useFailedToast();
  return () =>
    removeUndoably({
      id: REMOVING,
      text: t('notices.removed'),
      undo: t('form.undo'),
      commit: async () => keep(await changePreferences({ email: { address: null } })),
      onFailed: failed,
    });
}

const onSubmit =
  (name: string, act: (text: string) => void) =>
  (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const text = textOf(new FormData(event.currentTarget), name);
    if (text !== null) act(text);
  };

function NewAddress({ onDone, cancel }: { readonly onDone: () => void; readonly cancel: boolean }): JSX.Element {
  const { t } = useTranslation();
  const keep = useKeep();
  const propose = useMutation({
    mutationFn: (address: string) => changePreferences({ email: { address } }),
    onSuccess: (preferences) => {
      keep(preferences);
      if (!preferences.email.confirmed) showToast({ kind: 'success', text: t('notices.sent') });
      onDone();
    },
  });
  return (
    <form className="form field" onSubmit={onSubmit('address', (address) => propose.mutate(address))}>
      {propose.error === null ? null : <ProblemAlert title={t('form.failed')} error={propose.error} />}
      <TextField
        label={t('notices.address')}
        hint={t('notices.addressWhy')}
        name="address"
        type="email"
        autoComplete="email"
        required
        maxLength={254}
      />
      <div className="app-row-actions">
        <button type="submit" className="btn btn-outline-primary" disabled={propose.isPending}>
          {t('notices.send')}
        </button>
        {cancel ? (
          <button type="button" className="btn-plain" onClick={onDone}>
            {t('app.close')}
          </button>
        ) : null}
      </div>
    </form>
  );
}

function Confirm(): JSX.Element {
  const { t } = useTranslation();
  const keep = useKeep();
  const confirm = useMutation({
    mutationFn: confirmAddress,
    onSuccess: (preferences) => {
      keep(preferences);
      showToast({ kind: 'success', text: t('notices.nowConfirmed') });
    },
  });
  return (
    <form className="form field" onSubmit={onSubmit('code', (code) => confirm.mutate(code))}>
      {confirm.error === null ? null : <ProblemAlert title={t('form.failed')} error={confirm.error} />}
      <TextField
        label={t('notices.code')}
        hint={t('notices.codeWhy')}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="\d{8}"
        required
        maxLength={8}
      />
      <button type="submit" className="btn btn-outline-primary" disabled={confirm.isPending}>
        {t('notices.confirm')}
      </button>
    </form>
  );
}
