import { timeLeft } from './time-left.js';

const left = (seconds: number): string =>
  timeLeft('2026-11-23T10:00:00Z', Date.parse('2026-11-23T10:00:00Z') - seconds * 1000);

describe(timeLeft, () => {
  it.each([
    [247, '4:07'],
    [60, '1:00'],
    [0.4, '0:01'],
    [0, '0:00'],
    [-5, '0:00'],
    [3600, '1:00:00'],
    [5025, '1:23:45'],
  ])('says %d seconds as %s', (seconds, text) => expect(left(seconds)).toBe(text));
});
