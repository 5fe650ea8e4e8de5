import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n/index.js';
import { formatDegrees } from '../time/format.js';
import { Icon } from '../ui/icon.js';
import { MetroSelect } from '../ui/metro-select.js';
import type { Find } from './use-find.js';

type Locating = 'idle' | 'asking' | 'denied';
const LOCATE_TIMEOUT_MS = 10_000;

const degrees = (value: number): string => formatDegrees(value, currentLanguage());

export function OriginField({ find }: { readonly find: Find }): JSX.Element {
  const { t } = useTranslation();
  const [locating, setLocating] = useState<Locating>('idle');
  const { lat, lon } = find.origin;
  const where = find.atCentre
    ? t('find.centre', { metro: find.metro.name })
    : t('find.point', { lat: degrees(lat), lon: degrees(lon) });

  const locate = (): void => {
    setLocating('asking');
    const found: PositionCallback = ({ coords }) => {
      setLocating('idle');
      find.ask({ lat: coords.latitude, lon: coords.longitude });
    };
    navigator.geolocation.getCurrentPosition(found, () => setLocating('denied'), { timeout: LOCATE_TIMEOUT_MS });
  };

  return (
    <div className="field" role="group" aria-labelledby="origin-label">
      <MetroSelect
        metros={find.metros}
        metro={find.metro}
        onChange={(metro) => find.ask({ metro, lat: undefined, lon: undefined })}
      />
      <span id="origin-label" className="field-label">
        {t('find.from')}
      </span>
      <div className="origin">
        <span className="origin-where">
          <Icon name="map-marker" className="icon-primary" />
          {where}
        </span>
        <button
          type="button"
          className="btn-plain"
          title={t('find.locate')}
          aria-label={t('find.locate')}
          onClick={locate}
        >
          <LocateIcon />
        </button>
      </div>
      <p className="field-hint" role="status">
        {locating === 'asking' ? t('find.locating') : locating === 'denied' ? t('find.locateDenied') : ''}
      </p>
    </div>
  );
}

function LocateIcon(): JSX.Element {
  return (
    <svg className="icon icon-sm icon-primary" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeWidth="1.8">
        <circle cx="12" cy="12" r="6" />
        <path d="M12 2v4M12 18v4M2 12h4M18 12h4" />
      </g>
      <circle cx="12" cy="12" r="2.2" fill="currentColor" stroke="none" />
    </svg>
  );
}
