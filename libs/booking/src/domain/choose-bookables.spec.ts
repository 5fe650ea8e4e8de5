import fc from 'fast-check';
import { inOrderOfWelcome, type Wished } from './choose-bookables.js';

interface Thing {
  readonly id: string;
  readonly kind: string;
  readonly spaceId: string;
  readonly position: readonly [number, number];
  readonly amenities: readonly string[];
}

const thing = (id: string, over: Partial<Thing> = {}): Thing => ({
  id,
  kind: 'desk',
  spaceId: 'hall',
  position: [0, 0],
  amenities: [],
  ...over,
});
const wish = (over: Partial<Wished> = {}): Wished => ({ kind: 'desk', count: 1, needs: [], likes: [], ...over });
const order = (wished: Wished, free: readonly Thing[], beside: readonly Thing[] = [], seed = 'seed'): string =>
  inOrderOfWelcome(wished, free, beside, seed)
    .map(({ id }) => id)
    .join(' ');

describe(inOrderOfWelcome.name, () => {
  it('leaves out what is of another kind, elsewhere or lacks what is needed', () => {
    const free = [
      thing('locker', { kind: 'locker' }),
      thing('bare'),
      thing('upstairs', { spaceId: 'attic', amenities: ['monitor'] }),
      thing('right', { amenities: ['monitor', 'window'] }),
    ];
    expect(order(wish({ needs: ['monitor'], spaceId: 'hall' }), free)).toBe('right');
  });

  it('prefers what is liked, then what is near, and keeps the accessible desk for who needs it', () => {
    const free = [
      thing('far', { position: [9, 0] }),
      thing('near', { position: [1, 0] }),
      thing('liked', { position: [9, 9], amenities: ['window'] }),
      thing('accessible', { amenities: ['accessible', 'window'] }),
    ];
    const colleague = thing('colleague');
    expect(inOrderOfWelcome(wish({ likes: ['window'] }), free, [colleague], 's')[0]!.id).toBe('liked');
    expect(inOrderOfWelcome(wish(), free.slice(0, 2), [colleague], 's')[0]!.id).toBe('near');
    expect(order(wish({ likes: ['window'] }), free, [colleague]).endsWith('accessible')).toBe(true);
    expect(order(wish({ needs: ['accessible'] }), free)).toBe('accessible');
  });

  it('keeps a team in one space where one holds it, around one desk', () => {
    const attic = [0, 1, 2].map((n) => thing(`a${n}`, { spaceId: 'attic', position: [n, 0] }));
    const hall = [thing('h0', { amenities: ['window'] }), thing('h1', { amenities: ['window'] })];
    const team = inOrderOfWelcome(wish({ count: 3, likes: ['window'] }), [...hall, ...attic], [], 's').slice(0, 3);
    expect(team.map(({ spaceId }) => spaceId)).toEqual(['attic', 'attic', 'attic']);
    const row = Array.from({ length: 9 }, (_, n) => thing(`d${n}`, { position: [n, 0] }));
    const [first, ...others] = inOrderOfWelcome(wish({ count: 3 }), row, [], 's').slice(0, 3);
    for (const other of others) expect(Math.abs(other.position[0] - first!.position[0])).toBeLessThanOrEqual(2);
  });

  it('sends people who ask at the same moment to different desks', () => {
    const free = Array.from({ length: 10 }, (_, n) => thing(`D${n}`));
    const first = Array.from({ length: 200 }, (_, n) => inOrderOfWelcome(wish(), free, [], `person ${n}`)[0]!.id);
    for (const { id } of free) expect(first.filter((other) => other === id).length).toBeGreaterThan(5);
  });

  it('names each fitting bookable once, and nothing else, whatever is wished', () => {
    const amenity = fc.constantFrom('window', 'monitor', 'accessible');
    const things = fc.array(
      fc.record({
        kind: fc.constantFrom('desk', 'locker'),
        spaceId: fc.constantFrom('hall', 'attic'),
        position: fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })),
        amenities: fc.uniqueArray(amenity),
      }),
    );
    const wishes = fc.record({
      kind: fc.constantFrom('desk', 'locker'),
      count: fc.integer({ min: 1, max: 5 }),
      needs: fc.uniqueArray(amenity, { maxLength: 1 }),
      likes: fc.uniqueArray(amenity),
    });
    fc.assert(
      fc.property(things, wishes, fc.string(), (given, wished, seed) => {
        const free = given.map((one, n) => ({ ...one, id: `${n}` }));
        const fitting = free.filter(
          ({ kind, amenities }) => kind === wished.kind && wished.needs.every((need) => amenities.includes(need)),
        );
        const ordered = inOrderOfWelcome(wished, free, [], seed);
        expect(new Set(ordered)).toEqual(new Set(fitting));
        expect(ordered).toHaveLength(fitting.length);
      }),
    );
  });
});
