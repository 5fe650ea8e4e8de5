import { useQueries, useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Policy } from '#libs/contracts';
import { organisationHubsQuery } from '../api/organisations.js';
import { policiesQuery } from '../api/manage.js';
import { hubQuery, meQuery } from '../api/queries.js';
import { PartHead } from '../organisations/part-head.js';
import { managesIn } from '../shell/roles.js';
import { Icon } from '../ui/icon.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Rows } from '../ui/rows.js';
import { useLeaving } from '../ui/undoable.js';
import { EffectiveRules } from './effective-rules.js';
import { PolicyForm } from './policy-form.js';
import { PolicyRow } from './policy-row.js';
import type { Places } from './scope.js';
import './policies.css';

/** The rules of an organisation's hubs, layer by layer, and what they come to. */
export function PoliciesPart({ organisationId }: { readonly organisationId: string }): JSX.Element {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const policies = useQuery(policiesQuery(organisationId));
  const hubs = useQuery(organisationHubsQuery(organisationId));
  const [editing, setEditing] = useState<Policy | 'new' | null>(null);
  const leaving = useLeaving();
  const layers = policies.data?.items.filter(({ id }) => !leaving.has(id)) ?? [];
  const places = usePlaces(hubs.data?.items ?? [], layers);
  const error = policies.error ?? hubs.error;
  const mine = places.hubs.filter(({ id }) => managesIn(me, organisationId, id));
  const whole = managesIn(me, organisationId, null);
  return (
    <section>
      <PartHead title={t('policies.title')} lead={t('policies.lead')}>
        {whole || mine.length > 0 ? (
          <button type="button" className="btn btn-primary" onClick={() => setEditing('new')}>
            <Icon name="plus-circle" className="icon-white" /> {t('policies.add')}
          </button>
        ) : null}
      </PartHead>
      {error === null ? null : (
        <ProblemAlert
          title={t('page.error')}
          error={error}
          onRetry={() => void Promise.all([policies.refetch(), hubs.refetch()])}
        />
      )}
      {policies.isPending || hubs.isPending ? <Loading lines={4} /> : null}
      {policies.isSuccess && layers.length === 0 ? <p className="notice">{t('policies.nothing')}</p> : null}
      <Rows>
        {layers.map((policy) => (
          <PolicyRow
            key={policy.id}
            organisationId={organisationId}
            policy={policy}
            places={places}
            mayEdit={managesIn(me, organisationId, policy.hubId)}
            onEdit={() => setEditing(policy)}
          />
        ))}
      </Rows>
      {places.hubs.length === 0 ? null : <EffectiveRules places={places} layers={layers} />}
      {editing === null ? null : (
        <PolicyForm
          organisationId={organisationId}
          {...(editing === 'new' ? {} : { policy: editing })}
          layers={layers}
          places={places}
          hubs={mine}
          whole={whole}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  );
}

/** Hubs with their spaces, of those that a layer speaks of by space. */
function usePlaces(hubs: Places['hubs'], layers: readonly Policy[]): Places {
  const ids = [...new Set(layers.flatMap(({ hubId, spaceId }) => (spaceId === null || hubId === null ? [] : [hubId])))];
  const found = useQueries({ queries: ids.map(hubQuery) });
  const details = new Map(found.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data] as const])));
  return { hubs, details };
}
