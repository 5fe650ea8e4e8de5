import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { currentLanguage } from '../i18n/index.js';
import { formatDay, formatTime } from '../time/format.js';
import type { AgendaClaim } from './agenda-view.js';
import type { Stretch } from './day-axis.js';
import '../plan/plan.css';

export const claimLooks = ['booked', 'checked_in', 'held', 'block', 'other'] as const;
export type ClaimLook = (typeof claimLooks)[number];

export function lookOf({ kind, status }: Pick<AgendaClaim, 'kind' | 'status'>): ClaimLook {
  if (kind === 'block') return 'block';
  if (kind === 'hold' || status === 'held') return 'held';
  if (kind !== 'booking') return 'other';
  return status === 'checked_in' ? 'checked_in' : 'booked';
}

export const stateText = (claim: Pick<AgendaClaim, 'kind' | 'status'>, t: TFunction): string => {
  const look = lookOf(claim);
  return look === 'other' ? t(`agenda.kind.${claim.kind}`) : t(`agenda.look.${look}`);
};

/** `09:00–13:00`; what begins or ends on another day says on which. */
export function timeText({ from, to }: Pick<AgendaClaim, 'from' | 'to'>, timeZone: string, day: Stretch): string {
  const text = (at: string, elsewhere: boolean): string =>
    elsewhere ? `${formatDay(at, timeZone, currentLanguage())} ${formatTime(at, timeZone)}` : formatTime(at, timeZone);
  const ends = Date.parse(to);
  const midnight = ends === day.to ? '24:00' : text(to, ends > day.to);
  return `${text(from, Date.parse(from) < day.from)}–${midnight}`;
}

/** The sign of a state, as its block shows it. */
export const LookSign = ({ look }: { readonly look: ClaimLook }): JSX.Element => (
  <span className="claim-sign" data-look={look} aria-hidden="true" />
);

export function LookLegend(): JSX.Element {
  const { t } = useTranslation();
  return (
    <ul className="plan-legend">
      {claimLooks.map((look) => (
        <li key={look}>
          <LookSign look={look} /> {t(`agenda.look.${look}`)}
        </li>
      ))}
    </ul>
  );
}
