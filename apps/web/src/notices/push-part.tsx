import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { hasStatus } from '../api/client.js';
import { currentLanguage } from '../i18n/index.js';
import { formatMoment } from '../time/format.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Badge, Row, Rows } from '../ui/rows.js';
import { showToast } from '../ui/toast-store.js';
import { useFailedToast } from '../ui/use-failed-toast.js';
import { pushQuery } from './notices-api.js';
import { ownPush, pushFault, subscribeHere, unsubscribe } from './push.js';

/** The browsers in which the person is told; this one among them, where it and the deployment can. */
export function PushPart(): JSX.Element {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(pushQuery);
  const off = useUnsubscribe();
  const own = ownPush();
  return (
    <section className="block" aria-labelledby="push-heading">
      <h2 id="push-heading">{t('push.title')}</h2>
      <p className="field-hint">{t('push.why')}</p>
      {error === null ? null : <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null ? (
          <Loading lines={2} />
        ) : null
      ) : (
        <>
          <Rows>
            {data.items.map(({ id, service, createdAt }) => (
              <Row
                key={id}
                title={service}
                badge={id === own ? <Badge tone="good">{t('push.here')}</Badge> : null}
                actions={
                  <button
                    type="button"
                    className="btn btn-outline-primary"
                    disabled={off.isPending}
                    onClick={() => off.mutate(id)}
                  >
                    {t('push.off')}
                    <span className="visually-hidden"> {service}</span>
                  </button>
                }
              >
                <p className="field-hint">{t('push.since', { when: formatMoment(createdAt, currentLanguage()) })}</p>
              </Row>
            ))}
          </Rows>
          <Here publicKey={data.publicKey} on={data.items.some(({ id }) => id === own)} />
        </>
      )}
    </section>
  );
}

function Here({ publicKey, on }: { readonly publicKey: string | null; readonly on: boolean }): JSX.Element | null {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [refused, setRefused] = useState(false);
  const subscribe = useMutation({
    mutationFn: (key: string) => subscribeHere(key),
    onSuccess: (told) => {
      setRefused(!told);
      if (told) showToast({ kind: 'success', text: t('push.done') });
      return queries.invalidateQueries({ queryKey: pushQuery.queryKey });
    },
    retry: false,
  });
  if (on) return null;
  if (publicKey === null) return <p className="notice">{t('push.notHere')}</p>;
  const fault = pushFault();
  if (fault !== null || refused)
    return <p className="notice notice-warning">{t(fault === 'unsupported' ? 'push.unsupported' : 'push.denied')}</p>;
  return (
    <>
      {subscribe.error === null ? null : (
        <div className="notice notice-danger" role="alert">
          <p>{t('push.failed')}</p>
          <p>{subscribe.error.message}</p>
        </div>
      )}
      <button
        type="button"
        className="btn btn-primary"
        disabled={subscribe.isPending}
        onClick={() => subscribe.mutate(publicKey)}
      >
        {t('push.on')}
      </button>
    </>
  );
}

function useUnsubscribe() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const failed = useFailedToast();
  return useMutation({
    mutationFn: unsubscribe,
    onSuccess: () => showToast({ kind: 'success', text: t('push.undone') }),
    // Gone already, as was wanted.
    onError: (error) => (hasStatus(error, 404) ? undefined : failed(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: pushQuery.queryKey }),
  });
}
