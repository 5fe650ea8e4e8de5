import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';

interface MinutesSliderProps {
  readonly minutes: number;
  readonly onChange: (minutes: number) => void;
  /** the hand or key has let go */
  readonly onSettle: () => void;
}

export function MinutesSlider({ minutes, onChange, onSettle }: MinutesSliderProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className="field minutes-slider">
      <label htmlFor="minutes">{t('coverage.minutes')}</label>
      <div>
        <input
          id="minutes"
          type="range"
          min={5}
          max={30}
          step={1}
          value={minutes}
          aria-valuetext={t('coverage.minutesValue', { count: minutes })}
          onChange={(event) => onChange(Number(event.target.value))}
          onPointerUp={onSettle}
          onKeyUp={onSettle}
          onBlur={onSettle}
        />
        <output htmlFor="minutes">{t('find.walk', { count: minutes })}</output>
      </div>
    </div>
  );
}
