import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { CloseHub, Closure, Hub } from '#libs/contracts';
import { closeHub, closurePreviewQuery } from '../api/manage.js';
import { newKey } from '../api/new-key.js';
import { timesOf } from '../agenda/times.js';
import { SelectField, TextField } from '../ui/form.js';
import { Icon } from '../ui/icon.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { draftSpan, type ClosureDraft } from './closure-draft.js';
import { ClosurePreview } from './closure-preview.js';
import type { ClosuresSearch } from './closures-search.js';
import { ZoneChoice } from './zone-choice.js';

interface ClosureFormProps {
  readonly hub: Hub;
  readonly draft: ClosureDraft;
  readonly show: (change: ClosuresSearch) => void;
  readonly onDone: (closure: Closure) => void;
  readonly onCancel: () => void;
}

const quarters = timesOf(15);

/** Where and when, then what it would do, and only then the closure itself. */
export function ClosureForm({ hub, draft, show, onDone, onCancel }: ClosureFormProps): JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [affected, setAffected] = useState<CloseHub['affected']>('move');
  const [looked, setLooked] = useState<string | null>(null);
  const span = draftSpan(draft, hub.timeZone);
  const asked = typeof span === 'string' ? null : { spaceId: draft.spaceId, ...span };
  const mark = JSON.stringify(asked);
  const preview = useQuery({
    ...closurePreviewQuery(hub.id, asked ?? { spaceId: null, from: '', to: '' }),
    enabled: asked !== null && looked === mark,
  });
  const seen = looked === mark && preview.data !== undefined ? preview.data : null;
  const attempt = useRef({ body: '', key: '' });
  const close = useMutation({
    mutationFn: (body: CloseHub) => closeHub(hub.id, body, attempt.current.key),
    onSuccess: (closure) => {
      onDone(closure);
      return Promise.all(
        ['closures', 'agenda', 'live'].map((name) => queries.invalidateQueries({ queryKey: [name, hub.id] })),
      );
    },
  });
  const look = (event: FormEvent): void => {
    event.preventDefault();
    setLooked(mark);
    if (looked === mark) void preview.refetch();
  };
  const confirm = (event: FormEvent): void => {
    event.preventDefault();
    if (asked === null) return;
    const body: CloseHub = { ...asked, reason: reason.trim(), affected };
    // Pressed again after a lost answer, it is the same attempt.
    if (attempt.current.body !== JSON.stringify(body)) attempt.current = { body: JSON.stringify(body), key: newKey() };
    close.mutate(body);
  };
  return (
    <section className="closure-form" aria-labelledby="closure-heading">
      <h2 id="closure-heading">{t('closures.newTitle')}</h2>
      <form onSubmit={look}>
        <ZoneChoice hub={hub} spaceId={draft.spaceId} onPick={(space) => show({ space: space ?? undefined })} />
        <div className="closure-when">
          <TextField
            label={t('closures.fromDay')}
            type="date"
            required
            value={draft.fromDay}
            onChange={(event) => event.target.validity.valid && show({ fromDay: event.target.value })}
          />
          <SelectField
            label={t('agenda.from')}
            value={draft.fromTime}
            onChange={(event) => show({ fromTime: event.target.value })}
            choices={quarters('00:00', '23:45', draft.fromTime)}
          />
          <TextField
            label={t('closures.toDay')}
            type="date"
            required
            min={draft.fromDay}
            value={draft.toDay}
            onChange={(event) => event.target.value !== '' && show({ toDay: event.target.value })}
          />
          <SelectField
            label={t('agenda.to')}
            value={draft.toTime}
            onChange={(event) => show({ toTime: event.target.value })}
            choices={quarters('00:15', '24:00', draft.toTime)}
          />
        </div>
        {typeof span === 'string' ? (
          <p className="field-error" role="alert">
            <Icon name="warning-circle" /> {t(span === 'empty' ? 'closures.badSpan' : 'find.skippedHour')}
          </p>
        ) : null}
        <div className="closure-buttons">
          <button
            type="submit"
            className={seen === null ? 'btn btn-primary' : 'btn btn-outline-primary'}
            disabled={asked === null}
          >
            {t('closures.look')}
          </button>
          <button type="button" className="btn-plain" onClick={onCancel}>
            {t('closures.leave')}
          </button>
        </div>
      </form>
      {looked === mark && preview.isFetching ? <Loading lines={3} /> : null}
      {looked === mark && preview.error !== null ? (
        <ProblemAlert title={t('closures.lookFailed')} error={preview.error} onRetry={() => void preview.refetch()} />
      ) : null}
      {seen === null ? null : (
        <form onSubmit={confirm}>
          <fieldset className="field checks">
            <legend className="field-label">{t('closures.affected')}</legend>
            {(['move', 'cancel'] as const).map((one) => (
              <label key={one} className="check">
                <input type="radio" name="affected" checked={affected === one} onChange={() => setAffected(one)} />
                <span>{t(`closures.${one}`)}</span>
              </label>
            ))}
          </fieldset>
          <ClosurePreview preview={seen} hub={hub} affected={affected} />
          <TextField
            label={t('closures.reason')}
            hint={t('closures.reasonHint')}
            required
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {close.error === null ? null : <ProblemAlert title={t('closures.failed')} error={close.error} />}
          <button type="submit" className="btn btn-primary" disabled={close.isPending || reason.trim() === ''}>
            {t('closures.confirm')}
          </button>
          <p className="field-hint">{t('closures.undoHint')}</p>
        </form>
      )}
    </section>
  );
}
