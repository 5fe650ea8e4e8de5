import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveHub } from '#libs/contracts';
import type { DeskState } from '../plan/desk-look.js';
import { Swatch } from '../plan/plan-legend.js';
import { Icon } from '../ui/icon.js';

export function LiveTiles({ live }: { readonly live: LiveHub }): JSX.Element {
  const { t } = useTranslation();
  const { totals, headCount, capacity } = live;
  const ofDesks = t('live.ofDesks', { desks: totals.desks });
  return (
    <section aria-label={t('live.summary')}>
      <dl className="tiles">
        <Tile
          name="people"
          label={t('live.people')}
          value={headCount}
          hint={headCount === null ? t('live.noCounter') : t('live.peopleOf', { capacity })}
          sign={<Icon name="user" />}
        />
        <Tile name="occupied" label={t('live.occupied')} value={totals.occupied} hint={ofDesks} state="in_use" />
        <Tile name="booked" label={t('live.booked')} value={totals.booked} hint={ofDesks} state="booked" />
        <Tile name="free" label={t('live.free')} value={totals.free} hint={ofDesks} state="free" />
        <Tile name="ghosts" label={t('live.ghosts')} value={totals.ghosts} state="ghost" />
        <Tile name="squats" label={t('live.squats')} value={totals.squats} state="squat" />
      </dl>
    </section>
  );
}

interface TileProps {
  readonly name: string;
  readonly label: string;
  readonly value: number | null;
  readonly hint?: string;
  readonly state?: DeskState;
  readonly sign?: ReactNode;
}

function Tile({ name, label, value, hint, state, sign }: TileProps): JSX.Element {
  return (
    <div className="tile" data-tile={name}>
      <dt>
        {state === undefined ? sign : <Swatch state={state} />} {label}
      </dt>
      <dd>
        <span className="tile-value">{value ?? '–'}</span>
        {hint === undefined ? null : <span className="tile-hint">{hint}</span>}
      </dd>
    </div>
  );
}
