import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Strike } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';
import { formatDate, formatMoment } from '../time/format.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Badge, Row, Rows } from '../ui/rows.js';
import { strikesQuery } from './notices-api.js';

/** The bookings to which nobody came, what follows from them, and until when. */
export function Strikes(): JSX.Element {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(strikesQuery);
  return (
    <section className="block" aria-labelledby="strikes-heading">
      <h2 id="strikes-heading">{t('strikes.title')}</h2>
      <p className="field-hint">{t('strikes.why')}</p>
      {error === null ? null : <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? <Loading lines={1} /> : null}
      {data?.items.length === 0 ? <p>{t('strikes.none')}</p> : null}
      <Rows>
        {data?.items.map((strike) => (
          <StrikeRow key={strike.bookingId} strike={strike} />
        ))}
      </Rows>
    </section>
  );
}

function StrikeRow({ strike }: { readonly strike: Strike }): JSX.Element {
  const { t } = useTranslation();
  const { hubName, at, expiresAt, liftedAt } = strike;
  const lifted = liftedAt !== null;
  return (
    <Row
      title={hubName}
      badge={<Badge tone={lifted ? 'good' : 'warn'}>{t(lifted ? 'strikes.lifted' : 'strikes.counts')}</Badge>}
    >
      <p>{t('strikes.happened', { when: formatMoment(at, currentLanguage()) })}</p>
      <p className="field-hint">
        {lifted ? t('strikes.liftedWhy') : t('strikes.until', { day: formatDate(expiresAt, currentLanguage()) })}
      </p>
    </Row>
  );
}
