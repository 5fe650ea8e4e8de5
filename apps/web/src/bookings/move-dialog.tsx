import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Availability, Booking, Hub, MoveBooking } from '#libs/contracts';
import { ProblemError } from '../api/client.js';
import { availabilityQuery, hubQuery } from '../api/queries.js';
import { summary } from '../find/use-booking.js';
import { toInstants, toLocalSpan, type InstantSpan } from '../time/local-span.js';
import { FormDialog, SelectField } from '../ui/form.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { showToast } from '../ui/toast-store.js';
import { choicesFor } from './desk-choices.js';
import { isActive } from './parts.js';
import { particularsOf } from './particulars.js';
import { SpanFields } from './span-fields.js';
import { moveBooking, useRefreshStays, useUndoMove } from './use-stay.js';

interface MoveDialogProps {
  readonly booking: Booking;
  readonly onClose: () => void;
}

type Replaced = Readonly<Record<string, string>>;

/** Another time, other desks of the hub, or both: what is free then is offered. */
export function MoveDialog({ booking, onClose }: MoveDialogProps): JSX.Element {
  const { t } = useTranslation();
  const { hub, from, to } = booking;
  const before = toLocalSpan(from, to, hub.timeZone);
  const [local, setLocal] = useState(before);
  const [picked, setPicked] = useState<Replaced>({});
  const same = local.day === before.day && local.from === before.from && local.to === before.to;
  const asked = same ? { from, to } : toInstants(local, hub.timeZone);
  const fault = typeof asked === 'string' ? asked : null;
  const span = typeof asked === 'string' ? null : asked;
  const detail = useQuery(hubQuery(hub.id));
  const available = useQuery({
    ...availabilityQuery(hub.id, span ?? { from, to }),
    enabled: span !== null,
    placeholderData: (shown) => shown,
  });
  const parts = booking.bookables.filter(isActive);
  const target =
    detail.data === undefined || available.data === undefined
      ? null
      : placesOf(parts, detail.data, available.data, picked);
  const move = useMove(booking, onClose);
  const complete = target !== null && Object.keys(target).length === parts.length;
  const error = move.error;
  const more = particularsOf(error, hub.timeZone, t);
  const submit = (): void => {
    if (span === null || target === null) return;
    const patch = patchOf(parts, target, same ? null : span);
    if (patch === null) onClose();
    else move.mutate(patch);
  };
  return (
    <FormDialog
      title={t('move.title')}
      subtitle={t('move.now', summary(booking))}
      submit={t('move.submit')}
      pending={move.isPending || fault !== null || !complete || available.isPlaceholderData}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      {more === null ? null : <p className="notice notice-warning">{more}</p>}
      <InPlace
        error={error}
        hubId={hub.id}
        single={parts.length === 1}
        onPick={(id) => move.mutate({ ...(same ? {} : span), bookableId: id })}
      />
      <SpanFields
        span={local}
        timeZone={hub.timeZone}
        fault={fault}
        begun={Date.parse(from) <= Date.now()}
        onChange={(next) => (move.reset(), setLocal(next))}
      />
      {detail.error === null && available.error === null ? null : (
        <ProblemAlert title={t('page.error')} error={detail.error ?? available.error} />
      )}
      {detail.data !== undefined && available.data !== undefined ? (
        <PartFields
          parts={parts}
          hub={detail.data}
          available={available.data}
          target={target ?? {}}
          onPick={(part, id) => (move.reset(), setPicked({ ...picked, [part]: id }))}
        />
      ) : detail.isPending || available.isPending ? (
        <Loading lines={1} />
      ) : null}
    </FormDialog>
  );
}

type Part = Booking['bookables'][number];

