import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience, BookableKind } from '#libs/contracts';
import { hubQuery } from '../api/queries.js';
import { SelectField } from '../ui/form.js';
import { audiences, kinds, type Places, type Scope } from './scope.js';

interface ScopeFieldsProps {
  readonly scope: Scope;
  readonly hubs: Places['hubs'];
  /** whether rules for the whole organisation may be written */
  readonly whole: boolean;
  readonly onChange: (scope: Scope) => void;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** For what part the new layer speaks. */
export function ScopeFields({ scope, hubs, whole, onChange }: ScopeFieldsProps): JSX.Element {
  const { t } = useTranslation();
  const { data: hub } = useQuery({ ...hubQuery(scope.hubId ?? ''), enabled: scope.hubId !== null });
  return (
    <div className="filters">
      <SelectField
        label={t('live.hub')}
        value={scope.hubId ?? ''}
        onChange={(event) => onChange({ ...scope, hubId: orNull(event.target.value), spaceId: null })}
        choices={[
          ...(whole ? [{ value: '', label: t('policies.allHubs') }] : []),
          ...hubs.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <SelectField
        label={t('agenda.space')}
        value={scope.spaceId ?? ''}
        disabled={scope.hubId === null}
        onChange={(event) => onChange({ ...scope, spaceId: orNull(event.target.value) })}
        choices={[
          { value: '', label: t('policies.anySpace') },
          ...(hub?.spaces.map(({ id, name }) => ({ value: id, label: name })) ?? []),
        ]}
      />
      <SelectField
        label={t('policies.kind')}
        value={scope.kind ?? ''}
        onChange={(event) => onChange({ ...scope, kind: orNull(event.target.value) as BookableKind | null })}
        choices={[
          { value: '', label: t('policies.allKinds') },
          ...kinds.map((value) => ({ value, label: t(`manage.bookable.${value}`) })),
        ]}
      />
      <SelectField
        label={t('policies.who')}
        value={scope.audience ?? ''}
        onChange={(event) => onChange({ ...scope, audience: orNull(event.target.value) as Audience | null })}
        choices={[
          { value: '', label: t('policies.everybody') },
          ...audiences.map((value) => ({ value, label: t(`policies.audience.${value}`) })),
        ]}
      />
    </div>
  );
}
