import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Policy } from '#libs/contracts';
import { ProblemError } from '../api/client.js';
import { policiesQuery, tryPolicy, writePolicy } from '../api/manage.js';
import { Dialog } from '../ui/dialog.js';
import { Faults } from '../ui/form.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { showToast } from '../ui/toast-store.js';
import { EffectView } from './effect-view.js';
import { SaidRules } from './policy-row.js';
import { draftOf, rulesOf } from './rule-draft.js';
import { RuleEditor } from './rule-editor.js';
import { ScopeFields } from './scope-fields.js';
import { sameScope, scopeText, type Places, type Scope } from './scope.js';

interface PolicyFormProps {
  readonly organisationId: string;
  /** none: a new layer */
  readonly policy?: Policy;
  readonly layers: readonly Policy[];
  readonly places: Places;
  readonly hubs: Places['hubs'];
  readonly whole: boolean;
  readonly onClose: () => void;
}

const scopeOf = ({ hubId, spaceId, kind, audience }: Scope): Scope => ({ hubId, spaceId, kind, audience });
const isChanged = (error: unknown): boolean => error instanceof ProblemError && error.problem.code === 'policy-changed';

/** What a layer says; then what it would do to the bookings that stand; and only then it is written. */
export function PolicyForm(props: PolicyFormProps): JSX.Element {
  const { organisationId, policy, layers, places, hubs, whole, onClose } = props;
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = useId();
  const [scope, setScope] = useState<Scope>(() =>
    policy === undefined
      ? { hubId: whole ? null : (hubs[0]?.id ?? null), spaceId: null, kind: null, audience: null }
      : scopeOf(policy),
  );
  const [draft, setDraft] = useState(() => draftOf(policy?.rules ?? {}));
  const [version, setVersion] = useState(policy?.version ?? 0);
  const [rival, setRival] = useState<Policy | 'ended' | null>(null);
  const standing = layers.find((one) => sameScope(one, scope));
  const doubled = policy === undefined && standing !== undefined && version === 0;

  const attempt = useMutation({ mutationFn: () => tryPolicy({ organisationId, ...scope, rules: rulesOf(draft) }) });
  const save = useMutation({
    mutationFn: () => writePolicy(organisationId, { ...scope, version, rules: rulesOf(draft) }),
    onSuccess: ({ version: written }) => {
      showToast({
        kind: 'success',
        text: t('policies.saved', { scope: scopeText(scope, places, t), version: written }),
      });
      onClose();
      return Promise.all(['policies', 'hub-rules'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
    },
    onError: async (error) => {
      if (!isChanged(error)) return;
      const { items } = await queries.fetchQuery({ ...policiesQuery(organisationId), staleTime: 0 });
      setRival(items.find((one) => sameScope(one, scope)) ?? 'ended');
    },
  });
  const again = (): void => {
    attempt.reset();
    save.reset();
    setRival(null);
  };
  const over = (rules: boolean): void => {
    setVersion(rival === 'ended' || rival === null ? 0 : rival.version);
    if (rules && rival !== 'ended' && rival !== null) setDraft(draftOf(rival.rules));
    again();
  };
  const look = (event: FormEvent): void => {
    event.preventDefault();
    attempt.mutate();
  };
  const tried = attempt.data;
  return (
    <Dialog
      title={policy === undefined ? t('policies.add') : t('policies.editTitle')}
      subtitle={tried === undefined && policy === undefined ? t('policies.addLead') : scopeText(scope, places, t)}
      onClose={onClose}
      footer={
        tried === undefined ? (
          <button type="submit" form={id} className="btn btn-primary" disabled={attempt.isPending || doubled}>
            {t('policies.try')}
          </button>
        ) : (
          <div className="policy-ways">
            <button type="button" className="btn btn-outline-primary" onClick={again}>
              {t('policies.backToRules')}
            </button>
            <button
              type="button"
              className="btn btn-primary"
              disabled={save.isPending || rival !== null}
              onClick={() => save.mutate()}
            >
              {t('policies.save')}
            </button>
          </div>
        )
      }
    >
      {tried === undefined ? (
        <form id={id} onSubmit={look}>
          {attempt.error === null ? null : (
            <ProblemAlert title={t('policies.tryFailed')} error={attempt.error}>
              <Faults error={attempt.error} />
            </ProblemAlert>
          )}
          {policy === undefined ? (
            <ScopeFields scope={scope} hubs={hubs} whole={whole} onChange={(next) => (setScope(next), setVersion(0))} />
          ) : null}
          {doubled ? (
            <div className="notice notice-warning" role="status">
              <p>{t('policies.exists', { version: standing.version })}</p>
              <button
                type="button"
                className="btn btn-outline-primary"
                onClick={() => (setDraft(draftOf(standing.rules)), setVersion(standing.version))}
              >
                {t('policies.editThat')}
              </button>
            </div>
          ) : (
            <RuleEditor draft={draft} onChange={setDraft} />
          )}
        </form>
      ) : (
        <>
          {rival === null && save.error !== null ? (
            <ProblemAlert title={t('form.failed')} error={save.error}>
              <Faults error={save.error} />
            </ProblemAlert>
          ) : null}
          {rival === null ? null : (
            <Rival rival={rival} error={save.error} onTake={() => over(true)} onKeep={() => over(false)} />
          )}
          <EffectView effect={tried} places={places} />
          <h3>{t('policies.willSay')}</h3>
          <SaidRules policy={{ rules: rulesOf(draft) }} />
        </>
      )}
    </Dialog>
  );
}

interface RivalProps {
  readonly rival: Policy | 'ended';
  readonly error: unknown;
  readonly onTake: () => void;
  readonly onKeep: () => void;
}

/** Somebody else wrote the same layer in the meantime: what it says now, and whose words shall stand. */
function Rival({ rival, error, onTake, onKeep }: RivalProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <ProblemAlert title={t('policies.changed')} error={error}>
      {rival === 'ended' ? <p>{t('policies.rivalEnded')}</p> : <SaidRules policy={rival} />}
      <div className="policy-ways">
        {rival === 'ended' ? null : (
          <button type="button" className="btn btn-outline-primary" onClick={onTake}>
            {t('policies.takeTheirs', { version: rival.version })}
          </button>
        )}
        <button type="button" className="btn btn-outline-primary" onClick={onKeep}>
          {t('policies.keepMine')}
        </button>
      </div>
    </ProblemAlert>
  );
}