/** Where each part would be: where it was put, else where it is, else the first that is free. No two parts share a place. */
function placesOf(parts: readonly Part[], hub: Hub, available: Availability, picked: Replaced): Replaced {
  const taken = new Set<string>();
  const places: Record<string, string> = {};
  for (const part of parts) {
    const choices = choicesFor(part, hub, available).filter(({ id }) => !taken.has(id));
    const wanted = choices.find(({ id }) => id === (picked[part.id] ?? part.id)) ?? choices[0];
    if (wanted === undefined) continue;
    taken.add(wanted.id);
    places[part.id] = wanted.id;
  }
  return places;
}

/** @returns null where nothing would change */
function patchOf(parts: readonly Part[], target: Replaced, span: InstantSpan | null): MoveBooking | null {
  const changed = Object.entries(target).filter(([id, to]) => id !== to);
  if (changed.length === 0 && span === null) return null;
  const time = span === null ? {} : { from: span.from, to: span.to };
  if (changed.length === 0) return time;
  return parts.length === 1
    ? { ...time, bookableId: changed[0]![1] }
    : { ...time, replace: Object.fromEntries(changed) };
}

function useMove(booking: Booking, onClose: () => void) {
  const { t } = useTranslation();
  const refresh = useRefreshStays();
  const undo = useUndoMove();
  return useMutation({
    mutationFn: (patch: MoveBooking) => moveBooking(booking, patch),
    onSuccess: (moved, patch) => {
      showToast({
        kind: 'success',
        text: t('move.done', summary(moved)),
        action: { label: t('form.undo'), run: () => undo(moved, inverseOf(booking, patch)) },
      });
      onClose();
    },
    onSettled: refresh,
  });
}

function inverseOf({ from, to, bookables }: Booking, { bookableId, replace, ...time }: MoveBooking): MoveBooking {
  const back = time.from === undefined && time.to === undefined ? {} : { from, to };
  if (bookableId !== undefined) return { ...back, bookableId: bookables.find(isActive)!.id };
  if (replace === undefined) return back;
  return { ...back, replace: Object.fromEntries(Object.entries(replace).map(([was, is]) => [is, was])) };
}

interface PartFieldsProps {
  readonly parts: readonly Part[];
  readonly hub: Hub;
  readonly available: Availability;
  readonly target: Replaced;
  readonly onPick: (part: string, id: string) => void;
}

function PartFields({ parts, hub, available, target, onPick }: PartFieldsProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <>
      {parts.map((part) => {
        const choices = choicesFor(part, hub, available);
        const gone = !choices.some(({ id }) => id === part.id);
        if (choices.length === 0)
          return (
            <p key={part.id} className="notice notice-warning">
              {t('move.none', { thing: part.label })}
            </p>
          );
        return (
          <SelectField
            key={part.id}
            label={t(`move.kind.${part.kind}`)}
            hint={gone ? t('move.gone', { thing: part.label }) : undefined}
            value={target[part.id] ?? ''}
            onChange={(event) => onPick(part.id, event.target.value)}
            choices={choices.map(({ id, label, spaceName }) => ({
              value: id,
              label: id === part.id ? t('move.stay', { thing: label, space: spaceName }) : `${label}, ${spaceName}`,
            }))}
          />
        );
      })}
    </>
  );
}

interface InPlaceProps {
  readonly error: unknown;
  readonly hubId: string;
  readonly single: boolean;
  readonly onPick: (bookableId: string) => void;
}

/** Somebody was quicker: what the API offers in its place, one tap away. */
function InPlace({ error, hubId, single, onPick }: InPlaceProps): JSX.Element | null {
  const { t } = useTranslation();
  const offered = error instanceof ProblemError ? (error.problem.alternatives ?? []) : [];
  const here = offered.filter((one) => one.hubId === hubId);
  if (!single || here.length === 0) return null;
  return (
    <div className="chips" role="group" aria-label={t('booking.alternatives')}>
      {here.map(({ bookableId, label, spaceName }) => (
        <button key={bookableId} type="button" className="btn btn-outline-primary" onClick={() => onPick(bookableId)}>
          {t('move.to', { thing: label, space: spaceName })}
        </button>
      ))}
    </div>
  );
}
