import { useState, type FormEvent, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alternative } from '#libs/contracts';
import { toInstants, toLocalSpan, type LocalSpan } from '../time/local-span.js';
import { SelectField, TextField } from '../ui/form.js';
import { byLabel, hasBegun, isFree, patchOf, stretchOf, type Move } from './agenda-view.js';
import type { ClaimDialogProps } from './claim-dialog.js';
import { RefusalNote } from './refusal-note.js';
import { timesOf } from './times.js';

/** `Sposta in…`: the other desk and the other time by name. */
export function MoveForm({ hubId, found, rows, timeZone, grid, actions, onClose }: ClaimDialogProps): JSX.Element {
  const { row, claim, parts } = found;
  const { t } = useTranslation();
  const [desk, setDesk] = useState(row.id);
  const [local, setLocal] = useState<LocalSpan>(() => toLocalSpan(claim.from, claim.to, timeZone));
  const begun = hasBegun(claim, Date.now());
  const span = toInstants(local, timeZone);
  const refused = actions.refusal?.claim.id === claim.id ? actions.refusal : null;

  const asked = (bookableId: string): Move | null =>
    typeof span === 'string' || claim.bookingId === null
      ? null
      : {
          bookingId: claim.bookingId,
          fromBookable: row.id,
          toBookable: bookableId,
          from: begun ? claim.from : span.from,
          to: span.to,
        };
  const send = (bookableId: string): void => {
    const move = asked(bookableId);
    if (move === null) return;
    actions.move.mutate({ claim, move, bundle: parts > 1 }, { onSuccess: onClose });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(desk);
  };
  const wanted = asked(desk);
  const nothing = wanted === null || Object.keys(patchOf(wanted, claim, parts > 1)).length === 0;
  const desks = rows.filter(({ kind }) => kind === row.kind).toSorted(byLabel);
  const stateOf = (id: string): string => {
    const one = desks.find((other) => other.id === id)!;
    const free = typeof span !== 'string' && isFree(one, stretchOf(span), claim.bookingId);
    const state = id === row.id ? 'agenda.optionHere' : free ? 'agenda.optionFree' : 'agenda.optionTaken';
    return t(state, { desk: one.label, space: one.spaceName });
  };
  const times = timesOf(grid);
  return (
    <form className="claim-part" onSubmit={submit}>
      <h3>{t('agenda.moveTitle')}</h3>
      {refused === null ? null : (
        <RefusalNote
          hubId={hubId}
          title={t('agenda.refused', actions.words(refused.move))}
          problem={refused.problem}
          onPick={(one: Alternative) => (setDesk(one.bookableId), send(one.bookableId))}
        />
      )}
      <SelectField
        label={t('agenda.desk')}
        value={desk}
        onChange={(event) => setDesk(event.target.value)}
        choices={desks.map(({ id }) => ({ value: id, label: stateOf(id) }))}
      />
      <div className="claim-when">
        <TextField
          label={t('agenda.day')}
          type="date"
          required
          value={local.day}
          disabled={begun}
          onChange={(event) => event.target.validity.valid && setLocal({ ...local, day: event.target.value })}
        />
        <SelectField
          label={t('agenda.from')}
          value={local.from}
          disabled={begun}
          onChange={(event) => setLocal({ ...local, from: event.target.value })}
          choices={times('00:00', '23:45', local.from)}
        />
        <SelectField
          label={t('agenda.to')}
          value={local.to}
          onChange={(event) => setLocal({ ...local, to: event.target.value })}
          choices={times('00:15', '24:00', local.to)}
        />
      </div>
      {begun ? <p className="field-hint">{t('agenda.begun')}</p> : null}
      {typeof span === 'string' ? (
        <p className="field-error" role="alert">
          {t(span === 'empty' ? 'find.badSpan' : 'find.skippedHour')}
        </p>
      ) : null}
      <button type="submit" className="btn btn-primary" disabled={nothing || actions.move.isPending}>
        {t('agenda.move')}
      </button>
    </form>
  );
}
