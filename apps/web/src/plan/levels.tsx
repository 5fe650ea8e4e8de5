import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hub, Space } from '#libs/contracts';

export const levelsOf = (hub: Pick<Hub, 'spaces'>): readonly number[] =>
  [...new Set(hub.spaces.map(({ level }) => level))].toSorted((a, b) => a - b);

export const spacesOn = (hub: Pick<Hub, 'spaces'>, level: number): readonly Space[] =>
  hub.spaces.filter((space) => space.level === level);

interface LevelSwitchProps {
  readonly levels: readonly number[];
  readonly level: number;
  readonly onChange: (level: number) => void;
}

export function LevelSwitch({ levels, level, onChange }: LevelSwitchProps): JSX.Element | null {
  const { t } = useTranslation();
  if (levels.length < 2) return null;
  return (
    <div className="chips" role="group">
      {levels.map((one) => (
        <button key={one} type="button" className="app-chip" aria-pressed={one === level} onClick={() => onChange(one)}>
          {one === 0 ? t('plan.ground') : t('plan.level', { level: one })}
        </button>
      ))}
    </div>
  );
}
