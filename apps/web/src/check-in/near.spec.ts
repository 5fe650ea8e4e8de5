import { nearestFree } from './near.js';

const desk = (id: string, x: number, spaceId = 'a') => ({
  id,
  label: id,
  spaceId,
  kind: id.startsWith('r') ? ('room' as const) : ('desk' as const),
  position: [x, 0] as [number, number],
  amenities: [],
});
const hub = {
  bookables: [desk('d1', 0), desk('d2', 9), desk('d3', 4), desk('d4', 1, 'b'), desk('r1', 1), desk('d5', 2)],
};

describe(nearestFree, () => {
  it('names the free ones of the kind and space by distance, then those of other spaces', () => {
    const near = nearestFree(hub, 'd1', ['d1', 'd2', 'd3', 'd4', 'r1'], 3);
    expect(near.map(({ id }) => id)).toEqual(['d3', 'd2', 'd4']);
  });

  it('knows none around what it does not know', () => expect(nearestFree(hub, 'd9', ['d1'], 3)).toEqual([]));
});
