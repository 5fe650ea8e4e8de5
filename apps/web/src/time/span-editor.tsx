import { useId, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { currentLanguage } from '../i18n/index.js';
import { Icon } from '../ui/icon.js';
import { formatDay } from './format.js';
import { presets, quarterHours, type LocalSpan, type SpanFault } from './local-span.js';

interface SpanEditorProps {
  readonly span: LocalSpan;
  readonly timeZone: string;
  readonly fault: SpanFault | null;
  readonly onChange: (span: LocalSpan) => void;
}

/** Says the span in one line; opens to quick choices and exact ones in quarter hours. */
export function SpanEditor(props: SpanEditorProps): JSX.Element {
  const { t } = useTranslation();
  const [open, setOpen] = useState(props.fault !== null);
  const panel = useId();
  const label = useId();
  return (
    <div className="field span-field" onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
      <span id={label} className="field-label">
        {t('find.when')}
      </span>
      <button
        type="button"
        id={`${panel}-button`}
        className="form-select span-button"
        aria-expanded={open}
        aria-controls={panel}
        aria-labelledby={`${label} ${panel}-button`}
        onClick={() => setOpen(!open)}
      >
        {spanText(props.span)}
      </button>
      <div id={panel} className="span-panel" hidden={!open}>
        {open ? <SpanPanel {...props} onClose={() => setOpen(false)} /> : null}
      </div>
      {props.fault === null ? null : (
        <p className="field-error" role="alert">
          <Icon name="warning-circle" />
          {t(props.fault === 'empty' ? 'find.badSpan' : 'find.skippedHour')}
        </p>
      )}
    </div>
  );
}

/** `lun 23 nov, 14:00–18:00`; noon in UTC names the day whatever the zone. */
export const spanText = ({ day, from, to }: LocalSpan): string =>
  `${formatDay(`${day}T12:00:00Z`, 'UTC', currentLanguage())}, ${from}–${to}`;

function SpanPanel({ span, timeZone, onChange, onClose }: SpanEditorProps & { onClose: () => void }): JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const now = Temporal.Now.instant();
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const same = (other: LocalSpan | null): boolean =>
    other !== null && other.day === span.day && other.from === span.from && other.to === span.to;
  return (
    <>
      <div className="chips" role="group" aria-label={t('find.when')}>
        {presets(now, timeZone).map((preset) => (
          <button
            key={preset.name}
            type="button"
            className="app-chip"
            aria-pressed={same(preset.span)}
            disabled={preset.span === null}
            onClick={() => {
              if (preset.span !== null) onChange(preset.span);
              onClose();
            }}
          >
            {t(`find.${preset.name}`)}
          </button>
        ))}
      </div>
      <div className="span-exact">
        <div className="field">
          <label htmlFor={`${id}-day`}>{t('find.day')}</label>
          <input
            id={`${id}-day`}
            type="date"
            className="form-control"
            value={span.day}
            min={today}
            required
            onChange={(event) => event.target.validity.valid && onChange({ ...span, day: event.target.value })}
          />
        </div>
        <TimeSelect
          id={`${id}-from`}
          label={t('find.start')}
          value={span.from}
          times={quarterHours('00:00', '23:45')}
          onChange={(from) => onChange({ ...span, from })}
        />
        <TimeSelect
          id={`${id}-to`}
          label={t('find.end')}
          value={span.to}
          times={quarterHours('00:15', '24:00')}
          onChange={(to) => onChange({ ...span, to })}
        />
      </div>
    </>
  );
}

interface TimeSelectProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly times: readonly string[];
  readonly onChange: (time: string) => void;
}

function TimeSelect({ id, label, value, times, onChange }: TimeSelectProps): JSX.Element {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="form-select" value={value} onChange={(event) => onChange(event.target.value)}>
        {times.map((time) => (
          <option key={time}>{time}</option>
        ))}
      </select>
    </div>
  );
}
