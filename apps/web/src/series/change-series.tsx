import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingItem, ChangeSeries, Hub, Series, SeriesScope } from '#libs/contracts';
import { hubQuery } from '../api/queries.js';
import { particularsOf } from '../bookings/particulars.js';
import { useRefreshStays } from '../bookings/use-stay.js';
import { quarterHours, toLocalSpan } from '../time/local-span.js';
import { FormDialog, SelectField, textOf } from '../ui/form.js';
import { showToast } from '../ui/toast-store.js';
import { changeSeries } from './series-api.js';
import { ScopeField } from './scope-field.js';

/** What is changed or given up: of one day, or of the series as a whole. */
export interface Target {
  readonly date: string | null;
}

interface ChangeSeriesDialogProps {
  readonly series: Series;
  readonly target: Target;
  readonly onClose: () => void;
}

export function ChangeSeriesDialog({ series, target, onClose }: ChangeSeriesDialogProps): JSX.Element {
  const { t } = useTranslation();
  const { hub, items, id } = series;
  const base = timesOf(series, target);
  const [scope, setScope] = useState<SeriesScope>(target.date === null ? 'all' : 'this');
  const refresh = useRefreshStays();
  const navigate = useNavigate();
  const detail = useQuery(hubQuery(hub.id));
  const change = useMutation({
    mutationFn: (body: ChangeSeries) => changeSeries(hub.id, id, body),
    onSuccess: async (changed) => {
      onClose();
      showToast({ kind: 'success', text: t('series.changed') });
      if (changed.id !== id)
        await navigate({
          to: '/prenotazioni/serie/$hubId/$seriesId',
          params: { hubId: hub.id, seriesId: changed.id },
        });
    },
    onSettled: refresh,
  });
  const single = items.length === 1 ? items[0]! : null;
  const submit = (values: FormData): void => {
    const [startTime, endTime] = [textOf(values, 'startTime')!, textOf(values, 'endTime')!];
    const wish = textOf(values, 'item');
    const body: ChangeSeries = {
      scope,
      ...(scope === 'all' ? {} : { date: target.date! }),
      ...(startTime === base.startTime ? {} : { startTime }),
      ...(endTime === base.endTime ? {} : { endTime }),
      ...(wish === null ? {} : { items: [{ bookableId: wish }] }),
    };
    if (body.startTime === undefined && body.endTime === undefined && body.items === undefined) onClose();
    else change.mutate(body);
  };
  const more = particularsOf(change.error, hub.timeZone, t);
  return (
    <FormDialog
      title={t('series.changeTitle')}
      subtitle={hub.name}
      submit={t('form.save')}
      pending={change.isPending}
      error={change.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {more === null ? null : <p className="notice notice-warning">{more}</p>}
      {target.date === null ? null : <ScopeField date={target.date} scope={scope} onChange={setScope} />}
      <div className="form-pair">
        <TimeField name="startTime" label={t('find.start')} value={base.startTime} />
        <TimeField name="endTime" label={t('find.end')} value={base.endTime} />
      </div>
      {single === null || detail.data === undefined ? null : (
        <SelectField
          name="item"
          label={t('move.kind.desk')}
          defaultValue=""
          choices={[{ value: '', label: t('series.sameThing') }, ...alikeOf(single, detail.data)]}
        />
      )}
      <p className="field-hint">{t(scope === 'this' ? 'series.allOrNothing' : 'series.dayByDay')}</p>
    </FormDialog>
  );
}

/** Those of the day, which may be others than those of the series. */
function timesOf({ hub, rule, occurrences }: Series, { date }: Target): { startTime: string; endTime: string } {
  const day = occurrences.find((one) => one.date === date);
  const span = day?.booking ?? day;
  if (span === undefined || span.from === null || span.to === null) return rule;
  const { from: startTime, to: endTime } = toLocalSpan(span.from, span.to, hub.timeZone);
  return { startTime, endTime };
}

function TimeField({
  name,
  label,
  value,
}: {
  name: 'startTime' | 'endTime';
  label: string;
  value: string;
}): JSX.Element {
  const all = name === 'startTime' ? quarterHours('00:00', '23:45') : quarterHours('00:15', '24:00');
  const times = [...new Set([...all, value])].toSorted();
  return (
    <SelectField
      name={name}
      label={label}
      defaultValue={value}
      choices={times.map((time) => ({ value: time, label: time }))}
    />
  );
}

/** Of the kind that the series books. Which of them is free differs from day to day: the API tells. */
function alikeOf(item: BookingItem, { bookables, spaces }: Hub): { value: string; label: string }[] {
  const own = 'bookableId' in item ? item.bookableId : null;
  const kind = 'kind' in item ? item.kind : bookables.find(({ id }) => id === own)?.kind;
  return bookables
    .filter((one) => one.kind === kind && one.id !== own)
    .toSorted((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }))
    .map(({ id, label, spaceId }) => ({
      value: id,
      label: `${label}, ${spaces.find((space) => space.id === spaceId)?.name ?? ''}`,
    }));
}
