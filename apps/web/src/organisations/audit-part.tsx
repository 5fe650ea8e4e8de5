import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { auditExportUrl, auditQuery } from '../api/organisations.js';
import { Icon } from '../ui/icon.js';
import { AuditFilters } from './audit-filters.js';
import { toFilter } from './audit-filter.js';
import { AuditRow } from './audit-row.js';
import { AuditVerification } from './audit-verification.js';
import type { PartProps } from './organisation-page.js';
import { PagedRows } from './paged-rows.js';
import { PartHead } from './part-head.js';

export function AuditPart({ organisationId }: PartProps): JSX.Element {
  const { t } = useTranslation();
  const search = useSearch({ from: '/organizzazioni/$organisationId/{-$part}' });
  const filter = toFilter(search);
  return (
    <section>
      <PartHead title={t('audit.title')} lead={t('audit.lead')}>
        <a className="btn btn-outline-primary" href={auditExportUrl(organisationId, filter)} download>
          <Icon name="download" className="icon-primary" /> {t('audit.export')}
        </a>
      </PartHead>
      <AuditVerification organisationId={organisationId} />
      <AuditFilters />
      <PagedRows
        query={useInfiniteQuery(auditQuery(organisationId, filter))}
        none={t('audit.none')}
        render={(entry) => <AuditRow key={entry.id} organisationId={organisationId} entry={entry} />}
      />
    </section>
  );
}
