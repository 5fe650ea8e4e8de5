import { SeededRandom } from '#libs/kernel';
import {
  type FloorPlan,
  type PlanAmenity,
  type PlanBookable,
  type PlanPoint,
  type PlanSpace,
  rectangle,
} from './floor-plan.js';

/** Metres. Desks of 1.6 stand face to face in benches; 1.5 is left behind each chair for a wheelchair to pass. */
const DESK_WIDTH = 1.6;
const BENCH_DEPTH = 1.6;
const AISLE = 2.4;
const MARGIN = 1.2;
const CORRIDOR = 2.2;
const ROOM_DEPTH = 4.8;
const NARROWEST_ROOM = 3;
const WIDEST_ROOM = 5.6;
const ENTRANCE = 2;
const NEAR_WINDOW = 2.6;

const DESKS_PER_FLOOR = 44;
const QUIET_FROM = 12;

const ZONES = ['Sala aperta', 'Sala silenziosa'] as const;
const ROOMS = [
  'Levante',
  'Ponente',
  'Maestrale',
  'Scirocco',
  'Libeccio',
  'Grecale',
  'Tramontana',
  'Zefiro',
  'Aurora',
] as const;

export interface PlanWish {
  readonly desks: number;
  /** As many as is usual for the desks, where nothing is said. */
  readonly rooms?: number | undefined;
  /** Decides the shape: two hubs of one size need not look alike. */
  readonly seed: string;
}

/** A plausible floor plan for a number of desks, where nobody has drawn the real one. */
export function layOutPlan({ desks, rooms, seed }: PlanWish): FloorPlan {
  const random = new SeededRandom(`plan ${seed}`);
  const floors = Math.max(1, Math.ceil(desks / DESKS_PER_FLOOR));
  const spaces: PlanSpace[] = [];
  const bookables: PlanBookable[] = [];
  const names = random.shuffled(ROOMS);
  for (let level = 0; level < floors; level++) {
    const shareOf = (count: number): number => Math.floor(count / floors) + (level < count % floors ? 1 : 0);
    const floor = layOutFloor({
      level,
      desks: shareOf(desks),
      rooms: rooms === undefined ? undefined : shareOf(rooms),
      floors,
      random,
      roomNames: names,
      roomsBefore: countRooms(bookables),
    });
    spaces.push(...floor.spaces);
    bookables.push(...floor.bookables);
  }
  return { spaces, bookables };
}

const countRooms = (bookables: readonly PlanBookable[]): number =>
  bookables.filter(({ kind }) => kind === 'room').length;

interface FloorWish {
  readonly level: number;
  readonly desks: number;
  readonly rooms: number | undefined;
  readonly floors: number;
  readonly random: SeededRandom;
  readonly roomNames: readonly string[];
  readonly roomsBefore: number;
}

function layOutFloor(wish: FloorWish): FloorPlan {
  const { level, desks, floors, random } = wish;
  const suffix = floors === 1 ? '' : ` ${level + 1}`;
  const perSide = random.integer(2, 4);
  const quiet = desks < QUIET_FROM ? 0 : Math.round((desks * random.between(0.25, 0.4)) / (2 * perSide)) * 2 * perSide;
  const counts = [desks - quiet, quiet].filter((count) => count > 0);
  const halls = counts.map((count) => hallFor(count, perSide, random.between(0.6, 1.3)));
  const hallsWidth = round(halls.reduce((sum, hall) => sum + hall.width, 0));
  const width = Math.max(hallsWidth, round((wish.rooms ?? 0) * WIDEST_ROOM + ENTRANCE));
  const depth = Math.max(...halls.map((hall) => hall.height));
  const rooms = layOutRooms(wish, width, depth + CORRIDOR, suffix);
  const zones: PlanSpace[] = [];
  const placed: PlanBookable[] = [];
  let x = 0;
  halls.forEach((hall, i) => {
    // Halls hang from the corridor, so that a shorter one leaves a notch in the outer wall.
    const y = round(depth - hall.height);
    const name = ZONES[i]! + suffix;
    zones.push({ name, kind: 'zone', level, outline: rectangle(x, y, hall.width, hall.height) });
    const letter = String.fromCodePoint(65 + level * ZONES.length + i);
    placed.push(
      ...placeDesks({
        hall,
        x,
        y,
        count: counts[i]!,
        name,
        letter,
        quiet: i === 1,
        last: i === halls.length - 1,
        random,
      }),
    );
    x = round(x + hall.width);
  });
  const outline = outerWall(halls, width, depth, round(depth + CORRIDOR + ROOM_DEPTH));
  const floor: PlanSpace = { name: floors === 1 ? 'Piano terra' : `Piano ${level}`, kind: 'floor', level, outline };
  return { spaces: [floor, ...rooms.spaces, ...zones], bookables: [...placed, ...rooms.bookables] };
}

