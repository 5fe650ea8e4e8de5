import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Coverage } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';
import { formatCount, formatShare } from '../time/format.js';
import { coveredWithin } from './bands.js';

interface HeadlineProps {
  readonly coverage: Coverage;
  readonly minutes: number;
}

export function Headline({ coverage, minutes }: HeadlineProps): JSX.Element {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { covered, residents, share } = useMemo(() => coveredWithin(coverage, minutes), [coverage, minutes]);
  if (share === null) return <p className="notice notice-info">{t('coverage.unknown')}</p>;
  const values = { covered: formatCount(covered, language), residents: formatCount(residents, language) };
  return (
    <div className="headline" role="status" data-testid="headline">
      <strong className="headline-share">{formatShare(share, language)}</strong>
      <div>
        <p className="headline-text">{t('coverage.headline', { minutes })}</p>
        <p>
          {t('coverage.counts', values)}
          {coverage.shareOfAnyHub === null || minutes !== coverage.minutes ? null : (
            <> · {t('coverage.anyHub', { share: formatShare(coverage.shareOfAnyHub, language) })}</>
          )}
        </p>
      </div>
    </div>
  );
}
