import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditItem } from '#libs/contracts';
import { organisationHubsQuery } from '../api/organisations.js';
import { currentLanguage } from '../i18n/index.js';
import { formatMoment } from '../time/format.js';
import { Badge } from '../ui/rows.js';
import { shortId, useAuditFilter } from './audit-filters.js';
import { actionText } from './audit-words.js';
import type { PartProps } from './organisation-page.js';

interface AuditRowProps extends PartProps {
  readonly entry: AuditItem;
}

export function AuditRow({ organisationId, entry }: AuditRowProps): JSX.Element {
  const { t, i18n } = useTranslation();
  const { at, actor, action, viewed, sealed } = entry;
  return (
    <li className="audit-row" data-action={action}>
      <time dateTime={at}>{formatMoment(at, currentLanguage())}</time>
      <div className="audit-what">
        <p>
          <strong>{actionText(i18n, action)}</strong> {viewed ? <Badge tone="warn">{t('audit.viewed')}</Badge> : null}
        </p>
        <p>{t('audit.by', { name: actor.name ?? t(`audit.kinds.${actor.kind}`) })}</p>
        <Details organisationId={organisationId} entry={entry} />
      </div>
      <span className="field-hint">{t(sealed ? 'audit.sealed' : 'audit.unsealed')}</span>
    </li>
  );
}

function Details({ organisationId, entry }: AuditRowProps): JSX.Element {
  const { t } = useTranslation();
  const set = useAuditFilter();
  const { actor, action, object, hubId, subjectId, detail } = entry;
  const hubs = useQuery({ ...organisationHubsQuery(organisationId), enabled: hubId !== null });
  const hub = hubs.data?.items.find(({ id }) => id === hubId)?.name ?? hubId;
  return (
    <details className="twin">
      <summary>{t('audit.details')}</summary>
      <dl className="audit-detail">
        <Fact name={t('audit.action')} value={action} />
        {object === null ? null : <Fact name={t('audit.object')} value={object} />}
        {hub === null ? null : <Fact name={t('audit.hub')} value={hub} />}
        {subjectId === null ? null : <Fact name={t('audit.about')} value={subjectId} />}
        {Object.entries(detail).map(([name, value]) => (
          <Fact key={name} name={name} value={typeof value === 'string' ? value : JSON.stringify(value)} />
        ))}
      </dl>
      {actor.id === null ? null : (
        <button type="button" className="btn-plain" onClick={() => set({ actor: actor.id ?? undefined })}>
          {t('audit.onlyActor')} <span className="visually-hidden">{actor.name ?? shortId(actor.id)}</span>
        </button>
      )}
      {subjectId === null ? null : (
        <button type="button" className="btn-plain" onClick={() => set({ subject: subjectId })}>
          {t('audit.onlySubject')} <span className="visually-hidden">{shortId(subjectId)}</span>
        </button>
      )}
    </details>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }): JSX.Element => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
