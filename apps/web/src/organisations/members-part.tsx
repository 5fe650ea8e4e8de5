import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Member } from '#libs/contracts';
import { membersQuery, organisationPath } from '../api/organisations.js';
import { currentLanguage } from '../i18n/index.js';
import { formatDate } from '../time/format.js';
import { Row } from '../ui/rows.js';
import { ChangeMember } from './change-member.js';
import { holdsInHub } from './choices.js';
import type { PartProps } from './organisation-page.js';
import { PagedRows } from './paged-rows.js';
import { PartHead } from './part-head.js';
import { useRemove } from './use-remove.js';

export function MembersPart({ organisationId }: PartProps): JSX.Element {
  const { t } = useTranslation();
  const [changing, setChanging] = useState<Member | null>(null);
  return (
    <section>
      <PartHead title={t('members.title')}>
        <Link
          to="/organizzazioni/$organisationId/{-$part}"
          params={{ organisationId, part: 'inviti' }}
          className="btn btn-primary"
        >
          {t('members.invite')}
        </Link>
      </PartHead>
      <PagedRows
        query={useInfiniteQuery(membersQuery(organisationId))}
        none={t('members.none')}
        render={(member) => (
          <MemberRow
            key={member.id}
            organisationId={organisationId}
            member={member}
            onChange={() => setChanging(member)}
          />
        )}
      />
      {changing === null ? null : (
        <ChangeMember organisationId={organisationId} member={changing} onClose={() => setChanging(null)} />
      )}
    </section>
  );
}

interface MemberRowProps extends PartProps {
  readonly member: Member;
  readonly onChange: () => void;
}

function MemberRow({ organisationId, member, onChange }: MemberRowProps): JSX.Element {
  const { t } = useTranslation();
  const remove = useRemove(['members']);
  const { id, person, role, hub, source, grantedAt } = member;
  const words = { name: person.displayName, role: t(`role.${role}`) };
  const where =
    hub === null ? t(holdsInHub(role) ? 'members.allHubs' : 'members.whole') : t('members.inHub', { hub: hub.name });
  return (
    <Row
      title={person.displayName}
      actions={
        <>
          <button
            type="button"
            className="btn btn-outline-primary"
            aria-label={t('members.changeLong', words)}
            onClick={onChange}
          >
            {t('members.change')}
          </button>
          <button
            type="button"
            className="btn btn-outline-danger"
            aria-label={t('members.removeLong', words)}
            onClick={() =>
              remove({
                id,
                path: `${organisationPath(organisationId)}/members/${id}`,
                text: t('members.removed', words),
              })
            }
          >
            {t('members.remove')}
          </button>
        </>
      }
    >
      <p>
        <strong>{words.role}</strong> · {where}
      </p>
      <p className="field-hint">
        {t(`members.source.${source}`)} · {t('members.since', { when: formatDate(grantedAt, currentLanguage()) })}
      </p>
    </Row>
  );
}
