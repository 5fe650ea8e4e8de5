import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { minuteChoices } from './find-search.js';
import type { Find } from './use-find.js';

export function WithinField({ find }: { readonly find: Find }): JSX.Element {
  const { t } = useTranslation();
  const choices = [...new Set([...minuteChoices, find.minutes])].toSorted((a, b) => a - b);
  return (
    <div className="field">
      <label htmlFor="within">{t('find.within')}</label>
      <select
        id="within"
        className="form-select"
        value={find.minutes}
        onChange={(event) => find.ask({ minutes: Number(event.target.value) })}
      >
        {choices.map((minutes) => (
          <option key={minutes} value={minutes}>
            {t('find.minutes', { count: minutes })}
          </option>
        ))}
      </select>
    </div>
  );
}
