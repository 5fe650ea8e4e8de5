import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgreedWindow, Community } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';
import { Icon } from '../ui/icon.js';

const communities: readonly Community[] = ['public', 'members', 'school', 'library'];
const TIME = '([01]?[0-9]|2[0-3])[:.][0-5][0-9]|24[:.]00';
const LAST = 7;

interface Line extends AgreedWindow {
  readonly key: number;
  readonly community?: Community;
}

interface WindowsEditorProps {
  readonly legend: string;
  readonly none: string;
  readonly windows: readonly (AgreedWindow & { readonly community?: Community })[];
  readonly withCommunity?: boolean;
}

/** Weekly hours, a row each; as `weekday`, `opens`, `closes` and `community` of the form. */
export function WindowsEditor({ legend, none, windows, withCommunity = false }: WindowsEditorProps): JSX.Element {
  const { t } = useTranslation();
  const [lines, setLines] = useState<readonly Line[]>(() =>
    windows.map((window, key) => ({ ...window, key })).toSorted(byTime),
  );
  const add = (): void => {
    const last = lines.at(-1);
    const key = Math.max(-1, ...lines.map((line) => line.key)) + 1;
    const next: Line = {
      weekday: last === undefined ? 1 : (last.weekday % LAST) + 1,
      opens: last?.opens ?? '09:00',
      closes: last?.closes ?? '18:00',
      key,
      ...(withCommunity ? { community: last?.community ?? 'public' } : {}),
    };
    setLines([...lines, next]);
  };
  return (
    <fieldset className="field windows">
      <legend className="field-label">{legend}</legend>
      {lines.length === 0 ? <p className="field-hint">{none}</p> : null}
      {lines.map((line, index) => (
        <WindowLine
          key={line.key}
          line={line}
          row={index + 1}
          onRemove={() => setLines(lines.filter(({ key }) => key !== line.key))}
        />
      ))}
      <button type="button" className="btn-plain" onClick={add}>
        <Icon name="plus-circle" className="icon-primary" /> {t('windows.add')}
      </button>
      <p className="field-hint">{t('windows.midnight')}</p>
    </fieldset>
  );
}

const byTime = (a: Line, b: Line): number => a.weekday - b.weekday || a.opens.localeCompare(b.opens);

/** The first of January 2024 was a Monday. */
const dayName = (weekday: number): string =>
  new Intl.DateTimeFormat(currentLanguage(), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday));

interface WindowLineProps {
  readonly line: Line;
  readonly row: number;
  readonly onRemove: () => void;
}

function WindowLine({ line, row, onRemove }: WindowLineProps): JSX.Element {
  const { t } = useTranslation();
  const named = (label: string): string => `${label}, ${row}`;
  const time = { className: 'form-control', pattern: TIME, required: true, inputMode: 'text', maxLength: 5 } as const;
  return (
    <div className="window">
      <select className="form-select" name="weekday" aria-label={named(t('windows.day'))} defaultValue={line.weekday}>
        {Array.from({ length: LAST }, (_, index) => (
          <option key={index} value={index + 1}>
            {dayName(index + 1)}
          </option>
        ))}
      </select>
      <input {...time} name="opens" aria-label={named(t('windows.opens'))} defaultValue={line.opens} />
      <input {...time} name="closes" aria-label={named(t('windows.closes'))} defaultValue={line.closes} />
      {line.community === undefined ? null : (
        <select
          className="form-select"
          name="community"
          aria-label={named(t('windows.community'))}
          defaultValue={line.community}
        >
          {communities.map((community) => (
            <option key={community} value={community}>
              {t(`community.${community}`)}
            </option>
          ))}
        </select>
      )}
      <button type="button" className="btn-plain" aria-label={t('windows.remove', { row })} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </div>
  );
}
