import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../ui/form.js';
import type { AgendaSearch } from './agenda-search.js';
import type { AgendaRow } from './agenda-view.js';

interface AgendaFiltersProps {
  readonly rows: readonly AgendaRow[];
  readonly search: AgendaSearch;
  readonly show: (change: AgendaSearch) => void;
}

/** Nothing to filter where there is one kind of thing in one space. */
export function AgendaFilters({ rows, search, show }: AgendaFiltersProps): JSX.Element | null {
  const { t } = useTranslation();
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  const spaces = [...new Map(rows.map(({ spaceId, spaceName }) => [spaceId, spaceName]))];
  if (kinds.length < 2 && spaces.length < 2) return null;
  return (
    <div className="agenda-filters">
      {kinds.length < 2 ? null : (
        <div className="chips" role="group" aria-label={t('agenda.kinds')}>
          {[undefined, ...kinds].map((kind) => (
            <button
              key={kind ?? ''}
              type="button"
              className="app-chip"
              aria-pressed={search.kind === kind}
              onClick={() => show({ kind })}
            >
              {kind === undefined ? t('agenda.allKinds') : t(`manage.bookable.${kind}`)}
            </button>
          ))}
        </div>
      )}
      {spaces.length < 2 ? null : (
        <SelectField
          label={t('agenda.space')}
          value={search.space ?? ''}
          onChange={(event) => show({ space: event.target.value === '' ? undefined : event.target.value })}
          choices={[{ value: '', label: t('agenda.allSpaces') }, ...spaces.map(([value, label]) => ({ value, label }))]}
        />
      )}
    </div>
  );
}
