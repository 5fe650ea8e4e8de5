import { type DeskSensor, deskSensor, deskTick, pulse, type Report } from './desk-sensor.js';
import { type Beam, breakBeam, doorCounter, doorTick } from './door-counter.js';

const SECOND = 1000;

/** Pulses at these seconds; a look at the clock each second. */
function listen(pulses: readonly number[], seconds: number, sensor = deskSensor(0)): Report[] {
  const reports: Report[] = [];
  let state: DeskSensor = sensor;
  for (let now = 0; now <= seconds; now++) {
    if (pulses.includes(now)) state = pulse(state, now * SECOND);
    const [next, report] = deskTick(state, now * SECOND);
    state = next;
    if (report) reports.push(report);
  }
  return reports;
}

describe('A desk sensor', () => {
  it('tells a movement at once, and then once a minute while there is any', () => {
    const pulses = Array.from({ length: 40 }, (_, n) => 5 * n);
    expect(listen(pulses, 130)).toEqual([
      { at: 5 * SECOND, motion: true },
      { at: 65 * SECOND, motion: true },
      { at: 125 * SECOND, motion: true },
    ]);
  });

  it('takes a single pulse for no movement, nor two that are far apart', () => {
    expect(listen([5, 50, 90], 250)).toEqual([]);
  });

  it('takes a bouncing pulse for one', () => {
    expect(deskTick(pulse(pulse(deskSensor(0), 1000), 1100), 2000)[1]).toBeUndefined();
  });

  it('says every five minutes that it is alive and saw nothing', () => {
    expect(listen([], 620)).toEqual([
      { at: 300 * SECOND, motion: false },
      { at: 600 * SECOND, motion: false },
    ]);
  });
});

describe('A door counter', () => {
  const pass = (...beams: readonly (readonly [Beam, number])[]): ReturnType<typeof doorCounter> =>
    beams.reduce((counter, [beam, at]) => breakBeam(counter, beam, at), doorCounter(0));

  it('tells the direction from the order of its beams', () => {
    expect(pass(['outer', 0], ['inner', 500])).toMatchObject({ in: 1, out: 0 });
    expect(pass(['inner', 0], ['outer', 500])).toMatchObject({ in: 0, out: 1 });
  });

  it('counts nobody who lingers or turns round', () => {
    expect(pass(['outer', 0], ['outer', 500], ['outer', 900])).toMatchObject({ in: 0, out: 0 });
    expect(pass(['outer', 0], ['inner', 2500])).toMatchObject({ in: 0, out: 0 });
  });

  it('counts those who follow close', () => {
    expect(pass(['outer', 0], ['inner', 300], ['outer', 600], ['inner', 900])).toMatchObject({ in: 2, out: 0 });
  });

  it('tells its totals at most every ten seconds, and every five minutes in any case', () => {
    const counter = pass(['outer', 0], ['inner', 300]);
    expect(doorTick(counter, 5000)[1]).toBeUndefined();
    const [told, report] = doorTick(counter, 10_000);
    expect(report).toEqual({ at: 10_000, in: 1, out: 0 });
    expect(doorTick(told, 250_000)[1]).toBeUndefined();
    expect(doorTick(told, 310_000)[1]).toEqual({ at: 310_000, in: 1, out: 0 });
  });
});
