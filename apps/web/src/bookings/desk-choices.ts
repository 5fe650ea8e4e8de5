import type { Availability, BookableKind, Booking, Hub } from '#libs/contracts';

/** Something that a booking could hold in the place of what it holds. */
export interface DeskChoice {
  readonly id: string;
  readonly label: string;
  readonly spaceName: string;
  readonly kind: BookableKind;
}

type Part = Booking['bookables'][number];

/**
 * What one part of a booking could be at another time: itself first where it is free then, or held by this very booking; then what is free
 * of its kind, that of the same space first.
 */
export function choicesFor(
  part: Pick<Part, 'id' | 'kind'>,
  hub: Pick<Hub, 'bookables' | 'spaces'>,
  available: Pick<Availability, 'free' | 'mine'>,
): readonly DeskChoice[] {
  const free = new Set(available.free);
  const spaceNames = new Map(hub.spaces.map(({ id, name }) => [id, name]));
  const own = hub.bookables.find(({ id }) => id === part.id);
  const rank = ({ id, spaceId }: Hub['bookables'][number]): number =>
    id === part.id ? 0 : spaceId === own?.spaceId ? 1 : 2;
  return hub.bookables
    .filter(({ id, kind }) => kind === part.kind && (free.has(id) || (id === part.id && available.mine.includes(id))))
    .toSorted((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label, undefined, { numeric: true }))
    .map(({ id, label, kind, spaceId }) => ({ id, label, kind, spaceName: spaceNames.get(spaceId) ?? '' }));
}
