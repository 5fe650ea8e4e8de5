import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarFeed } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';
import { formatMoment } from '../time/format.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { ToldOnce } from '../ui/told-once.js';
import { removeUndoably, useLeaving } from '../ui/undoable.js';
import { useFailedToast } from '../ui/use-failed-toast.js';
import { calendarQuery, closeCalendar, openCalendar } from './notices-api.js';

const CLOSING = 'calendar-feed';
const programs = ['google', 'outlook', 'apple'] as const;

/** The secret address by which a calendar program reads the own bookings. */
export function CalendarPart(): JSX.Element {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(calendarQuery);
  return (
    <section className="block" aria-labelledby="calendar-heading">
      <h2 id="calendar-heading">{t('calendar.title')}</h2>
      <p>{t('calendar.why')}</p>
      {error === null ? null : <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null ? <Loading lines={1} /> : null : <Feed openedAt={data.openedAt} />}
      <details className="twin">
        <summary>{t('calendar.how')}</summary>
        <ul className="bullets">
          {programs.map((program) => (
            <li key={program}>
              <strong>{t(`calendar.${program}.name`)}</strong>: {t(`calendar.${program}.how`)}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Feed({ openedAt }: { readonly openedAt: string | null }): JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const failed = useFailedToast();
  const leaving = useLeaving().has(CLOSING);
  const [told, setTold] = useState<CalendarFeed | null>(null);
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: calendarQuery.queryKey });
  const open = useMutation({ mutationFn: openCalendar, onSuccess: setTold, onError: failed, onSettled: refresh });
  const close = (): void =>
    removeUndoably({
      id: CLOSING,
      text: t('calendar.closed'),
      undo: t('form.undo'),
      commit: () => closeCalendar().finally(() => void refresh()),
      onFailed: failed,
    });
  const given = leaving ? null : openedAt;
  return (
    <>
      <p className="field-hint">
        {given === null ? t('calendar.none') : t('calendar.given', { when: formatMoment(given, currentLanguage()) })}
      </p>
      <div className="app-row-actions">
        <button
          type="button"
          className={given === null ? 'btn btn-primary' : 'btn btn-outline-primary'}
          disabled={open.isPending || leaving}
          onClick={() => open.mutate()}
        >
          {t(given === null ? 'calendar.open' : 'calendar.renew')}
        </button>
        {given === null ? null : (
          <button type="button" className="btn btn-outline-danger" onClick={close}>
            {t('calendar.close')}
          </button>
        )}
      </div>
      {told === null ? null : (
        <ToldOnce
          title={t('calendar.title')}
          why={t('calendar.once')}
          values={[
            { label: t('calendar.url'), value: told.url },
            { label: t('calendar.webcal'), value: told.webcal },
          ]}
          onClose={() => setTold(null)}
        />
      )}
    </>
  );
}
