import { useMutation } from '@tanstack/react-query';
import { useId, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appeal, Booking } from '#libs/contracts';
import { FormDialog, textOf } from '../ui/form.js';
import { showToast } from '../ui/toast-store.js';
import { appealAgainst, useRefreshStays } from './use-stay.js';

interface AppealDialogProps {
  readonly booking: Booking;
  readonly onClose: () => void;
}

const MOST = 500;

/** I was there: why the release was wrong, in one's own words. */
export function AppealDialog({ booking, onClose }: AppealDialogProps): JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const refresh = useRefreshStays();
  const outcomeOf = ({ restored, outcome }: Appeal): string =>
    [t(restored ? 'appeal.restored' : 'appeal.notRestored'), t(`appeal.${outcome}`)].join(' ');
  const appeal = useMutation({
    mutationFn: (reason: string) => appealAgainst(booking, reason),
    onSuccess: (made) => {
      showToast({ kind: 'success', text: outcomeOf(made) });
      onClose();
    },
    onSettled: refresh,
  });
  return (
    <FormDialog
      title={t('appeal.title')}
      subtitle={booking.hub.name}
      submit={t('appeal.submit')}
      pending={appeal.isPending}
      error={appeal.error}
      onSubmit={(values) => {
        const reason = textOf(values, 'reason')?.replaceAll(/\s+/g, ' ');
        if (reason !== undefined) appeal.mutate(reason);
      }}
      onClose={onClose}
    >
      <p>{t('appeal.why')}</p>
      <div className="field">
        <label htmlFor={id}>{t('appeal.reason')}</label>
        <textarea id={id} name="reason" className="form-control" rows={4} required maxLength={MOST} />
      </div>
    </FormDialog>
  );
}
