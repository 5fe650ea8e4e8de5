import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationOffer, Me } from '#libs/contracts';
import { acceptInvitation, previewInvitation } from '../api/organisations.js';
import { meQuery } from '../api/queries.js';
import { currentLanguage } from '../i18n/index.js';
import { useSignIn } from '../shell/use-sign-in.js';
import { formatMoment } from '../time/format.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { showToast } from '../ui/toast-store.js';
import { forgetInvitation, takeInvitation } from './kept-invitation.js';

export function InvitationPage(): JSX.Element {
  const { t } = useTranslation();
  const [token] = useState(takeInvitation);
  const { data: me } = useQuery(meQuery);
  const signIn = useSignIn();
  if (token === null) {
    return (
      <Page title={t('invite.none')} lead={t('invite.noneWhy')}>
        <Link to="/" className="btn btn-primary">
          {t('page.home')}
        </Link>
      </Page>
    );
  }
  return (
    <Page title={t('invite.title')} {...(me === null ? { lead: t('invite.signInWhy') } : {})}>
      {me === undefined ? <Loading lines={2} /> : null}
      {me === null ? (
        <a className="btn btn-primary" href={signIn('/invito')}>
          {t('session.signIn')}
        </a>
      ) : null}
      {me ? <Offered token={token} /> : null}
    </Page>
  );
}

function Offered({ token }: { readonly token: string }): JSX.Element {
  const { t } = useTranslation();
  const preview = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => previewInvitation(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (preview.error !== null) return <ProblemAlert title={t('invite.refused')} error={preview.error} />;
  return preview.data === undefined ? <Loading lines={2} /> : <Offer token={token} offer={preview.data} />;
}

function withRole(me: Me | null | undefined, granted: Me['memberships'][number]): Me | null | undefined {
  if (!me) return me;
  const others = me.memberships.filter(
    ({ role, organisationId, hubId }) =>
      role !== granted.role || organisationId !== granted.organisationId || hubId !== granted.hubId,
  );
  return { ...me, memberships: [...others, granted] };
}

function Offer({ token, offer }: { readonly token: string; readonly offer: InvitationOffer }): JSX.Element {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const accept = useMutation({
    mutationFn: () => acceptInvitation(token),
    onSuccess: async ({ role, organisation, hub }) => {
      forgetInvitation();
      showToast({ kind: 'success', text: t('invite.accepted', { organisation: organisation.name }) });
      // The service may take seconds to see its own change; the answer has told it already.
      queries.setQueryData(meQuery.queryKey, (me) =>
        withRole(me, { role, organisationId: organisation.id, hubId: hub?.id ?? null }),
      );
      await queries.invalidateQueries({ queryKey: ['my-organisations'] });
      await navigate({ to: '/profilo' });
    },
  });
  const words = { organisation: offer.organisation.name, role: t(`role.${offer.role}`), hub: offer.hub?.name ?? '' };
  return (
    <div className="offer">
      <p className="page-lead">{t(offer.hub === null ? 'invite.offer' : 'invite.offerHub', words)}</p>
      <p>{t(`roleDoes.${offer.role}`)}</p>
      <p className="field-hint">{t('invite.expires', { when: formatMoment(offer.expiresAt, currentLanguage()) })}</p>
      {accept.error === null ? null : <ProblemAlert title={t('invite.refused')} error={accept.error} />}
      <div className="app-row-actions">
        <button type="button" className="btn btn-primary" disabled={accept.isPending} onClick={() => accept.mutate()}>
          {t('invite.accept')}
        </button>
        <Link to="/" className="btn btn-outline-primary">
          {t('invite.decline')}
        </Link>
      </div>
    </div>
  );
}
