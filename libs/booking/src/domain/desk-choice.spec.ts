import { bestDesk, type Desk, mostAlike } from './desk-choice.js';
import { spreadOf } from './spread.js';

const desk = (id: string, amenities: readonly string[] = [], x = 0, spaceId = 'hall'): Desk => ({
  id,
  spaceId,
  position: [x, 0],
  amenities,
});
const ids = (desks: readonly Desk[]): string => desks.map(({ id }) => id).join(' ');

describe(bestDesk.name, () => {
  it('offers nothing where nothing is free', () => {
    expect(bestDesk([], 7)).toBe(null);
  });

  it('offers the desk with the most amenities', () => {
    const free = [desk('bare'), desk('rich', ['monitor', 'window']), desk('poor', ['monitor'])];
    expect(bestDesk(free, 7)?.id).toBe('rich');
  });

  it('keeps the accessible desk for last, however rich it is', () => {
    const accessible = desk('accessible', ['accessible', 'monitor', 'window']);
    expect(bestDesk([accessible, desk('bare')], 7)?.id).toBe('bare');
    expect(bestDesk([accessible], 7)?.id).toBe('accessible');
  });

  it('sends searches from different doors to different desks, and the same search to the same one', () => {
    const free = Array.from({ length: 10 }, (_, n) => desk(`D${n}`));
    const origins = Array.from({ length: 200 }, (_, n) => spreadOf(`44.49${n},11.34`));
    const offered = origins.map((spread) => bestDesk(free, spread)?.id);
    const counts = free.map(({ id }) => offered.filter((other) => other === id).length);
    expect(Math.min(...counts)).toBeGreaterThan(5);
    expect(origins.map((spread) => bestDesk(free, spread)?.id)).toEqual(offered);
  });
});

describe(mostAlike.name, () => {
  it('prefers the same space, then shared amenities, then the nearest', () => {
    const wanted = desk('W', ['window', 'monitor'], 5);
    const free = [
      desk('other-room', ['window', 'monitor'], 5, 'room'),
      desk('far-bare', [], 20),
      desk('near-bare', [], 6),
      desk('one-shared', ['window'], 20),
      desk('all-shared', ['window', 'monitor'], 20),
      desk('accessible', ['window', 'monitor', 'accessible'], 5.5),
    ];
    expect(ids(mostAlike(wanted, free))).toBe('all-shared one-shared near-bare far-bare accessible other-room');
  });

  it('counts an accessible desk as alike for whom had one', () => {
    const wanted = desk('W', ['accessible']);
    expect(ids(mostAlike(wanted, [desk('bare'), desk('A', ['accessible'], 9)]))).toBe('A bare');
  });
});
