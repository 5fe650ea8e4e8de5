import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { myOrganisationsQuery, organisationsQuery, NETWORK } from '../api/organisations.js';
import { meQuery } from '../api/queries.js';
import { Forbidden, Refused, SignInNeeded } from '../pages/refused.js';
import { administers, administersNetwork, auditsNetwork } from '../shell/roles.js';
import { SelectField, TextField } from '../ui/form.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { More, Rows } from '../ui/rows.js';
import { kindChoices } from './choices.js';
import { ImportButton } from './import-dialog.js';
import { CreateOrganisation } from './organisation-form.js';
import { NetworkRow, OrganisationRow } from './organisation-row.js';

/** For administrators of the network all organisations, to be searched; for everybody else their own few. */
export function OrganisationsPage(): JSX.Element {
  const { t } = useTranslation();
  const { data: me, error, refetch } = useQuery(meQuery);
  const title = t('organisations.title');
  if (error !== null) return <Refused title={title} error={error} onRetry={() => void refetch()} />;
  if (me === null) return <SignInNeeded />;
  if (me !== undefined && !administers(me)) return <Forbidden />;
  const everywhere = administersNetwork(me);
  return (
    <Page title={title} lead={t(everywhere ? 'organisations.lead' : 'organisations.leadMine')}>
      {me === undefined ? <Loading /> : null}
      {auditsNetwork(me) ? (
        <Rows>
          <NetworkRow id={NETWORK} />
        </Rows>
      ) : null}
      {me === undefined ? null : everywhere ? <All /> : <Mine />}
    </Page>
  );
}

function Mine(): JSX.Element {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(myOrganisationsQuery);
  if (error !== null) return <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  if (data.items.length === 0) return <p className="notice">{t('organisations.noneMine')}</p>;
  return (
    <Rows>
      {data.items.map((organisation) => (
        <OrganisationRow key={organisation.id} {...organisation} />
      ))}
    </Rows>
  );
}

function All(): JSX.Element {
  const { t } = useTranslation();
  const search = useSearch({ from: '/organizzazioni' });
  const query = useInfiniteQuery(organisationsQuery(search));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="page-tools">
        <CreateOrganisation />
        <ImportButton
          label={t('organisations.import')}
          path="/organisations/imports"
          types={{ csv: 'text/csv', json: 'application/json' }}
          hint={t('import.jsonHint')}
          stale={['organisations']}
        />
      </div>
      <Filters />
      {query.error === null ? null : (
        <ProblemAlert title={t('page.error')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending ? <Loading /> : null}
      {query.isSuccess && items.length === 0 ? <p className="notice">{t('organisations.none')}</p> : null}
      <Rows>
        {items.map((organisation) => (
          <OrganisationRow key={organisation.id} {...organisation} />
        ))}
      </Rows>
      <More query={query} label={t('form.more')} />
    </>
  );
}

const SETTLE_MS = 300;

function Filters(): JSX.Element {
  const { t } = useTranslation();
  const search = useSearch({ from: '/organizzazioni' });
  const navigate = useNavigate({ from: '/organizzazioni' });
  const [q, setQ] = useState(search.q ?? '');
  const wanted = q.trim() === '' ? undefined : q.trim();
  useEffect(() => {
    if (wanted === search.q) return undefined;
    const timer = setTimeout(() => {
      void navigate({ search: (now) => ({ ...now, q: wanted }), replace: true, resetScroll: false });
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [wanted, search.q, navigate]);
  return (
    <search className="filters">
      <TextField
        label={t('organisations.search')}
        type="search"
        value={q}
        maxLength={200}
        onChange={(event) => setQ(event.target.value)}
      />
      <SelectField
        label={t('organisations.kind')}
        value={search.kind ?? ''}
        choices={[{ value: '', label: t('form.all') }, ...kindChoices(t)]}
        onChange={(event) => {
          const kind = event.target.value === '' ? undefined : event.target.value;
          void navigate({ search: (now) => ({ ...now, kind }), replace: true, resetScroll: false });
        }}
      />
    </search>
  );
}
