import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Member } from '#libs/contracts';
import { request } from '../api/client.js';
import { organisationPath } from '../api/organisations.js';
import { FormDialog, textOf } from '../ui/form.js';
import { showToast } from '../ui/toast-store.js';
import { useFailedToast } from '../ui/use-failed-toast.js';
import type { PartProps } from './organisation-page.js';
import { RoleFields } from './role-fields.js';

interface ChangeMemberProps extends PartProps {
  readonly member: Member;
  readonly onClose: () => void;
}

interface RoleBody {
  readonly role: string | null;
  readonly hubId: string | null;
}

/** Saved at once; the message offers to give the former role back. */
export function ChangeMember({ organisationId, member, onClose }: ChangeMemberProps): JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const failed = useFailedToast();
  const patch = async (body: RoleBody): Promise<Member> => {
    try {
      return await request<Member>(`${organisationPath(organisationId)}/members/${member.id}`, {
        method: 'PATCH',
        body,
      });
    } finally {
      await queries.invalidateQueries({ queryKey: ['members', organisationId] });
    }
  };
  const undo = (): void =>
    void patch({ role: member.role, hubId: member.hub?.id ?? null }).then(
      () => showToast({ kind: 'success', text: t('form.undone') }),
      failed,
    );
  const change = useMutation({
    mutationFn: patch,
    onSuccess: ({ role }) => {
      showToast({
        kind: 'success',
        text: t('members.changed', { name: member.person.displayName, role: t(`role.${role}`) }),
        action: { label: t('form.undo'), run: undo },
      });
      onClose();
    },
  });
  const provisioned = member.source === 'scim' || member.source === 'groups';
  return (
    <FormDialog
      title={t('members.changeTitle', { name: member.person.displayName })}
      submit={t('form.save')}
      pending={change.isPending}
      error={change.error}
      onSubmit={(values) => change.mutate({ role: textOf(values, 'role'), hubId: textOf(values, 'hubId') })}
      onClose={onClose}
    >
      {provisioned ? <p className="notice notice-warning">{t('members.provisioned')}</p> : null}
      <RoleFields organisationId={organisationId} role={member.role} hubId={member.hub?.id ?? null} />
    </FormDialog>
  );
}
