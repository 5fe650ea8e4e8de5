import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { MachineAnswer, MachineSecret } from '#libs/contracts';
import { request } from '../api/client.js';
import { machinesQuery, organisationHubsQuery, organisationPath } from '../api/organisations.js';
import { currentLanguage } from '../i18n/index.js';
import { formatMoment } from '../time/format.js';
import { Badge, Row } from '../ui/rows.js';
import { ToldOnce } from '../ui/told-once.js';
import { useFailedToast } from '../ui/use-failed-toast.js';
import { AddMachine } from './add-machine.js';
import type { PartProps } from './organisation-page.js';
import { PagedRows } from './paged-rows.js';
import { PartHead } from './part-head.js';
import { useRemove } from './use-remove.js';

export function MachinesPart({ organisationId }: PartProps): JSX.Element {
  const { t } = useTranslation();
  const [told, setTold] = useState<MachineSecret | null>(null);
  return (
    <section>
      <PartHead title={t('machines.title')} lead={t('machines.lead')}>
        <AddMachine organisationId={organisationId} onMade={setTold} />
      </PartHead>
      <PagedRows
        query={useInfiniteQuery(machinesQuery(organisationId))}
        none={t('machines.none')}
        render={(machine) => (
          <MachineRow key={machine.id} organisationId={organisationId} machine={machine} onRotated={setTold} />
        )}
      />
      {told === null ? null : <Secret machine={told} onClose={() => setTold(null)} />}
    </section>
  );
}

function Secret({ machine, onClose }: { readonly machine: MachineSecret; readonly onClose: () => void }): JSX.Element {
  const { t } = useTranslation();
  const values =
    machine.kind === 'kiosk'
      ? [{ label: t('machines.token'), value: machine.secret }]
      : [
          { label: t('machines.clientId'), value: machine.id },
          { label: t('machines.secret'), value: machine.secret },
        ];
  return (
    <ToldOnce
      title={t('machines.secretTitle', { name: machine.name })}
      why={t('machines.secretWhy')}
      values={values}
      onClose={onClose}
    />
  );
}

interface MachineRowProps extends PartProps {
  readonly machine: MachineAnswer;
  readonly onRotated: (machine: MachineSecret) => void;
}

function MachineRow({ organisationId, machine, onRotated }: MachineRowProps): JSX.Element {
  const { t } = useTranslation();
  const { name, kind, hubId, scopes, createdAt, lastUsedAt, revokedAt } = machine;
  const moment = (instant: string): string => formatMoment(instant, currentLanguage());
  const hubs = useQuery({ ...organisationHubsQuery(organisationId), enabled: hubId !== null });
  const hub = hubs.data?.items.find(({ id }) => id === hubId)?.name;
  return (
    <Row
      title={name}
      badge={
        revokedAt === null ? null : <Badge tone="warn">{t('machines.revokedAt', { when: moment(revokedAt) })}</Badge>
      }
      actions={
        revokedAt === null ? (
          <Actions organisationId={organisationId} machine={machine} onRotated={onRotated} />
        ) : undefined
      }
    >
      <p>
        {t(`machines.kinds.${kind}`)}
        {hub === undefined ? null : <> · {t('members.inHub', { hub })}</>}
      </p>
      <p>{scopes.map((scope) => t(`machines.scope.${scope}`)).join(', ')}</p>
      <p className="field-hint">
        {lastUsedAt === null ? t('machines.unused') : t('machines.used', { when: moment(lastUsedAt) })} ·{' '}
        {t('machines.created', { when: moment(createdAt) })}
      </p>
    </Row>
  );
}

function Actions({ organisationId, machine, onRotated }: MachineRowProps): JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const failed = useFailedToast();
  const remove = useRemove(['machines']);
  const { id, name } = machine;
  const path = `${organisationPath(organisationId)}/machines/${id}`;
  const rotate = useMutation({
    mutationFn: () => request<MachineSecret>(`${path}/secret`, { method: 'POST' }),
    onSuccess: onRotated,
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ['machines', organisationId] }),
  });
  return (
    <>
      <button
        type="button"
        className="btn btn-outline-primary"
        aria-label={t('machines.rotateLong', { name })}
        disabled={rotate.isPending}
        onClick={() => rotate.mutate()}
      >
        {t('machines.rotate')}
      </button>
      <button
        type="button"
        className="btn btn-outline-danger"
        aria-label={t('machines.revokeLong', { name })}
        onClick={() => remove({ id, path, text: t('machines.revoked', { name }) })}
      >
        {t('machines.revoke')}
      </button>
    </>
  );
}
