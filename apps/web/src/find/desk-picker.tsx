import { useQuery } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Availability, Bookable, Hub, HubHit } from '#libs/contracts';
import { availabilityQuery, hubQuery, meQuery } from '../api/queries.js';
import { currentLanguage } from '../i18n/index.js';
import type { PickState } from '../plan/desk-look.js';
import { FloorPlan } from '../plan/floor-plan.js';
import { LevelSwitch, levelsOf, spacesOn } from '../plan/levels.js';
import { PlanLegend } from '../plan/plan-legend.js';
import { formatLongDay } from '../time/format.js';
import type { InstantSpan } from '../time/local-span.js';
import { Dialog } from '../ui/dialog.js';
import { Loading } from '../ui/loading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { DeskList } from './desk-list.js';
import type { Find } from './use-find.js';

interface DeskPickerProps {
  readonly find: Find;
  readonly hub: HubHit;
  readonly span: InstantSpan;
}

/** The hub's plan for the asked span, and the same as a list. */
export function DeskPicker({ find, hub, span }: DeskPickerProps): JSX.Element {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const detail = useQuery(hubQuery(hub.id));
  const available = useQuery(availabilityQuery(hub.id, span));
  const [picked, setPicked] = useState(find.search.desk ?? hub.bestDesk?.id ?? null);
  const chosen = available.data?.free.includes(picked ?? '') ? picked : null;
  const label = detail.data?.bookables.find(({ id }) => id === chosen)?.label ?? '';
  const { from, to } = find.local;
  const day = formatLongDay(span.from, find.metro.timeZone, currentLanguage());
  const close = (): void => find.select({ plan: undefined });

  return (
    <Dialog
      title={t('plan.title', { hub: hub.name })}
      subtitle={t('plan.subtitle', { day, from, to })}
      onClose={close}
      footer={
        <button
          type="button"
          className="btn btn-primary"
          disabled={chosen === null}
          onClick={() => find.select({ hub: hub.id, desk: chosen ?? undefined, plan: undefined })}
        >
          {chosen === null ? t('plan.choose') : t('plan.chooseDesk', { desk: label })}
        </button>
      }
    >
      {detail.data !== undefined && available.data !== undefined ? (
        <PickerBody
          hub={detail.data}
          available={available.data}
          chosen={chosen}
          onPick={setPicked}
          signedIn={Boolean(me)}
        />
      ) : detail.isError || available.isError ? (
        <ProblemAlert
          title={t('page.error')}
          error={detail.error ?? available.error}
          onRetry={() => void Promise.all([detail.refetch(), available.refetch()])}
        />
      ) : (
        <Loading lines={5} />
      )}
    </Dialog>
  );
}

interface PickerBodyProps {
  readonly hub: Hub;
  readonly available: Availability;
  readonly chosen: string | null;
  readonly signedIn: boolean;
  readonly onPick: (deskId: string) => void;
}

function PickerBody({ hub, available, chosen, signedIn, onPick }: PickerBodyProps): JSX.Element {
  const { t } = useTranslation();
  const levels = levelsOf(hub);
  const levelOf = (bookable: Bookable): number => hub.spaces.find(({ id }) => id === bookable.spaceId)?.level ?? 0;
  const start = hub.bookables.find(({ id }) => id === chosen);
  const [level, setLevel] = useState(start === undefined ? (levels[0] ?? 0) : levelOf(start));
  const free = new Set(available.free);
  const stateOf = (id: string): PickState => {
    if (id === chosen) return 'selected';
    if (available.mine.includes(id)) return 'mine';
    if (!available.open) return 'closed';
    return free.has(id) ? 'free' : 'taken';
  };
  const desks = hub.bookables.map((bookable) => {
    const state = stateOf(bookable.id);
    const features = bookable.amenities.map((one) => t(`deskAmenity.${one}`));
    return { ...bookable, state, features, name: [bookable.label, t(`state.${state}`), ...features].join(', ') };
  });
  const pick = (id: string): void => {
    if (free.has(id)) onPick(id);
  };
  const shown: readonly PickState[] = signedIn ? ['free', 'selected', 'taken', 'mine'] : ['free', 'selected', 'taken'];
  return (
    <>
      <LevelSwitch levels={levels} level={level} onChange={setLevel} />
      <FloorPlan
        label={t('plan.label', { space: hub.name })}
        spaces={spacesOn(hub, level)}
        desks={desks.filter((desk) => levelOf(desk) === level)}
        selected={chosen}
        onSelect={pick}
      />
      <p className="field-hint">{t('plan.keys')}</p>
      <PlanLegend entries={shown.map((state) => ({ state, text: t(`state.${state}`) }))} />
      <DeskList hub={hub} desks={desks} chosen={chosen} onPick={pick} />
    </>
  );
}
