import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Policy } from '#libs/contracts';
import { policiesPath } from '../api/manage.js';
import { currentLanguage } from '../i18n/index.js';
import { useRemove } from '../organisations/use-remove.js';
import { formatMoment } from '../time/format.js';
import { Badge, Row } from '../ui/rows.js';
import { ruleFields } from './rule-fields.js';
import { ruleText } from './rule-text.js';
import { scopeText, type Places } from './scope.js';

interface PolicyRowProps {
  readonly organisationId: string;
  readonly policy: Policy;
  readonly places: Places;
  readonly mayEdit: boolean;
  readonly onEdit: () => void;
}

/** One layer: for what it speaks, what it says, and nothing of what it is silent about. */
export function PolicyRow({ organisationId, policy, places, mayEdit, onEdit }: PolicyRowProps): JSX.Element {
  const { t } = useTranslation();
  const remove = useRemove(['policies', 'hub-rules']);
  const scope = scopeText(policy, places, t);
  const end = (): void =>
    remove({
      id: policy.id,
      path: `${policiesPath(organisationId)}/${policy.id}`,
      text: t('policies.ended', { scope }),
    });
  return (
    <Row
      title={scope}
      badge={<Badge>{t('policies.version', { version: policy.version })}</Badge>}
      actions={
        mayEdit ? (
          <>
            <button
              type="button"
              className="btn btn-outline-primary"
              aria-label={t('policies.editLong', { scope })}
              onClick={onEdit}
            >
              {t('form.edit')}
            </button>
            <button
              type="button"
              className="btn btn-outline-danger"
              aria-label={t('policies.endLong', { scope })}
              onClick={end}
            >
              {t('policies.end')}
            </button>
          </>
        ) : undefined
      }
    >
      <p className="field-hint">{t('policies.since', { when: formatMoment(policy.validFrom, currentLanguage()) })}</p>
      <SaidRules policy={policy} />
    </Row>
  );
}

export function SaidRules({ policy }: { readonly policy: Pick<Policy, 'rules'> }): JSX.Element {
  const { t } = useTranslation();
  const said = ruleFields.filter(({ rule }) => policy.rules[rule] !== undefined);
  if (said.length === 0) return <p>{t('policies.silentLayer')}</p>;
  return (
    <dl className="rule-list">
      {said.map(({ rule }) => (
        <div key={rule}>
          <dt>{t(`policies.rule.${rule}`)}</dt>
          <dd>{ruleText(rule, policy.rules[rule], t)}</dd>
        </div>
      ))}
    </dl>
  );
}
