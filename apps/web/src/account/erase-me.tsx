import { useMutation } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { eraseMe } from '../api/account.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/form.js';
import { ProblemAlert } from '../ui/problem-alert.js';

export function EraseMe(): JSX.Element {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <section className="block" aria-labelledby="erase-heading">
      <h2 id="erase-heading">{t('myData.erase')}</h2>
      <h3>{t('myData.eraseWhat')}</h3>
      <Consequences />
      <button type="button" className="btn btn-outline-danger" onClick={() => setAsking(true)}>
        {t('myData.eraseStart')}
      </button>
      {asking ? <EraseDialog onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function Consequences(): JSX.Element {
  const { t } = useTranslation();
  return (
    <ul className="bullets">
      <li>{t('myData.eraseBookings')}</li>
      <li>{t('myData.eraseLinks')}</li>
      <li>{t('myData.eraseRoles')}</li>
      <li>
        <strong>{t('myData.eraseBack')}</strong>
      </li>
    </ul>
  );
}

/** What cannot be undone asks for a word that nobody types by accident. */
function EraseDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const word = t('myData.eraseWord');
  const erase = useMutation({ mutationFn: eraseMe, onSuccess: () => globalThis.location.assign('/') });
  const ready = typed.trim().toLocaleUpperCase() === word && !erase.isPending;
  return (
    <Dialog
      title={t('myData.eraseTitle')}
      onClose={onClose}
      footer={
        <button type="submit" form="erase-form" className="btn btn-danger" disabled={!ready}>
          {t('myData.eraseButton')}
        </button>
      }
    >
      {erase.error === null ? null : <ProblemAlert title={t('form.failedToast')} error={erase.error} />}
      <Consequences />
      <form
        id="erase-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) erase.mutate();
        }}
      >
        <TextField
          label={t('myData.eraseType', { word })}
          value={typed}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
