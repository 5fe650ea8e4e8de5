import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Metro } from '#libs/contracts';

interface MetroSelectProps {
  readonly metros: readonly Metro[];
  readonly metro: Metro;
  readonly onChange: (slug: string) => void;
}

/** Nothing to choose where there is one metro only. */
export function MetroSelect({ metros, metro, onChange }: MetroSelectProps): JSX.Element | null {
  const { t } = useTranslation();
  if (metros.length < 2) return null;
  return (
    <div className="field">
      <label htmlFor="metro">{t('find.metro')}</label>
      <select id="metro" className="form-select" value={metro.slug} onChange={(event) => onChange(event.target.value)}>
        {metros.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
