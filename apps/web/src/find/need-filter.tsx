import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { filterable, neededBy } from './find-search.js';
import type { Find } from './use-find.js';

export function NeedFilter({ find }: { readonly find: Find }): JSX.Element {
  const { t } = useTranslation();
  const needs = neededBy(find.search);
  return (
    <div className="chips" role="group" aria-label={t('find.needs')}>
      {filterable.map((need) => {
        const wanted = needs.includes(need);
        const next = wanted ? needs.filter((other) => other !== need) : [...needs, need];
        return (
          <button
            key={need}
            type="button"
            className="app-chip"
            aria-pressed={wanted}
            onClick={() => find.ask({ needs: next.length === 0 ? undefined : next.join(',') })}
          >
            {t(`need.${need}`)}
          </button>
        );
      })}
    </div>
  );
}
