import { useQuery } from '@tanstack/react-query';
import { useId, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agreement, Asset } from '#libs/contracts';
import { agreementsQuery, organisationPath } from '../api/organisations.js';
import { currentLanguage } from '../i18n/index.js';
import { formatDate } from '../time/format.js';
import { Icon } from '../ui/icon.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { useLeaving } from '../ui/undoable.js';
import { AgreementForm } from './agreement-form.js';
import type { PartProps } from './organisation-page.js';
import { useRemove } from './use-remove.js';
import { weekText } from './week-text.js';

interface AgreementsProps extends PartProps {
  readonly asset: Asset;
}

export function Agreements({ organisationId, asset }: AgreementsProps): JSX.Element {
  const { t } = useTranslation();
  const heading = useId();
  const { data, error, refetch } = useQuery(agreementsQuery(organisationId, asset.id));
  const [adding, setAdding] = useState(false);
  const leaving = useLeaving();
  const items = data?.items.filter(({ id }) => !leaving.has(id)) ?? [];
  return (
    <section className="agreements" aria-labelledby={heading}>
      <h4 id={heading}>{t('agreements.title')}</h4>
      {error === null ? null : <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />}
      {data !== undefined && items.length === 0 ? <p className="field-hint">{t('agreements.none')}</p> : null}
      <ul>
        {items.map((agreement) => (
          <AgreementItem key={agreement.id} organisationId={organisationId} assetId={asset.id} agreement={agreement} />
        ))}
      </ul>
      <button
        type="button"
        className="btn-plain"
        aria-label={t('agreements.addLong', { asset: asset.name })}
        onClick={() => setAdding(true)}
      >
        <Icon name="plus-circle" className="icon-primary" /> {t('agreements.add')}
      </button>
      {adding ? <AgreementForm organisationId={organisationId} asset={asset} onClose={() => setAdding(false)} /> : null}
    </section>
  );
}

interface AgreementItemProps extends PartProps {
  readonly assetId: string;
  readonly agreement: Agreement;
}

function AgreementItem({ organisationId, assetId, agreement }: AgreementItemProps): JSX.Element {
  const { t } = useTranslation();
  const remove = useRemove(['agreements', 'organisation-hubs']);
  const { id, organisation, from, to, duties, windows } = agreement;
  const day = (text: string): string => formatDate(text, currentLanguage());
  const { name } = organisation;
  return (
    <li className="agreement">
      <div>
        <p>
          <strong>{name}</strong>,{' '}
          {to === null
            ? t('agreements.open', { from: day(from) })
            : t('agreements.span', { from: day(from), to: day(to) })}
        </p>
        <p>{weekText(windows, currentLanguage())}</p>
        <p className="field-hint">
          {t('agreements.duties')}: {duties.length === 0 ? t('agreements.noDuties') : duties.join('; ')}
        </p>
      </div>
      <button
        type="button"
        className="btn-plain"
        aria-label={t('agreements.removeLong', { name })}
        onClick={() =>
          remove({
            id,
            path: `${organisationPath(organisationId)}/assets/${assetId}/agreements/${id}`,
            text: t('agreements.removed', { name }),
          })
        }
      >
        <Icon name="close" /> {t('agreements.remove')}
      </button>
    </li>
  );
}
