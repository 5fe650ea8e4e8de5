import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Series, SeriesScope } from '#libs/contracts';
import { whyNot } from '../bookings/particulars.js';
import { useRefreshStays } from '../bookings/use-stay.js';
import { FormDialog } from '../ui/form.js';
import { showToast } from '../ui/toast-store.js';
import { removeUndoably } from '../ui/undoable.js';
import type { Target } from './change-series.js';
import { leavingId } from './leaving.js';
import { ScopeField } from './scope-field.js';
import { endSeries } from './series-api.js';

interface EndSeriesDialogProps {
  readonly series: Series;
  readonly target: Target;
  readonly onClose: () => void;
}

/** Which days; given up once the message with the undo is gone. */
export function EndSeriesDialog({ series, target, onClose }: EndSeriesDialogProps): JSX.Element {
  const { t } = useTranslation();
  const [scope, setScope] = useState<SeriesScope>(target.date === null ? 'all' : 'this');
  const refresh = useRefreshStays();
  const { hub, id } = series;
  const giveUp = (): void => {
    onClose();
    removeUndoably({
      id: leavingId(id, scope, scope === 'all' ? null : target.date),
      text: t(`series.gaveUp.${scope}`),
      undo: t('form.undo'),
      commit: () =>
        endSeries(hub.id, id, scope, scope === 'all' ? undefined : target.date!).finally(() => void refresh()),
      onFailed: (error) => {
        const detail = whyNot(error, hub.timeZone, t);
        showToast({ kind: 'danger', text: t('stay.failed'), ...(detail === undefined ? {} : { detail }) });
      },
    });
  };
  return (
    <FormDialog
      title={t('series.endTitle')}
      subtitle={hub.name}
      submit={t('series.endSubmit')}
      pending={false}
      error={null}
      onSubmit={giveUp}
      onClose={onClose}
    >
      {target.date === null ? null : <ScopeField date={target.date} scope={scope} onChange={setScope} />}
      <p className="field-hint">{t('series.endWhat')}</p>
    </FormDialog>
  );
}
