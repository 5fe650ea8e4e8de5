import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskVerdict, Hub, LiveHub } from '#libs/contracts';
import { FloorPlan } from '../plan/floor-plan.js';
import { LevelSwitch, levelsOf, spacesOn } from '../plan/levels.js';
import { PlanLegend } from '../plan/plan-legend.js';

interface LivePlanProps {
  readonly hub: Hub;
  readonly live: LiveHub;
  readonly selected: string | null;
  readonly onSelect: (deskId: string) => void;
}

const verdicts: readonly DeskVerdict[] = ['free', 'booked', 'in_use', 'ghost', 'squat', 'unknown'];

/** The floor of the selected desk, else the one last looked at. */
export function LivePlan({ hub, live, selected, onSelect }: LivePlanProps): JSX.Element {
  const { t } = useTranslation();
  const levels = levelsOf(hub);
  const [viewed, setViewed] = useState({ level: levels[0] ?? 0, besides: selected });
  const levelOfSpace = new Map(hub.spaces.map(({ id, level }) => [id, level]));
  const spaceOfSelected = live.desks.find(({ bookableId }) => bookableId === selected)?.spaceId;
  const selectedLevel = spaceOfSelected === undefined ? undefined : levelOfSpace.get(spaceOfSelected);
  const level = viewed.besides === selected ? viewed.level : (selectedLevel ?? viewed.level);
  const desks = live.desks
    .filter(({ spaceId }) => levelOfSpace.get(spaceId) === level)
    .map(({ bookableId, label, position, verdict }) => ({
      id: bookableId,
      label,
      position,
      state: verdict,
      name: `${label}, ${t(`verdict.${verdict}`)}`,
    }));
  return (
    <>
      <LevelSwitch levels={levels} level={level} onChange={(next) => setViewed({ level: next, besides: selected })} />
      <FloorPlan
        label={t('plan.label', { space: hub.name })}
        spaces={spacesOn(hub, level)}
        desks={desks}
        selected={selected}
        onSelect={onSelect}
      />
      <PlanLegend entries={verdicts.map((state) => ({ state, text: t(`verdict.${state}`) }))} />
    </>
  );
}
