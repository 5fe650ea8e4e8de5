import { useId, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { currentLanguage } from '../i18n/index.js';
import { formatLongDay } from '../time/format.js';
import { isDay } from '../time/local-span.js';
import { Icon } from '../ui/icon.js';

interface DayBarProps {
  readonly day: string;
  readonly today: string;
  readonly onDay: (day: string) => void;
}

/** Which day is shown; noon in UTC names it whatever the zone. */
export function DayBar({ day, today, onDay }: DayBarProps): JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const near = (days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();
  return (
    <div className="day-bar">
      <h2 aria-live="polite">{formatLongDay(`${day}T12:00:00Z`, 'UTC', currentLanguage())}</h2>
      <div className="day-bar-tools">
        <button
          type="button"
          className="btn-plain day-before"
          aria-label={t('agenda.dayBefore')}
          onClick={() => onDay(near(-1))}
        >
          <Icon name="arrow-right" className="icon-primary" />
        </button>
        <label htmlFor={id} className="visually-hidden">
          {t('agenda.day')}
        </label>
        <input
          id={id}
          type="date"
          className="form-control"
          value={day}
          onChange={(event) => isDay(event.target.value) && onDay(event.target.value)}
        />
        <button type="button" className="btn-plain" aria-label={t('agenda.dayAfter')} onClick={() => onDay(near(1))}>
          <Icon name="arrow-right" className="icon-primary" />
        </button>
        <button type="button" className="app-chip" disabled={day === today} onClick={() => onDay(today)}>
          {t('agenda.today')}
        </button>
      </div>
    </div>
  );
}
