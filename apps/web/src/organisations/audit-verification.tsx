import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditVerificationAnswer } from '#libs/contracts';
import { verifyAudit } from '../api/organisations.js';
import { currentLanguage } from '../i18n/index.js';
import { formatCount } from '../time/format.js';
import { Icon } from '../ui/icon.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import type { PartProps } from './organisation-page.js';

/** Counting a whole log takes its time: only who asks for it waits. */
export function AuditVerification({ organisationId }: PartProps): JSX.Element {
  const { t } = useTranslation();
  const verify = useMutation({ mutationFn: () => verifyAudit(organisationId), retry: false });
  return (
    <div className="verification">
      <button type="button" className="btn-plain" disabled={verify.isPending} onClick={() => verify.mutate()}>
        <Icon name="check-circle" className="icon-primary" /> {t(verify.isPending ? 'audit.verifying' : 'audit.verify')}
      </button>
      <div role="status">{verify.data === undefined ? null : <Verdict verdict={verify.data} />}</div>
      {verify.error === null ? null : <ProblemAlert title={t('form.failedToast')} error={verify.error} />}
    </div>
  );
}

function Verdict({ verdict }: { readonly verdict: AuditVerificationAnswer }): JSX.Element {
  const { t } = useTranslation();
  const count = (value: number): string => formatCount(value, currentLanguage());
  const { intact, entries, sealed, seals, brokenAt } = verdict;
  return (
    <div className={intact ? 'notice notice-good' : 'notice notice-danger'}>
      <p className="notice-title">{t(intact ? 'audit.intact' : 'audit.broken')}</p>
      <p>
        {intact
          ? t('audit.intactWhy', { sealed: count(sealed), entries: count(entries), seals: count(seals) })
          : t('audit.brokenWhy', { at: brokenAt === null ? '?' : count(brokenAt.seal) })}
      </p>
    </div>
  );
}
