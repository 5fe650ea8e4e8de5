import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n/index.js';
import { formatLongDay } from '../time/format.js';
import { Dialog } from '../ui/dialog.js';
import { isMovable, type AgendaRow, type Found } from './agenda-view.js';
import { LookSign, lookOf, stateText, timeText } from './claim-look.js';
import type { Stretch } from './day-axis.js';
import { MoveForm } from './move-form.js';
import { SwapForm } from './swap-form.js';
import type { AgendaActions } from './use-agenda-actions.js';

export interface ClaimDialogProps {
  readonly hubId: string;
  readonly found: Found;
  readonly rows: readonly AgendaRow[];
  readonly day: Stretch;
  readonly timeZone: string;
  /** the grid of its kind, in minutes */
  readonly grid: number;
  readonly actions: AgendaActions;
  readonly onClose: () => void;
}

/** What holds a desk, and what can be done about it without a mouse. */
export function ClaimDialog(props: ClaimDialogProps): JSX.Element {
  const { hubId, found, day, timeZone, actions, onClose } = props;
  const { row, claim, parts } = found;
  const { t } = useTranslation();
  const movable = isMovable(claim, Date.now());
  const cancel = (): void => {
    onClose();
    actions.cancel(found);
  };
  return (
    <Dialog
      title={t('agenda.claimTitle', { desk: row.label, time: timeText(claim, timeZone, day) })}
      subtitle={`${row.spaceName} · ${formatLongDay(claim.from, timeZone, currentLanguage())}`}
      onClose={onClose}
    >
      <p>
        <LookSign look={lookOf(claim)} /> {stateText(claim, t)}
        {parts > 1 ? <> · {t('agenda.bundle', { count: parts })}</> : null}
      </p>
      {movable ? (
        <>
          <MoveForm {...props} />
          {parts === 1 ? <SwapForm {...props} /> : null}
          <section className="claim-part">
            <button type="button" className="btn btn-outline-danger" onClick={cancel}>
              {t('agenda.cancel')}
            </button>
            <p className="field-hint">{t('agenda.cancelWhy')}</p>
          </section>
        </>
      ) : (
        <p>{t(claim.kind === 'block' ? 'agenda.isBlock' : 'agenda.notMovable')}</p>
      )}
      {claim.kind === 'block' ? (
        <Link to="/gestione/$hubId/chiusure" params={{ hubId }} search={{}} className="btn btn-outline-primary">
          {t('agenda.toClosures')}
        </Link>
      ) : null}
    </Dialog>
  );
}
