import { useNavigate, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../ui/form.js';
import { actionChoices } from './audit-words.js';
import type { AuditSearch } from './audit-search.js';

const route = '/organizzazioni/$organisationId/{-$part}';

export function useAuditFilter(): (change: AuditSearch) => void {
  const navigate = useNavigate({ from: route });
  return (change) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });
}

const orNothing = (text: string): string | undefined => (text === '' ? undefined : text);

export function AuditFilters(): JSX.Element {
  const { t, i18n } = useTranslation();
  const search = useSearch({ from: route });
  const set = useAuditFilter();
  return (
    <search className="audit-filters">
      <div className="filters">
        <TextField
          label={t('audit.from')}
          type="date"
          value={search.from ?? ''}
          max={search.to}
          onChange={(event) => set({ from: orNothing(event.target.value) })}
        />
        <TextField
          label={t('audit.to')}
          type="date"
          value={search.to ?? ''}
          min={search.from}
          onChange={(event) => set({ to: orNothing(event.target.value) })}
        />
        <SelectField
          label={t('audit.action')}
          value={search.action ?? ''}
          choices={[{ value: '', label: t('audit.anyAction') }, ...actionChoices(i18n, search.action)]}
          onChange={(event) => set({ action: orNothing(event.target.value) })}
        />
      </div>
      <div className="chips">
        <button
          type="button"
          className="app-chip"
          aria-pressed={search.viewed === 'true'}
          onClick={() => set({ viewed: search.viewed === 'true' ? undefined : 'true' })}
        >
          {t('audit.viewedOnly')}
        </button>
        {search.actor === undefined ? null : (
          <ActiveFilter
            text={t('audit.actorFilter', { id: shortId(search.actor) })}
            onClear={() => set({ actor: undefined })}
          />
        )}
        {search.subject === undefined ? null : (
          <ActiveFilter
            text={t('audit.subjectFilter', { id: shortId(search.subject) })}
            onClear={() => set({ subject: undefined })}
          />
        )}
      </div>
    </search>
  );
}

/** The end of an id of version 7 is the part that differs. */
export const shortId = (id: string): string => `…${id.slice(-6)}`;

function ActiveFilter({ text, onClear }: { readonly text: string; readonly onClear: () => void }): JSX.Element {
  const { t } = useTranslation();
  return (
    <button type="button" className="app-chip" aria-pressed="true" onClick={onClear}>
      {text} ✕<span className="visually-hidden"> {t('audit.clear')}</span>
    </button>
  );
}
