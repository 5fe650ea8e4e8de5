import { cellToLatLng, gridDisk } from 'h3-js';
import { type HubAmenity, type HubKind, hubAmenities, hubKinds } from '#libs/contracts';
import { type HubDraft, hubKindHabits, layOutPlan, parseOpening, type ResidentCell } from '#libs/hubs';
import { haversineMetres, type LatLon, SeededRandom } from '#libs/kernel';
import type { StreetPlace } from './named-streets.js';

export interface DemoHubWish {
  readonly count: number;
  readonly metro: string;
  readonly seed: string;
  /** Where residents live; the places of hubs follow them. Without any, they follow the streets. */
  readonly residents: readonly ResidentCell[];
  readonly streets: ReadonlyMap<string, readonly StreetPlace[]>;
}

/** Square metres of a cell of resolution 9, on average. */
const CELL_M2 = 105_000;
/** Neighbours out to here count as one place when it is asked how densely people live: about a kilometre across. */
const RINGS = 2;

/** Made-up hubs on real streets, where people live, kinds mixed; always the same for the same wish. */
export function demoHubs({ count, metro, seed, residents, streets }: DemoHubWish): readonly HubDraft[] {
  const random = new SeededRandom(`hubs ${seed}`);
  const kinds = kindsFor(count, random);
  const places = choosePlaces(count, weights(residents, streets), streets, random);
  const names = new Set<string>();
  return places.map((place, i) => {
    const kind = kinds[i]!;
    const habits = hubKindHabits[kind];
    const slug = `demo-hub-${String(i + 1).padStart(2, '0')}`;
    const name = freeName(nameOf(kind, place.street), names);
    const amenities = hubAmenities.filter((amenity) => habits.amenities.includes(amenity) || chanceOf(amenity, random));
    return {
      slug,
      name,
      kind,
      address: `${place.street} ${random.integer(1, 120)}`,
      lat: place.lat,
      lon: place.lon,
      amenities,
      organisation: { name: organisationOf(kind, metro), kind: habits.organisation },
      plan: layOutPlan({ desks: random.integer(...habits.desks), seed: `${seed} ${slug}` }),
      openingWindows: parseOpening(habits.opening),
    };
  });
}

/** In the shares of their kinds, then shuffled. */
function kindsFor(count: number, random: SeededRandom): readonly HubKind[] {
  const deck = hubKinds.flatMap((kind) =>
    Array.from({ length: Math.max(1, Math.round((hubKindHabits[kind].share * count) / 100)) }, () => kind),
  );
  while (deck.length < count) deck.push('library');
  return random.shuffled(deck).slice(0, count);
}

function weights(
  residents: readonly ResidentCell[],
  streets: ReadonlyMap<string, readonly StreetPlace[]>,
): ReadonlyMap<string, number> {
  const inhabited = residents.filter(({ cell, residents: count }) => streets.has(cell) && count > 0);
  if (inhabited.length > 0) return new Map(inhabited.map(({ cell, residents: count }) => [cell, count]));
  return new Map([...streets].map(([cell, places]) => [cell, places.length]));
}

function choosePlaces(
  count: number,
  weightOf: ReadonlyMap<string, number>,
  streets: ReadonlyMap<string, readonly StreetPlace[]>,
  random: SeededRandom,
): readonly StreetPlace[] {
  // Weighted sampling without replacement (Efraimidis and Spirakis 2006): the order of the keys is the order of drawing.
  const drawn = [...weightOf]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([cell, weight]) => ({ cell, key: Math.log(1 - random.next()) / weight }))
    .toSorted((a, b) => b.key - a.key)
    .map(({ cell }) => cell);
  const perHub = [...weightOf.values()].reduce((sum, weight) => sum + weight, 0) / count;
  const spacingOf = new Map(drawn.map((cell) => [cell, spacing(cell, weightOf, perHub)]));
  const chosen: StreetPlace[] = [];
  for (let room = 0.8; chosen.length < count && room > 0.02; room /= 1.4) {
    for (const cell of drawn) {
      if (chosen.length === count) break;
      const [lat, lon] = cellToLatLng(cell);
      const metres = room * spacingOf.get(cell)!;
      if (!isApart({ lat, lon }, chosen, metres)) continue;
      const place = random.pick(streets.get(cell)!);
      if (isApart(place, chosen, metres / 2)) chosen.push(place);
    }
  }
  return chosen;
}

/** Metres between hubs that serve equally many people each: they stand closer where people live closer. */
function spacing(cell: string, weightOf: ReadonlyMap<string, number>, perHub: number): number {
  const around = gridDisk(cell, RINGS);
  const perCell = around.reduce((sum, near) => sum + (weightOf.get(near) ?? 0), 0) / around.length;
  return Math.sqrt((perHub / perCell) * CELL_M2);
}

function isApart(place: LatLon, others: readonly LatLon[], metres: number): boolean {
  return others.every((other) => haversineMetres(place, other) >= metres);
}

function nameOf(kind: HubKind, street: string): string {
  const titles: Readonly<Record<HubKind, string>> = {
    library: 'Biblioteca',
    coworking: 'Coworking',
    school: 'Scuola',
    civic_centre: 'Casa di quartiere',
    officina_territoriale: 'Officina territoriale',
    career_centre: 'Centro per l’impiego',
    reclaimed_asset: 'Spazio comune',
  };
  return `${titles[kind]} ${street}`;
}

function organisationOf(kind: HubKind, metro: string): string {
  const owners: Readonly<Record<HubKind, string>> = {
    library: `Sistema bibliotecario di ${metro} (demo)`,
    coworking: `Coworking in rete ${metro} (demo)`,
    school: `Rete scolastica di ${metro} (demo)`,
    civic_centre: `Comune di ${metro} (demo)`,
    officina_territoriale: `Città metropolitana di ${metro} (demo)`,
    career_centre: `Centri per l’impiego di ${metro} (demo)`,
    reclaimed_asset: `Beni comuni ${metro} (demo)`,
  };
  return owners[kind];
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name} ${n}`;
  taken.add(free);
  return free;
}

function chanceOf(amenity: HubAmenity, random: SeededRandom): boolean {
  return random.chance(amenity === 'wifi' ? 1 : amenity === 'childcare' ? 0.06 : 0.25);
}
