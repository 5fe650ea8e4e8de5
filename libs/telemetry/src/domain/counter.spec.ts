import fc from 'fast-check';
import { counted } from './counter.js';

const stand = (boot: number, total: number): { boot: number; total: number } => ({ boot, total });

describe(counted.name, () => {
  it('is the difference of two totals', () => {
    expect(counted(stand(1, 40), stand(1, 43))).toBe(3);
  });

  it('is nothing at the first stand that we know: people who came before are not counted', () => {
    expect(counted(undefined, stand(1, 4000))).toBe(0);
  });

  it('goes on across the largest number', () => {
    expect(counted(stand(1, 2 ** 32 - 2), stand(1, 5))).toBe(7);
  });

  it('counts from zero after a restart, even to a larger total', () => {
    expect(counted(stand(1, 10), stand(2, 4))).toBe(4);
    expect(counted(stand(1, 10), stand(2, 12))).toBe(12);
  });

  it('takes a backward jump that is no wrap for a reset by hand', () => {
    expect(counted(stand(1, 500), stand(1, 2))).toBe(2);
  });

  it('adds up to the people who passed, whatever the stands at which the counter was read', () => {
    const lives = fc.array(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }), { minLength: 1 });
    fc.assert(
      fc.property(lives, fc.integer({ min: 2 ** 32 - 500, max: 2 ** 32 - 1 }), (boots, start) => {
        let before = stand(0, start);
        let sum = 0;
        boots.forEach((steps, boot) => {
          let total = boot === 0 ? start : 0;
          for (const step of steps) {
            total = (total + step) % 2 ** 32;
            sum += counted(before, stand(boot, total));
            before = stand(boot, total);
          }
        });
        expect(sum).toBe(boots.flat().reduce((a, b) => a + b, 0));
      }),
    );
  });
});
