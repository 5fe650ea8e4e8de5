import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { MySession } from '#libs/contracts';
import { endOtherSessions, endSession, sessionsQuery } from '../api/account.js';
import { currentLanguage } from '../i18n/index.js';
import { formatMoment } from '../time/format.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Badge, Row, Rows } from '../ui/rows.js';
import { showToast } from '../ui/toast-store.js';
import { useFailedToast } from '../ui/use-failed-toast.js';

export function Sessions(): JSX.Element {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(sessionsQuery);
  const others = useEnd(endOtherSessions, t('account.othersEnded'));
  const one = useEnd(endSession, t('account.ended'));
  return (
    <section className="block" aria-labelledby="sessions-heading">
      <h2 id="sessions-heading">{t('account.sessions')}</h2>
      <p className="field-hint">{t('account.sessionsWhy')}</p>
      {error === null ? null : <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? <Loading lines={2} /> : null}
      <Rows>
        {data?.items.map((session) => (
          <SessionRow key={session.id} session={session} busy={one.isPending} onEnd={() => one.mutate(session.id)} />
        ))}
      </Rows>
      {data === undefined ? null : data.items.length > 1 ? (
        <button
          type="button"
          className="btn btn-outline-danger"
          disabled={others.isPending}
          onClick={() => others.mutate(undefined)}
        >
          {t('account.endOthers')}
        </button>
      ) : (
        <p>{t('account.onlyOne')}</p>
      )}
    </section>
  );
}

interface SessionRowProps {
  readonly session: MySession;
  readonly busy: boolean;
  readonly onEnd: () => void;
}

function SessionRow({ session, busy, onEnd }: SessionRowProps): JSX.Element {
  const { t } = useTranslation();
  const moment = (instant: string): string => formatMoment(instant, currentLanguage());
  const client = session.client ?? t('account.unknownClient');
  const used = moment(session.lastSeenAt);
  return (
    <Row
      title={client}
      badge={session.current ? <Badge tone="good">{t('account.current')}</Badge> : null}
      actions={
        session.current ? undefined : (
          <button
            type="button"
            className="btn btn-outline-primary"
            aria-label={t('account.endLong', { client, when: used })}
            disabled={busy}
            onClick={onEnd}
          >
            {t('account.end')}
          </button>
        )
      }
    >
      <p>{t('account.lastSeen', { when: used })}</p>
      <p className="field-hint">
        {t('account.since', { when: moment(session.createdAt) })} ·{' '}
        {t('account.expires', { when: moment(session.expiresAt) })}
      </p>
    </Row>
  );
}

function useEnd<Args>(end: (args: Args) => Promise<void>, done: string) {
  const queries = useQueryClient();
  const failed = useFailedToast();
  return useMutation({
    mutationFn: end,
    onSuccess: () => showToast({ kind: 'success', text: done }),
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}
