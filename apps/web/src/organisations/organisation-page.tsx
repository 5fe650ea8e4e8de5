import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '#libs/contracts';
import { myOrganisationsQuery, NETWORK, organisationQuery } from '../api/organisations.js';
import { meQuery } from '../api/queries.js';
import { needTexts } from '../i18n/index.js';
import { Forbidden, NotFound, Refused, SignInNeeded } from '../pages/refused.js';
import { administersNetwork, auditsNetwork } from '../shell/roles.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { AssetsPart } from './assets-part.js';
import { AuditPart } from './audit-part.js';
import { HubsPart } from './hubs-part.js';
import { InvitationsPart } from './invitations-part.js';
import { MachinesPart } from './machines-part.js';
import { MembersPart } from './members-part.js';
import { OrganisationHead } from './organisation-head.js';

const PoliciesPart = lazy(async () => {
  const [{ PoliciesPart: part }] = await Promise.all([import('../policies/policies-part.js'), needTexts('manage')]);
  return { default: part };
});

const PARTS = {
  membri: MembersPart,
  inviti: InvitationsPart,
  sedi: HubsPart,
  immobili: AssetsPart,
  applicazioni: MachinesPart,
  regole: PoliciesPart,
  registro: AuditPart,
} as const;
type Part = keyof typeof PARTS;
const parts = Object.keys(PARTS) as readonly Part[];
const isPart = (text: string): text is Part => parts.includes(text as Part);

export interface PartProps {
  readonly organisationId: string;
}

export function OrganisationPage(): JSX.Element {
  const { t } = useTranslation();
  const { organisationId, part } = useParams({ from: '/organizzazioni/$organisationId/{-$part}' });
  const { data: me, error, refetch } = useQuery(meQuery);
  const mine = useQuery({ ...myOrganisationsQuery, enabled: Boolean(me) });
  const refused = error ?? mine.error;
  if (refused !== null) {
    const again = (): unknown => (error === null ? mine.refetch() : refetch());
    return <Refused title={t('organisations.title')} error={refused} onRetry={() => void again()} />;
  }
  if (me === null) return <SignInNeeded />;
  if (mine.data === undefined) {
    return (
      <Page title={t('organisations.title')} wide>
        <Loading lines={6} />
      </Page>
    );
  }
  const rights = mine.data.items.find(({ id }) => id === organisationId);
  const everywhere = administersNetwork(me);
  const network = organisationId === NETWORK;
  const administers = !network && (everywhere || rights?.administers === true);
  const audits = network ? auditsNetwork(me) : everywhere || rights?.audits === true;
  const manages = !network && me !== undefined && mayWriteRules(me, organisationId);
  const allowed = parts.filter((name) =>
    name === 'registro' ? audits : name === 'regole' ? administers || manages : administers,
  );
  const shown = part ?? allowed[0];
  if (shown === undefined) return <Forbidden />;
  if (!isPart(shown)) return <NotFound />;
  if (!allowed.includes(shown)) return <Forbidden />;
  const Shown = PARTS[shown];
  return (
    <Frame organisationId={organisationId} network={network} mayEdit={administers} mayMove={everywhere}>
      <nav className="scope-nav" aria-label={t('organisation.tabs')}>
        {allowed.map((name) => (
          <Link
            key={name}
            to="/organizzazioni/$organisationId/{-$part}"
            params={{ organisationId, part: name }}
            className="app-chip"
            aria-current={name === shown ? 'page' : undefined}
          >
            {t(`organisation.${name}`)}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<Loading lines={6} />}>
        <Shown key={organisationId} organisationId={organisationId} />
      </Suspense>
    </Frame>
  );
}

/** Of the organisation or of any of its hubs. */
const mayWriteRules = ({ memberships }: Me, organisationId: string): boolean =>
  memberships.some((one) => one.organisationId === organisationId && one.role === 'hub_manager');

interface FrameProps extends PartProps {
  readonly network: boolean;
  readonly mayEdit: boolean;
  readonly mayMove: boolean;
  readonly children: JSX.Element | readonly JSX.Element[];
}

function Frame({ organisationId, network, mayEdit, mayMove, children }: FrameProps): JSX.Element {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ ...organisationQuery(organisationId), enabled: !network });
  if (error !== null) return <Refused title={t('organisations.title')} error={error} onRetry={() => void refetch()} />;
  const title = network ? t('organisation.network') : (data?.value.name ?? '…');
  return (
    <Page title={title} wide>
      <Link to="/organizzazioni" className="page-back">
        ← {t('organisation.back')}
      </Link>
      {data === undefined ? null : <OrganisationHead tagged={data} mayEdit={mayEdit} mayMove={mayMove} />}
      {children}
    </Page>
  );
}
