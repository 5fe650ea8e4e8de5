import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Asset } from '#libs/contracts';
import { assetsQuery, organisationPath } from '../api/organisations.js';
import { currentLanguage } from '../i18n/index.js';
import { formatCount } from '../time/format.js';
import { Icon } from '../ui/icon.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Row, Rows } from '../ui/rows.js';
import { useLeaving } from '../ui/undoable.js';
import { Agreements } from './agreements.js';
import { AssetForm } from './asset-form.js';
import type { PartProps } from './organisation-page.js';
import { PartHead } from './part-head.js';
import { useRemove } from './use-remove.js';

export function AssetsPart({ organisationId }: PartProps): JSX.Element {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(assetsQuery(organisationId));
  const [editing, setEditing] = useState<Asset | 'new' | null>(null);
  const leaving = useLeaving();
  const items = data?.items.filter(({ id }) => !leaving.has(id));
  return (
    <section>
      <PartHead title={t('assets.title')} lead={t('assets.lead')}>
        <button type="button" className="btn btn-primary" onClick={() => setEditing('new')}>
          <Icon name="plus-circle" className="icon-white" /> {t('assets.add')}
        </button>
      </PartHead>
      {error === null ? null : <ProblemAlert title={t('page.error')} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? <Loading /> : null}
      {items?.length === 0 ? <p className="notice">{t('assets.none')}</p> : null}
      <Rows>
        {items?.map((asset) => (
          <AssetRow key={asset.id} organisationId={organisationId} asset={asset} onEdit={() => setEditing(asset)} />
        ))}
      </Rows>
      {editing === null ? null : (
        <AssetForm
          organisationId={organisationId}
          {...(editing === 'new' ? {} : { asset: editing })}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  );
}

interface AssetRowProps extends PartProps {
  readonly asset: Asset;
  readonly onEdit: () => void;
}

function AssetRow({ organisationId, asset, onEdit }: AssetRowProps): JSX.Element {
  const { t } = useTranslation();
  const remove = useRemove(['assets', 'organisation-hubs']);
  const { id, name, kind, address, areaM2, cadastralReference } = asset;
  const facts = [
    t(`assets.kinds.${kind}`),
    address,
    areaM2 === null ? null : t('assets.areaShort', { area: formatCount(areaM2, currentLanguage()) }),
    cadastralReference,
  ];
  return (
    <Row
      title={name}
      actions={
        <>
          <button
            type="button"
            className="btn btn-outline-primary"
            aria-label={t('assets.editLong', { name })}
            onClick={onEdit}
          >
            {t('assets.edit')}
          </button>
          <button
            type="button"
            className="btn btn-outline-danger"
            aria-label={t('assets.removeLong', { name })}
            onClick={() =>
              remove({
                id,
                path: `${organisationPath(organisationId)}/assets/${id}`,
                text: t('assets.removed', { name }),
              })
            }
          >
            {t('assets.remove')}
          </button>
        </>
      }
    >
      <p>{facts.filter((fact) => fact !== null).join(' · ')}</p>
      <Agreements organisationId={organisationId} asset={asset} />
    </Row>
  );
}
