import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience, BookableKind, Policy, PolicyRules } from '#libs/contracts';
import { hubRulesQuery } from '../api/manage.js';
import { hubQuery } from '../api/queries.js';
import { SelectField } from '../ui/form.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { ruleGroups, type RuleName } from './rule-fields.js';
import { ruleText } from './rule-text.js';
import { audiences, concerns, kinds, scopeText, type Places, type Scope } from './scope.js';

interface EffectiveRulesProps {
  readonly places: Places;
  readonly layers: readonly Policy[];
}

/** What all layers together come to, for a hub, a kind of thing and those who book it. */
export function EffectiveRules({ places, layers }: EffectiveRulesProps): JSX.Element {
  const { t } = useTranslation();
  const [hubId, setHubId] = useState(places.hubs[0]!.id);
  const [spaceId, setSpaceId] = useState<string | null>(null);
  const [kind, setKind] = useState<BookableKind>('desk');
  const [audience, setAudience] = useState<Audience | null>(null);
  const { data: hub } = useQuery(hubQuery(hubId));
  const { data, error, refetch } = useQuery(
    hubRulesQuery(hubId, kind, { as: audience ?? 'everybody', ...(spaceId === null ? {} : { spaceId }) }),
  );
  const asked: Scope = { hubId, spaceId, kind, audience };
  return (
    <section className="effective" aria-labelledby="effective-heading">
      <h2 id="effective-heading">{t('policies.effective')}</h2>
      <p className="field-hint">{t('policies.effectiveLead')}</p>
      <div className="filters">
        <SelectField
          label={t('live.hub')}
          value={hubId}
          onChange={(event) => (setHubId(event.target.value), setSpaceId(null))}
          choices={places.hubs.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          label={t('agenda.space')}
          value={spaceId ?? ''}
          onChange={(event) => setSpaceId(event.target.value === '' ? null : event.target.value)}
          choices={[
            { value: '', label: t('policies.anySpace') },
            ...(hub?.spaces.map(({ id, name }) => ({ value: id, label: name })) ?? []),
          ]}
        />
        <SelectField
          label={t('policies.kind')}
          value={kind}
          onChange={(event) => setKind(event.target.value as BookableKind)}
          choices={kinds.map((value) => ({ value, label: t(`manage.bookable.${value}`) }))}
        />
        <SelectField
          label={t('policies.who')}
          value={audience ?? ''}
          onChange={(event) => setAudience(event.target.value === '' ? null : (event.target.value as Audience))}
          choices={[
            { value: '', label: t('policies.everybody') },
            ...audiences.map((value) => ({ value, label: t(`policies.audience.${value}`) })),
          ]}
        />
      </div>
      {error === null ? null : <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? <Loading lines={4} /> : null}
      {data === undefined ? null : (
        <RuleTable rules={data.rules} saidBy={(rule) => sourceOf(rule, data.rules, layers, asked)} places={places} />
      )}
    </section>
  );
}

/** The layer that says a rule: of those that speak of it here, one that says just what holds. */
function sourceOf(rule: RuleName, rules: PolicyRules, layers: readonly Policy[], asked: Scope): Policy | undefined {
  const same = (one: Policy): boolean => JSON.stringify(one.rules[rule]) === JSON.stringify(rules[rule]);
  return layers.find((one) => one.rules[rule] !== undefined && concerns(one, asked) && same(one));
}

interface RuleTableProps {
  readonly rules: PolicyRules;
  readonly saidBy: (rule: RuleName) => Policy | undefined;
  readonly places: Places;
}

function RuleTable({ rules, saidBy, places }: RuleTableProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className="table-scroll table-whole" tabIndex={0} role="region" aria-label={t('policies.effective')}>
      <table className="table app-table stack-table">
        <thead>
          <tr>
            <th scope="col">{t('policies.ruleName')}</th>
            <th scope="col">{t('policies.value')}</th>
            <th scope="col">{t('policies.source')}</th>
          </tr>
        </thead>
        <tbody>
          {ruleGroups.flatMap(({ fields }) =>
            fields.map(({ rule }) => {
              const layer = saidBy(rule);
              return (
                <tr key={rule} data-rule={rule}>
                  <th scope="row">{t(`policies.rule.${rule}`)}</th>
                  <td data-label={t('policies.value')}>{ruleText(rule, rules[rule], t)}</td>
                  <td data-label={t('policies.source')}>
                    {layer === undefined ? t('policies.byDefault') : scopeText(layer, places, t)}
                  </td>
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
    </div>
  );
}
