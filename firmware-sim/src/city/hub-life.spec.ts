import { HubLife, type KnownBooking } from './hub-life.js';
import { Random } from './random.js';

const start = Date.parse('2026-11-23T10:00:00Z');
const desks = Array.from({ length: 20 }, (_, n) => `desk-${n}`);

function live(seed: number, seconds: number, bookings: readonly KnownBooking[] = []): { log: string[]; life: HubLife } {
  const log: string[] = [];
  const senses = {
    pulse: (desk: string, at: number) => void log.push(`${at} ${desk}`),
    beam: (beam: string, at: number) => void log.push(`${at} ${beam}`),
  };
  const life = new HubLife(desks, new Random(seed), senses, 'day', 1);
  bookings.forEach((booking) => life.book(booking));
  for (let second = 0; second < seconds; second++) life.step(start + second * 1000);
  return { log, life };
}

describe(HubLife.name, () => {
  it('is the same for the same seed, and another for another', () => {
    expect(live(1, 1800).log).toEqual(live(1, 1800).log);
    expect(live(2, 1800).log).not.toEqual(live(1, 1800).log);
  });

  it('fills a hub to what the hour of the day asks for', () => {
    expect(live(3, 1800).life.inside).toBe(5);
  });

  it('lets nobody in at night', () => {
    const { log, life } = live(4, 0);
    for (let second = 0; second < 600; second++) life.step(start + (13 * 3600 + second) * 1000);
    expect(log).toEqual([]);
  });

  it('brings most of those who booked, to their desk', () => {
    const night = start + 13 * 3_600_000;
    const bookings = desks.map((bookableId) => ({ hubId: 'h', bookableId, from: night, to: night + 3_600_000 }));
    const came = [1, 2, 3, 4, 5].map((seed) => {
      const { life } = live(seed, 0, bookings);
      for (let second = 0; second < 900; second++) life.step(night + second * 1000);
      return life.inside;
    });
    const all = came.reduce((sum, n) => sum + n, 0);
    expect(all).toBeGreaterThan(75);
    expect(all).toBeLessThan(100);
  });

  it('brings nobody to a booking that was cancelled', () => {
    const night = start + 13 * 3_600_000;
    const booking = { hubId: 'h', bookableId: desks[0]!, from: night, to: night + 3_600_000 };
    const { life } = live(1, 0, [booking, { ...booking, to: night }]);
    for (let second = 0; second < 900; second++) life.step(night + second * 1000);
    expect(life.inside).toBe(0);
  });

  it('has everybody pass the door', () => {
    const { log, life } = live(6, 3 * 3600);
    const beams = log.map((line) => line.split(' ')[1]!).filter((name) => name === 'outer' || name === 'inner');
    const first = beams.filter((_, n) => n % 2 === 0);
    const entered = first.filter((beam) => beam === 'outer').length;
    expect(entered).toBeGreaterThan(life.inside);
    expect(entered - (first.length - entered)).toBe(life.inside);
  });
});
