import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Booking } from '#libs/contracts';
import { ProblemError } from '../api/client.js';
import { hubQuery } from '../api/queries.js';
import { formatTime } from '../time/format.js';
import { FormDialog, SelectField, textOf } from '../ui/form.js';
import { showToast } from '../ui/toast-store.js';
import { closingOf } from './closing.js';
import { particularsOf } from './particulars.js';
import { laterEnds } from './stay-rules.js';
import { extendTo, useRefreshStays, useUndoMove } from './use-stay.js';

interface ExtendDialogProps {
  readonly booking: Booking;
  readonly onClose: () => void;
}

/** Until when; what follows may be taken, and then the refusal says how far it goes. */
export function ExtendDialog({ booking, onClose }: ExtendDialogProps): JSX.Element {
  const { t } = useTranslation();
  const { hub, to } = booking;
  const { data } = useQuery(hubQuery(hub.id));
  const refresh = useRefreshStays();
  const undo = useUndoMove();
  const [chosen, setChosen] = useState<string | null>(null);
  const extend = useMutation({
    mutationFn: (until: string) => extendTo(booking, until),
    onSuccess: (extended) => {
      showToast({
        kind: 'success',
        text: t('extend.done', { time: formatTime(extended.to, hub.timeZone) }),
        action: { label: t('form.undo'), run: () => undo(extended, { to }) },
      });
      onClose();
    },
    onSettled: refresh,
  });
  const ends = laterEnds(to, hub.timeZone, data === undefined ? undefined : closingOf(data, to));
  const offered = extend.error instanceof ProblemError ? untilOf(extend.error) : null;
  const more = particularsOf(extend.error, hub.timeZone, t);
  return (
    <FormDialog
      title={t('extend.title')}
      subtitle={t('extend.subtitle', { hub: hub.name, time: formatTime(to, hub.timeZone) })}
      submit={t('extend.submit')}
      pending={extend.isPending || ends.length === 0}
      error={extend.error}
      onSubmit={(values) => {
        const until = textOf(values, 'to');
        if (until !== null) extend.mutate(until);
      }}
      onClose={onClose}
    >
      {more === null ? null : <p className="notice notice-warning">{more}</p>}
      {offered === null ? null : (
        <p>
          <button type="button" className="btn btn-outline-primary" onClick={() => extend.mutate(offered)}>
            {t('extend.offer', { time: formatTime(offered, hub.timeZone) })}
          </button>
        </p>
      )}
      {ends.length === 0 ? (
        <p className="notice">{t('extend.closes')}</p>
      ) : (
        <SelectField
          label={t('extend.until')}
          name="to"
          value={chosen ?? ends[Math.min(3, ends.length - 1)]}
          onChange={(event) => setChosen(event.target.value)}
          choices={ends.map((end) => ({ value: end, label: formatTime(end, hub.timeZone) }))}
        />
      )}
    </FormDialog>
  );
}

function untilOf({ problem }: ProblemError): string | null {
  const { until } = problem as { readonly until?: unknown };
  return problem.code === 'extension-taken' && typeof until === 'string' ? until : null;
}
