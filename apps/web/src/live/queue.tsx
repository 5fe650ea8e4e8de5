import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveDesk, LiveHub } from '#libs/contracts';
import { Swatch } from '../plan/plan-legend.js';
import { formatDuration, formatTime } from '../time/format.js';
import { useNow } from '../time/use-now.js';

interface QueueProps {
  readonly live: LiveHub;
  readonly timeZone: string;
  readonly onShow: (deskId: string) => void;
}

/** What sensors and bookings disagree on, the longest first. */
export function Queue({ live, timeZone, onShow }: QueueProps): JSX.Element {
  const { t } = useTranslation();
  const now = useNow(10_000);
  const odd = live.desks
    .filter(({ verdict }) => verdict === 'ghost' || verdict === 'squat')
    .toSorted((a, b) => oddSince(a) - oddSince(b));
  return (
    <section className="queue" aria-labelledby="queue-heading">
      <h2 id="queue-heading">
        {t('live.queue')} <span className="queue-count">{odd.length}</span>
      </h2>
      {odd.length === 0 ? <p className="queue-none">{t('live.queueNone')}</p> : null}
      <ul>
        {odd.map((desk) => (
          <li key={desk.bookableId}>
            <button type="button" onClick={() => onShow(desk.bookableId)}>
              <Swatch state={desk.verdict} />
              <span>
                <strong>{desk.label}</strong> <Why desk={desk} now={now} timeZone={timeZone} />
              </span>
              <span className="visually-hidden">{t('live.show', { desk: desk.label })}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A ghost is odd from the start of its booking at the earliest, however long the desk was empty before. */
function oddSince({ since, claim }: LiveDesk): number {
  const changed = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since);
  return Math.max(changed, claim === null ? Number.NEGATIVE_INFINITY : Date.parse(claim.from));
}

interface WhyProps {
  readonly desk: LiveDesk;
  readonly now: number;
  readonly timeZone: string;
}

function Why({ desk, now, timeZone }: WhyProps): JSX.Element {
  const { t } = useTranslation();
  const ago = formatDuration(now - oddSince(desk), t);
  if (desk.claim === null) return <>{t('live.squatSince', { ago })}</>;
  const to = formatTime(desk.claim.to, timeZone);
  const came = desk.since !== null && Date.parse(desk.since) > Date.parse(desk.claim.from);
  return <>{came ? t('live.ghostSince', { to, ago }) : t('live.ghostNever', { to })}</>;
}
