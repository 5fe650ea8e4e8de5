import { useId, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hub } from '#libs/contracts';
import { bookablesIn } from './in-zone.js';
import { ZonePlan } from './zone-plan.js';

interface ZoneChoiceProps {
  readonly hub: Hub;
  /** null: the whole hub */
  readonly spaceId: string | null;
  readonly onPick: (spaceId: string | null) => void;
}

/** What is closed: from a list, or on the plan beside it. */
export function ZoneChoice({ hub, spaceId, onPick }: ZoneChoiceProps): JSX.Element {
  const { t } = useTranslation();
  const name = useId();
  return (
    <div className="zone-choice">
      <fieldset className="field">
        <legend className="field-label">{t('closures.where')}</legend>
        <label className="check">
          <input type="radio" name={name} checked={spaceId === null} onChange={() => onPick(null)} />
          <span>{t('closures.wholeHub')}</span>
        </label>
        {hub.spaces.map((space) => (
          <label key={space.id} className="check">
            <input type="radio" name={name} checked={spaceId === space.id} onChange={() => onPick(space.id)} />
            <span>
              {space.name} <small>({t('closures.places', { count: bookablesIn(hub, space).length })})</small>
            </span>
          </label>
        ))}
        <p className="field-hint">{t('closures.whereHint')}</p>
      </fieldset>
      <ZonePlan hub={hub} spaceId={spaceId} onPick={onPick} />
    </div>
  );
}
