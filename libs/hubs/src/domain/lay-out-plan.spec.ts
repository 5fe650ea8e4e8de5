import fc from 'fast-check';
import { isInside } from './floor-plan.js';
import { layOutPlan } from './lay-out-plan.js';

const wishes = fc.record({
  desks: fc.integer({ min: 1, max: 160 }),
  rooms: fc.option(fc.integer({ min: 0, max: 25 }), { nil: undefined }),
  seed: fc.string(),
});

describe(layOutPlan.name, () => {
  it('has as many desks as asked for, each with a label of its own', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const { bookables } = layOutPlan(wish);
        const labels = new Set(bookables.map(({ label }) => label));
        return (
          bookables.filter(({ kind }) => kind === 'desk').length === wish.desks && labels.size === bookables.length
        );
      }),
    );
  });

  it('has as many rooms as asked for', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const rooms = layOutPlan(wish).bookables.filter(({ kind }) => kind === 'room').length;
        return wish.rooms === undefined ? rooms <= 9 : rooms === wish.rooms;
      }),
    );
  });

  it('stands everything inside its space, and every space inside its floor', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const { spaces, bookables } = layOutPlan(wish);
        const byName = new Map(spaces.map((space) => [space.name, space]));
        const floors = spaces.filter(({ kind }) => kind === 'floor');
        const inSpace = bookables.every(({ space, position }) => isInside(byName.get(space)!.outline, position));
        const onFloor = bookables.every(({ space, position }) =>
          floors.some(({ level, outline }) => level === byName.get(space)!.level && isInside(outline, position)),
        );
        return inSpace && onFloor && byName.size === spaces.length;
      }),
    );
  });

  it('leaves every desk its own place to sit', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const { spaces, bookables } = layOutPlan(wish);
        const level = new Map(spaces.map((space) => [space.name, space.level]));
        return bookables.every((a, i) =>
          bookables.slice(i + 1).every((b) => {
            const apart = Math.hypot(a.position[0] - b.position[0], a.position[1] - b.position[1]);
            return level.get(a.space) !== level.get(b.space) || apart > 0.79;
          }),
        );
      }),
    );
  });

  it('draws the same plan for the same seed and another one for another', () => {
    expect(layOutPlan({ desks: 30, seed: 'a' })).toEqual(layOutPlan({ desks: 30, seed: 'a' }));
    expect(layOutPlan({ desks: 30, seed: 'a' })).not.toEqual(layOutPlan({ desks: 30, seed: 'b' }));
  });

  it('keeps a quiet zone where there are desks enough', () => {
    const { spaces, bookables } = layOutPlan({ desks: 24, seed: 'library' });
    expect(spaces.map(({ name }) => name)).toContain('Sala silenziosa');
    const quiet = bookables.filter(({ space }) => space === 'Sala silenziosa');
    expect(quiet.every(({ amenities }) => amenities.includes('quiet'))).toBe(true);
  });
});
