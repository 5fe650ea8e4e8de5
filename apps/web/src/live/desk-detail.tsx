import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveDesk } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';
import { Swatch } from '../plan/plan-legend.js';
import { formatDuration, formatShare, formatTime } from '../time/format.js';
import { useNow } from '../time/use-now.js';

interface DeskDetailProps {
  readonly desk: LiveDesk;
  readonly timeZone: string;
}

/** `09:00–13:00`, or that nothing holds the desk. */
export function useClaimText(timeZone: string): (desk: LiveDesk) => string {
  const { t } = useTranslation();
  return ({ claim }) =>
    claim === null ? t('live.noClaim') : `${formatTime(claim.from, timeZone)}–${formatTime(claim.to, timeZone)}`;
}

export function DeskDetail({ desk, timeZone }: DeskDetailProps): JSX.Element {
  const { t } = useTranslation();
  const now = useNow(10_000);
  const claimText = useClaimText(timeZone);
  const since = desk.since === null ? null : formatDuration(now - Date.parse(desk.since), t);
  const confidence = formatShare(desk.confidence, currentLanguage());
  return (
    <div className="desk-detail" role="status">
      <h3>{t('live.selected', { desk: desk.label })}</h3>
      <p>
        <Swatch state={desk.verdict} /> {t(`verdict.${desk.verdict}`)}
      </p>
      <p>
        {t('live.claim')}: {claimText(desk)}
      </p>
      <p>
        {t('live.presence')}: {t(`presence.${desk.presence}`)}
        {since === null ? null : <> ({since})</>}, {t('live.confidence', { percent: confidence })}
      </p>
    </div>
  );
}
