import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation, MadeInvitation } from '#libs/contracts';
import { request } from '../api/client.js';
import { invitationsQuery, organisationPath } from '../api/organisations.js';
import { currentLanguage } from '../i18n/index.js';
import { formatDate } from '../time/format.js';
import { FormDialog, TextField, textOf } from '../ui/form.js';
import { Icon } from '../ui/icon.js';
import { Badge, Row } from '../ui/rows.js';
import { ToldOnce } from '../ui/told-once.js';
import type { PartProps } from './organisation-page.js';
import { PagedRows } from './paged-rows.js';
import { PartHead } from './part-head.js';
import { RoleFields } from './role-fields.js';
import { useRemove } from './use-remove.js';

const MOST_DAYS = 30;
const USUAL_DAYS = 7;

export function InvitationsPart({ organisationId }: PartProps): JSX.Element {
  const { t } = useTranslation();
  const [link, setLink] = useState<string | null>(null);
  return (
    <section>
      <PartHead title={t('invitations.title')} lead={t('invitations.lead')}>
        <Invite organisationId={organisationId} onMade={setLink} />
      </PartHead>
      <PagedRows
        query={useInfiniteQuery(invitationsQuery(organisationId))}
        none={t('invitations.none')}
        render={(invitation) => (
          <InvitationRow key={invitation.id} organisationId={organisationId} invitation={invitation} />
        )}
      />
      {link === null ? null : (
        <ToldOnce
          title={t('invitations.linkTitle')}
          why={t('invitations.linkWhy')}
          values={[{ label: t('invitations.link'), value: link }]}
          onClose={() => setLink(null)}
        />
      )}
    </section>
  );
}

interface InviteProps extends PartProps {
  readonly onMade: (link: string) => void;
}

function Invite({ organisationId, onMade }: InviteProps): JSX.Element {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: (values: FormData) =>
      request<MadeInvitation>(`${organisationPath(organisationId)}/invitations`, {
        method: 'POST',
        body: {
          role: textOf(values, 'role'),
          hubId: textOf(values, 'hubId'),
          label: textOf(values, 'label'),
          days: Number(textOf(values, 'days')),
        },
      }),
    onSuccess: ({ link }) => {
      setOpen(false);
      onMade(link);
      return queries.invalidateQueries({ queryKey: ['invitations', organisationId] });
    },
  });
  return (
    <>
      <button type="button" className="btn btn-primary" onClick={() => (create.reset(), setOpen(true))}>
        <Icon name="plus-circle" className="icon-white" /> {t('invitations.create')}
      </button>
      {open ? (
        <FormDialog
          title={t('invitations.createTitle')}
          submit={t('invitations.send')}
          pending={create.isPending}
          error={create.error}
          onSubmit={(values) => create.mutate(values)}
          onClose={() => setOpen(false)}
        >
          <TextField
            label={t('invitations.label')}
            name="label"
            required
            maxLength={200}
            hint={t('invitations.labelHint')}
          />
          <RoleFields organisationId={organisationId} role="hub_manager" hubId={null} />
          <TextField
            label={t('invitations.days')}
            name="days"
            type="number"
            required
            min={1}
            max={MOST_DAYS}
            defaultValue={USUAL_DAYS}
          />
        </FormDialog>
      ) : null}
    </>
  );
}

interface InvitationRowProps extends PartProps {
  readonly invitation: Invitation;
}

function InvitationRow({ organisationId, invitation }: InvitationRowProps): JSX.Element {
  const { t } = useTranslation();
  const remove = useRemove(['invitations']);
  const { id, label, role, hub, expiresAt, acceptedAt, state } = invitation;
  const day = (instant: string): string => formatDate(instant, currentLanguage());
  const open = state === 'open';
  return (
    <Row
      title={label}
      badge={
        acceptedAt === null ? (
          <Badge tone={open ? 'plain' : 'warn'}>
            {t(open ? 'invitations.expires' : 'invitations.expired', { when: day(expiresAt) })}
          </Badge>
        ) : (
          <Badge tone="good">{t('invitations.accepted', { when: day(acceptedAt) })}</Badge>
        )
      }
      actions={
        state === 'accepted' ? undefined : (
          <button
            type="button"
            className="btn btn-outline-danger"
            aria-label={t('invitations.withdrawLong', { label })}
            onClick={() =>
              remove({
                id,
                path: `${organisationPath(organisationId)}/invitations/${id}`,
                text: t('invitations.withdrawn', { label }),
              })
            }
          >
            {t('invitations.withdraw')}
          </button>
        )
      }
    >
      <p>
        {t(`role.${role}`)}
        {hub === null ? null : <> · {t('members.inHub', { hub: hub.name })}</>}
      </p>
    </Row>
  );
}
