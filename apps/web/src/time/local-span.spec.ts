import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  isDay,
  isQuarter,
  minutesOf,
  nextSensibleSpan,
  presets,
  quarterHours,
  toInstants,
  toLocalSpan,
  type InstantSpan,
} from './local-span.js';

const rome = 'Europe/Rome';
const at = (local: string): Temporal.Instant => Temporal.ZonedDateTime.from(`${local}[${rome}]`).toInstant();
const hours = (span: InstantSpan): number => (Date.parse(span.to) - Date.parse(span.from)) / 3_600_000;
const day = (date: string, from: string, to: string): ReturnType<typeof toInstants> =>
  toInstants({ day: date, from, to }, rome);

describe(nextSensibleSpan.name, () => {
  it('offers the next quarter hour and four hours on a working morning', () => {
    expect(nextSensibleSpan(at('2026-11-23T09:07'), rome)).toEqual({ day: '2026-11-23', from: '09:15', to: '13:15' });
  });

  it('starts at eight before the day begins', () => {
    expect(nextSensibleSpan(at('2026-11-23T05:30'), rome)).toEqual({ day: '2026-11-23', from: '08:00', to: '12:00' });
  });

  it('ends with working hours', () => {
    expect(nextSensibleSpan(at('2026-11-23T17:00'), rome)).toEqual({ day: '2026-11-23', from: '17:00', to: '19:00' });
  });

  it('moves to the next morning when less than an hour is left', () => {
    expect(nextSensibleSpan(at('2026-11-23T18:01'), rome)).toEqual({ day: '2026-11-24', from: '09:00', to: '13:00' });
  });

  it('skips the weekend', () => {
    expect(nextSensibleSpan(at('2026-11-20T20:00'), rome).day).toBe('2026-11-23');
    expect(nextSensibleSpan(at('2026-11-21T10:00'), rome).day).toBe('2026-11-23');
    expect(nextSensibleSpan(at('2026-11-22T10:00'), rome).day).toBe('2026-11-23');
  });

  it('is in the zone of the metro, not of the browser', () => {
    const late = Temporal.Instant.from('2026-11-23T23:30:00Z');
    expect(nextSensibleSpan(late, rome).day).toBe('2026-11-24');
    expect(nextSensibleSpan(late, 'America/New_York').day).toBe('2026-11-24');
    expect(nextSensibleSpan(late, 'Asia/Tokyo')).toEqual({ day: '2026-11-24', from: '08:30', to: '12:30' });
  });

  it('always ends after it starts, on quarter hours, in the future', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_780_000_000, max: 1_830_000_000 }), (second) => {
        const now = Temporal.Instant.fromEpochMilliseconds(second * 1000);
        const found = nextSensibleSpan(now, rome);
        const instants = toInstants(found, rome) as InstantSpan;
        expect(isQuarter(found.from) && isQuarter(found.to)).toBe(true);
        expect(hours(instants)).toBeGreaterThanOrEqual(1);
        expect(Date.parse(instants.from)).toBeGreaterThanOrEqual(second * 1000);
      }),
    );
  });
});

describe(presets.name, () => {
  it('drops the afternoon once it is over', () => {
    expect(presets(at('2026-11-23T18:00'), rome).map(({ name, span }) => [name, span?.from])).toEqual([
      ['now', '18:00'],
      ['afternoon', undefined],
      ['tomorrow', '09:00'],
    ]);
  });

  it('starts the afternoon now when it has begun', () => {
    expect(presets(at('2026-11-23T15:20'), rome)[1]?.span).toEqual({ day: '2026-11-23', from: '15:30', to: '18:00' });
  });

  it('ends now at midnight at the latest', () => {
    expect(presets(at('2026-11-23T22:10'), rome)[0]?.span).toEqual({ day: '2026-11-23', from: '22:15', to: '24:00' });
    expect(presets(at('2026-11-23T23:50'), rome)[0]?.span).toBeNull();
  });
});

describe(toInstants.name, () => {
  it('knows winter and summer time', () => {
    expect(day('2026-11-23', '14:00', '18:00')).toEqual({ from: '2026-11-23T13:00:00Z', to: '2026-11-23T17:00:00Z' });
    expect(day('2026-07-23', '14:00', '18:00')).toEqual({ from: '2026-07-23T12:00:00Z', to: '2026-07-23T16:00:00Z' });
  });

  it('gives the day that the clock goes back its 25 hours', () => {
    expect(hours(day('2026-10-25', '00:00', '24:00') as InstantSpan)).toBe(25);
    expect(hours(day('2026-10-25', '02:00', '02:30') as InstantSpan)).toBe(1.5);
  });

  it('gives the day that the clock goes forward its 23 hours', () => {
    expect(hours(day('2027-03-28', '00:00', '24:00') as InstantSpan)).toBe(23);
  });

  it('refuses a start or an end in the skipped hour', () => {
    expect(day('2027-03-28', '02:30', '05:00')).toBe('skipped-hour');
    expect(day('2027-03-28', '01:00', '02:15')).toBe('skipped-hour');
  });

  it('refuses an end that is not after the start', () => {
    expect(day('2026-11-23', '14:00', '14:00')).toBe('empty');
  });

  it('comes back to the same local span', () => {
    const local = { day: '2026-11-23', from: '09:15', to: '24:00' };
    const instants = toInstants(local, rome) as InstantSpan;
    expect(toLocalSpan(instants.from, instants.to, rome)).toEqual(local);
  });
});

describe(quarterHours.name, () => {
  it('includes both ends', () => {
    expect(quarterHours('23:15', '24:00')).toEqual(['23:15', '23:30', '23:45', '24:00']);
    expect(quarterHours('24:00', '23:00')).toEqual([]);
    expect(minutesOf('24:00')).toBe(1440);
  });
});

describe(isDay.name, () => {
  it('takes only days that exist', () => {
    expect(isDay('2028-02-29')).toBe(true);
    expect(['2026-02-29', '2026-2-9', '', '9999-01-01', '2026-13-01'].some(isDay)).toBe(false);
  });
});
