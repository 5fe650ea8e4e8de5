import { useState, type FormEvent, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../ui/problem-alert.js';
import { SelectField } from '../ui/form.js';
import { byLabel, isMovable, partsOf } from './agenda-view.js';
import { stateText, timeText } from './claim-look.js';
import type { ClaimDialogProps } from './claim-dialog.js';

/** Two bookings change places, each in its own time. */
export function SwapForm({ found, rows, day, timeZone, actions, onClose }: ClaimDialogProps): JSX.Element | null {
  const { row, claim } = found;
  const { t } = useTranslation();
  const now = Date.now();
  const others = rows
    .filter(({ id, kind }) => kind === row.kind && id !== row.id)
    .toSorted(byLabel)
    .flatMap((other) => other.claims.map((one) => ({ other, one })))
    .filter(({ one }) => isMovable(one, now) && partsOf(rows, one) === 1);
  const [chosen, setChosen] = useState(others[0]?.one.bookingId ?? '');
  if (others.length === 0) return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (claim.bookingId !== null) actions.swap.mutate([claim.bookingId, chosen], { onSuccess: onClose });
  };
  return (
    <form className="claim-part" onSubmit={submit}>
      <h3>{t('agenda.swapTitle')}</h3>
      {actions.swap.error === null ? null : <ProblemAlert title={t('agenda.swapRefused')} error={actions.swap.error} />}
      <SelectField
        label={t('agenda.swapWith')}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        choices={others.map(({ other, one }) => ({
          value: one.bookingId ?? '',
          label: t('agenda.claimName', {
            desk: other.label,
            time: timeText(one, timeZone, day),
            state: stateText(one, t),
          }),
        }))}
      />
      <button type="submit" className="btn btn-outline-primary" disabled={actions.swap.isPending}>
        {t('agenda.swap')}
      </button>
    </form>
  );
}
