import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hub } from '#libs/contracts';
import type { PickState } from '../plan/desk-look.js';
import { Swatch } from '../plan/plan-legend.js';

interface ListedDesk {
  readonly id: string;
  readonly label: string;
  readonly spaceId: string;
  readonly state: PickState;
  readonly features: readonly string[];
}

interface DeskListProps {
  readonly hub: Hub;
  readonly desks: readonly ListedDesk[];
  readonly chosen: string | null;
  readonly onPick: (deskId: string) => void;
}

/** The plan's twin for those to whom a drawing says nothing. */
export function DeskList({ hub, desks, chosen, onPick }: DeskListProps): JSX.Element {
  const { t } = useTranslation();
  const [onlyFree, setOnlyFree] = useState(true);
  const spaceOf = (id: string): string => hub.spaces.find((space) => space.id === id)?.name ?? '';
  const shown = desks.filter(({ state }) => !onlyFree || state === 'free' || state === 'selected');
  return (
    <details className="twin">
      <summary>{t('plan.list')}</summary>
      <label className="twin-filter">
        <input type="checkbox" checked={onlyFree} onChange={(event) => setOnlyFree(event.target.checked)} />{' '}
        {t('plan.onlyFree')}
      </label>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('plan.list')}>
        <table className="table app-table">
          <thead>
            <tr>
              <th scope="col">{t('plan.desk')}</th>
              <th scope="col">{t('plan.space')}</th>
              <th scope="col">{t('plan.state')}</th>
              <th scope="col">{t('plan.features')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('plan.choose')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((desk) => (
              <tr key={desk.id}>
                <th scope="row">{desk.label}</th>
                <td>{spaceOf(desk.spaceId)}</td>
                <td>
                  <Swatch state={desk.state} /> {t(`state.${desk.state}`)}
                </td>
                <td>{desk.features.join(', ')}</td>
                <td>
                  {desk.state === 'free' || desk.id === chosen ? (
                    <button
                      type="button"
                      className="btn-plain"
                      aria-pressed={desk.id === chosen}
                      onClick={() => onPick(desk.id)}
                    >
                      {t('plan.choose')} <span className="visually-hidden">{desk.label}</span>
                    </button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
