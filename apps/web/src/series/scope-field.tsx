import { useId, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesScope } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';
import { formatLongDay } from '../time/format.js';

interface ScopeFieldProps {
  readonly date: string;
  readonly scope: SeriesScope;
  readonly onChange: (scope: SeriesScope) => void;
}

const scopes: readonly SeriesScope[] = ['this', 'following', 'all'];

export function ScopeField({ date, scope, onChange }: ScopeFieldProps): JSX.Element {
  const { t } = useTranslation();
  const name = useId();
  const day = formatLongDay(`${date}T12:00:00Z`, 'UTC', currentLanguage());
  return (
    <fieldset className="field checks">
      <legend className="field-label">{t('series.what')}</legend>
      {scopes.map((one) => (
        <label key={one} className="check">
          <input type="radio" name={name} checked={scope === one} onChange={() => onChange(one)} />
          <span>{t(`series.scope.${one}`, { day })}</span>
        </label>
      ))}
    </fieldset>
  );
}
