import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';

const YEAR_MS = 365 * 86_400_000;

/** What was booked in the last year, for a spreadsheet. */
export function YearAsCsv({ now }: { readonly now: number }): JSX.Element {
  const { t } = useTranslation();
  const span = { from: new Date(now - YEAR_MS).toISOString(), to: new Date(now).toISOString() };
  const href = `/api/v1/me/bookings.csv?${new URLSearchParams(span).toString()}`;
  return (
    <p>
      <a href={href} download="prenotazioni.csv">
        {t('csv.year')}
      </a>
    </p>
  );
}
