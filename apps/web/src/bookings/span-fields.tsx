import { useId, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { quarterHours, type LocalSpan, type SpanFault } from '../time/local-span.js';
import { SelectField, TextField } from '../ui/form.js';

interface SpanFieldsProps {
  readonly span: LocalSpan;
  readonly timeZone: string;
  readonly fault: SpanFault | null;
  /** it can end at another time, but not begin again */
  readonly begun: boolean;
  readonly onChange: (span: LocalSpan) => void;
}

const withOwn = (times: readonly string[], own: string) =>
  [...new Set([...times, own])].toSorted().map((time) => ({ value: time, label: time }));

export function SpanFields({ span, timeZone, fault, begun, onChange }: SpanFieldsProps): JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const today = Temporal.Now.plainDateISO(timeZone).toString();
  return (
    <fieldset className="span-fields" aria-describedby={`${id}-fault`}>
      <legend className="visually-hidden">{t('move.when')}</legend>
      <TextField
        label={t('find.day')}
        type="date"
        value={span.day}
        min={today}
        required
        disabled={begun}
        onChange={(event) => event.target.validity.valid && onChange({ ...span, day: event.target.value })}
      />
      <SelectField
        label={t('find.start')}
        value={span.from}
        disabled={begun}
        choices={withOwn(quarterHours('00:00', '23:45'), span.from)}
        onChange={(event) => onChange({ ...span, from: event.target.value })}
      />
      <SelectField
        label={t('find.end')}
        value={span.to}
        choices={withOwn(quarterHours('00:15', '24:00'), span.to)}
        onChange={(event) => onChange({ ...span, to: event.target.value })}
      />
      <p id={`${id}-fault`} className="field-error span-fault" role="alert">
        {fault === null ? '' : t(fault === 'empty' ? 'find.badSpan' : 'find.skippedHour')}
      </p>
    </fieldset>
  );
}
