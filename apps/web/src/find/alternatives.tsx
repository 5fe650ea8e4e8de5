import { useEffect, useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alternative, Problem } from '#libs/contracts';
import { walkMinutes } from '../time/format.js';

interface AlternativesProps {
  readonly taken: string;
  readonly hubId: string;
  readonly problem: Problem;
  readonly onPick: (alternative: Alternative) => void;
  readonly onClose: () => void;
}

/** The desk went to somebody else in the meantime: what can be had instead, each one tap away. */
export function Alternatives({ taken, hubId, problem, onPick, onClose }: AlternativesProps): JSX.Element {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const offered = problem.alternatives ?? [];
  useEffect(() => ref.current?.focus(), []);
  return (
    <div ref={ref} className="alternatives" tabIndex={-1} role="alert">
      <p className="notice-title">
        {offered.length > 0 ? t('booking.taken', { desk: taken }) : (problem.detail ?? problem.title)}
      </p>
      <p>{t(offered.length > 0 ? 'booking.alternatives' : 'booking.takenNone')}</p>
      <ul>
        {offered.map((one) => (
          <li key={one.bookableId}>
            <button type="button" className="btn btn-outline-primary" onClick={() => onPick(one)}>
              {one.hubId === hubId
                ? t('booking.sameHub', { desk: one.label, space: one.spaceName })
                : t('booking.otherHub', { desk: one.label, hub: one.hubName, minutes: walkMinutes(one.seconds ?? 0) })}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="btn-plain" onClick={onClose}>
        {t('app.close')}
      </button>
    </div>
  );
}