interface Hall {
  readonly perSide: number;
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

/** @param shape below 1 is deep, above 1 is wide */
function hallFor(desks: number, perSide: number, shape: number): Hall {
  const benches = Math.ceil(desks / (2 * perSide));
  const columns = Math.max(1, Math.min(benches, Math.round(Math.sqrt(benches * shape))));
  const rows = Math.ceil(benches / columns);
  return {
    perSide,
    columns,
    width: round(columns * perSide * DESK_WIDTH + (columns - 1) * AISLE + 2 * MARGIN),
    height: round(rows * BENCH_DEPTH + (rows - 1) * AISLE + 2 * MARGIN),
  };
}

interface DeskRow {
  readonly hall: Hall;
  readonly x: number;
  readonly y: number;
  readonly count: number;
  readonly name: string;
  readonly letter: string;
  readonly quiet: boolean;
  readonly last: boolean;
  readonly random: SeededRandom;
}

function placeDesks({ hall, x, y, count, name, letter, quiet, last, random }: DeskRow): PlanBookable[] {
  return Array.from({ length: count }, (_, i) => {
    const bench = Math.floor(i / (2 * hall.perSide));
    const seat = i % (2 * hall.perSide);
    const column = bench % hall.columns;
    const row = Math.floor(bench / hall.columns);
    const left = MARGIN + column * (hall.perSide * DESK_WIDTH + AISLE) + ((seat >> 1) + 0.5) * DESK_WIDTH;
    const low = MARGIN + row * (BENCH_DEPTH + AISLE) + (seat % 2 === 0 ? 0.4 : 1.2);
    const byTheWall = low < NEAR_WINDOW || (last ? hall.width - left < NEAR_WINDOW : x === 0 && left < NEAR_WINDOW);
    const amenities: PlanAmenity[] = [];
    if (random.chance(0.45)) amenities.push('monitor');
    if (byTheWall) amenities.push('window');
    if (random.chance(0.15)) amenities.push('height_adjustable');
    if (i === 0 || random.chance(0.05)) amenities.push('accessible');
    if (quiet) amenities.push('quiet');
    const position: PlanPoint = [round(x + left), round(y + low)];
    return { label: `${letter}${String(i + 1).padStart(2, '0')}`, kind: 'desk', space: name, position, amenities };
  });
}

/** Meeting rooms beyond the corridor, and the entrance in what is left. */
function layOutRooms(
  { level, desks, rooms, random, roomNames, roomsBefore }: FloorWish,
  width: number,
  y: number,
  suffix: string,
): FloorPlan {
  const usual = Math.min(5, Math.max(1, Math.round(desks / 12)), roomNames.length - roomsBefore);
  const wanted = rooms ?? usual;
  const spaces: PlanSpace[] = [];
  const bookables: PlanBookable[] = [];
  let x = 0;
  for (let n = 0; n < wanted; n++) {
    const roomWidth = round(random.between(NARROWEST_ROOM, WIDEST_ROOM));
    if (x + roomWidth > width - ENTRANCE) break;
    const number = roomsBefore + n + 1;
    const name = `Sala ${roomNames[number - 1] ?? number}`;
    spaces.push({ name, kind: 'room', level, outline: rectangle(x, round(y), roomWidth, ROOM_DEPTH) });
    bookables.push({
      // Desks of the tenth floor are S01 to S44.
      label: number < 10 ? `S${number}` : `SR${number}`,
      kind: 'room',
      space: name,
      position: [round(x + roomWidth / 2), round(y + ROOM_DEPTH / 2)],
      amenities: roomWidth > 4.2 ? ['monitor', 'accessible'] : ['accessible'],
    });
    x = round(x + roomWidth);
  }
  const entrance = `${level === 0 ? 'Ingresso' : 'Disimpegno'}${suffix}`;
  spaces.push({ name: entrance, kind: 'zone', level, outline: rectangle(x, round(y), round(width - x), ROOM_DEPTH) });
  return { spaces, bookables };
}

/** Along the lower edges of the halls, then up and around the rooms. */
function outerWall(halls: readonly Hall[], width: number, depth: number, top: number): PlanPoint[] {
  const wall: PlanPoint[] = [];
  let x = 0;
  for (const hall of halls) {
    const y = round(depth - hall.height);
    if (wall.length === 0 || wall.at(-1)![1] !== y) wall.push([x, y]);
    x = round(x + hall.width);
    wall.push([x, y]);
  }
  if (x < width) wall.push([x, depth], [width, depth]);
  return [...wall, [width, top], [0, top], wall[0]!];
}

const round = (metres: number): number => Math.round(metres * 100) / 100;
